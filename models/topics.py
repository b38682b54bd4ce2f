"""Texts to topics and touchpoints in one call: encode, link, cluster, and what the stage stores of it."""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.clustering import TopicModel, is_too_short
from models.embedding import Encoder
from models.linking import TouchpointLinker, with_topic


@dataclass(frozen=True)
class Assignment:
    """Where n complaints belong.

    topics: (n,) 0..k-1, -1 too short to tell. topic_confidence: (n,) 0-1. shares: (n, T), own evidence and
    the topic's, for linking.decide(). proba: (n, T), own alone. embedding: (n, d).
    """
    topics: np.ndarray
    topic_confidence: np.ndarray
    shares: np.ndarray
    proba: np.ndarray
    embedding: np.ndarray


def assign_topics(texts: Sequence[str], encoder: Encoder, linker: TouchpointLinker, model: TopicModel) -> Assignment:
    """New complaints against fitted models; nothing is learnt or moved."""
    embedding = encoder.encode(texts)
    proba = linker.predict_proba(texts, embedding)
    return _assign(texts, embedding, proba, model)


def fit_topics(texts: Sequence[str], encoder: Encoder, linker: TouchpointLinker, n_topics: int | None = None,
               start: np.ndarray | None = None, random_state: int = 0) -> tuple[TopicModel, Assignment]:
    """Learn topics from complaints. `encoder` is fitted; `linker` is fitted here, on these texts.

    start: (n,) topics published before, for a warm start (see TopicModel.fit).
    """
    embedding = encoder.encode(texts)
    proba = linker.fit(texts, embedding, encoder).predict_proba(texts, embedding)
    model = TopicModel(n_topics, random_state=random_state).fit(embedding, proba, is_too_short(texts), start)
    return model, _assign(texts, embedding, proba, model)


def _assign(texts: Sequence[str], embedding: np.ndarray, proba: np.ndarray, model: TopicModel) -> Assignment:
    topics, confidence = model.assign(embedding, proba, is_too_short(texts))
    shares = with_topic(proba, model.shares_, topics)
    return Assignment(topics, confidence, shares, proba, embedding)
