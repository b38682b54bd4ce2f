"""Rows move towards neighbours that say the same, and only towards them."""
import numpy as np

from models.lsa import unit_rows
from models.smoothing import smoothed


def two_stories(n: int = 60) -> np.ndarray:
    random = np.random.default_rng(0)
    return unit_rows(np.repeat(np.eye(8)[:2], n, axis=0) + random.normal(0, 0.2, (2 * n, 8))).astype(np.float32)


def test_wordings_of_one_story_come_closer_and_stay_of_length_one():
    rows = two_stories()
    near = smoothed(rows, rows)
    assert np.allclose(np.linalg.norm(near, axis=1), 1, atol=1e-5)
    assert (near[:60] @ near[:60].T).mean() > 0.05 + (rows[:60] @ rows[:60].T).mean()


def test_a_row_without_a_neighbour_stays_where_it_is():
    rows = np.vstack([two_stories(), np.eye(8, dtype=np.float32)[7:] * -1])
    embedding = np.hstack([rows, np.zeros((len(rows), 1), np.float32)])
    embedding[-1] = np.eye(9)[8]
    np.testing.assert_allclose(smoothed(rows, embedding)[-1], rows[-1], atol=1e-6)


def test_a_handful_of_rows_is_left_alone():
    rows = two_stories(5)
    assert smoothed(rows, rows) is rows
