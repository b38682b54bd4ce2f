"""The complaint filter of a workspace: fitted once on words of our own, kept as a model folder, fitted anew when they change."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from models import complaint, complaint_cues, complaint_words, words
from models.complaint import ComplaintFilter
from pipeline.decisions import training
from pipeline.errors import ModelError
from pipeline.kept import kept, origin_of
from pipeline.seeds import expand, load_seeds, load_yaml
from pipeline.settings import ROOT
from pipeline.workspace import Workspace

POSTS, LINES = ROOT / "data" / "sample" / "posts", ROOT / "data" / "complaint" / "lines.yaml"
_BRAND = "Pellamere"       # the sample's company: its name says nothing of a post
_OTHERS_SAID = 2           # times a hand-written post that is no complaint is told, each with other words: there are few
_LINE_WEIGHT = 3.0         # of a line beside a post of the sample: lines speak of every trade, posts of one
ANSWER_WEIGHT = 3.0        # of what a person answered about a post of this very workspace; benchmarks/answers.py
_MAKERS = (complaint, complaint_cues, complaint_words, words)


def load_filter(workspace: Workspace) -> ComplaintFilter:
    """The kept filter where it was made of today's words, code and answers; else a new one, kept for the next time."""
    answers = training.complaint_answers(workspace.store)
    files = [*sorted(POSTS.glob("*.yaml")), LINES, *(Path(maker.__file__) for maker in _MAKERS)]
    return kept(workspace.models / "complaint", origin_of(files, answers), ComplaintFilter, lambda: _made(answers))


def _made(answers: Sequence[tuple[str, bool]]) -> tuple[ComplaintFilter, dict[str, Any]]:
    told = training_set(POSTS, LINES, answers)
    fitted = told.fit()
    return fitted, told.card() | {"answers_n": len(answers), "params": fitted.get_params()}


@dataclass(frozen=True)
class TrainingSet:
    """Texts, whether each is a complaint, how much each counts, and where each comes from (a file's name or a domain)."""

    texts: tuple[str, ...]
    is_complaint: tuple[bool, ...]
    weights: tuple[float, ...]
    origins: tuple[str, ...]

    def fit(self, keep: Sequence[int] | None = None) -> ComplaintFilter:
        """A filter fitted on the texts at `keep` (all of them when None)."""
        at = range(len(self.texts)) if keep is None else keep
        texts, wanted, weights = ([column[i] for i in at] for column in (self.texts, self.is_complaint, self.weights))
        return ComplaintFilter().fit(texts, wanted, weights)

    def card(self) -> dict[str, Any]:
        return {"kind": "complaint filter", "trained_on": [f"{path.parent.name}/{path.name}" for path in (POSTS, LINES)],
                "texts_n": len(self.texts), "complaints_n": sum(self.is_complaint)}


def training_set(posts: Path = POSTS, lines: Path = LINES, answers: Sequence[tuple[str, bool]] = (), answer_weight: float = ANSWER_WEIGHT) -> TrainingSet:
    """The sample's hand-written posts and the lines written for this, nothing of any data set; and what people answered in this workspace."""
    answered = ((text, is_complaint, answer_weight, "answers") for text, is_complaint in answers)
    return TrainingSet(*zip(*_seeds(posts), *_lines(lines), *answered, strict=True))


def _seeds(folder: Path) -> Iterator[tuple[str, bool, float, str]]:
    rng = Random(0)
    for seed in load_seeds(folder):
        is_complaint = seed.kind == "complaint"
        for _ in range(1 if is_complaint else _OTHERS_SAID):
            yield expand(seed.text, rng).replace(_BRAND, "").replace(_BRAND.lower(), ""), is_complaint, 1.0, seed.file


def _lines(path: Path) -> Iterator[tuple[str, bool, float, str]]:
    for number, line in enumerate(load_yaml(path)["lines"], 1):
        if not isinstance(line.get("text"), str) or not isinstance(line.get("complaint"), bool):
            raise ModelError(f"{path.name}: line {number} is {line!r}; it needs text: words and complaint: true or false. Correct it.")
        yield line["text"], line["complaint"], _LINE_WEIGHT, line.get("domain", path.stem)

