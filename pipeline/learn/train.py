"""Train: learn a model from the complaints there are and what people decided. It is a candidate until somebody publishes it."""
from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from models.embedding import Encoder
from pipeline.encoders import fit_encoder, large, teach
from pipeline.errors import ModelError
from pipeline.learn import keeping
from pipeline.learn.card import card
from pipeline.learn.decided import Decided
from pipeline.learn.fitting import Learnt, fit
from pipeline.learn.publish import publish_first
from pipeline.learn.told import told
from pipeline.learn.topic_rows import describe
from pipeline.records import StageDone
from pipeline.said import plain
from pipeline.store import complaints, decisions, models, overruled, published_version, runs, topics
from pipeline.workspace import Workspace


def is_needed(workspace: Workspace) -> bool:
    """Is there no model yet, and enough complaints for a first one?"""
    enough = complaints.total_n(workspace.store) >= workspace.settings.topics.min_complaints
    return enough and published_version(workspace.store) is None


def run(workspace: Workspace, as_of: datetime, progress: Callable[[int], None] = lambda done: None, by: str = "",
        teacher: str = "") -> StageDone:
    """Make a candidate; the first model of a workspace is published at once, for there is nothing to compare it with.

    teacher: a sentence encoder (a folder or a package) that teaches a fast student on these very complaints; "": the setting topics.encoder holds.
    The same data, decisions, settings and seed make the same model. Raises ModelError where nothing can be learned.
    """
    started = time.perf_counter()
    based_on, decided = published_version(workspace.store), Decided.read(workspace)
    frame = complaints.for_training(workspace.store, workspace.settings.topics.sample_max, decided.posts)
    _refuse_too_few(workspace, len(frame))
    learnt = _learnt(workspace, frame, decided, _maker(workspace, teacher))
    version = learnt.fitted.write(workspace.models, card(workspace, frame, learnt, based_on, decided.active, as_of))
    if version != based_on:
        _keep(workspace, Made(version, based_on, plain(workspace, by), as_of), _described(workspace, frame, learnt))
    done = StageDone("train", len(frame), len(learnt.fitted.topic_ids), time.perf_counter() - started, _note(learnt, version, based_on))
    runs.record(workspace.store, done, as_of)
    return done


@dataclass(frozen=True)
class Made:
    """A model that was made: from which published one, by whom, when."""

    version: str
    based_on: str | None
    by: str
    at: datetime


def _learnt(workspace: Workspace, frame: pd.DataFrame, decided: Decided, make_encoder: Callable) -> Learnt:
    is_first = published_version(workspace.store) is None
    with workspace.store.read() as connection:
        taken = decisions.used_topics(connection)
    known = told(frame, topics.every(workspace.store), decided.active, workspace.taxonomy.ids, taken, is_first)
    return fit(frame, workspace.taxonomy, known, workspace.settings.topics.seed, make_encoder)


def _maker(workspace: Workspace, teacher: str) -> Callable[[Sequence[str]], Encoder]:
    """Texts → the encoder of this training. Raises ModelError at once where the one that is named cannot be loaded."""
    settings = workspace.settings.topics
    if teacher:
        large_one = large(teacher)
        return lambda texts: teach(texts, large_one, settings.seed)
    return lambda texts: fit_encoder(texts, settings.encoder, settings.seed)


def _described(workspace: Workspace, frame: pd.DataFrame, learnt: Learnt) -> list[dict[str, Any]]:
    with workspace.store.read() as connection:
        called = overruled.labels(connection)
    return describe(workspace, frame, learnt, called)


def _keep(workspace: Workspace, made: Made, rows: list[dict[str, Any]]) -> None:
    rows = [row | {"model_version": made.version} for row in rows]
    with workspace.store.write() as connection:
        models.adopt(connection)
        models.add(connection, made.version, made.at, made.based_on, rows)
        if made.based_on is None:
            publish_first(connection, made.version, rows, made.by, made.at)
        workspace.store.touch(connection)
    keeping.drop_old(workspace)


def _note(learnt: Learnt, version: str, based_on: str | None) -> str:
    topics_n = len(learnt.fitted.topic_ids)
    if version == based_on:
        return f"{topics_n} topics, nothing new: {version} is published already"
    return f"{topics_n} topics, {'model' if based_on is None else 'candidate'} {version}"


def _refuse_too_few(workspace: Workspace, complaints_n: int) -> None:
    needed = workspace.settings.topics.min_complaints
    if complaints_n < needed:
        raise ModelError(f"{complaints_n} complaints are too few to learn topics from; {needed} are needed (topics.min_complaints). "
                         "Import more, then: python -m pipeline run")
