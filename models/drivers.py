"""Counts by attribute values, now and before → the segment that carries the excess, or that nothing stands out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.stats import gamma

from models.segments import EVERYTHING, Segments, cross_cells, explained_by
from models.standing_out import false_shares

_SEGMENTS_MAX = 3          # named at most
_EXPLAINS_SHARE = 0.30     # of the excess (0-1): a segment that explains less is not named
_PAIRS_FROM_N = 10.0       # excess complaints below which only single values are looked at: a pair is a guess there
_AS_GOOD_SHARE = 0.95      # of the best score (0-1): a shorter explanation that reaches it is taken instead
_AS_GOOD_LOG = 2.0         # and no further behind than this: beyond 7 to 1 (log 2) the longer explanation is told by the counts
_LEAST_N = 3.0             # excess complaints below which nothing can be said


@dataclass(frozen=True)
class Segment:
    """Complaints that share attribute values. Counts are of the stretch that is explained.

    where: (attribute, value) pairs, one to three. lift: observed over expected, with its 95 % interval low..high.
    share: of the excess (0-1) that lies in here. ties: other segments that hold the same complaints, so the counts cannot tell them apart.
    """

    where: tuple[tuple[str, str], ...]
    observed_n: float
    expected_n: float
    lift: float
    low: float
    high: float
    share: float
    ties: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True)
class Drivers:
    """segments: () with a reason when nothing stands out: "everywhere" | "too few" | "chance" | "no excess" | "no attributes".

    p: the share of false ones (0-1) at which the first segment would be named among all that were looked at; runner_up: the next
    best explanation of the whole excess that is neither part of the first nor holds it.
    """

    segments: tuple[Segment, ...]
    runner_up: Segment | None
    excess_n: float
    p: float
    reason: str = ""


def find_drivers(cells: pd.DataFrame, attributes: Sequence[str], false_share: float = 0.10) -> Drivers:
    """Name the shortest combination of attribute values that explains why there is more than expected.

    cells: a row per combination of attribute values; the columns of `attributes` (text; "" where the value is missing: it is counted
    and never named) and observed_n, exposure_n (now), past_n, past_exposure_n (before), floats >= 0. Exposure is what a count is
    compared with: all other complaints of the cell, requests, or days.
    false_share: of the named segments, the share (0-1) that may be false.
    Source: penalised Poisson likelihood ratio over all conjunctions, history drawn to the independence of the attributes.
    """
    names = [name for name in attributes if cells[name].nunique() > 1]
    total = cross_cells(cells, (), 0)
    excess = float(total.observed_n[0] - total.expected_n[0]) if len(cells) else 0.0
    if not names or excess < _LEAST_N:
        reason = "no attributes" if excess >= _LEAST_N else "too few" if excess > 0 else "no excess"
        return Drivers((), None, excess, 1.0, reason)
    found = cross_cells(cells, names, _SEGMENTS_MAX if excess >= _PAIRS_FROM_N else 1)
    return _named(found, excess, false_share)


def _named(found: Segments, excess: float, false_share: float) -> Drivers:
    """Take the best explanation, count it as expected, and look for the next while it explains enough of the excess."""
    chosen: list[Segment] = []
    first_p, runner_up, reason, left = 1.0, None, "", found
    while len(chosen) < _SEGMENTS_MAX:
        scores = left.scores()
        best = _best(left, scores)
        if best == EVERYTHING and not reason:
            reason, left = "everywhere", explained_by(left, EVERYTHING)
            continue
        q = false_shares(left)[best]
        segment = _segment(left, best, excess)
        unexplained = float(left.observed_n[EVERYTHING] - left.expected_n[EVERYTHING]) / excess
        is_enough = min(segment.share, unexplained if chosen else 1.0) >= _EXPLAINS_SHARE
        if not is_enough or q > false_share or best == EVERYTHING:
            break
        chosen.append(segment)
        if len(chosen) == 1:
            first_p, runner_up = float(q), _runner_up(left, scores * left.shares(), best, excess)
        left = explained_by(left, best)
    if not chosen:
        return Drivers((), None, excess, 1.0, reason or "chance")
    return Drivers(tuple(chosen), runner_up, excess, first_p)


def _best(found: Segments, scores: np.ndarray) -> int:
    """What explains the excess best: everything, or the segment whose score times its share of the excess is largest, or a part of its
    words that is nearly as good. The share counts because a rise hits some of its complaints harder than others: the hardest hit alone
    are no explanation."""
    weighted = scores * found.shares()
    weighted[EVERYTHING] = -np.inf
    best = int(weighted.argmax())
    if scores[best] <= scores[EVERYTHING]:
        return EVERYTHING
    where = set(found.where(best))
    least = max(_AS_GOOD_SHARE * weighted[best], weighted[best] - _AS_GOOD_LOG)
    near = [at for at in np.flatnonzero(weighted >= least) if set(found.where(at)) <= where]
    return int(min(near, key=lambda at: (found.size[at], -weighted[at])))


def _segment(found: Segments, at: int, excess: float) -> Segment:
    observed, expected = float(found.observed_n[at]), float(found.expected_n[at])
    low, high = gamma.ppf(0.025, observed) if observed else 0.0, gamma.ppf(0.975, observed + 1)
    return Segment(found.where(at), observed, expected, observed / expected, low / expected, high / expected,
                   min(1.0, (observed - expected) / excess), found.ties(at))


def _runner_up(found: Segments, scores: np.ndarray, best: int, excess: float) -> Segment | None:
    """The best that is another story: not a part of the best, nor what holds it, nor its tie."""
    mine = set(found.where(best))
    for at in np.argsort(-scores, kind="stable")[:200]:
        where = set(found.where(at))
        if at != EVERYTHING and not (where <= mine or where >= mine) and found.where(at) not in found.ties(best):
            return replace(_segment(found, int(at), excess), ties=())
    return None
