"""A line through few noisy points, and what a new point's variance would be."""
from __future__ import annotations

import numpy as np
import pytest

from models.ridge import fit


def points(n: int, between: float, seed: int = 1, noise: float = 0.02):
    rng = np.random.default_rng(seed)
    x, own = rng.normal(size=(n, 3)), np.full(n, noise)
    return x, 0.3 + 0.5 * x[:, 0] + rng.normal(0, np.sqrt(between + own)), own


def test_a_planted_line_and_its_variance_are_found():
    line = fit(*points(400, 0.05))
    y, variance = line.predict(np.array([1.0, 0, 0]))
    assert y == pytest.approx(0.8, abs=0.05) and line.between == pytest.approx(0.05, abs=0.012) and variance > line.between


def test_far_from_all_points_the_variance_grows():
    line = fit(*points(60, 0.05))
    assert line.predict(np.array([5.0, 0, 0]))[1] > 2 * line.predict(np.zeros(3))[1]


def test_with_few_points_it_is_straight_and_drawn_to_the_mean():
    few, many = fit(*points(12, 0.05)), fit(*points(60, 0.05))
    assert not few.is_curved and many.is_curved and few.df > 12 - 4


def test_points_that_cannot_tell_much_weigh_less():
    x, y, noise = points(60, 0.0)
    noise[:30] = 5.0
    weights = fit(x, y, noise).weights
    assert weights[:30].max() < 0.5 * weights[30:].min()


def test_other_values_of_the_same_points_follow_the_same_line():
    x, y, noise = points(60, 0.05)
    line = fit(x, y, noise)
    assert line.along(x, np.column_stack([y, 2 * y]), x[0]) == pytest.approx([line.predict(x[0])[0], 2 * line.predict(x[0])[0]])
