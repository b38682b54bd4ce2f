"""The figures of the README, on real complaints; skipped where the data sets are missing."""
import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks.airline import REASON_OF, fit, rows
from models.clustering import TopicModel, is_too_short
from models.linking import with_topic


@pytest.fixture(scope="module")
def airline(datasets):
    table = rows(datasets)
    return table, *fit([row["text"] for row in table], seed=0)


def test_the_rows_are_those_of_the_findings(airline):
    assert len(airline[0]) == 6512


def test_nine_topics_agree_with_the_nine_reasons(airline):
    table, _, embedding, proba = airline
    reason = [row["reason"] for row in table]
    topics = TopicModel(n_topics=9).fit(embedding, proba).labels_
    assert normalized_mutual_info_score(reason, topics) >= 0.35 and adjusted_rand_score(reason, topics) >= 0.24


def test_the_touchpoint_is_right_without_a_label(airline):
    table, linker, embedding, proba = airline
    model = TopicModel().fit(embedding, proba, is_too_short([row["text"] for row in table]))
    shares = with_topic(proba, model.shares_, model.labels_)
    right = np.array([REASON_OF[linker.ids_[t]] for t in shares.argmax(1)]) == [row["reason"] for row in table]
    assert 9 <= len(model.centres_) <= 16
    assert right.mean() >= 0.66 and right[[row["is_sure"] for row in table]].mean() >= 0.78
