"""Watch: daily counts → signals, for touchpoints and topics, as they would have been raised on each complete day."""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from models.signals import Alarm, find_alarms
from pipeline.records import TOO_SHORT, StageDone
from pipeline.store import counts, heartbeats, runs, signals
from pipeline.workspace import Workspace

LEVELS = {"touchpoint": ("touchpoint_id", "touchpoint_people_n"), "topic": ("topic_id", "topic_people_n")}


def run(workspace: Workspace, as_of: datetime) -> StageDone:
    started = time.perf_counter()
    today = as_of.astimezone(workspace.settings.zone).date()
    found, gaps = [], heartbeats.all_gaps(workspace.store)
    for level, (column, measure) in LEVELS.items():
        collected = outside_gaps(counts.by(workspace.store, ("day", "source", column)), gaps, workspace.settings.zone)
        ids, days, grid = daily_grid(collected, column, measure, today - timedelta(days=1))
        limits = workspace.settings.watch
        alarms = find_alarms(grid, limits.false_share, limits.min_people, limits.history_weeks * 7)
        found += [_row(level, ids[alarm.series], alarm, days, today) for alarm in alarms if ids[alarm.series] not in ("", TOO_SHORT)]
    with workspace.store.write() as connection:
        signals.replace(connection, found)
        workspace.store.touch(connection)
    open_n = sum(row["state"] == "new" for row in found)
    done = StageDone("watch", len(found), open_n, time.perf_counter() - started, f"{len(found)} signals in all, {open_n} still up")
    runs.record(workspace.store, done, as_of)
    return done


def outside_gaps(frame: pd.DataFrame, gaps: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> pd.DataFrame:
    """The rows of `frame` (day, source, …) that no gap touches; gaps: source, began_at, ended_at (UTC).

    Part of a source's day would look like a fall of what that source speaks of, and like a rise of everything else.
    """
    lost = {(gap["source"], day) for gap in gaps for day in pd.date_range(
        gap["began_at"].astimezone(zone).date(), gap["ended_at"].astimezone(zone).date())}
    is_lost = [pair in lost for pair in zip(frame["source"], frame["day"], strict=True)]
    return frame[~np.array(is_lost, dtype=bool)]


def daily_grid(frame: pd.DataFrame, column: str, measure: str, last: date) -> tuple[list[str], list[date], np.ndarray]:
    """ids (NaN as ""), all days up to `last`, and the (ids, days) array of `measure`; days without complaints are 0.

    frame: day, `column`, `measure`. The running day is never part of it: pass yesterday as `last`.
    """
    frame = frame[frame["day"] <= pd.Timestamp(last)]
    if frame.empty:
        return [], [], np.zeros((0, 0), dtype=int)
    days = pd.date_range(frame["day"].min(), last)
    grid = frame.assign(**{column: frame[column].fillna("")}).pivot_table(
        index=column, columns="day", values=measure, aggfunc="sum", fill_value=0).reindex(columns=days, fill_value=0).sort_index()
    return list(grid.index), [day.date() for day in days], grid.to_numpy(dtype=int)


def _row(level: str, target_id: str, alarm: Alarm, days: list[date], today: date) -> dict:
    raised_on, last_on = days[alarm.raised], days[alarm.last]
    return dict(
        signal_id=f"s-{level}-{target_id}-{raised_on:%Y%m%d}", level=level, target_id=target_id,
        kind="spike" if alarm.window_days < 7 else "ramp", began_on=days[alarm.began], raised_on=raised_on, last_on=last_on,
        ended_on=None if (today - last_on).days <= 7 else last_on + timedelta(days=7), window_days=alarm.window_days,
        observed_n=alarm.observed_n, expected_n=alarm.expected_n, upper_n=alarm.upper_n, q_value=alarm.q_value,
        excess_n=alarm.observed_n - alarm.expected_n, harm=None, owner="", within=[], returned_of=None,
        state="new" if (today - last_on).days <= 7 else "recovered", drivers=[])
