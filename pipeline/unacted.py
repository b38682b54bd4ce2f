"""Reads what the funnel is made of: who was heard in the last weeks, what was answered, decided, shipped and verified."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from pipeline import fixes, funnel
from pipeline.fixes import Fix
from pipeline.records import TOO_SHORT, Filters
from pipeline.store import counts, signal_log, signals, threads, topics, verdicts
from pipeline.store import fixes as register
from pipeline.workspace import Workspace

SPAN_WEEKS = 12
"""People and replies of so many weeks are counted: those of the last planned look at a fix."""


@dataclass(frozen=True)
class Unacted:
    """steps: a row a touchpoint (see funnel.by_touchpoint); waiting: a row a topic (funnel.waits); days: a row a signal (funnel.days_to).

    first_day, last_day: of the people and replies that are counted.
    """

    steps: pd.DataFrame
    waiting: pd.DataFrame
    days: pd.DataFrame
    first_day: date
    last_day: date


def read(workspace: Workspace, as_of: datetime) -> Unacted:
    """What nobody acts on, as of now: people once a week and topic, of the last SPAN_WEEKS weeks up to yesterday, or up to where the data end."""
    with workspace.store.read() as connection:
        raised = signals.all_rows(connection)
    return of(workspace, as_of.astimezone(workspace.settings.zone).date(), raised, register.every(workspace.store))


def of(workspace: Workspace, today: date, raised: Sequence[Mapping[str, Any]], known: Sequence[Fix]) -> Unacted:
    """The same on the morning of `today`. raised, known: all signals (rows of the table) and fixes as they stood then."""
    span = counts.span(workspace.store)
    last = min(today - timedelta(days=1), span[1]) if span else today - timedelta(days=1)
    first = last - timedelta(days=7 * SPAN_WEEKS - 1)
    owners = workspace.taxonomy.routes
    heard = counts.by(workspace.store, ("touchpoint_id", "topic_id"), Filters(first, last)).rename(columns={"topic_people_n": "people_n"})
    heard = heard[["touchpoint_id", "topic_id", "people_n"]]
    found = _topics(workspace, heard, first, today - timedelta(days=1))
    steps = {topic["topic_id"]: funnel.step_of(topic, raised, known, owners) for topic in found.to_dict("records")}
    days = funnel.days_to(raised, _answered(workspace), known, _fell(workspace))
    return Unacted(funnel.by_touchpoint(heard, steps, owners), funnel.waits(found, raised, known, owners, today), days, first, last)


def _topics(workspace: Workspace, heard: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """A row an active topic that somebody spoke of in the span: topic_id, label, touchpoint_id, people_n, replies_n, first_on."""
    frame = topics.every(workspace.store)
    frame = frame[(frame["state"] == "active") & (frame["topic_id"] != TOO_SHORT)]
    people, replies = heard.groupby("topic_id")["people_n"].sum(), threads.replies_by_topic(workspace.store, first, last)
    frame = frame.assign(people_n=frame["topic_id"].map(people).fillna(0).astype(int), replies_n=[replies.get(one, 0) for one in frame["topic_id"]])
    frame = frame[frame["people_n"] > 0]
    return frame.assign(first_on=[_day(workspace, seen) for seen in frame["first_seen"]])[
        ["topic_id", "label", "touchpoint_id", "people_n", "replies_n", "first_on"]]


def _day(workspace: Workspace, moment: Any) -> date:
    return pd.Timestamp(moment).to_pydatetime().astimezone(workspace.settings.zone).date()


def _answered(workspace: Workspace) -> Mapping[str, date]:
    """signal -> the day on which a person answered it first."""
    log = signal_log.every(workspace.store)
    log = log[log["by"] != fixes.CANARY]
    return {signal: _day(workspace, at) for signal, at in log.groupby("signal_id")["at"].min().items()}


def _fell(workspace: Workspace) -> Mapping[str, date]:
    """fix -> the day after the week of the look that said "fell" first."""
    rows = verdicts.every(workspace.store)
    fell = rows[(rows["verdict"] == "fell") & rows["is_look"].astype(bool)]
    return {fix: week + timedelta(days=7) for fix, week in fell.groupby("fix_id")["week"].min().items()}
