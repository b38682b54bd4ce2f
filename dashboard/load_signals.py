"""The cached reads of the Signals page, of now or of a past day with what was known then; the same keys as load.py."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.backdrop import Backdrop, backdrop
from dashboard.view import View
from pipeline import causes, expectation, noting, replay, rises, world
from pipeline.artifacts import read_card
from pipeline.errors import ModelError
from pipeline.records import Filters
from pipeline.signal_order import worst_first
from pipeline.store import signal_log
from pipeline.store import notes as stored_notes
from pipeline.store.engine import published_version
from pipeline.workspace import Workspace
from pipeline.world import Watched

_kept = st.cache_data(max_entries=64, show_spinner=False)
_shared = st.cache_resource(max_entries=4, show_spinner=False)     # large and not copied: nobody may change it


def on(view: View, day: date | None) -> pd.DataFrame:
    """All signals, worst first, as of rises.named; with `day` as they stood at its end."""
    return load.signals_on(view) if day is None else rises.named(_signals(*_key(view), day), load.names(view))


def history(view: View, signal_id: str) -> pd.DataFrame:
    """The changes of one signal, oldest first; columns as in the table `signal_log`."""
    return _log(*_key(view)).query("signal_id == @signal_id")


def notes(view: View, day: date | None) -> pd.DataFrame:
    """What looks like a rise and is none; with `day` what could be noted by then. Columns as in the table `notes`."""
    return load.notes_on(view) if day is None else pd.DataFrame(_noted(*_key(view), day).rows, columns=stored_notes.COLUMNS)


def events(view: View, day: date | None) -> pd.DataFrame:
    """The change log; with `day` what had been written down by then. Columns as in the table `events`."""
    frame, zone = load.events_on(view), view.workspace.settings.zone
    return frame if day is None else frame.loc[[made.astimezone(zone).date() <= day for made in frame["made_at"]]]


def behind(view: View, touchpoint_id: str | None, day: date | None = None, rise: tuple[date, date] | None = None) -> Backdrop:
    """What stands behind a trend of that touchpoint, or of a topic that points to it (None: of everything)."""
    return backdrop(notes(view, day), events(view, day), touchpoint_id, day or view.calendar.complete_through, view.min_people, rise)


def windows(view: View, row, window_days: int, day: date | None = None) -> pd.DataFrame:
    """Observed and expected people in the window up to each day of a signal's target, until `day`; see expectation.held."""
    return _windows(*_key(view), row.level, row.target_id, row.began_on, day or view.calendar.complete_through, window_days)


def weeks(view: View, column: str, day: date | None) -> pd.DataFrame:
    """Weeks of every touchpoint or topic with all sources in them, up to `day`; columns of expectation.windows."""
    return load.windows_through(view, column, Filters(), day or view.calendar.complete_through)


def learned_at(view: View) -> datetime | None:
    """When the topics that are shown were learned; None: not known."""
    return _learned_at(*_key(view))


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _opened(path: str) -> Workspace:
    return load.workspace(Path(path))


@_kept
def _signals(path: str, version: str, day: date) -> pd.DataFrame:
    """With the drivers that could have been found of those that were up."""
    opened = _opened(path)
    found = replay.as_of(opened, day)
    with opened.store.read() as connection:
        drivers = [causes.find(connection, row, opened.settings) if row["ended_on"] is None else row["drivers"] for row in found.to_dict("records")]
    return worst_first(found.assign(drivers=pd.Series(drivers, dtype=object, index=found.index)))


@_kept
def _log(path: str, version: str) -> pd.DataFrame:
    return signal_log.every(_opened(path).store)


@_shared
def _noted(path: str, version: str, day: date) -> noting.Noted:
    return noting.found(_opened(path), day)


@_shared
def _watched(path: str, version: str, day: date) -> Watched | None:
    return world.read(_opened(path).store, None, day, _noted(path, version, day).lost)


@_kept
def _windows(path: str, version: str, level: str, target_id: str, began_on: date, day: date, window_days: int) -> pd.DataFrame:
    history_days = _opened(path).settings.watch.history_weeks * 7
    return expectation.held(_watched(path, version, day), (level, target_id), window_days, began_on, history_days)


@_kept
def _learned_at(path: str, version: str) -> datetime | None:
    opened = _opened(path)
    try:
        made = read_card(opened.models, published_version(opened.store) or "").get("made_at")
    except ModelError:
        return None
    return datetime.fromisoformat(made) if made else None
