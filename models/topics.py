"""Texts to topics and touchpoints in one call: encode, link, cluster, and what the stage stores of it."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from models.clustering import TopicModel, is_too_short
from models.constraints import Before
from models.embedding import Encoder
from models.linking import TouchpointLinker, with_topic
from models.several import further_topics


@dataclass(frozen=True)
class Assignment:
    """Where n complaints belong.

    topics: (n,) 0..k-1, -1 too short to tell. topic_confidence: (n,) 0-1. shares: (n, T), own evidence and
    the topic's, for linking.decide(). proba: (n, T), own alone. embedding: (n, d).
    also: (n, 2) further topics of a complaint with several problems, -1 none; also_share: (n, 2) of its words, 0-1.
    """
    topics: np.ndarray
    topic_confidence: np.ndarray
    shares: np.ndarray
    proba: np.ndarray
    embedding: np.ndarray
    also: np.ndarray
    also_share: np.ndarray


def assign_topics(texts: Sequence[str], encoder: Encoder, linker: TouchpointLinker, model: TopicModel,
                  present: np.ndarray | None = None) -> Assignment:
    """New complaints against fitted models; nothing is learnt or moved.

    present: (n,) topic 0..k-1 that each is in, -1 for none: it stays unless another is clearly closer (TopicModel.assign).
    """
    embedding, proba = _read(texts, encoder, linker)
    topics, confidence = model.assign(embedding, proba, is_too_short(texts), present)
    return _assignment(texts, (topics, confidence), model, (embedding, proba), lambda parts: _read(parts, encoder, linker))


def fit_topics(texts: Sequence[str], encoder: Encoder, linker: TouchpointLinker, before: Before | None = None,
               decided: np.ndarray | None = None, n_topics: int | None = None, random_state: int = 0) -> tuple[TopicModel, Assignment]:
    """Learn topics from complaints. `encoder` is fitted; `linker` is fitted here, on these texts.

    before: the published topics and what people decided of them: they go on, see TopicModel.fit. decided: (n,) position of the
    touchpoint that a person said of each complaint, -1: none. Raises ValueError: no complaint is long enough, or `before` does not fit.
    """
    embedding = encoder.encode(texts)
    proba = linker.fit(texts, embedding, encoder, decided).predict_proba(texts, embedding)
    model = TopicModel(n_topics, random_state=random_state).fit(embedding, proba, is_too_short(texts), before)
    found = _assignment(texts, (model.labels_, model.confidence_), model, (embedding, proba), lambda parts: _read(parts, encoder, linker))
    linker.keep_sureness(found.shares)
    return model, found


def _read(texts: Sequence[str], encoder: Encoder, linker: TouchpointLinker) -> tuple[np.ndarray, np.ndarray]:
    embedding = encoder.encode(texts)
    return embedding, linker.predict_proba(texts, embedding)


def _assignment(texts: Sequence[str], placed: tuple[np.ndarray, np.ndarray], model: TopicModel, read: tuple[np.ndarray, np.ndarray],
                read_parts: Callable[[list[str]], tuple[np.ndarray, np.ndarray]]) -> Assignment:
    """placed: topics and confidence; read: embedding and probabilities of the texts; read_parts: the same of parts of them."""
    (topics, confidence), (embedding, proba) = placed, read
    also, also_share = further_topics(texts, topics, model.closeness(embedding, proba), lambda parts: model.closeness(*read_parts(parts)))
    return Assignment(topics, confidence, with_topic(proba, model.shares_, topics), proba, embedding, also, also_share)
