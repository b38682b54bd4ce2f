"""Models that a workspace fits by itself from words of our own and people's answers, kept until either changes."""
from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.artifacts import State, read_model, write_model

FOLDERS = ("complaint", "severity")
"""Below the models of a workspace: one folder a kind of model, in it one folder named after what it was made of."""


def kept(folder: Path, origin: str, kind: type, make: Callable[[], tuple[Any, Mapping]]) -> Any:
    """The model of `kind` that was made of `origin`; made and written the first time, and those of other origins are removed.

    make: fits one and returns it with its card. Raises ModelError where the kept one was changed or cannot be written.
    """
    for found in sorted((folder / origin).glob("m-*")):
        state = read_model(folder / origin, found.name)
        return kind.from_state(state.config, state.arrays)
    fitted, card = make()
    write_model(folder / origin, State(fitted.to_config(), fitted.to_arrays()), card)
    for other in folder.iterdir():
        if other.name != origin:
            shutil.rmtree(other, ignore_errors=True)
    return fitted


def origin_of(files: Sequence[Path], answers: Sequence[tuple[str, Any]] = ()) -> str:
    """A name for files (words, code) and answers of people that a model comes from: another of any gives another name."""
    parts = [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return hashlib.sha256(b"".join(parts) + (json.dumps(answers).encode() if answers else b"")).hexdigest()[:12]


def forget_answers(models: Path) -> None:
    """Remove what may have learnt a post's words from an answer: it is made anew, without them, when it is needed."""
    for name in FOLDERS:
        for card in (models / name).glob("*/m-*/card.json"):
            if json.loads(card.read_text(encoding="utf-8")).get("answers_n"):
                shutil.rmtree(card.parent.parent, ignore_errors=True)
