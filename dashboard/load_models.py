"""The cached reads of models, of what people decided and of what is doubtful; the same keys as load.py."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.view import View
from dashboard.work_queue import Card, Doubts, queue
from pipeline.artifacts import read_card
from pipeline.decisions import parts
from pipeline.decisions.parts import Part
from pipeline.errors import CanaryError, ModelError
from pipeline.learn import drift
from pipeline.store import decisions as stored_decisions
from pipeline.store import doubts, lineage, models
from pipeline.store.engine import published_version

_kept = st.cache_data(max_entries=64, show_spinner=False)
_PER_TOPIC = 20          # complaints of a topic that questions are chosen from


def questions(view: View) -> list[Card]:
    """What a person's minute improves most, the most useful first."""
    return _questions(*_key(view))


def decisions(view: View) -> list[dict[str, Any]]:
    """Everything that people decided, oldest first; columns as in the table `decisions`."""
    return _decisions(*_key(view))


def holding(view: View) -> list[dict[str, Any]]:
    """The decisions that hold."""
    return [row for row in decisions(view) if row["undone_at"] is None]


def doubtful(view: View) -> pd.DataFrame:
    """topic_id, links_n, members_n: how many complaints of each topic are doubtful."""
    return _doubtful(*_key(view))


def doubtful_members(view: View, topic_id: str, most: int) -> list[str]:
    return _doubtful_members(*_key(view), topic_id, most)


def parts_of(view: View, topic_id: str) -> list[Part]:
    """The parts that a topic seems to have, largest first; one or none: it does not fall into parts."""
    return _parts_of(*_key(view), topic_id)


def published(view: View) -> str | None:
    return _published(*_key(view))


def card(view: View, version: str) -> Mapping[str, Any]:
    """What was written down of a model; {} where its folder is not whole."""
    return _card(*_key(view), version)


def every(view: View) -> list[dict[str, Any]]:
    """All models, newest first; columns as in the table `models`."""
    return _models(*_key(view))


def candidate(view: View) -> dict[str, Any] | None:
    """The newest model that waits to be published."""
    return next((row for row in every(view) if row["state"] == models.CANDIDATE), None)


def publications(view: View) -> list[dict[str, Any]]:
    """Who published which model when, oldest first."""
    return _publications(*_key(view))


def fates(view: View, topic_id: str) -> list[dict[str, Any]]:
    """What happened to a topic, oldest first; as of store.lineage.of."""
    return _fates(*_key(view), topic_id)


def far_by_week(view: View) -> pd.DataFrame:
    """week, complaints_n, far_n, share of the complete weeks; as of pipeline.learn.drift, empty where the published model does not say what is far."""
    return _far_by_week(*_key(view), view.calendar.complete_through)


def usual_seconds(view: View, stages: Sequence[str]) -> float | None:
    """How long these stages took together the last time; None where one never ran."""
    took = {row["stage"]: row["seconds"] for row in load.books(view)["stages"]}
    return sum(took[stage] for stage in stages) if set(stages) <= set(took) else None


def today(view: View) -> date:
    return view.as_of.astimezone(view.workspace.settings.zone).date()


def answered_today(view: View) -> list[dict[str, Any]]:
    """Decisions of today that hold, whoever made them."""
    zone = view.workspace.settings.zone
    return [row for row in holding(view) if row["made_at"].astimezone(zone).date() == today(view)]


def _key(view: View) -> tuple[str, str]:
    return str(view.workspace.path), view.version


def _store(path: str):
    return load.workspace(Path(path)).store


@_kept
def _questions(path: str, version: str) -> list[Card]:
    opened = load.workspace(Path(path))
    asked = Doubts(load._topics(path, version), doubts.links(opened.store, _PER_TOPIC), doubts.members(opened.store, _PER_TOPIC), _doubtful(path, version),
                   _born(path, version), {t.id: t.name for t in opened.taxonomy.touchpoints})
    return queue(asked, [row for row in _decisions(path, version) if row["undone_at"] is None])


@_kept
def _born(path: str, version: str) -> frozenset[str]:
    """Topics that are new with the last publication; none with the first, where all are."""
    made = _publications(path, version)
    if len(made) < 2:
        return frozenset()
    return frozenset(row["topic_id"] for row in lineage.of_publication(_store(path), made[-1]["publication_id"]) if row["event"] in ("born", "split"))


@_kept
def _doubtful(path: str, version: str) -> pd.DataFrame:
    return doubts.by_topic(_store(path))


@_kept
def _doubtful_members(path: str, version: str, topic_id: str, most: int) -> list[str]:
    return doubts.of_topic(_store(path), topic_id, most)


@_kept
def _far_by_week(path: str, version: str, until: date) -> pd.DataFrame:
    return drift.by_week(load.workspace(Path(path)), until)


@_kept
def _decisions(path: str, version: str) -> list[dict[str, Any]]:
    return stored_decisions.every(_store(path))


@_kept
def _published(path: str, version: str) -> str | None:
    return published_version(_store(path))


@_kept
def _card(path: str, version: str, model_version: str) -> Mapping[str, Any]:
    try:
        return read_card(load.workspace(Path(path)).models, model_version)
    except ModelError:
        return {}


@_kept
def _models(path: str, version: str) -> list[dict[str, Any]]:
    return models.every(_store(path))


@_kept
def _publications(path: str, version: str) -> list[dict[str, Any]]:
    return models.all_publications(_store(path))


@_kept
def _fates(path: str, version: str, topic_id: str) -> list[dict[str, Any]]:
    return lineage.of(_store(path), topic_id)


@st.cache_data(max_entries=16, show_spinner="Looking for parts …")
def _parts_of(path: str, version: str, topic_id: str) -> list[Part]:
    try:
        return parts.find(load.workspace(Path(path)), topic_id)
    except CanaryError:
        return []
