"""Compare: a candidate beside the published model, measured on what the store holds and kept until something changes."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from models.lineage import lineage
from pipeline.artifacts import read_card
from pipeline.cluster import assigned_rows
from pipeline.decisions import overlay
from pipeline.decisions.kinds import LINK, TOUCHPOINT
from pipeline.errors import ModelError
from pipeline.fitted import Fitted
from pipeline.learn.comparison import Comparison, Fate, Flow, Measures, ToRead
from pipeline.learn.decided import Decided
from pipeline.learn.filling import present_topics
from pipeline.learn.measuring import flows, known, measure, size_mb, to_read
from pipeline.records import TOO_SHORT
from pipeline.store import complaints, models, published_version, topics
from pipeline.workspace import Workspace

READ_N = 20        # complaints that move, to be read
_FLOWS_N = 40


def read(workspace: Workspace, version: str) -> Comparison | None:
    """The comparison that is kept of a model; None: it was not compared yet."""
    with workspace.store.read() as connection:
        row = models.one(connection, version)
    return Comparison.from_dict(row["comparison"]) if row and row["comparison"] else None


def fresh(workspace: Workspace, version: str) -> Comparison:
    """The comparison of a candidate with what is published now, under the decisions that hold now: the kept one where it still is that.

    Of a model that was published, what it was compared with then. Raises ModelError where there is no such model.
    """
    with workspace.store.read() as connection:
        row = models.one(connection, version)
    if row is None:
        known = ", ".join(found["version"] for found in models.every(workspace.store)) or "none"
        raise ModelError(f"there is no model {version} in this workspace. Models: {known}.")
    kept = Comparison.from_dict(row["comparison"]) if row["comparison"] else None
    if kept and row["state"] != models.CANDIDATE:
        return kept
    if kept and (kept.against, kept.decisions) == (published_version(workspace.store), Decided.read(workspace).digest):
        return kept
    return run(workspace, version)


def run(workspace: Workspace, version: str) -> Comparison:
    """Measure a candidate anew and keep what was found. Raises ModelError where its folder is not whole."""
    settings, decided = workspace.settings, Decided.read(workspace)
    frame = complaints.for_training(workspace.store, settings.topics.sample_max, decided.posts)
    fitted, card, against = Fitted.read(workspace.models, version), read_card(workspace.models, version), published_version(workspace.store)
    present, fault = _published(workspace, against)
    far_limit = (present or (None, card))[1].get("far_above", card.get("far_above", 1.0))

    # what names a touchpoint that was renamed or removed since, no model can say
    sayable = [row for row in decided.with_texts(workspace) if row["kind"] not in (LINK, TOUCHPOINT) or row["value"] in workspace.taxonomy.ids]

    def measured(model: tuple[Fitted, Mapping[str, Any]], name: str) -> Measures:
        size = size_mb(workspace.models / name)
        return measure(frame, model[0], name, model[1], far_limit, sayable, settings.link.unclear_risk, size, settings.topics.seed)

    with workspace.store.read() as connection:
        rows = decided.topic_rows(models.one(connection, version)["rows"])
    said = _said(frame, fitted, version, decided, settings.link.unclear_risk)
    moves = _moves(frame, said)
    found = Comparison(
        version, against, decided.digest, len(decided.active), card.get("decisions_n", 0), len(moves), sum(old != new for _, old, new in moves),
        decided.violations_n(said, rows), measured((fitted, card), version), measured(present, against) if present else None, fault,
        _fates(workspace, moves, rows), tuple(Flow(*flow) for flow in flows(moves)[:_FLOWS_N]), tuple(ToRead(*move) for move in to_read(moves, READ_N, settings.topics.seed)))
    with workspace.store.write() as connection:
        models.keep_comparison(connection, version, found.to_dict())
        workspace.store.touch(connection)
    return found


def _published(workspace: Workspace, version: str | None) -> tuple[tuple[Fitted, Mapping[str, Any]] | None, str]:
    """The published model and its card; None and what is wrong where it cannot be read: a candidate can take its place all the same."""
    try:
        return ((Fitted.read(workspace.models, version), read_card(workspace.models, version)) if version else None), ""
    except ModelError as error:
        return None, str(error)


def _said(frame: pd.DataFrame, fitted: Fitted, version: str, decided: Decided, unclear_risk: float) -> list[dict[str, Any]]:
    """What would be published of each complaint."""
    batch = frame[["post_id", "text", "topic_id"]].to_dict("records")
    return decided.assigned_rows(assigned_rows(batch, fitted, version, unclear_risk, present_topics(batch, fitted)))


def _moves(frame: pd.DataFrame, said: Sequence[Mapping[str, Any]]) -> list[tuple[str, str | None, str | None]]:
    """(post, topic now, topic then) of the complaints that are in a topic now; too short to tell is none."""
    after = {row["post_id"]: known(row["topic_id"]) for row in said}
    return [(post_id, now, after[post_id]) for post_id, topic_id in zip(frame["post_id"], frame["topic_id"]) if (now := known(topic_id)) and post_id in after]


def _fates(workspace: Workspace, moves: Sequence[tuple[str, str | None, str | None]], rows: Sequence[Mapping[str, Any]]) -> tuple[Fate, ...]:
    """What becomes of every topic that is published, and which are born."""
    called = topics.labels(workspace.store) | {row["topic_id"]: row["label"] for row in rows}
    with workspace.store.read() as connection:
        before = [topic_id for topic_id in topics.standing_ids(connection) if topic_id != TOO_SHORT]
    after = [row["topic_id"] for row in rows if row["topic_id"] != TOO_SHORT and row["state"] != overlay.ENDED]
    found = lineage([old for _, old, _ in moves], [new for *_, new in moves], before, after)
    return tuple(Fate(label=called.get(fate.topic_id, fate.topic_id), **asdict(fate)) for fate in found)
