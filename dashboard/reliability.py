"""Whether a link's sureness means what it says: the model's own word on complaints that people answered for, and that it has not learned from."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import explained, load, load_models
from dashboard.view import View
from pipeline.records import Filters

_MOST = 2000        # answers that are read, the latest
_BINS_N = 5
FEWEST_N = 50
"""Answers; with fewer a reliability says nothing, and the model need not be read."""


@dataclass(frozen=True)
class Reliability:
    """bins: n, confidence (mean, 0-1), accuracy (0-1), the least sure first; error: mean distance of the two, weighted by n (0-1)."""

    bins: pd.DataFrame
    answers_n: int
    error: float


def table(confidence: Sequence[float], is_right: Sequence[bool], bins_n: int = _BINS_N) -> Reliability:
    """confidence: 0-1 of each answer; is_right: whether people said the same."""
    from models.calibration import calibration_error, reliability

    sure, right = np.asarray(confidence, float), np.asarray(is_right, bool)
    bins = pd.DataFrame([(one.n, one.confidence, one.accuracy) for one in reliability(sure, right, bins_n)], columns=["n", "confidence", "accuracy"])
    return Reliability(bins, len(sure), calibration_error(sure, right, bins_n))


def unlearned(decisions: Sequence[Mapping], learned_n: int) -> dict[str, str]:
    """post id -> touchpoint that people said, of decisions that hold and came after the first `learned_n` that the model knew."""
    return {row["posts"][0]: row["value"] for row in decisions[learned_n:] if row["kind"] == "touchpoint" and row["posts"]}


def of(view: View) -> Reliability | None:
    """Of the published model, without bins while there are fewer than FEWEST_N answers; None without a model."""
    version = load_models.published(view)
    if not version:
        return None
    said = unlearned(load_models.holding(view), int(load_models.card(view, version).get("decisions_n") or 0))
    if len(said) < FEWEST_N:
        return Reliability(pd.DataFrame(columns=["n", "confidence", "accuracy"]), len(said), float("nan"))
    kept = dict(list(said.items())[-_MOST:])
    rows = load.evidence(view, _MOST, filters=Filters(), post_ids=tuple(kept))
    return _judged(str(view.workspace.path), version, tuple((row["text"], kept[row["post_id"]]) for row in rows))


@st.cache_data(max_entries=8, show_spinner=False)
def _judged(path: str, version: str, answered: tuple[tuple[str, str], ...]) -> Reliability | None:
    fitted = explained.fitted(path, version) if answered else None
    if fitted is None:
        return None
    from models.topics import assign_topics        # costs seconds to import, which only who has enough answers pays

    texts = [text for text, _ in answered]
    shares = assign_topics(texts, fitted.encoder, fitted.linker, fitted.topics).shares
    found = [fitted.linker.ids_[i] for i in shares.argmax(axis=1)]
    return table(shares.max(axis=1).tolist(), [one == said for one, (_, said) in zip(found, answered)])
