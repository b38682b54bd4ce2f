"""The card of a model: what a reader must know of it, data, choices and versions."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

from models.drift import far_above
from pipeline.artifacts import read_card
from pipeline.errors import ModelError
from pipeline.learn.fitting import Learnt
from pipeline.workspace import Workspace

LIBRARIES = ("numpy", "scipy", "scikit-learn", "safetensors")


def card(workspace: Workspace, frame: pd.DataFrame, learnt: Learnt, based_on: str | None, decisions: Sequence, as_of: datetime) -> dict[str, Any]:
    """frame: the complaints it learned from, oldest first. A retraining carries the number of topics, and with it the curve that chose it."""
    found, fitted = learnt.found, learnt.fitted
    curve = fitted.topics.curve_ or _curve(workspace, based_on)
    return dict(
        made_at=as_of.isoformat(), complaints_n=len(frame), first_post_at=frame["posted_at"].iloc[0].isoformat(),
        last_post_at=frame["posted_at"].iloc[-1].isoformat(), based_on=based_on, decisions_n=len(decisions),
        seed=workspace.settings.topics.seed, taxonomy=workspace.taxonomy.name, taxonomy_sha256=workspace.taxonomy.digest,
        touchpoints_n=len(workspace.taxonomy.ids), topics_n=len(fitted.topic_ids),
        born=[topic_id for topic_id, carried in zip(fitted.topic_ids, fitted.topics.before_, strict=True) if carried < 0],
        far_above=far_above(fitted.known.unknown_share(list(frame["text"]), is_own=True)[np.asarray(found.topics) >= 0]),
        agreement_by_topics_n=curve, libraries={name: version(name) for name in LIBRARIES})


def _curve(workspace: Workspace, based_on: str | None) -> list[dict[str, Any]]:
    try:
        return read_card(workspace.models, based_on).get("agreement_by_topics_n", []) if based_on else []
    except ModelError:
        return []
