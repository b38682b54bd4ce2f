"""A topic that fell after its fix and rises again: against the level it had fallen to, beside all other complaints."""
from __future__ import annotations

import numpy as np

from models.negative_binomial import tail

WINDOWS_WEEKS = (1, 2, 3)
_TAIL = 0.004              # chance a week that an ordinary window looks like one, and …
_DRIFT = (0.01, 0.004)     # variance with which a level wanders by itself, at once and with each week since: 3 % false in half a year, 4 % in a year


def came_back(own: np.ndarray, others: np.ndarray, after: slice, before: slice, phi: float) -> int | None:
    """The first week in which it is back, as a position, or None.

    own, others: (weeks,) people of the topic and of what it is compared with, NaN where coverage was lost. after: the
    weeks by which it was said to have fallen; before: those in which it was high. A window of 1 to 3 weeks must hold
    more than the level after explains, and lie nearer to the level before than to that after (geometrically).
    """
    fallen, high = (_level(own[weeks], others[weeks]) for weeks in (after, before))
    if fallen is None or high is None:
        return None
    for week in range(after.stop, len(own)):
        for window in WINDOWS_WEEKS:
            weeks = slice(week - window + 1, week + 1)
            now = _level(own[weeks], others[weeks]) if weeks.start >= after.stop else None
            if now and now[0] / now[1] > np.sqrt(fallen[0] * high[0] / fallen[1] / high[1]) and _tail(now, fallen, phi, week - after.stop) < _TAIL:
                return week
    return None


def _level(own: np.ndarray, others: np.ndarray) -> tuple[float, float] | None:
    """People (half a person more, so that none is not zero) and what they are compared with; None: nothing known."""
    is_known = np.isfinite(own) & np.isfinite(others)
    own_n, others_n = float(own[is_known].sum()) + 0.5, float(others[is_known].sum())
    return (own_n, others_n) if is_known.any() and others_n > 0 else None


def _tail(now: tuple[float, float], fallen: tuple[float, float], phi: float, weeks_since: int) -> float:
    """P(as many people or more) at the level it had fallen to, that level's own uncertainty counted in."""
    mean = fallen[0] / fallen[1] * now[1]
    variance = phi * mean + mean**2 * (phi / fallen[0] + _DRIFT[0] + _DRIFT[1] * weeks_since)
    return float(tail(np.floor(now[0]), np.array(mean), np.array(variance)))
