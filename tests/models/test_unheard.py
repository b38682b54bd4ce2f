"""Chao's lower bound against its authors' own numbers."""
import numpy as np
import pytest

from models.unheard import at_least


@pytest.mark.parametrize("once, twice, seen, reports, people, low, high", [(12, 4, 26, 168, 43.893, 30.511, 96.971), (14, 4, 37, 252, 61.403, 43.502, 128.583)])
def test_the_bound_gives_what_its_authors_published(once, twice, seen, reports, people, low, high):
    """The spiders of Hsieh, Ma and Chao 2016, Methods in Ecology and Evolution 7: girdled and logged."""
    found = at_least(once, twice, seen, reports, 4)
    assert [round(one, 3) for one in (found.people_n, found.low, found.high)] == [people, low, high]


def test_too_few_people_heard_twice_give_no_bound():
    assert at_least(40, 4, 44, 48, 5) is None and at_least(40, 0, 40, 40, 0) is None


def test_where_nobody_was_heard_only_once_all_were_heard():
    found = at_least(0, 9, 12, 30, 5)
    assert (found.people_n, found.low, found.high) == (12, 12, 12)


def test_the_bound_stays_below_the_truth_where_people_differ_in_how_readily_they_complain():
    rng, truth = np.random.default_rng(7), 5000
    found = []
    for _ in range(100):
        n = rng.poisson(rng.gamma(1.0, 0.4, truth))
        found.append(at_least(int((n == 1).sum()), int((n == 2).sum()), int((n > 0).sum()), int(n.sum()), 5))
    assert np.mean([one.low for one in found]) < truth and max(one.people_n for one in found) < truth
    assert min(one.people_n for one in found) > 1.5 * np.mean([one.seen_n for one in found])
