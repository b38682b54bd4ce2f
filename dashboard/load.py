"""The only cached reads. Keys are the workspace's path, the data version and the filters: never a frame; the clock to the minute, where silence grows by itself."""
from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.view import View
from pipeline import expectation, rises, source_states, status
from pipeline.errors import ModelError
from pipeline.records import Filters
from pipeline.rises import Names
from pipeline.signal_order import worst_first
from pipeline.store import complaints, counts, events, heartbeats, notes, runs, signals, spending, topics
from pipeline.workspace import Workspace, open_workspace

_kept = st.cache_data(max_entries=64, show_spinner=False)
MEASURES = {"touchpoint_id": "touchpoint_people_n", "topic_id": "topic_people_n"}


def workspace(path: Path) -> Workspace:
    """The open workspace; opened anew when its settings, its touchpoints or the file of its store are others."""
    return _opened(str(path), _stamp(path))


def version(opened: Workspace) -> str:
    """Changes with the data and with the workspace's files: the key of every cached read."""
    return f"{_stamp(opened.path)}:{opened.store.data_version()}"


def choices(opened: Workspace, version: str) -> dict:
    """What can be filtered and `span`, the first and last day with a post (or None)."""
    return _choices(str(opened.path), version)


def daily(view: View, column: str) -> pd.DataFrame:
    """Counts by day and `column` (touchpoint_id or topic_id) of all days under the other filters."""
    return _counts(*_key(view), ("day", column), view.of_all_days)


def windows(view: View, column: str, window_days: int) -> pd.DataFrame:
    """Observed and expected people of every complete window; see expectation.windows."""
    return _windows(*_key(view), column, view.of_all_days, view.calendar.complete_through, window_days)


def windows_through(view: View, column: str, filters: Filters, last_day: date) -> pd.DataFrame:
    """Complete weeks up to `last_day` under any filters; see expectation.windows."""
    return _windows(*_key(view), column, filters, last_day, 7)


def totals(view: View, columns: tuple[str, ...], filters: Filters) -> pd.DataFrame:
    return _counts(*_key(view), columns, filters)


def people_by_week(view: View, first: date, last: date) -> pd.DataFrame:
    return _people_by_week(*_key(view), view.of_all_days, first, last)


def by_attribute(view: View, name: str, touchpoint_id: str | None = None, topic_id: str | None = None) -> pd.DataFrame:
    return _by_attribute(*_key(view), name, view.filters, touchpoint_id, topic_id)


def every_topic(view: View) -> pd.DataFrame:
    return _topics(*_key(view))


def names(view: View) -> Names:
    """What topics and touchpoints are called, and where topics point to."""
    every = every_topic(view)
    known = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    homes = {t: home for t, home in zip(every["topic_id"], every["touchpoint_id"]) if home in known}
    return Names(dict(zip(every["topic_id"], every["label"])), homes, known)


def signals_on(view: View) -> pd.DataFrame:
    """All signals, worst first, as of rises.named. They are raised on everything: filters do not narrow them."""
    return rises.named(_signals(*_key(view)), names(view))


def signals_up(view: View) -> pd.DataFrame:
    """Signals that are still up, worst first; none under filters or for an earlier week, for they are raised on everything and on the latest days."""
    frame = signals_on(view)
    is_meant = view.of_all_days == Filters() and view.week is not None and view.week == view.calendar.week_in_focus(None)
    return frame[frame["is_up"]] if is_meant else frame.iloc[:0]


def events_on(view: View, is_removed: bool = False) -> pd.DataFrame:
    """The change log (with is_removed: what was taken back); columns as in the table `events`."""
    return _events(*_key(view), is_removed)


def notes_on(view: View) -> pd.DataFrame:
    """What looks like a rise and is none; columns as in the table `notes`."""
    return _notes(*_key(view))


def map_points(view: View) -> pd.DataFrame:
    return _map_points(*_key(view), view.filters)


def evidence(view: View, limit: int, offset: int = 0, filters: Filters | None = None, **wanted) -> list[dict]:
    return _evidence(*_key(view), filters or view.filters, limit, offset, tuple(sorted(wanted.items())))


def evidence_n(view: View, **wanted) -> int:
    return _evidence_n(*_key(view), view.filters, tuple(sorted(wanted.items())))


def model_fault(view: View) -> str | None:
    """What is wrong with the model that gave the topics: learned from other touchpoints, or not whole. None: nothing."""
    return _model_fault(*_key(view))


def books(view: View) -> dict:
    """What came in: imports, sources, kinds, stages (lists and dicts of pipeline.store.runs) and posts by day."""
    return _books(*_key(view))


def collection(view: View) -> dict:
    """How the configured sources are: states (pipeline.source_states), gaps (dicts), spent (today, this month)."""
    return _collection(*_key(view), view.as_of.replace(second=0, microsecond=0))


def held(view: View, limit: int, offset: int = 0) -> pd.DataFrame:
    return _held(*_key(view), limit, offset)


def reasons(view: View) -> pd.DataFrame:
    return _reasons(*_key(view))


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _stamp(path: Path) -> tuple:
    files = [path / name for name in ("canary.toml", "touchpoints.yaml", "canary.db")]
    found = [file.stat() if file.exists() else None for file in files]
    return tuple(s and s.st_mtime_ns for s in found[:2]) + (found[2] and found[2].st_ino,)


@st.cache_resource(max_entries=4, show_spinner="Opening the workspace …")
def _opened(path: str, stamp: tuple) -> Workspace:
    return open_workspace(Path(path))


def _store(path: str):
    return workspace(Path(path)).store


@_kept
def _choices(path: str, version: str) -> dict:
    return counts.choices(_store(path)) | {"span": counts.span(_store(path))}


@_kept
def _counts(path: str, version: str, columns: tuple[str, ...], filters: Filters) -> pd.DataFrame:
    return counts.by(_store(path), columns, filters)


@_kept
def _windows(path: str, version: str, column: str, filters: Filters, last_day: date, window_days: int) -> pd.DataFrame:
    frame = _counts(path, version, ("day", column), filters)
    history_days = workspace(Path(path)).settings.watch.history_weeks * 7
    return expectation.windows(frame, column, MEASURES[column], last_day, window_days, history_days)


@_kept
def _people_by_week(path: str, version: str, filters: Filters, first: date, last: date) -> pd.DataFrame:
    return counts.people_by_week(_store(path), filters, first, last)


@_kept
def _by_attribute(path: str, version: str, name: str, filters: Filters, touchpoint_id: str | None, topic_id: str | None) -> pd.DataFrame:
    return counts.by_attribute(_store(path), name, filters, touchpoint_id, topic_id)


@_kept
def _topics(path: str, version: str) -> pd.DataFrame:
    return topics.every(_store(path))


@_kept
def _signals(path: str, version: str) -> pd.DataFrame:
    return worst_first(signals.every(_store(path)))


@_kept
def _notes(path: str, version: str) -> pd.DataFrame:
    return notes.every(_store(path))


@_kept
def _events(path: str, version: str, is_removed: bool) -> pd.DataFrame:
    return events.every(_store(path), is_removed)


@_kept
def _map_points(path: str, version: str, filters: Filters) -> pd.DataFrame:
    return counts.map_points(_store(path), filters)


@_kept
def _evidence(path: str, version: str, filters: Filters, limit: int, offset: int, wanted: tuple) -> list[dict]:
    return complaints.evidence(_store(path), filters, limit, offset, **dict(wanted))


@_kept
def _evidence_n(path: str, version: str, filters: Filters, wanted: tuple) -> int:
    return complaints.evidence_n(_store(path), filters, **dict(wanted))


@_kept
def _model_fault(path: str, version: str) -> str | None:
    try:
        return status.relearn(Path(path)) if status.taxonomy_changed(workspace(Path(path))) else None
    except ModelError as error:
        return str(error)


@_kept
def _books(path: str, version: str) -> dict:
    store = _store(path)
    return dict(imports=runs.all_imports(store), sources=runs.by_source(store), kinds=runs.by_kind(store),
                stages=runs.latest(store), by_day=counts.posts_by_day(store))


@_kept
def _collection(path: str, version: str, minute: datetime) -> dict:
    store, settings = _store(path), workspace(Path(path)).settings
    return dict(states=source_states.states(store, settings, minute), gaps=heartbeats.all_gaps(store), spent=spending.day_and_month(store, minute.astimezone(UTC).date()))


@_kept
def _held(path: str, version: str, limit: int, offset: int) -> pd.DataFrame:
    return pd.DataFrame(runs.held(_store(path), limit, offset), columns=["source", "file_name", "row_n", "reason", "excerpt", "seen_at"])


@_kept
def _reasons(path: str, version: str) -> pd.DataFrame:
    return counts.quarantine_by_reason(_store(path))
