"""Everything that a week's report is made of, as it stood when the week was over; read from a store of one moment."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from pipeline import attention, expectation, replay, rises, unacted, weekly
from pipeline.fixes import Fix
from pipeline.records import Filters
from pipeline.report.around import Around
from pipeline.report.past import register_on
from pipeline.report.snapshot import Snapshot
from pipeline.report.warnings import Fact
from pipeline.report.weaknesses import weaknesses
from pipeline.signal_order import worst_first
from pipeline.store import counts, fixes, heartbeats, notes, published_version, signal_log, signals, topics, verdicts
from pipeline.unacted import Unacted
from pipeline.workspace import Workspace

_BEFORE_WEEKS = 4


@dataclass(frozen=True)
class Found:
    """around: see there. signals: rows of replay.rows_on, worst first; fixes, verdicts: of past.register_on; standing: of attention.by_need; weeks: of
    counts.people_by_week, this week and the four before, those in which the data begin left out; stretches: lost days, of weekly.coverage."""

    around: Around
    signals: Sequence[Mapping[str, Any]]
    fixes: Sequence[Fix]
    verdicts: Mapping[str, Sequence[Mapping[str, Any]]]
    unacted: Unacted
    standing: pd.DataFrame
    weeks: pd.DataFrame
    stretches: Sequence[tuple[date, date]]
    warnings: Sequence[Fact]
    model_version: str | None


def week(workspace: Workspace, monday: date, before: Snapshot | None) -> Found:
    """What is known of the week that begins on `monday`; before: the last snapshot, None: nothing was ever told."""
    sunday, zone, store = monday + timedelta(days=6), workspace.settings.zone, workspace.store
    every = topics.every(store)
    around = _around(workspace, monday, before, every)
    fixes_then, judged = register_on(fixes.every(store), fixes.log(store).to_dict("records"), verdicts.every(store).to_dict("records"), sunday, zone)
    raised = _signals(workspace, sunday)
    weeks = counts.people_by_week(store, Filters(), monday - timedelta(weeks=_BEFORE_WEEKS), sunday)
    span, noted = counts.span(store), notes.rows(store)
    shares = weekly.shares_of(counts.by(store, ("source",)))
    gaps = weekly.of_gaps(heartbeats.all_gaps(store), zone)
    stretches, _ = weekly.coverage([*gaps, *(note for note in noted if note["first_day"] <= sunday)], shares)
    whole = weeks[(weeks["week"] == pd.Timestamp(monday)) | (weeks["week"] >= pd.Timestamp(span[0] if span else monday))]
    acted = unacted.of(workspace, sunday + timedelta(days=1), raised, fixes_then)
    return Found(around, raised, fixes_then, judged, acted, _standing(workspace, around, every, raised), whole, stretches,
                 weaknesses(workspace, around, span, noted, whole), published_version(store))


def _around(workspace: Workspace, monday: date, before: Snapshot | None, every: pd.DataFrame) -> Around:
    known = {t.id: t.name for t in workspace.taxonomy.touchpoints}
    homes = {topic: home for topic, home in zip(every["topic_id"], every["touchpoint_id"]) if home in known}
    return Around(monday, before.last_day + timedelta(days=1) if before else monday, workspace.settings.privacy.min_people,
                  rises.Names(dict(zip(every["topic_id"], every["label"])), homes, known), workspace.taxonomy.routes,
                  _people(workspace, monday), frozenset(every.loc[every["state"] == "hidden", "topic_id"]), before.told if before else {})


def _people(workspace: Workspace, monday: date) -> dict[tuple[str, str], int]:
    """(level, id) -> different people of the week."""
    in_week = Filters(monday, monday + timedelta(days=6))
    frame = counts.by(workspace.store, ("touchpoint_id", "topic_id"), in_week)
    found = {("topic", key): int(n) for key, n in frame.groupby("topic_id")["topic_people_n"].sum().items()}
    found |= {("touchpoint", key): int(n) for key, n in frame.groupby("touchpoint_id")["touchpoint_people_n"].sum().items()}
    return found | {("all", ""): int(counts.people_by_week(workspace.store, Filters(), *(in_week.first_day, in_week.last_day))["people_n"].sum())}


def _signals(workspace: Workspace, sunday: date) -> list[dict[str, Any]]:
    """As they stood, with the harm of the days by then; drivers are None where those that are kept were found later.

    What is learnt of a rise later is not used: the excess of one that went on is that of the window in which it was raised.
    """
    store = workspace.store
    with store.read() as connection:
        kept = {row["signal_id"]: row for row in signals.all_rows(connection)}
        rows = replay.rows_on(list(kept.values()), signal_log.every(store).to_dict("records"), sunday, workspace.settings.zone)
        for row in rows:
            if row["last_on"] == kept[row["signal_id"]]["last_on"]:
                row["drivers"] = kept[row["signal_id"]]["drivers"]
            else:
                row["drivers"] = None
                row["harm"] = counts.harm_of(connection, row["level"], row["target_id"], row["began_on"], row["last_on"])
    return worst_first(pd.DataFrame(rows, columns=signals.COLUMNS).astype(object)).astype(object).where(lambda frame: frame.notna(), None).to_dict("records")


def _standing(workspace: Workspace, around: Around, every: pd.DataFrame, raised: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The Overview's rows of this week, in its order."""
    store, watch = workspace.store, workspace.settings.watch
    daily = counts.by(store, ("day", "touchpoint_id"), Filters(last_day=around.sunday))
    windows = expectation.windows(daily, "touchpoint_id", "touchpoint_people_n", around.sunday, 7, watch.history_weeks * 7)
    named = rises.named(pd.DataFrame(raised, columns=[*signals.COLUMNS, "score"]), around.names)
    unclear = attention.unclear_shares(counts.by(store, ("topic_id", "touchpoint_id"), Filters(around.monday, around.sunday)), every)
    counted = attention.counted(daily, "touchpoint_id", around.monday, around.sunday)
    touched = rises.touched(named[named["is_open"].astype(bool)])
    return attention.by_need(attention.standing(attention.week_of(windows, around.monday), counted, unclear, workspace.taxonomy, touched, watch.min_people))
