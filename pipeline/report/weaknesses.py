"""Reads what makes a week's numbers less than whole: what waits, what was not collected, what the model has not learned."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from pipeline import status
from pipeline.artifacts import read_card
from pipeline.errors import ModelError
from pipeline.expectation import history_days_needed
from pipeline.report import warnings, weeks
from pipeline.report.around import Around
from pipeline.report.warnings import Fact
from pipeline.store import backlog, complaints, heartbeats, published_version, watched
from pipeline.workspace import Workspace

_END_DAYS = 7            # nothing for longer: the data end, time does not


def weaknesses(workspace: Workspace, around: Around, span: tuple[date, date] | None, noted: Sequence[Mapping[str, Any]], week: pd.DataFrame) -> tuple[Fact, ...]:
    """span: first and last day with a post; noted: rows of `notes`; week: of counts.people_by_week."""
    if span is None:
        return (dict(kind="no data"),)
    is_ended = (around.sunday - span[1]).days > _END_DAYS
    collected = [dict(kind="data end", on=span[1].isoformat())] if is_ended else warnings.of_sources(
        heartbeats.every(workspace.store), backlog.last_days(workspace.store, around.sunday), workspace.settings.collect.silent_days,
        weeks.ends_at(around.monday, workspace.settings.zone), around)
    return (*_unread(workspace, around), *_young(workspace, around, span[0], week), *_model(workspace, around), *collected, *warnings.of_notes(noted, around))


def _unread(workspace: Workspace, around: Around) -> list[Fact]:
    """What the stages have still to do for this week's numbers to be whole."""
    store, version = workspace.store, published_version(workspace.store)
    posts_n, unsorted_n = backlog.unread_n(store, around.sunday), backlog.unsorted_n(store, version, around.sunday)
    found = [dict(kind="waiting", posts_n=posts_n)] if posts_n else []
    if version is None:
        return [*found, dict(kind="unlearned", complaints_n=complaints.total_n(store), needed_n=workspace.settings.topics.min_complaints)]
    found += [dict(kind="unsorted", complaints_n=unsorted_n)] if unsorted_n else []
    until = min(watched.untils(store).values(), default=None)
    return found + ([dict(kind="unjudged", until=until.isoformat() if until else None)] if until is None or until < around.sunday else [])


def _young(workspace: Workspace, around: Around, first: date, week: pd.DataFrame) -> list[Fact]:
    needed = history_days_needed(workspace.settings.watch.history_weeks)
    days = (around.sunday - first).days + 1
    now = week[week["week"] == pd.Timestamp(around.monday)]
    unclear_n, complaints_n = int(now["unclear_n"].sum()), int(now["complaints_n"].sum())
    found = [dict(kind="early", days=days, needed_days=needed)] if days < needed else []
    return found + ([dict(kind="unclear", complaints_n=unclear_n, of_n=complaints_n)] if 2 * unclear_n > complaints_n else [])


def _model(workspace: Workspace, around: Around) -> list[Fact]:
    version = published_version(workspace.store)
    try:
        fault = "touchpoints" if status.taxonomy_changed(workspace) else None
        made = read_card(workspace.models, version).get("made_at") if version else None
    except ModelError:
        fault, made = "broken", None
    learned_on = datetime.fromisoformat(made).astimezone(workspace.settings.zone).date() if made else None
    return warnings.of_model(version, fault, learned_on, around)
