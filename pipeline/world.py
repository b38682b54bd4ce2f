"""What is watched: people by day, source and touchpoint or topic, read from the store; days on which a source was not collecting are left out."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from models.watching import World
from pipeline.records import TOO_SHORT, Filters
from pipeline.store import Store, counts, loud, topics

LEVELS = {"touchpoint": ("touchpoint_id", "touchpoint_people_n"), "topic": ("topic_id", "topic_people_n")}
UNTOLD = ("", TOO_SHORT)
"""Ids of what is counted as others' company and never raised: unclear complaints, and those too short to tell."""
_SURE = 0.5   # a topic linked this surely (0-1) has its complaints at its touchpoint; a vaguer one spreads them by its shares


@dataclass(frozen=True)
class Watched:
    """The world with the names of its axes: days in order; ids per level, "" for all and for what is unclear."""

    days: tuple[date, ...]
    ids: Mapping[str, tuple[str, ...]]
    world: World

    def position(self, day: date) -> int:
        """Where a day stands on the axis; negative before the first."""
        return (day - self.days[0]).days

    def target(self, level: str, series: int) -> str:
        return self.ids[level][series]


def read(store: Store, first: date | None, until: date, lost: Iterable[tuple[str, date]]) -> Watched | None:
    """The world from `first` (None: the first complaint) to `until`; None when nothing was complained of.

    lost: (source, day) pairs on which that source was not collecting. Every touchpoint of the taxonomy and every active topic is
    there from the first day on, complained of or not: how many are judged together must not hang on what comes later.
    """
    frames = {level: counts.by(store, ("day", "source", column), Filters(first, until)) for level, (column, _) in LEVELS.items()}
    if frames["topic"].empty:
        return None
    known = topics.every(store)
    always = {"touchpoint": store.touchpoint_ids or (), "topic": known.loc[known["state"] == "active", "topic_id"]}
    span = pd.date_range(max(pd.Timestamp(first or date.min), frames["topic"]["day"].min()), until)
    sources = sorted(frames["topic"]["source"].unique())
    ids = {level: tuple(sorted({"", *always[level], *frames[level][column].dropna()})) for level, (column, _) in LEVELS.items()}
    cubes = {level: _cube(frames[level], ids[level], column, measure, sources, span) for level, (column, measure) in LEVELS.items()}
    for level, (column, _) in LEVELS.items():
        cubes[level] = at_least(cubes[level], _cube(loud.people_again(store, column, first, until), ids[level], column, "people_n", sources, span))
    missing = _lost_cells(sources, span, lost) | _not_yet(counts.first_days(store), sources, span)
    for cube in cubes.values():
        cube[np.broadcast_to(missing[:, None, :], cube.shape)] = np.nan
    home = homes(known, ids["touchpoint"], ids["topic"])
    return Watched(tuple(day.date() for day in span), ids | {"all": ("",)}, World(cubes["topic"], cubes["touchpoint"], home))


def at_least(people: np.ndarray, again: np.ndarray) -> np.ndarray:
    """How many different people there are at the least: (sources, series, days), as both arguments.

    Pseudonyms of two sources cannot be told to be one person. Whoever says the same twice on a day at one source (`again` counts them)
    is likely to say it at the others too: there, so many people are taken off. Five who flood four channels are five, not twenty.
    """
    order = np.sort(again, axis=0)
    loudest, second = order[-1], order[-2] if len(order) > 1 else np.zeros_like(order[-1])
    is_loudest = np.arange(len(again))[:, None, None] == again.argmax(axis=0)[None]
    return np.maximum(0.0, people - np.where(is_loudest, second, loudest))


def homes(frame: pd.DataFrame, touchpoint_ids: Sequence[str], topic_ids: Sequence[str]) -> np.ndarray:
    """(touchpoints, topics) share (0-1) of each topic's people at each touchpoint, as the topics' links say.

    frame: topic_id, touchpoint_id, link_confidence, touchpoint_shares. Counts would say it more exactly, and otherwise with every import.
    """
    out, at = np.zeros((len(touchpoint_ids), len(topic_ids))), {name: i for i, name in enumerate(touchpoint_ids)}
    column = {name: i for i, name in enumerate(topic_ids)}
    for row in frame.itertuples():
        is_sure = isinstance(row.touchpoint_id, str) and row.link_confidence >= _SURE
        for name, share in ({row.touchpoint_id: 1.0} if is_sure else row.touchpoint_shares).items():
            if name in at and row.topic_id in column:
                out[at[name], column[row.topic_id]] = share
    return out


def lost_days(gaps: Iterable[Mapping[str, Any]], zone: ZoneInfo) -> set[tuple[str, date]]:
    """(source, day) of every day that a gap touches: a part of a day would look like a fall. gaps: source, began_at, ended_at (UTC)."""
    return {(gap["source"], day.date()) for gap in gaps for day in pd.date_range(
        gap["began_at"].astimezone(zone).date(), gap["ended_at"].astimezone(zone).date())}


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


def _cube(
    frame: pd.DataFrame, ids: Sequence[str], column: str, measure: str, sources: Sequence[str], span: pd.DatetimeIndex,
) -> np.ndarray:
    """(sources, ids, days) of `measure`; NaN of `column` as ""."""
    cube = np.zeros((len(sources), len(ids), len(span)))
    rows = np.searchsorted(ids, frame[column].fillna("").to_numpy(dtype=str))
    days = (frame["day"] - span[0]).dt.days.to_numpy()
    np.add.at(cube, (np.searchsorted(sources, frame["source"].to_numpy(dtype=str)), rows, days), frame[measure].to_numpy(dtype=float))
    return cube


def _lost_cells(sources: Sequence[str], span: pd.DatetimeIndex, lost: Iterable[tuple[str, date]]) -> np.ndarray:
    """(sources, days): True where a source was not collecting."""
    out, row, first = np.zeros((len(sources), len(span)), bool), {name: i for i, name in enumerate(sources)}, span[0].date()
    for source, day in lost:
        at = (day - first).days
        if source in row and 0 <= at < len(span):
            out[row[source], at] = True
    return out


def _not_yet(first_days: Mapping[str, date], sources: Sequence[str], span: pd.DatetimeIndex) -> np.ndarray:
    """(sources, days): True before a source's first post."""
    began = np.array([first_days[source] for source in sources], dtype="datetime64[D]")
    return span.to_numpy(dtype="datetime64[D]")[None, :] < began[:, None]
