"""How many had cause to complain, at the least, when some of those who did were heard twice."""
from __future__ import annotations

import math
from dataclasses import dataclass

from models.intervals import Z


@dataclass(frozen=True)
class AtLeast:
    """People who had cause and would complain: the lower bound, and its 95 % interval. seen_n: those who were heard."""

    seen_n: int
    people_n: float
    low: float
    high: float


def at_least(once_n: int, twice_n: int, seen_n: int, reports_n: int, needed_n: int) -> AtLeast | None:
    """Chao's lower bound; None where fewer than `needed_n` people were heard twice: there are not enough repeated reports to say.

    once_n, twice_n: people with exactly one and exactly two reports; seen_n: people with any; reports_n: all of their reports.
    It holds for chances to complain that differ between people (then the truth is higher); it takes reports of one person not to hang
    on each other. Source: Chao 1987, Biometrics 43, with the log interval and (n - 1) / n of Chao and Colwell 2017, Statistical Science 32.
    """
    if twice_n < max(1, needed_n):
        return None
    part, ratio = (reports_n - 1) / reports_n, once_n / twice_n
    unseen = part * once_n * ratio / 2
    if not unseen:
        return AtLeast(seen_n, float(seen_n), float(seen_n), float(seen_n))
    variance = twice_n * (part / 2 * ratio**2 + part**2 * ratio**3 + part**2 / 4 * ratio**4)
    spread = math.exp(Z * math.sqrt(math.log(1 + variance / unseen**2)))
    return AtLeast(seen_n, seen_n + unseen, seen_n + unseen / spread, seen_n + unseen * spread)
