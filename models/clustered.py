"""How much n answers tell when some people gave several: those of one person are alike, so they count for less."""
from __future__ import annotations

import numpy as np


def likeness(values: np.ndarray, people: np.ndarray, groups: np.ndarray) -> float:
    """How alike two values of one person are, 0 (no more than of two people) to 1: the intra-class correlation within groups.

    values, people, groups: (n,), the latter two codes from 0. All pairs of one person count alike, values are taken from the mean
    of their group. Source: the pairwise estimator in Ridout, Demétrio and Firth 1999, Biometrics 55.
    """
    away = values - (np.bincount(groups, values) / np.maximum(1, np.bincount(groups)))[groups]
    sizes = np.bincount(people)
    pairs_n, spread = float((sizes * (sizes - 1.0)).sum()), float((away**2).sum())
    if not pairs_n or spread <= 0:
        return 0.0
    together = float((np.bincount(people, away) ** 2).sum()) - spread
    return float(np.clip(together / pairs_n / (spread / len(values)), 0.0, 1.0))


def effective_n(people: np.ndarray, groups: np.ndarray, groups_n: int, alike: float) -> tuple[np.ndarray, np.ndarray]:
    """Of how many different people's values each group tells as much, and all others together; both (groups_n,), never more than there are.

    Source: the design effect 1 + (m - 1) x likeness of Kish 1965 with m the mean size of the person that a value belongs to.
    """
    of_people, n = np.bincount(people).astype(float), np.bincount(groups, minlength=groups_n).astype(float)
    pairs, sizes = np.unique(groups.astype(np.int64) * max(1, len(of_people)) + people, return_counts=True)
    group, person = np.divmod(pairs, max(1, len(of_people)))
    inside = np.bincount(group, sizes.astype(float) ** 2, minlength=groups_n)
    across = np.bincount(group, sizes * of_people[person], minlength=groups_n)
    outside = (of_people**2).sum() - 2 * across + inside
    return _shrunk(n, inside, alike), _shrunk(n.sum() - n, outside, alike)


def _shrunk(n: np.ndarray, squares: np.ndarray, alike: float) -> np.ndarray:
    return n / (1 + (squares / np.maximum(1, n) - 1).clip(min=0) * alike)
