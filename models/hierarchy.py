"""Series that stand out on one day, topics and their touchpoint → which one to raise, and what goes within it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from models.baseline import chance

_HOME_SHARE = 0.3          # share (0-1) of a topic's people from which a touchpoint can answer for its rise
_TOLD_P = 0.025            # a touchpoint without the excess of its topics is back in its range: they tell all of it

Key = tuple[str, int]      # (level, series)


def homes(home: np.ndarray) -> np.ndarray:
    """The touchpoint of each topic, -1 where none holds enough of it. home: (touchpoints, topics) of shares (0-1)."""
    if not home.size:
        return np.full(home.shape[1], -1)
    return np.where(home.max(axis=0) >= _HOME_SHARE, home.argmax(axis=0), -1)


def is_told_by(look: Sequence[float], excess_n: float) -> bool:
    """Whether a window (observed, mean, variance) is an ordinary one without `excess_n` of its people."""
    observed, mean, variance = (np.array([value]) for value in look)
    return bool(chance(np.maximum(observed - excess_n, 0), mean, variance)[0] > _TOLD_P)


def place_touchpoint(
    look: Sequence[float], excess_by_topic: Mapping[int, float], up: Sequence[int], today: Sequence[int],
) -> tuple[str, int]:
    """What becomes of a touchpoint that stands out: ("within", topic) where topics tell all of it, else ("raise", -1).

    excess_by_topic: people beyond what was expected, in the touchpoint's window, of those of its topics that are `up` or stand out
    `today`. One topic alone tells it, or all that were up already together; several that begin on one day are one event of the touchpoint.
    """
    known = [topic for topic in up if excess_by_topic[topic] > 0]
    if known and is_told_by(look, sum(excess_by_topic[topic] for topic in known)):
        return "within", max(known, key=excess_by_topic.__getitem__)
    loudest = max(today, key=excess_by_topic.__getitem__, default=None)
    if loudest is not None and is_told_by(look, excess_by_topic[loudest] + sum(excess_by_topic[topic] for topic in known)):
        return "within", loudest
    return "raise", -1
