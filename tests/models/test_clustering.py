"""Complaints to topics."""
import json

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score
from swimming import TOUCHPOINTS
from threadpoolctl import threadpool_limits

from models.clustering import TOO_SHORT, TopicModel, cohesion, is_too_short
from models.constraints import Before
from models.embedding import LsaEncoder
from models.granularity import choose_count
from models.linking import TouchpointLinker
from models.topics import assign_topics, fit_topics


def test_planted_stories_are_found_whole(swimming):
    assert adjusted_rand_score(swimming.stories, swimming.topics.labels_) == 1.0


def test_no_complaint_is_dropped(swimming):
    model = TopicModel(n_topics=3).fit(swimming.embedding, swimming.proba)
    assert np.bincount(model.labels_).sum() == 240 and model.labels_.min() == 0


def test_the_number_of_topics_is_chosen_and_explained(swimming):
    model = TopicModel().fit(swimming.embedding, swimming.proba)
    assert len(model.centres_) == choose_count(model.curve_)
    assert {point["topics_n"]: round(point["agreement"], 2) for point in model.curve_}[4] == 1.0


def test_too_short_to_tell_is_kept_apart():
    short = is_too_short(["Thanks for nothing!!", "@acme 😡", "lock lock lock", "locker lock broken"])
    assert short.tolist() == [True, True, True, False]


def test_a_short_complaint_gets_no_topic_and_no_confidence(swimming):
    is_short = np.arange(240) == 5
    model = TopicModel(n_topics=4).fit(swimming.embedding, swimming.proba, is_short)
    assert (model.labels_[5], model.confidence_[5]) == (TOO_SHORT, 0) and (model.labels_ == TOO_SHORT).sum() == 1


def test_nothing_but_short_complaints_is_said_plainly(swimming):
    with pytest.raises(ValueError, match=r"No complaint is long enough to make topics from \(240 too short"):
        TopicModel().fit(swimming.embedding, swimming.proba, np.ones(240, bool))


def test_topics_come_largest_first(swimming):
    rows = np.r_[0:240, np.flatnonzero(swimming.stories == "cold water")]
    model = TopicModel(n_topics=4).fit(swimming.embedding[rows], swimming.proba[rows])
    assert np.bincount(model.labels_).tolist() == [120, 60, 60, 60] and swimming.stories[rows[model.labels_ == 0]][0] == "cold water"


def test_one_thread_and_two_give_the_same_topics(swimming):
    with threadpool_limits(2):
        again = TopicModel(n_topics=4).fit(swimming.embedding, swimming.proba)
    assert (again.centres_ == swimming.topics.centres_).all()


def test_published_centres_assign_as_the_fit_did(swimming):
    config = json.loads(json.dumps(swimming.topics.to_config()))
    kept = TopicModel.from_state(config, swimming.topics.to_arrays())
    assert (kept.assign(swimming.embedding, swimming.proba)[0] == swimming.topics.labels_).all()


def test_a_warm_start_keeps_the_numbering(swimming):
    start = (swimming.topics.labels_ + 1) % 4
    model = TopicModel().fit(swimming.embedding, swimming.proba, before=Before(tuple("abcd"), start, np.full(240, -1)))
    assert sorted(model.before_) == [0, 1, 2, 3] and (model.before_[model.labels_] == start).all()


def test_identical_complaints_make_one_topic(swimming):
    model = TopicModel(n_topics=3).fit(np.repeat(swimming.embedding[:1], 50, 0), np.repeat(swimming.proba[:1], 50, 0))
    assert len(model.centres_) == 1 and model.confidence_.tolist() == [1.0] * 50


def test_a_leftover_is_called_mixed():
    dice = np.random.default_rng(0)
    clear = [np.eye(40)[i] + dice.normal(0, 0.05, (60, 40)) for i in range(4)]
    rows = np.vstack([*clear, dice.normal(0, 1, (60, 40))]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    model = TopicModel(n_topics=5).fit(rows, np.full((300, 2), 0.5))
    assert model.is_mixed_.sum() == 1 and model.is_mixed_[model.labels_[270]]


def test_cohesion_runs_from_nothing_in_common_to_the_same():
    assert cohesion(np.array([[1.0, 0], [1, 0]])) == 1 and cohesion(np.array([[1.0, 0], [-1, 0]])) == 0


def test_one_call_learns_and_another_assigns(swimming):
    model, found = fit_topics(swimming.texts, swimming.encoder, swimming.linker, n_topics=4)
    new = assign_topics(["my locker lock is broken"], swimming.encoder, swimming.linker, model)
    assert new.topics[0] == found.topics[list(swimming.stories).index("broken lock")]
    assert swimming.linker.ids_[new.shares[0].argmax()] == "changing-room"


@pytest.mark.parametrize(("texts", "topics_n"), [(["the locker lock is broken"] * 40, 1), (["the locker lock is broken"], 1),
                                                 (["la cerradura del armario está rota", "el agua de la piscina está fría"] * 20, 2)])
def test_copies_one_complaint_and_one_other_language_are_divided_plainly(swimming, texts, topics_n):
    model, found = fit_topics(texts, LsaEncoder(10, 10).fit(texts), TouchpointLinker(TOUCHPOINTS))
    assert 1 <= len(model.centres_) <= topics_n and (found.topics >= 0).all() and (found.also == -1).all()


def test_no_complaints_at_all_are_refused_in_words(swimming):
    with pytest.raises(ValueError, match=r"No complaint is long enough to make topics from \(0 too short"):
        fit_topics([], swimming.encoder, TouchpointLinker(TOUCHPOINTS))
