"""Cells → all combinations of up to three attribute values, with what was observed and expected in each."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

EVERYTHING = 0             # position of the segment that holds all cells
_PRIOR_N = 1.0             # complaints with which a segment's history is drawn to what its values say one by one
_PRIOR_MAX_N = 1000.0
_RAKES = 20                # rounds of fitting the single values; ten settle it to a thousandth


@dataclass(frozen=True)
class Segments:
    """All that could be named, arrays (segments,); the first holds everything.

    members: (segments, cells) 0/1. past_n: complaints that its expectation rests on, at their worth. penalty: log of how many such segments there are.
    labels: per segment its (attribute, value) pairs.
    """

    observed_n: np.ndarray
    expected_n: np.ndarray
    past_n: np.ndarray
    penalty: np.ndarray
    size: np.ndarray
    members: sparse.csr_matrix
    cells_n: np.ndarray          # observed of each cell, (cells,)
    labels: tuple[tuple[tuple[str, str], ...], ...]

    def where(self, at: int) -> tuple[tuple[str, str], ...]:
        return self.labels[at]

    def scores(self) -> np.ndarray:
        """Log-likelihood ratio of "raised in here" against "as expected", less the penalty."""
        observed, expected = self.observed_n, self.expected_n
        with np.errstate(divide="ignore", invalid="ignore"):
            gain = np.where(observed > expected, observed * np.log(observed / expected) - (observed - expected), 0.0)
        return gain - self.penalty

    def shares(self) -> np.ndarray:
        """Of the excess, the share (0-1) that lies in here."""
        excess = max(float(self.observed_n[EVERYTHING] - self.expected_n[EVERYTHING]), 1e-9)
        return np.clip((self.observed_n - self.expected_n) / excess, 0, 1)

    def ties(self, at: int) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Other segments of the same length over the same complaints, now and before."""
        alike = np.flatnonzero((self.size == self.size[at]) & np.isclose(self.observed_n, self.observed_n[at]) & np.isclose(self.past_n, self.past_n[at]))
        mine = self._complaints(at)
        return tuple(self.labels[other] for other in alike if other != at and np.array_equal(self._complaints(other), mine))

    def _complaints(self, at: int) -> np.ndarray:
        cells = np.sort(self.members[at].indices)
        return cells[self.cells_n[cells] > 0]


def cross_cells(cells: pd.DataFrame, names: Sequence[str], longest: int) -> Segments:
    """Every combination of up to `longest` values of `names` that was seen now; cells as in models.drivers.find_drivers."""
    columns = [cells[name].fillna("").astype(str) for name in names]
    codes = [pd.factorize(column, sort=True) for column in columns]
    single = [code for code, _ in codes]
    base = _independent(cells, single)
    observed, past = cells["observed_n"].to_numpy(float), cells["past_n"].to_numpy(float)
    rows, labels, penalty, size = [np.arange(len(cells))], [()], [0.0], [0]
    ids = [np.zeros(len(cells), dtype=int)]
    for length in range(1, longest + 1):
        for combo in combinations(range(len(names)), length):
            member, segment, first = _crossed([codes[i] for i in combo], observed)
            rows.append(member), ids.append(segment + len(labels))
            labels += [tuple((names[i], str(codes[i][1][single[i][cell]])) for i in combo) for cell in first]
            penalty += [sum(np.log(max(1, (codes[i][1] != "").sum())) for i in combo)] * len(first)
            size += [length] * len(first)
    members = sparse.csr_matrix((np.ones(sum(map(len, rows))), (np.concatenate(ids), np.concatenate(rows))), shape=(len(labels), len(cells)))
    past_n = members @ past
    prior_n = _prior_n(past_n, members @ base.past, np.array(size))
    drawn = (past_n + prior_n) / (members @ base.past + prior_n)
    expected = members @ base.now * drawn
    return Segments(members @ observed, np.maximum(expected, 1e-9), past_n, np.array(penalty), np.array(size), members, observed, tuple(labels))


def explained_by(found: Segments, at: int) -> Segments:
    """The same with the excess of segment `at` counted as expected, wherever it lies."""
    if at == EVERYTHING:
        return replace(found, expected_n=found.expected_n * (found.observed_n[at] / found.expected_n[at]))
    share = 1 - found.expected_n[at] / found.observed_n[at]
    inside = np.zeros(len(found.cells_n))
    cells = found.members[at].indices
    inside[cells] = found.cells_n[cells] * share
    return replace(found, expected_n=found.expected_n + found.members @ inside)


def _prior_n(past_n: np.ndarray, independent_n: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Complaints with which a history is drawn to independence, for each length as much as its segments agree with it.

    Moments of a Gamma-Poisson: the more the histories of pairs differ from what their values say, beyond chance, the less they are drawn.
    """
    weights = np.full(len(past_n), _PRIOR_N)
    for length in range(2, size.max() + 1):
        own = size == length
        beyond = ((past_n[own] - independent_n[own]) ** 2 - independent_n[own]).sum()
        weights[own] = np.clip((independent_n[own] ** 2).sum() / max(beyond, 1e-9), _PRIOR_N, _PRIOR_MAX_N)
    return weights


@dataclass(frozen=True)
class _Base:
    """What the single values say of each cell (cells,): complaints before and now."""

    past: np.ndarray
    now: np.ndarray


def _independent(cells: pd.DataFrame, single: list[np.ndarray]) -> _Base:
    """Overall rate times the effect of each value, fitted to the history in turns (iterative proportional fitting)."""
    past, before = cells["past_n"].to_numpy(float), cells["past_exposure_n"].to_numpy(float)
    now = cells["exposure_n"].to_numpy(float)
    rate = np.full(len(cells), (past.sum() + 0.5) / max(before.sum(), 1e-9))
    for _ in range(_RAKES if single else 0):
        for code in single:
            fitted = np.bincount(code, rate * before)
            rate = rate * ((np.bincount(code, past) + _PRIOR_N) / (fitted + _PRIOR_N))[code]
    return _Base(rate * before, rate * now)


def _crossed(codes: list[tuple[np.ndarray, np.ndarray]], observed: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells, the segment of each (0…), and a cell of each segment; only segments with a complaint now and no missing value."""
    key, is_named = np.zeros(len(observed), dtype=np.int64), np.ones(len(observed), dtype=bool)
    for code, values in codes:
        key, is_named = key * len(values) + code, is_named & (np.asarray(values) != "")[code]
    seen = np.unique(key[is_named & (observed > 0)])
    member = np.flatnonzero(is_named & np.isin(key, seen))
    segment = np.searchsorted(seen, key[member])
    first = np.zeros(len(seen), dtype=int)
    first[segment[::-1]] = member[::-1]
    return member, segment, first
