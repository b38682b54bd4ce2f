"""Is one group of people treated otherwise than all others? Shares and times by group, with intervals and a test of each.

Every group is compared with all others of its table; `holm` over everything that a page compares keeps the chance that
anything on it is called a difference by mistake at 5 %.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom, norm, rankdata

from models.clustered import effective_n, likeness
from models.intervals import median_interval, wilson


@dataclass(frozen=True)
class Compared:
    """A table of G groups. value, low, high: each group's share (0-1) or median; others: of all other groups; p: (G,) two-sided, NaN where not compared.

    n, hits: cases and those hit (of times: cases); effective: cases it tells as much as, see models.clustered.
    """

    n: np.ndarray
    hits: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    others: np.ndarray
    p: np.ndarray
    effective: np.ndarray


def shares(is_hit: np.ndarray, people: np.ndarray, groups: np.ndarray, groups_n: int, is_tested: np.ndarray) -> Compared:
    """The share of cases that were hit, by group. is_hit: (n,) booleans; people, groups: (n,) codes from 0; is_tested: (groups_n,).

    Interval: Wilson with the effective number. Test: Fisher's, two-sided by twice the smaller tail, on counts shrunk to the effective
    numbers (Rao and Scott 1992, Biometrics 48): exact for few cases, and exact where everybody is there once.
    """
    hit = np.asarray(is_hit, dtype=float)
    n, hits = np.bincount(groups, minlength=groups_n).astype(float), np.bincount(groups, hit, minlength=groups_n)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, others = hits / n, (hits.sum() - hits) / (n.sum() - n)
    alike = likeness(hit, people, groups)
    told, told_others = effective_n(people, groups, groups_n, alike)
    p = np.array([_fisher(*one) if tested else np.nan for *one, tested in zip(share, told, others, told_others, is_tested & (n > 0) & (n < n.sum()))])
    return Compared(n, hits, share, *wilson(np.nan_to_num(share), told), others, p, told)


def times(values: np.ndarray, people: np.ndarray, groups: np.ndarray, groups_n: int, is_tested: np.ndarray) -> Compared:
    """The median of values, by group, with the interval of its order statistics; arguments as of `shares`.

    Test: Wilcoxon's rank sums (normal, ties and continuity corrected) with the effective numbers of the ranks in place of the counts: it
    is his own where everybody is there once. Kin to Datta and Satten 2005, JASA 100.
    """
    n = np.bincount(groups, minlength=groups_n).astype(float)
    ranks = rankdata(values)
    alike = likeness(ranks, people, groups)
    told, told_others = effective_n(people, groups, groups_n, alike)
    p = _rank_sums(ranks, groups, n, told, told_others)
    rows = [(groups == g, values[groups == g]) for g in range(groups_n)]
    medians = np.array([(np.median(own) if len(own) else np.nan, *median_interval(own, told[g]), np.median(values[~mine]) if (~mine).any() else np.nan)
                        for g, (mine, own) in enumerate(rows)]).reshape(groups_n, 4)
    return Compared(n, n, *medians.T, np.where(is_tested & (n > 0) & (n < n.sum()), p, np.nan), told)


def holm(p: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
    """p of every test at once: below .05 it is a difference with a chance of at most 5 % that any such is none. NaN stays, and counts for nothing.

    weights: > 0, of the chance that each test may spend, fixed before anything is seen; None: all alike.
    Source: Holm 1979, Scandinavian Journal of Statistics 6; it asks nothing of how the tests hang together.
    """
    p = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(p))
    weight = np.ones(len(known)) if weights is None else np.asarray(weights, dtype=float)[known]
    order = np.argsort(p[known] / weight, kind="stable")
    left = weight[order][::-1].cumsum()[::-1]
    adjusted = np.full(p.shape, np.nan)
    adjusted[known[order]] = np.minimum(1.0, np.maximum.accumulate(p[known][order] * left / weight[order]))
    return adjusted


def _fisher(share: float, n: float, others: float, others_n: float) -> float:
    n, others_n = int(n + 1e-9), int(others_n + 1e-9)
    if not n or not others_n:
        return 1.0
    hits, others_hits = round(share * n), round(others * others_n)
    drawn = hypergeom(n + others_n, hits + others_hits, n)
    return float(min(1.0, 2 * min(drawn.cdf(hits), drawn.sf(hits - 1))))


def _rank_sums(ranks: np.ndarray, groups: np.ndarray, n: np.ndarray, told: np.ndarray, told_others: np.ndarray) -> np.ndarray:
    total = len(ranks)
    if total < 2 or ranks.min() == ranks.max():
        return np.ones(len(n))
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(groups, ranks, minlength=len(n)) / n
        away = np.abs(means - (total + 1) / 2) * total / (total - n)                       # from the mean rank of the others
        away = (away - total / (2 * n * (total - n))).clip(min=0)                           # half a rank: they are whole numbers
        return 2 * norm.sf(away / np.sqrt(ranks.var(ddof=1) * (1 / told + 1 / told_others)))
