"""Drift: is it time to learn the topics anew? Read from the store, week by week; the decision is models.drift's."""
from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from models.drift import Drift, drift
from pipeline.artifacts import read_card
from pipeline.complete_days import complete_until
from pipeline.errors import ModelError
from pipeline.records import TOO_SHORT
from pipeline.store import complaints, published_version
from pipeline.workspace import Workspace


def by_week(workspace: Workspace, until: date | None) -> pd.DataFrame:
    """week (a Monday), complaints_n, far_n, share (0-1) of complaints in a topic that are far from every one, complete weeks only, oldest first.

    until: the last day of which everything is here. Empty without a model, and for one of a version that did not note what far is.
    """
    limit = far_limit(workspace)
    rows = complaints.far_by_week(workspace.store, limit, TOO_SHORT) if limit is not None else []
    frame = pd.DataFrame(rows, columns=["week", "complaints_n", "far_n"])
    frame = frame[[until is not None and (until - week).days >= 6 for week in frame["week"]]].reset_index(drop=True) if len(frame) else frame
    return frame.assign(share=frame["far_n"] / frame["complaints_n"])


def found(workspace: Workspace, until: date | None) -> Drift:
    """Of the last complete weeks, against when the topics were learned."""
    frame = by_week(workspace, until)
    return drift(list(frame["complaints_n"]), list(frame["far_n"]), workspace.settings.publish.retrain_from)


def of_now(workspace: Workspace, as_of: datetime) -> Drift:
    """The same, up to the last day of which everything is here."""
    return found(workspace, complete_until(workspace, as_of))


def far_limit(workspace: Workspace) -> float | None:
    """The share (0-1) of unknown words above which a complaint is far from every topic of the published model; None: not known."""
    version = published_version(workspace.store)
    try:
        return read_card(workspace.models, version).get("far_above") if version else None
    except ModelError:
        return None


def words(drift_: Drift) -> str:
    """What to say when it is time; "" when it is not."""
    if not drift_.is_time:
        return ""
    return (f"{drift_.share:.0%} of the {drift_.complaints_n:,} complaints of the last weeks are far from every topic, "
            f"{drift_.usual:.0%} when the topics were learned: time to retrain")
