"""People a week and topic, complete weeks only, with the weeks in which a source was not collecting left out."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from pipeline.records import Filters
from pipeline.store import counts, heartbeats, notes
from pipeline.workspace import Workspace

_SMALL_SHARE = 0.1       # a source that brings less of the complaints moves no topic far enough to matter
_LASTING = ("start", "stop", "jump")


@dataclass(frozen=True)
class Weekly:
    """counts: (topics, weeks) people, one once a week and topic; NaN where a source of weight was not collecting.

    topics: their ids. weeks: Mondays of complete weeks, in order. changed: positions of weeks from which a source brings more or less for good.
    """

    topics: tuple[str, ...]
    weeks: tuple[date, ...]
    counts: np.ndarray
    changed: tuple[int, ...] = ()

    def position(self, day: date) -> int:
        """Of the week that holds `day`; below 0 or beyond the last where there are no counts."""
        return (day - self.weeks[0]).days // 7 if self.weeks else 0


def read(workspace: Workspace, as_of: datetime) -> Weekly:
    """The weeks up to the last complete one that has data; the running week is never part of it."""
    store, zone = workspace.store, workspace.settings.zone
    daily = counts.by(store, ("day", "topic_id", "source"))
    last = min(as_of.astimezone(zone).date() - timedelta(days=1), _last_day(store))
    topics, weeks, grid = table(daily, last)
    shares = shares_of(daily)
    missing, changed = coverage([*of_gaps(heartbeats.all_gaps(store), zone), *notes.every(store).to_dict("records")], shares)
    found = Weekly(topics, weeks, grid)
    lost = [week for first, end in missing for week in range(found.position(first), found.position(min(end, last)) + 1) if 0 <= week < len(weeks)]
    grid[:, lost] = np.nan
    return Weekly(topics, weeks, grid, tuple(sorted({found.position(day) for day in changed})))


def of_segment(workspace: Workspace, weekly: Weekly, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """The same counts, (topics, weeks), of complaints with these (name, value) attributes; values of one name are alternatives, names are combined."""
    if not pairs or not weekly.weeks:
        return np.zeros(weekly.counts.shape)
    narrow = Filters(weekly.weeks[0], weekly.weeks[-1] + timedelta(days=6), attributes=tuple(pairs))
    frame = counts.by(workspace.store, ("day", "topic_id"), narrow).dropna(subset=["topic_id"])
    grid = np.zeros(weekly.counts.shape)
    rows = pd.Index(weekly.topics).get_indexer(frame["topic_id"])
    at = (frame["day"] - pd.Timestamp(weekly.weeks[0])).dt.days.to_numpy() // 7
    np.add.at(grid, (rows[rows >= 0], at[rows >= 0]), frame["topic_people_n"].to_numpy(dtype=float)[rows >= 0])
    grid[np.isnan(weekly.counts)] = np.nan
    return grid


def table(daily: pd.DataFrame, last: date) -> tuple[tuple[str, ...], tuple[date, ...], np.ndarray]:
    """Topics, Mondays and the (topics, weeks) array of people of all complete weeks up to `last`.

    daily: day, topic_id, topic_people_n. A first week that begins before the first day of data is left out.
    """
    frame = daily.dropna(subset=["topic_id"])
    if frame.empty:
        return (), (), np.zeros((0, 0))
    first = frame["day"].min().date()
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = tuple(monday + timedelta(days=7 * n) for n in range(((last - monday).days + 1) // 7))
    topics = tuple(sorted(frame["topic_id"].unique()))
    grid = np.zeros((len(topics), max(0, len(weeks))))
    at = (frame["day"] - pd.Timestamp(monday)).dt.days.to_numpy() // 7
    is_in = (at >= 0) & (at < len(weeks))
    np.add.at(grid, (pd.Index(topics).get_indexer(frame["topic_id"])[is_in], at[is_in]), frame["topic_people_n"].to_numpy(dtype=float)[is_in])
    return topics, weeks, grid


def coverage(found: Sequence[Mapping[str, Any]], shares: Mapping[str, float]) -> tuple[list[tuple[date, date]], list[date]]:
    """Stretches of days that are lost, and days from which a source brings more or less for good.

    found: kind, scope, target, first_day, last_day (None: it goes on) as in the table `notes`; shares: source -> its share (0-1) of complaints.
    """
    missing, changed = [], []
    for note in found:
        is_small = note["scope"] == "source" and shares.get(note["target"], 0.0) < _SMALL_SHARE
        if note["scope"] not in ("source", "attribute") or is_small:
            continue
        if note["last_day"] is not None and note["kind"] != "start":
            missing.append((note["first_day"], note["last_day"]))
        elif note["kind"] in _LASTING:
            changed.append(note["first_day"])
        else:
            missing.append((note["first_day"], date.max))
    return missing, changed


def of_gaps(gaps: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> list[dict[str, Any]]:
    return [dict(kind="gap", scope="source", target=gap["source"], first_day=gap["began_at"].astimezone(zone).date(),
                 last_day=gap["ended_at"].astimezone(zone).date()) for gap in gaps]


def shares_of(daily: pd.DataFrame) -> dict[str, float]:
    by_source = daily.groupby("source")["complaints_n"].sum()
    return dict(by_source / max(1, by_source.sum()))


def _last_day(store) -> date:
    found = counts.span(store)
    return found[1] if found else date.min
