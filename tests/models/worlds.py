"""Small worlds with planted truth for the tests of the watch: two sources, twelve topics at four touchpoints."""
from __future__ import annotations

import numpy as np

from models.watching import Limits, World

LIMITS = Limits(false_share=0.1, min_people=5, history_days=56)
HOME = np.kron(np.eye(4), np.ones(3))      # three topics at each touchpoint


def means(days: int = 200) -> np.ndarray:
    """(sources, topics, days): fewer at weekends, the second source half as loud."""
    weekday = np.where(np.arange(days) % 7 < 5, 1.1, 0.75)
    return np.array([[[2.0]], [[1.0]]]) * np.linspace(0.6, 1.8, 12)[:, None] * weekday


def drawn(mean: np.ndarray, seed: int = 3) -> np.ndarray:
    """Poisson counts; NaN stays."""
    return np.where(np.isnan(mean), np.nan, np.random.default_rng(seed).poisson(np.nan_to_num(mean)).astype(float))


def quiet(days: int = 200) -> np.ndarray:
    return drawn(means(days))


def world(topics: np.ndarray) -> World:
    return World(topics, np.einsum("pk,skd->spd", HOME, topics), HOME)
