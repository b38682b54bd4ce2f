"""Topics that began lately."""
import numpy as np
import pytest

from models.clustering import TopicModel
from models.constraints import Before
from models.newborn import Ground, newborns


def world(late: bool, n: int = 400, own: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """(n, 12) complaints of three topics, oldest first, and which of them are of a fourth that is like the first:
    among the last fifth, or all over the time."""
    dice = np.random.default_rng(1)
    is_own = np.zeros(n, bool)
    is_own[dice.choice(np.arange(n * 4 // 5 if late else 0, n), own, replace=False)] = True
    story = np.where(is_own, 0, dice.integers(0, 3, n))
    rows = np.eye(12)[story] + 0.9 * is_own[:, None] * np.eye(12)[8] + dice.normal(0, 0.15, (n, 12))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), is_own


@pytest.fixture(scope="module")
def late():
    return world(late=True)


def flat(rows: np.ndarray) -> np.ndarray:
    return np.full((len(rows), 2), 0.5)


def test_a_topic_that_began_lately_is_found_inside_an_older_one(late):
    rows, is_own = late
    model = TopicModel(n_topics=3).fit(rows, flat(rows))
    assert len(model.centres_) == 4
    assert ((model.labels_ == model.labels_[is_own][0]) != is_own).mean() <= 0.01


def test_the_same_words_all_the_time_are_no_new_topic():
    rows, _ = world(late=False)
    assert len(TopicModel(n_topics=3).fit(rows, flat(rows)).centres_) == 3


def test_a_handful_is_no_new_topic():
    rows, _ = world(late=True, own=9)
    assert len(TopicModel(n_topics=3).fit(rows, flat(rows)).centres_) == 3


def test_what_is_new_since_the_last_training_is_born_and_the_others_go_on(late):
    rows, is_own = late
    rows, is_own = np.vstack([rows[~is_own], rows[is_own]]), np.sort(is_own)
    topics = np.where(is_own, -1, TopicModel(n_topics=3).fit(rows[~is_own], flat(rows[~is_own])).labels_[np.cumsum(~is_own) - 1])
    model = TopicModel().fit(rows, flat(rows), before=Before(("a", "b", "c"), topics, np.full(len(rows), -1)))
    assert sorted(model.before_.tolist()) == [-1, 0, 1, 2]
    assert (model.before_[model.labels_] == topics).all()


def test_what_was_merged_is_not_born_again(late):
    rows, is_own = late
    found = TopicModel(n_topics=3).fit(rows, flat(rows)).labels_
    own = found[is_own][0]
    into = np.setdiff1d(range(4), own)
    topics = np.where(found == own, 0, np.searchsorted(into, found))
    merged = Before(("a", "b", "c"), topics, np.full(len(rows), -1), kept=(0,))
    assert sorted(TopicModel().fit(rows, flat(rows), before=merged).before_.tolist()) == [0, 1, 2]


def test_a_complaint_that_a_person_placed_is_not_taken_along(late):
    rows, is_own = late
    labels = np.where(is_own, 0, (rows @ np.eye(12)[:3].T).argmax(axis=1))
    fixed = np.arange(len(rows)) == np.flatnonzero(is_own)[0]
    born = newborns(Ground(rows, labels, np.ones(len(rows), bool), fixed, np.zeros(len(rows))), 3)
    assert [members.tolist() for members in born] == [(is_own & ~fixed).tolist()]
