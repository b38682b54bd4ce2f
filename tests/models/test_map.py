"""A place for every complaint."""
import json

import numpy as np
import pytest

from models.map import TopicMap


@pytest.fixture(scope="module")
def placed(swimming):
    closeness = swimming.topics.closeness(swimming.embedding, swimming.proba)
    laid = TopicMap().fit(swimming.embedding, closeness, swimming.topics.labels_, swimming.topics.centres_)
    return laid, closeness, laid.transform(swimming.embedding, closeness, swimming.topics.labels_)


def test_every_complaint_is_nearest_to_its_own_topic(placed, swimming):
    laid, _, xy = placed
    nearest = np.linalg.norm(xy[:, None] - laid.places_[None], axis=2).argmin(axis=1)
    assert (nearest == swimming.topics.labels_).all()


def test_new_complaints_land_where_old_ones_did(placed, swimming):
    laid, closeness, xy = placed
    kept = TopicMap.from_state(json.loads(json.dumps(laid.to_config())), laid.to_arrays())
    assert np.allclose(kept.transform(swimming.embedding[:3], closeness[:3], swimming.topics.labels_[:3]), xy[:3], atol=1e-6)


def test_too_short_has_no_place(placed, swimming):
    laid, closeness, _ = placed
    assert np.isnan(laid.transform(swimming.embedding[:1], closeness[:1], np.array([-1]))).all()


def test_one_topic_alone_stands_in_the_middle(swimming):
    zeros = np.zeros(240, int)
    laid = TopicMap().fit(swimming.embedding, np.ones((240, 1)), zeros, swimming.topics.centres_[:1])
    assert laid.places_.tolist() == [[0, 0]] and np.isfinite(laid.transform(swimming.embedding, np.ones((240, 1)), zeros)).all()
