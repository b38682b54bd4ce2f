"""Does answering in public itself raise posting? Weeks of many replies, and how posting went after they began.

A company replies more when more is posted, so a campaign is a week with many replies for what came in, and what was posted in the
channels it answers is compared with what was posted in those it never answers, where there are any. How far such a ratio swings by
itself is taken from all stretches of the same data without a campaign.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t

WEEKS = 2                # before and after a campaign's first day: an answer is seen within days
USUAL_WEEKS = 8
_TIMES, _SPREADS = 2.0, 3.0
_MORE_N = 10             # replies beyond the usual: fewer are one person's busy day
_QUIET_N = 8             # stretches without a campaign that tell how far the ratio swings


@dataclass(frozen=True)
class Echo:
    """Posting after against before, over all campaigns; 1: as much. quiet_n: stretches without a campaign it was held against."""

    ratio: float
    low: float
    high: float
    campaigns_n: int
    quiet_n: int
    is_compared: bool        # with channels that are never answered

    @property
    def is_shown(self) -> bool:
        """Whether there is an effect: never without channels to compare with, where a rise that made the company reply looks the same."""
        return self.is_compared and self.is_beyond

    @property
    def is_beyond(self) -> bool:
        return not self.low <= 1 <= self.high


def campaigns(replies: np.ndarray, heard: np.ndarray) -> list[tuple[int, int]]:
    """First and last week of each run of weeks in which the company replied much more than its usual share of what came in.

    replies, heard: (weeks,) counts of complete weeks. Usual: the median share of the eight weeks before that are in no campaign; much
    more: twice that and three spreads beyond it (the median distance, at least a Poisson's), and `_MORE_N` replies beyond it.
    """
    flagged: list[int] = []
    for week in range(USUAL_WEEKS, len(replies)):
        past = [w for w in range(week) if w not in flagged and heard[w] > 0][-USUAL_WEEKS:]
        if len(past) == USUAL_WEEKS and _is_more(replies[week], heard[week], replies[past], heard[past]):
            flagged.append(week)
    return [(first, last) for first, last in _runs(flagged)]


def echo(answered: np.ndarray, others: np.ndarray | None, found: Sequence[tuple[int, int]]) -> Echo | None:
    """answered, others: (weeks,) people who began a thread in the channels the company answers, and in those it never does (None: there are
    none). None where no campaign has `WEEKS` before and after it, or too few stretches without one to say how far it swings.

    Interval: Student's t over those stretches, which overlap: half of them count.
    """
    starts = [first for first, _ in found if WEEKS <= first <= len(answered) - WEEKS]
    busy = {week for first, last in found for week in range(first - WEEKS, last + WEEKS + 1)}
    quiet = [w for w in range(WEEKS, len(answered) - WEEKS + 1) if not busy & set(range(w - WEEKS, w + WEEKS))]
    if not starts or len(quiet) < _QUIET_N:
        return None
    own, usual = (np.array([_log_ratio(answered, others, w) for w in weeks]) for weeks in (starts, quiet))
    chance = np.mean([_chance(answered, others, w) for w in starts])
    told = len(quiet) / 2
    spread = math.sqrt(max(usual.var(ddof=1), chance) * (1 / len(starts) + 1 / told))
    middle, half = own.mean() - usual.mean(), t.ppf(0.975, told - 1) * spread
    return Echo(math.exp(middle), math.exp(middle - half), math.exp(middle + half), len(starts), len(quiet), others is not None)


def _is_more(replies: float, heard: float, past: np.ndarray, past_heard: np.ndarray) -> bool:
    share = float(np.median(past / past_heard))
    expected, away = share * heard, past - share * past_heard
    spread = max(1.4826 * float(np.median(np.abs(away - np.median(away)))), math.sqrt(max(1.0, expected)))
    return replies >= _TIMES * expected and replies - expected >= max(_MORE_N, _SPREADS * spread)


def _runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for week in weeks:
        runs = [*runs[:-1], (runs[-1][0], week)] if runs and runs[-1][1] == week - 1 else [*runs, (week, week)]
    return runs


def _log_ratio(answered: np.ndarray, others: np.ndarray | None, week: int) -> float:
    own = _log_change(answered, week)
    return own if others is None else own - _log_change(others, week)


def _log_change(counts: np.ndarray, week: int) -> float:
    return math.log((counts[week:week + WEEKS].sum() + 0.5) / (counts[week - WEEKS:week].sum() + 0.5))


def _chance(answered: np.ndarray, others: np.ndarray | None, week: int) -> float:
    """Variance of the log ratio if people posted independently of each other."""
    return sum(1 / (part.sum() + 0.5) for counts in (answered, others) if counts is not None
               for part in (counts[week:week + WEEKS], counts[week - WEEKS:week]))
