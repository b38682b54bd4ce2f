"""The severity model of a workspace: learnt from the sample's hand-written posts, each with its writer's severity, and from people's answers."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from models import harm, phrasebook, severity, severity_model, stretches, words
from models.severity_model import SeverityModel
from pipeline.complaint_filter import POSTS
from pipeline.decisions import training
from pipeline.kept import kept, origin_of
from pipeline.seeds import expand, load_seeds
from pipeline.workspace import Workspace

ANSWER_WEIGHT = 5.0      # of a person's answer beside a hand-written post: it is of this brand
_MAKERS = (harm, phrasebook, severity, severity_model, stretches, words)


def load_severity(workspace: Workspace) -> SeverityModel:
    """The kept model where it was made of today's posts, code and answers; else a new one, kept for the next time."""
    answers = training.severity_answers(workspace.store)
    files = [*sorted(POSTS.glob("*.yaml")), *(Path(maker.__file__) for maker in _MAKERS)]
    return kept(workspace.models / "severity", origin_of(files, answers), SeverityModel, lambda: _made(answers))


def written() -> tuple[list[str], list[int], list[str]]:
    """Texts of the sample's complaints, the severity (0–4) that their writer gave each, and the file each is from."""
    rng = Random(0)
    seeds = [seed for seed in load_seeds(POSTS) if seed.kind == "complaint"]
    return [expand(seed.text, rng) for seed in seeds], [seed.severity for seed in seeds], [seed.file for seed in seeds]


def _made(answers: Sequence[tuple[str, int]]) -> tuple[SeverityModel, dict]:
    texts, levels, _ = written()
    weights = [1.0] * len(texts) + [ANSWER_WEIGHT] * len(answers)
    fitted = SeverityModel().fit(texts + [text for text, _ in answers], levels + [level for _, level in answers], weights)
    by_level = {str(level): levels.count(level) for level in sorted(set(levels))}
    return fitted, {"kind": "severity of harm", "trained_on": [f"{POSTS.parent.name}/{POSTS.name}"], "texts_n": len(texts), "by_level": by_level,
                    "answers_n": len(answers), "params": fitted.get_params()}
