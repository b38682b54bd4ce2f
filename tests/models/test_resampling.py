"""Two refits of a model on other complaints of the same kind."""
from __future__ import annotations

import numpy as np

from models.clustering import TopicModel
from models.resampling import refit_agreement


def planted(spread: float, seed: int = 0):
    """(120, 6) rows around three directions, and what they are linked to."""
    random = np.random.default_rng(seed)
    rows = np.repeat(np.eye(3, 6), 40, axis=0) + spread * random.normal(size=(120, 6))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), np.full((120, 2), 0.5, np.float32)


def test_topics_that_stand_apart_are_found_again_under_their_ids():
    embedding, proba = planted(0.02)
    model = TopicModel(3).fit(embedding, proba)
    found = refit_agreement(model, embedding, proba, np.zeros(120, bool))
    assert (found.rand, found.same_id_share) == (1.0, 1.0)


def test_topics_that_are_no_topics_agree_less():
    embedding, proba = planted(3.0)
    model = TopicModel(8).fit(embedding, proba)
    assert refit_agreement(model, embedding, proba, np.zeros(120, bool)).rand < 0.95


def test_nothing_but_short_texts_agree_by_themselves():
    embedding, proba = planted(0.02)
    model = TopicModel(3).fit(embedding, proba)
    assert refit_agreement(model, embedding[:0], proba[:0], np.zeros(0, bool)).rand == 1.0
