"""What looks like a rise or a fall and is none: days without collection, floods of few people, campaigns of the same words."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from models.coverage import Stretch, find_coverage
from models.flood import find_floods
from pipeline import world
from pipeline.records import TOO_SHORT, Filters
from pipeline.store import Store, counts, heartbeats, loud, notes, streams, watched
from pipeline.workspace import Workspace

Row = dict[str, Any]
_VALUE_SHARE = 0.1     # of an attribute's posts (0-1): smaller values are segments, not streams of their own
_VALUES_MAX = 20       # streams of attribute values that are listened to
_VALUE_DAYS = 120      # of the past that attribute values are listened to again; what was noted before stays
_SETTLING_DAYS = 28    # before a stream that is listened to anew is known
_OF_VALUES = ("gap", "jump", "start")
"""Of an attribute value an end says nothing: versions go."""


@dataclass(frozen=True)
class Noted:
    """rows: of the table `notes`. lost: (source, day) pairs that no baseline may use."""

    rows: Sequence[Row]
    lost: set[tuple[str, date]]


@dataclass(frozen=True)
class Streams:
    """Daily counts of the streams of one scope: names (streams,), posts (streams, days), topics (streams, topics, days)."""

    names: tuple[str, ...]
    posts: np.ndarray
    topics: np.ndarray


def found(workspace: Workspace, until: date | None) -> Noted:
    """Everything to be noted through `until`; what is lost to a baseline on a day hangs on that day and those before it alone."""
    store = workspace.store
    gaps, zone = heartbeats.all_gaps(store), workspace.settings.zone
    lost, span = world.lost_days(gaps, zone), counts.span(store)
    if until is None or span is None or span[0] > until:
        return Noted([], lost)
    days = pd.date_range(span[0], until)
    rows, unheard = _of_sources(store, days)
    rows += gap_rows(gaps, rows, counts.posts_by_day(store), zone)
    rows += _of_values(store, days, _kept(store))
    return Noted(sorted([*rows, *_floods(store, until)], key=lambda row: row["note_id"]), lost | unheard)


def coverage_row(scope: str, target: str, stretch: Stretch, first_day: date) -> Row:
    """The row of a stretch; a start has no usual count, and is one day."""
    usual = None if np.isnan(stretch.usual_n) else round(stretch.usual_n, 1)
    last = None if stretch.last is None else first_day + timedelta(days=stretch.last)
    return _row(stretch.kind, scope, target, first_day + timedelta(days=stretch.first), last, observed_n=stretch.observed_n, usual_n=usual)


def gap_rows(gaps: Sequence[Mapping[str, Any]], noted: Sequence[Row], posts: pd.DataFrame, zone: ZoneInfo) -> list[Row]:
    """Rows of the gaps that collection itself knows of (source, began_at, ended_at), where the counts did not show them already.

    noted: rows of the sources' counts; posts: day (datetime64), source, posts_n.
    """
    found: dict[str, Row] = {}
    for gap in gaps:
        source, first, last = gap["source"], gap["began_at"].astimezone(zone).date(), gap["ended_at"].astimezone(zone).date()
        inside = posts[(posts["source"] == source) & posts["day"].between(pd.Timestamp(first), pd.Timestamp(last))]
        row = _row("gap", "source", source, first, last, observed_n=inside["posts_n"].sum())
        if not any(old["target"] == source and old["first_day"] <= last and (old["last_day"] or last) >= first for old in noted):
            found[row["note_id"]] = row
    return list(found.values())


def _of_sources(store: Store, days: pd.DatetimeIndex) -> tuple[list[Row], set[tuple[str, date]]]:
    """Notes of the sources, and the (source, day) pairs that a baseline should skip."""
    own = counts.by(store, ("day", "source", "topic_id"), Filters(last_day=days[-1].date())).rename(columns={"source": "value"})
    heard = _streams(counts.posts_by_day(store).rename(columns={"source": "value"}), own, days)
    coverage = find_coverage(heard.posts, topics=heard.topics)
    rows = [coverage_row("source", heard.names[one.stream], one, days[0].date()) for one in coverage.stretches]
    unheard = {(heard.names[stream], days[day].date()) for stream, day in np.argwhere(~coverage.is_covered)}
    return rows, unheard


def _kept(store: Store) -> list[Row]:
    """What was noted of attribute values before."""
    return [row for row in notes.rows(store) if row["scope"] == "attribute"]


def _of_values(store: Store, days: pd.DatetimeIndex, kept: Sequence[Row]) -> list[Row]:
    """Notes of the large attribute values: those of long ago as they are `kept`, the newer made anew."""
    is_whole = not kept and not watched.untils(store) or len(days) <= _VALUE_DAYS
    heard_days = days if is_whole else days[-_VALUE_DAYS:]
    settled = days[0].date() if is_whole else heard_days[_SETTLING_DAYS].date()
    large: dict[str, list[str]] = {}
    for name, value in streams.attribute_values(store, _VALUE_SHARE, _VALUES_MAX):
        large.setdefault(name, []).append(value)
    rows = [row for row in kept if row["first_day"] < settled]
    for name, values in sorted(large.items()):
        own = streams.complaints_by_value(store, name, heard_days[0].date(), heard_days[-1].date())
        own = own[own["value"].isin(values)]
        heard = _streams(own.rename(columns={"complaints_n": "posts_n"}), own, heard_days)
        rows += [row for row in _value_rows(name, heard, heard_days) if row["first_day"] >= settled]
    return rows


def _value_rows(name: str, heard: Streams, days: pd.DatetimeIndex) -> Iterator[Row]:
    for one in find_coverage(heard.posts, topics=heard.topics).stretches:
        if one.kind in _OF_VALUES:
            yield coverage_row("attribute", f"{name}={heard.names[one.stream]}", one, days[0].date())


def _streams(posts: pd.DataFrame, own: pd.DataFrame, days: pd.DatetimeIndex) -> Streams:
    """posts: day, value, posts_n; own: day, value, topic_id, complaints_n of the same streams. Days outside of `days` are left out."""
    posts = posts[posts["day"].between(days[0], days[-1])]
    names = tuple(sorted(posts["value"].unique()))
    topic_ids = sorted(own["topic_id"].dropna().unique())
    grid = np.zeros((len(names), len(days)))
    np.add.at(grid, (np.searchsorted(names, posts["value"]), (posts["day"] - days[0]).dt.days), posts["posts_n"])
    own = own[own["value"].isin(names) & own["topic_id"].notna() & own["day"].between(days[0], days[-1])]
    cube = np.zeros((len(names), len(topic_ids), len(days)))
    at = (np.searchsorted(names, own["value"]), np.searchsorted(topic_ids, own["topic_id"]), (own["day"] - days[0]).dt.days)
    np.add.at(cube, at, own["complaints_n"])
    return Streams(names, grid, cube)


def _floods(store: Store, until: date) -> list[Row]:
    """Floods and campaigns in topics; what is too short to tell has none."""
    said = loud.around_floods(store, until)
    said = said[said["topic"] != TOO_SHORT]
    if said.empty:
        return []
    first = said["day"].min()
    floods = find_floods(said.assign(day=[(day - first).days for day in said["day"]]))
    return [_row(flood.kind, "topic", flood.topic, first + timedelta(days=flood.first), first + timedelta(days=flood.last),
                 observed_n=flood.posts_n, people_n=flood.people_n) for flood in floods]


def _row(kind: str, scope: str, target: str, first: date, last: date | None, observed_n: int, **more: Any) -> Row:
    return dict(note_id=f"n-{kind}-{scope}-{target}-{first:%Y%m%d}", kind=kind, scope=scope, target=target, first_day=first, last_day=last,
                observed_n=int(observed_n), usual_n=more.get("usual_n"), people_n=more.get("people_n"))
