"""Groups against all others: the same as the textbook's tests where everybody is there once, and careful where people are there often."""
import numpy as np
import pytest
from scipy.stats import fisher_exact, mannwhitneyu

from models.clustered import effective_n, likeness
from models.fairness import holm, shares, times

ALL = np.ones(3, dtype=bool)


def table(hits: list[int], n: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Everybody once: is_hit, people, groups."""
    is_hit = np.concatenate([np.arange(size) < hit for hit, size in zip(hits, n)])
    return is_hit, np.arange(len(is_hit)), np.repeat(np.arange(len(n)), n)


def test_shares_are_fishers_test_and_wilsons_interval_where_everybody_is_there_once():
    found = shares(*table([12, 30, 33], [80, 100, 100]), 3, ALL)
    assert found.value.tolist() == [0.15, 0.30, 0.33] and found.others[0] == 63 / 200 and found.effective.tolist() == [80, 100, 100]
    assert (round(found.low[0], 3), round(found.high[0], 3)) == (0.088, 0.244)
    assert found.p[0] == pytest.approx(2 * fisher_exact([[12, 68], [63, 137]], "less").pvalue)


def test_times_are_the_rank_sum_test_where_everybody_is_there_once():
    rng = np.random.default_rng(3)
    minutes, groups = rng.exponential(60, 90).round(), np.arange(90) % 3
    found = times(minutes, np.arange(90), groups, 3, ALL)
    assert found.p.tolist() == pytest.approx([mannwhitneyu(minutes[groups == g], minutes[groups != g], method="asymptotic").pvalue for g in range(3)])
    assert found.value[0] == np.median(minutes[groups == 0]) and found.low[0] < found.value[0] < found.high[0]


def test_a_person_who_is_always_treated_alike_counts_once():
    is_hit, people, groups = (np.repeat(one, 5) for one in table([4, 10, 10], [20, 20, 20]))
    found, once = shares(is_hit, people, groups, 3, ALL), shares(*table([4, 10, 10], [20, 20, 20]), 3, ALL)
    assert found.n.tolist() == [100] * 3 and found.effective == pytest.approx([20] * 3, rel=0.05)
    assert found.low == pytest.approx(once.low, abs=0.01) and found.p[0] > 0.5 * once.p[0]


def test_one_persons_cases_that_hang_on_nothing_count_each():
    rng = np.random.default_rng(1)
    is_hit, people, groups = rng.random(4000) < 0.4, np.repeat(np.arange(1000), 4), np.repeat(np.arange(1000) % 3, 4)
    assert likeness(is_hit.astype(float), people, groups) < 0.04
    assert effective_n(people, groups, 3, 0.0)[0].tolist() == np.bincount(groups).tolist()


def test_a_group_and_all_others_are_shrunk_by_how_often_their_own_people_are_there():
    people, groups = np.array([0, 0, 0, 1, 1, 2, 3]), np.array([0, 0, 1, 1, 1, 0, 1])
    inside, outside = effective_n(people, groups, 2, 1.0)
    assert inside.tolist() == pytest.approx([3 * 3 / 5, 4 * 4 / 6]) and outside.tolist() == inside.tolist()[::-1]


def test_a_difference_between_groups_is_no_likeness_of_people():
    is_hit, people, groups = np.repeat([True, False], 50), np.arange(100) // 2, np.repeat([0, 1], 50)
    assert likeness(is_hit.astype(float), people, groups) == 0.0


def test_a_group_that_is_not_tested_has_its_interval_and_no_p():
    found = shares(*table([0, 10, 10], [3, 40, 40]), 3, np.array([False, True, True]))
    assert np.isnan(found.p[0]) and found.high[0] > 0.5 and not np.isnan(found.p[1:]).any()


def test_alike_times_show_no_difference():
    found = times(np.full(30, 12.0), np.arange(30), np.arange(30) % 3, 3, ALL)
    assert found.p.tolist() == [1.0] * 3


def test_holm_gives_what_is_told_of_it():
    """Wright 1992, Biometrics 48, and R's p.adjust(c(.01, .02, .03, .04), "holm")."""
    assert holm(np.array([0.04, 0.01, np.nan, 0.03, 0.02])).tolist() == pytest.approx([0.06, 0.04, np.nan, 0.06, 0.06], nan_ok=True)


def test_weighted_holm_lets_the_first_question_spend_more():
    """By hand: 0.02 / 3 comes first, 0.02 x 4 / 3; then 0.03 x 1 / 1, not below what came before."""
    assert holm(np.array([0.03, 0.02]), np.array([1.0, 3.0])).tolist() == pytest.approx([0.03, 0.08 / 3])
    assert holm(np.array([0.01, 0.02]), np.array([1.0, 3.0])).tolist() == pytest.approx([2.667e-2, 2.667e-2], rel=1e-3)


def test_holm_of_nothing_is_nothing():
    assert holm(np.array([])).tolist() == [] and np.isnan(holm(np.array([np.nan]))).all()
