"""The complaint filter of a workspace: fitted once on words of our own, kept as a model folder, fitted anew when they change."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from models import complaint, complaint_cues, complaint_words, words
from models.complaint import ComplaintFilter
from pipeline.artifacts import State, read_model, write_model
from pipeline.errors import ModelError
from pipeline.seeds import expand, load_seeds, load_yaml
from pipeline.settings import ROOT
from pipeline.workspace import Workspace

POSTS, LINES = ROOT / "data" / "sample" / "posts", ROOT / "data" / "complaint" / "lines.yaml"
_BRAND = "Pellamere"       # the sample's company: its name says nothing of a post
_OTHERS_SAID = 2           # times a hand-written post that is no complaint is told, each with other words: there are few
_MAKERS = (complaint, complaint_cues, complaint_words, words)


def load_filter(workspace: Workspace) -> ComplaintFilter:
    """The kept filter where it was made of today's words and code; else a new one, kept for the next time."""
    folder = workspace.models / "complaint" / _origin()
    for kept in sorted(folder.glob("m-*")):
        state = read_model(folder, kept.name)
        return ComplaintFilter.from_state(state.config, state.arrays)
    fitted = fit_filter()
    texts, wanted = training_set()
    write_model(folder, State(fitted.to_config(), fitted.to_arrays()),
                {"kind": "complaint filter", "trained_on": [str(path.relative_to(ROOT)) for path in (POSTS, LINES)],
                 "texts_n": len(texts), "complaints_n": sum(wanted), "params": fitted.get_params()})
    return fitted


def fit_filter() -> ComplaintFilter:
    return ComplaintFilter().fit(*training_set())


def training_set(posts: Path = POSTS, lines: Path = LINES) -> tuple[list[str], list[bool]]:
    """Texts and whether each is a complaint: the sample's hand-written posts and the lines written for this."""
    told = [*_seeds(posts), *_lines(lines)]
    return [text for text, _ in told], [is_complaint for _, is_complaint in told]


def _seeds(folder: Path) -> Iterator[tuple[str, bool]]:
    rng = Random(0)
    for seed in load_seeds(folder):
        is_complaint = seed.kind == "complaint"
        for _ in range(1 if is_complaint else _OTHERS_SAID):
            yield expand(seed.text, rng).replace(_BRAND, "").replace(_BRAND.lower(), ""), is_complaint


def _lines(path: Path) -> Iterator[tuple[str, bool]]:
    for number, line in enumerate(load_yaml(path)["lines"], 1):
        if not isinstance(line.get("text"), str) or not isinstance(line.get("complaint"), bool):
            raise ModelError(f"{path.name}: line {number} is {line!r}; it needs text: words and complaint: true or false. Correct it.")
        yield line["text"], line["complaint"]


def _origin() -> str:
    """A name for the words and the code that a filter comes from: another of either gives another name."""
    files = [*sorted(POSTS.glob("*.yaml")), LINES, *(Path(maker.__file__) for maker in _MAKERS)]
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()[:12]
