"""Cluster: learn topics from complaints and publish them; assign new complaints to the topics that are published."""
from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd

from models.embedding import LsaEncoder
from models.exemplars import find_exemplars
from models.identity import match_topics
from models.labels import label_topics
from models.linking import TouchpointLinker, decide
from models.map import TopicMap
from models.topics import Assignment, assign_topics, fit_topics
from pipeline.errors import ModelError
from pipeline.fitted import Fitted
from pipeline.records import TOO_SHORT, StageDone
from pipeline.store import complaints, published_version, runs, topics
from pipeline.workspace import Workspace

_BATCH = 5000
_TOO_SHORT_ROW = dict(
    topic_id=TOO_SHORT, label="Too short to tell", keywords=[], typical=[], edge=[], touchpoint_id=None, link_confidence=None,
    link_by="model", touchpoint_shares={}, cohesion=None, is_mixed=False, state="active")


def needs_training(workspace: Workspace) -> bool:
    """Is there no model yet, and enough complaints for a first one?"""
    enough = complaints.total_n(workspace.store) >= workspace.settings.topics.min_complaints
    return enough and published_version(workspace.store) is None


def train(workspace: Workspace, as_of: datetime) -> StageDone:
    """Learn topics from the complaints there are and publish them. Topics that are still the same keep their ids."""
    started = time.perf_counter()
    frame = complaints.for_training(workspace.store, workspace.settings.topics.sample_max)
    _refuse_too_few(workspace, len(frame))
    texts, seed = list(frame["text"]), workspace.settings.topics.seed
    encoder = LsaEncoder(random_state=seed).fit(texts)
    linker = TouchpointLinker([(t.id, t.description, t.all_phrases) for t in workspace.taxonomy.touchpoints], random_state=seed)
    model, found = fit_topics(texts, encoder, linker, random_state=seed)
    ids = carry_ids(frame["topic_id"], found.topics, len(model.centres_), topics.every(workspace.store)["topic_id"], workspace.settings.topics.keep_share)
    places = TopicMap(random_state=seed).fit(found.embedding, model.closeness(found.embedding, found.proba), found.topics, model.centres_)
    fitted = Fitted(encoder, linker, model, places, tuple(ids))
    model_version = fitted.write(workspace.models, _card(workspace, frame, fitted, as_of))
    rows = _topic_rows(workspace, frame, found, fitted, model_version)
    with workspace.store.write() as connection:
        topics.publish(connection, rows, model_version)
        workspace.store.touch(connection)
    note = f"{len(ids)} topics, model {model_version}"
    done = StageDone("train", len(frame), len(ids), time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def todo_n(workspace: Workspace) -> int:
    model_version = published_version(workspace.store)
    return complaints.unassigned_n(workspace.store, model_version) if model_version else 0


def run(workspace: Workspace, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Give every complaint that the published model has not seen its topic and touchpoint, batch by batch."""
    started, done_n = time.perf_counter(), 0
    model_version = published_version(workspace.store)
    if model_version and todo_n(workspace):
        fitted = Fitted.read(workspace.models, model_version)
        while batch := complaints.unassigned(workspace.store, model_version, _BATCH):
            rows = assigned_rows(batch, fitted, model_version, workspace.settings.link.unclear_below)
            with workspace.store.write() as connection:
                complaints.assign(connection, rows)
                complaints.mark_stale(connection, {row["week"] for row in batch})
            done_n += len(batch)
            progress(done_n)
    note = "" if model_version else "no model yet: too few complaints"
    done = StageDone("assign", done_n, done_n, time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def assigned_rows(batch: Sequence[Mapping[str, Any]], fitted: Fitted, model_version: str, unclear_below: float) -> list[dict[str, Any]]:
    """A row for each complaint of `batch` (post_id, text): the columns that an assignment fills."""
    found = assign_topics([row["text"] for row in batch], fitted.encoder, fitted.linker, fitted.topics)
    chosen, sure = decide(found.shares, unclear_below)
    places = fitted.map.transform(found.embedding, fitted.topics.closeness(found.embedding, found.proba), found.topics)
    names = fitted.linker.ids_
    return [dict(
        post_id=row["post_id"], topic_id=fitted.topic_id(found.topics[i]), topic_confidence=float(found.topic_confidence[i]),
        touchpoint_id=names[chosen[i]] if chosen[i] >= 0 else None, touchpoint_confidence=float(sure[i]),
        shares=_largest(found.shares[i], names), x=_known(places[i, 0]), y=_known(places[i, 1]), model_version=model_version,
    ) for i, row in enumerate(batch)]


def carry_ids(before: pd.Series, now: np.ndarray, topics_n: int, taken: Sequence[str], keep_share: float) -> list[str]:
    """The permanent ids of the new topics: an old one's where the complaints are the same, else the next free number.

    before: topic_id each training complaint had (NaN: none); now: (n,) its new topic, negative: too short.
    """
    old = {topic_id: set(np.flatnonzero(before == topic_id)) for topic_id in before.dropna().unique() if topic_id != TOO_SHORT}
    new = {topic: set(np.flatnonzero(now == topic)) for topic in range(topics_n)}
    kept = {match.new: match.old for match in match_topics(old, new, keep_share)}
    numbers = iter(range(1 + max((int(name[2:]) for name in taken if name[2:].isdigit()), default=0), 1_000_000))
    return [kept.get(topic) or f"t-{next(numbers):03d}" for topic in range(topics_n)]


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _topic_rows(workspace: Workspace, frame: pd.DataFrame, found: Assignment, fitted: Fitted, model_version: str) -> list[dict[str, Any]]:
    """What the store keeps of each topic: label, words, examples, link."""
    texts, authors = list(frame["text"]), [author if isinstance(author, str) else None for author in frame["author_id"]]
    model, names = fitted.topics, fitted.linker.ids_
    closeness = model.closeness(found.embedding, found.proba)
    linked, sure = decide(model.shares_, workspace.settings.link.unclear_below)
    called = {touchpoint.id: touchpoint.name for touchpoint in workspace.taxonomy.touchpoints}
    labels = label_topics(texts, found.topics, len(fitted.topic_ids), _left_out(workspace), model.is_mixed_, found.embedding,
                          fitted.encoder.encode, [called[names[t]] if t >= 0 else None for t in linked])
    rows = []
    for topic, topic_id in enumerate(fitted.topic_ids):
        members = np.flatnonzero(found.topics == topic)
        shown = find_exemplars(texts, authors, found.embedding, closeness[:, topic], found.topic_confidence, members)
        rows.append(dict(
            topic_id=topic_id, label=labels[topic].text, keywords=list(labels[topic].keywords),
            typical=[frame["post_id"].iloc[i] for i in shown.typical], edge=[frame["post_id"].iloc[i] for i in shown.edge],
            touchpoint_id=names[linked[topic]] if linked[topic] >= 0 else None, link_confidence=float(sure[topic]), link_by="model",
            touchpoint_shares=_largest(model.shares_[topic], names), cohesion=float(model.cohesion_[topic]),
            is_mixed=bool(model.is_mixed_[topic]), state="active", model_version=model_version))
    return [*rows, _TOO_SHORT_ROW | {"model_version": model_version}]


def _left_out(workspace: Workspace) -> set[str]:
    """Words that must not name a topic: the brand's, which stand in everything."""
    brand = workspace.settings.brand
    return {word for name in (brand.name, *brand.handles) for word in name.lower().split()}


def _card(workspace: Workspace, frame: pd.DataFrame, fitted: Fitted, as_of: datetime) -> dict[str, Any]:
    """What a reader must know of a model: data, choices and versions."""
    return dict(
        made_at=as_of.isoformat(), complaints_n=len(frame), first_post_at=frame["posted_at"].iloc[0].isoformat(),
        last_post_at=frame["posted_at"].iloc[-1].isoformat(),
        seed=workspace.settings.topics.seed, taxonomy=workspace.taxonomy.name, taxonomy_sha256=workspace.taxonomy.digest,
        touchpoints_n=len(workspace.taxonomy.ids),
        topics_n=len(fitted.topic_ids), agreement_by_topics_n=fitted.topics.curve_, libraries={
            name: version(name) for name in ("numpy", "scipy", "scikit-learn", "safetensors")})


def _refuse_too_few(workspace: Workspace, complaints_n: int) -> None:
    needed = workspace.settings.topics.min_complaints
    if complaints_n < needed:
        raise ModelError(f"{complaints_n} complaints are too few to learn topics from; {needed} are needed (topics.min_complaints). "
                         "Import more, then: python -m pipeline run")


def _largest(shares: np.ndarray, names: Sequence[str], most: int = 3) -> dict[str, float]:
    return {names[t]: round(float(shares[t]), 3) for t in np.argsort(-shares, kind="stable")[:most]}
