"""Intervals against numbers that others have published or that hold by hand."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intervals import median_interval, poisson_exact, wilson


@pytest.mark.parametrize("hits, n, low, high", [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)])
def test_wilson_gives_what_newcombe_published(hits, n, low, high):
    """Newcombe 1998, Statistics in Medicine 17, table I."""
    found = wilson(hits / n, n)
    assert [round(float(one), 4) for one in found] == [low, high]


def test_wilson_of_nothing_says_nothing():
    assert [float(one) for one in wilson(0.0, 0)] == [0.0, 1.0]


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_holds_the_share_and_stays_in_0_to_1(hits, n):
    low, high = wilson(min(hits, n) / n, n)
    assert 0 <= low <= min(hits, n) / n + 1e-12 and min(hits, n) / n - 1e-12 <= high <= 1


@pytest.mark.parametrize("count, low, high", [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (100, 81.3640, 121.6268)])
def test_counts_have_the_exact_limits_of_garwood(count, low, high):
    """Ulm 1990, American Journal of Epidemiology 131, and every table of exact Poisson limits."""
    assert [round(float(one), 4) for one in poisson_exact(count)] == [low, high]


@pytest.mark.parametrize("n, ends", [(6, (1, 6)), (10, (2, 9)), (15, (4, 12)), (20, (6, 15)), (25, (8, 18)), (100, (40, 61))])
def test_a_median_lies_between_the_order_statistics_of_the_tables(n, ends):
    """Conover 1999, table of ranks for 95 % intervals of the median."""
    assert median_interval(np.arange(n, 0, -1)) == ends


def test_five_values_are_too_few_for_an_interval_of_their_median():
    assert np.isnan(median_interval(np.arange(5))).all()


def test_values_that_tell_less_have_a_wider_interval():
    low, high = median_interval(np.arange(1, 101), 25)
    assert (low, high) == (30, 71)
