"""What people said holds in every retraining."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.carrying import carry
from models.clustering import TopicModel
from models.constraints import Before, obeying

N, TOPICS = 24, 4
ROWS = np.random.default_rng(3).normal(size=(N, 6)).astype(np.float32)
ROWS /= np.linalg.norm(ROWS, axis=1, keepdims=True)
FREE = np.full(N, -1)
befores = some.builds(
    lambda topics, pinned, apart, kept: Before(tuple("abcd"), np.array(topics), np.array(pinned), tuple(
        (a, b) for a, b in apart if a != b and not pinned[a] == pinned[b] >= 0), tuple(kept)),
    some.lists(some.integers(-1, TOPICS - 1), min_size=N, max_size=N),
    some.lists(some.sampled_from([-1, -1, -1, 0, 1, 2, 3]), min_size=N, max_size=N),
    some.lists(some.tuples(some.integers(0, N - 1), some.integers(0, N - 1)), max_size=30), some.sets(some.integers(0, TOPICS - 1)))


@settings(max_examples=25, deadline=None)
@given(befores)
def test_no_retraining_breaks_what_people_said(before):
    model = TopicModel(n_topics=3, n_starts=1).fit(ROWS, np.full((N, 2), 0.5), before=before)
    goes_on = np.where(model.labels_ >= 0, model.before_[model.labels_], -1)
    pinned = before.pinned >= 0
    assert (goes_on[pinned] == before.pinned[pinned]).all()
    assert not any(model.labels_[a] == model.labels_[b] >= 0 for a, b in before.apart)
    assert set(before.kept) <= set(model.before_.tolist())
    assert len(set(model.before_[model.before_ >= 0])) == (model.before_ >= 0).sum()


def test_a_pinned_complaint_stays_though_it_is_far_and_too_short():
    before = Before(("a", "b"), np.array([0] * 12 + [1] * 12), np.where(np.arange(N) == 0, 1, -1))
    model = TopicModel().fit(ROWS, np.full((N, 2), 0.5), is_short=np.arange(N) < 2, before=before)
    assert model.before_[model.labels_[0]] == 1 and model.labels_[1] == -1


def test_of_two_never_together_the_one_that_loses_less_moves():
    closeness = np.array([[0.9, 0.1], [0.8, 0.7]])
    assert obeying(closeness, Before(("a", "b"), FREE[:2], FREE[:2], apart=((0, 1),))).tolist() == [0, 1]


def test_of_two_never_together_a_pinned_one_never_moves():
    closeness = np.array([[0.9, 0.1], [0.8, 0.7]])
    assert obeying(closeness, Before(("a", "b"), FREE[:2], np.array([-1, 0]), apart=((0, 1),))).tolist() == [1, 0]


def test_two_never_together_where_there_is_one_topic_leave_one_in_none():
    assert sorted(obeying(np.ones((2, 1)), Before(("a",), FREE[:2], FREE[:2], apart=((0, 1),))).tolist()) == [-1, 0]


def test_a_topic_that_must_not_end_goes_on_without_complaints():
    model = TopicModel().fit(ROWS, np.full((N, 2), 0.5), before=Before(("a", "b"), np.zeros(N, int), FREE, kept=(1,)))
    assert model.before_.tolist() == [0, 1] and (model.labels_ == 0).all() and model.cohesion_[1] == 0


def test_a_topic_of_next_to_nothing_ends_and_its_complaints_go_to_the_closest():
    model = TopicModel().fit(ROWS, np.full((N, 2), 0.5), before=Before(("a", "b"), np.array([1] + [0] * (N - 1)), FREE))
    assert model.before_.tolist() == [0] and (model.labels_ == 0).all()


def test_a_merged_topic_of_two_kinds_stays_one_by_two_centres():
    two = np.repeat(np.eye(6, dtype=np.float32)[[0, 1, 2]], 20, axis=0)
    two[:20] += 1.2 * two[40:]                                         # the first is between the others
    before = Before(("a", "b"), np.repeat([0, 1, 1], 20), np.full(60, -1), kept=(1,))
    found = carry(two / np.linalg.norm(two, axis=1, keepdims=True), before)
    assert found.part_of.tolist() == [0, 1, 1] and found.labels.tolist() == before.topics.tolist()


@pytest.mark.parametrize("before, words", [
    (Before(("a",), FREE[:3], FREE), "knows 3 complaints and 24 pins, but 24"),
    (Before(("a",), FREE, FREE, kept=(1,)), r"names topic 1, but only 1 topics are known"),
    (Before(("a",), FREE, np.zeros(N, int), apart=((1, 2),)), "Complaints 1 and 2 are never in one topic, but a person put both in topic 0")])
def test_what_cannot_be_is_said(before, words):
    with pytest.raises(ValueError, match=words):
        TopicModel().fit(ROWS, np.full((N, 2), 0.5), before=before)
