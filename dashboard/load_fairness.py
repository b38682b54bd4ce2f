"""The cached reads of the Fairness page; the same keys as load.py, and the time of exposure.csv."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.view import View
from models.unheard import AtLeast
from pipeline import exposed, exposure, fairness
from pipeline.echoes import Echoes, echoes
from pipeline.errors import ExposureError
from pipeline.exposure import Exposure
from pipeline.reach import Orders, orders
from pipeline.records import TOO_SHORT, Filters
from pipeline.store import chains
from pipeline.store import fairness as reads
from pipeline.store.engine import Store

_kept = st.cache_data(max_entries=32, show_spinner=False)


@dataclass(frozen=True)
class Answered:
    """Who is answered. threads_n: threads read under the filters; asked_n: those that could be answered by now; rows: as of fairness.compared;
    overall: as of fairness.overall; channels: those the company ever replied in, silent ones: the others heard under the filters."""

    threads_n: int
    asked_n: int
    rows: pd.DataFrame
    overall: Mapping[str, Mapping[str, float]]
    channels: tuple[str, ...]
    unanswered_channels: tuple[str, ...]


def answered(view: View) -> Answered:
    return _answered(*_key(view), view.filters, tuple(view.choices["attributes"]), view.calendar.last_day, view.min_people)


def both_orders(view: View, column: str) -> Orders:
    """column: touchpoint_id or topic_id."""
    return _orders(*_key(view), view.filters, column, view.min_people)


def base(view: View) -> Exposure | None:
    """exposure.csv of the workspace; None where there is none. Raises ExposureError."""
    return _base(*_key(view), _stamp(view), tuple(view.choices["attributes"]))


def path_of_base(view: View) -> Path:
    return view.workspace.path / exposure.FILE_NAME


def exposed_by(view: View, column: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """As of exposed.exposed, of the groups that the filters leave, and the groups heard that the file has no customers of."""
    return _exposed(*_key(view), _stamp(view), view.filters, column, tuple(view.choices["attributes"]), view.min_people)


def silent(view: View) -> list[tuple[str, str]]:
    """(column, value) of the groups that have customers and were not heard."""
    try:
        found = base(view)
    except ExposureError:
        return []
    return [(column, value) for column in (found.columns if found else ()) for value in exposed_by(view, column)[0].query("is_silent")["value"]]


def unheard(view: View) -> tuple[AtLeast | None, int]:
    """Of everybody under the filters: as of exposed.unheard, and how many people were heard."""
    return _unheard(*_key(view), view.filters, view.min_people)


def echo(view: View) -> Echoes:
    """Of all days under the other filters: a campaign needs what was usual before it."""
    return _echo(*_key(view), view.of_all_days, view.calendar.first_day, view.calendar.complete_through)


def follow_ups_n(view: View) -> int:
    return _follow_ups_n(*_key(view), view.filters)


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _stamp(view: View) -> int:
    path = path_of_base(view)
    return path.stat().st_mtime_ns if path.exists() else 0


def _store(path: str) -> Store:
    return load.workspace(Path(path)).store


@_kept
def _threads(path: str, version: str, filters: Filters) -> pd.DataFrame:
    return chains.thread_rows(_store(path), filters)


@_kept
def _heard(path: str, version: str, filters: Filters) -> pd.DataFrame:
    return reads.heard(_store(path), filters)


@_kept
def _values(path: str, version: str, filters: Filters, attribute: str) -> pd.Series:
    return reads.attribute_values(_store(path), attribute, filters)


@_kept
def _answered(path: str, version: str, filters: Filters, attributes: tuple[str, ...], last_day: date, min_people: int) -> Answered:
    threads, channels = _threads(path, version, filters), chains.answering_channels(_store(path))
    asked = fairness.answerable(threads, channels, last_day)
    by = {"followers": fairness.band(asked["followers"]), "channel": asked["channel"], "language": asked["language"]}
    by |= {f"by_{name}": asked["post_id"].map(_values(path, version, filters, name)) for name in attributes}
    silent_ = tuple(sorted(set(threads["channel"]) - set(channels)))
    return Answered(len(threads), len(asked), fairness.compared(asked, by, min_people), fairness.overall(asked), channels, silent_)


@_kept
def _orders(path: str, version: str, filters: Filters, column: str, min_people: int) -> Orders:
    return orders(_heard(path, version, filters), column, min_people, (TOO_SHORT,))


@_kept
def _base(path: str, version: str, stamp: int, attributes: tuple[str, ...]) -> Exposure | None:
    opened = load.workspace(Path(path))
    return exposure.read(opened.path / exposure.FILE_NAME, opened.taxonomy.ids, attributes)


@_kept
def _exposed(path: str, version: str, stamp: int, filters: Filters, column: str, attributes: tuple[str, ...], min_people: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    customers, asked = _base(path, version, stamp, attributes).by(column), _asked_for(filters, column)
    heard = _complaints(path, version, filters)
    values = {exposure.TOUCHPOINT: heard["touchpoint_id"], exposure.CHANNEL: heard["channel"]}.get(column)
    values = heard["post_id"].map(_values(path, version, filters, column)) if values is None else values
    left = {value: n for value, n in customers.items() if not asked or value in asked}
    return exposed.exposed(heard, values, left, min_people), exposed.without_base(values, customers)


def _asked_for(filters: Filters, column: str) -> tuple[str, ...]:
    """The values of a column that the filters leave, () for all: who was filtered away is not silent."""
    return filters.channels if column == exposure.CHANNEL else tuple(value for name, value in filters.attributes if name == column)


@_kept
def _unheard(path: str, version: str, filters: Filters, min_people: int) -> tuple[AtLeast | None, int]:
    heard = _complaints(path, version, filters)
    return exposed.unheard(heard, min_people), heard["person"].nunique()


@_kept
def _echo(path: str, version: str, filters: Filters, first: date, last: date) -> Echoes:
    store = _store(path)
    return echoes(_threads(path, version, filters), reads.replies_by_week(store), chains.answering_channels(store), (first, last))


@_kept
def _follow_ups_n(path: str, version: str, filters: Filters) -> int:
    return reads.follow_ups_n(_store(path), filters)


def _complaints(path: str, version: str, filters: Filters) -> pd.DataFrame:
    heard = _heard(path, version, filters)
    return heard[heard["complaints_n"] > 0]
