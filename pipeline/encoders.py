"""Which encoder a training uses: ours with the student that is shipped, or a sentence encoder that a setting names."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from models.blending import BlendedEncoder
from models.embedding import Encoder, LsaEncoder
from models.student import Student
from pipeline.artifacts import read_model, versions
from pipeline.errors import ModelError
from pipeline.settings import ROOT

SHIPPED = ROOT / "data" / "encoder"
LSA = "lsa"
_HOW = "python -m pip install -r requirements-embeddings.txt"
_BATCH = 64


def fit_encoder(texts: Sequence[str], named: str, seed: int) -> BlendedEncoder | LsaEncoder:
    """An encoder that has learned from these complaints. named: the setting topics.encoder, "" for ours, LSA for what these complaints alone teach."""
    if named == LSA:
        return LsaEncoder(random_state=seed).fit(texts)
    return BlendedEncoder(large(named) if named else shipped(), random_state=seed).fit(texts)


def teach(texts: Sequence[str], teacher: Encoder, seed: int) -> BlendedEncoder:
    """An encoder whose student was taught on one's own complaints: slow once, then as fast as ours, and no torch afterwards."""
    return BlendedEncoder(Student().fit(texts, teacher.encode(texts)), random_state=seed).fit(texts)


def restored(config: Mapping, arrays: Mapping[str, np.ndarray]) -> BlendedEncoder | LsaEncoder:
    """The encoder of a model folder. Models of the first releases hold an LSA alone."""
    if "lsa" not in config:
        return LsaEncoder.from_state(config, arrays)
    return BlendedEncoder.from_state(config, arrays, None if config["student"] is not None else large(config["base"]))


@lru_cache(maxsize=1)
def shipped() -> Student:
    """The student in data/encoder. Raises ModelError when it is missing or not what was shipped."""
    found = versions(SHIPPED)
    if not found:
        raise ModelError(f"{SHIPPED}: the encoder that is shipped is missing. Restore the folder from the repository.")
    state = read_model(SHIPPED, found[-1])
    return Student.from_state(state.config, state.arrays)


class LargeEncoder:
    """A sentence encoder in a folder, or in a package that ships one, behind our seam. Nothing is downloaded."""

    def __init__(self, named: str):
        self.named = named
        self._encode = _load(named)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray(self._encode(list(texts)), np.float32)


@lru_cache(maxsize=1)
def large(named: str) -> LargeEncoder:
    """Loaded once: it takes seconds."""
    return LargeEncoder(named)


def _load(named: str) -> Callable[[list[str]], np.ndarray]:
    folder = _folder(named)
    try:
        from sentence_transformers import SentenceTransformer  # torch: seconds, and only where somebody asked for it
    except ImportError:
        raise ModelError(f"topics.encoder is '{named}', which needs sentence-transformers. Install it: {_HOW}") from None
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelError(f"topics.encoder: {folder} holds no sentence encoder that can be loaded ({type(error).__name__}).") from None
    return lambda texts: model.encode(texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)


def _folder(named: str) -> Path:
    """A folder as it is, else the folder `model` of the package of that name."""
    if Path(named).is_dir():
        return Path(named)
    found = find_spec(named) if named.isidentifier() else None
    places = [Path(place) / "model" for place in (found.submodule_search_locations or [])] if found else []
    for place in places:
        if place.is_dir():
            return place
    raise ModelError(f"topics.encoder: '{named}' is neither a folder nor an installed package that ships a sentence encoder. {_HOW}")
