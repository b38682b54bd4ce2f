"""Two orders: ours does not know followers, the other knows nothing else."""
import numpy as np
import pandas as pd

from models import loudness
from models.loudness import places, scores, shuffled


def heard(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["target", "person", "harm", "complaints_n", "is_vote", "followers"])


def test_our_score_is_mean_harm_by_people_and_reach_counts_each_person_once():
    found = scores(heard([("a", "p", 2, 1, True, 10.0), ("a", "p", 4, 1, False, 12.0), ("a", "q", 3, 1, True, np.nan), ("b", "p", 1, 1, True, 10.0), ("b", "r", 0, 0, True, 5.0)]))
    assert found["people_n"].tolist() == [2, 2] and found["harm_people"].tolist() == [6.0, 2.0] and found["reach"].tolist() == [12.0, 17.0]


def test_of_two_alike_the_first_name_comes_first():
    assert places(pd.Series([3.0, 5.0, 3.0], index=list("abc"))).tolist() == [2, 1, 3]


def test_shuffled_followers_move_the_order_by_reach_and_never_ours():
    rng = np.random.default_rng(0)
    rows = heard([(f"t{int(t)}", f"p{i}", 1 + i % 4, 1, True, float(f)) for i, (t, f) in enumerate(zip(rng.integers(0, 8, 400), rng.lognormal(5, 2, 400)))])
    found = shuffled(rows, 20, 1)
    assert (found.ours_changed_n, found.targets_n) == (0, 8) and found.reach_moved > 2


def test_the_proof_can_fail_where_harm_follows_followers(monkeypatch):
    rng = np.random.default_rng(0)
    rows = heard([(f"t{i % 5}", f"p{i}", 2, 1, True, float(f)) for i, f in enumerate(rng.lognormal(5, 2, 200))])
    real = loudness._scores
    monkeypatch.setattr(loudness, "_scores", lambda coded, followers: real(coded, followers).assign(harm_people=lambda f: f["reach"]))
    assert shuffled(rows, 20, 1).ours_changed_n > 0


def test_nothing_heard_has_no_order():
    assert scores(heard([])).empty
