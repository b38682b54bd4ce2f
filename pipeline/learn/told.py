"""Told: what the store holds of topics and of people's decisions, as a training takes it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.decisions import training
from pipeline.learn.fitting import Told


def told(frame: pd.DataFrame, topics: pd.DataFrame, decisions: Sequence[Mapping[str, Any]], touchpoint_ids: Sequence[str],
         taken: Iterable[str], is_first: bool) -> Told:
    """frame: post_id, topic_id of n complaints, oldest first; topics: topic_id, state of all there ever were.

    taken: topic ids that were ever given; is_first: nothing is published yet, so there is nothing to go on.
    """
    before = None if is_first else training.before(frame, topics, decisions)
    said = training.decided(frame, decisions, touchpoint_ids)
    return Told(before, said if (said >= 0).any() else None, tuple(sorted(taken)))
