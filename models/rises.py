"""What the watch is given and what it says: people by day, limits, and rises."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.past import GUARD_DAYS, MEMORY_DAYS
from models.signals import WINDOWS

Key = tuple[str, int]      # (level, series)
SHARED = ("touchpoint", "topic")
"""Levels whose series are compared with each other; "all" is compared with itself."""
REACH_DAYS = MEMORY_DAYS + GUARD_DAYS + max(WINDOWS)
"""Days of the past that one look at a series goes back."""
LONGEST_DAYS = 182
"""A rise that stays up so long is taken as the new level; the baseline then learns it and the rise ends."""
KNOWN_DAYS = LONGEST_DAYS + 2 * REACH_DAYS
"""Days of the past that a decision hangs on (84 weeks). A batch gives what the whole history gives when its world begins so many days
before its first new day, and every rise whose last day lies in them is among `up`."""


@dataclass(frozen=True)
class World:
    """People by day, complete days in order. Counts are floats; NaN where that source was not collecting on that day."""

    topics: np.ndarray        # (sources, topics, days): one person once a week and topic
    touchpoints: np.ndarray   # (sources, touchpoints, days): one person once a week and touchpoint
    home: np.ndarray          # (touchpoints, topics): share (0-1) of each topic's people at each touchpoint

    def series(self, level: str) -> np.ndarray:
        """(sources, series, days) of a level."""
        return {"topic": self.topics, "touchpoint": self.touchpoints}.get(level, self.topics.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class Limits:
    false_share: float        # share (0-1) of what is raised that may be false
    min_people: int           # a rise needs this many people in its window
    history_days: int         # days of a source without which nothing is expected of it


@dataclass(frozen=True)
class Rise:
    """A series above what is expected, from the day it began. Days are positions."""

    level: str                # "all" | "touchpoint" | "topic"
    series: int               # index on that level's axis; 0 for all
    kind: str                 # "spike" | "ramp" | "new"
    began: int
    raised: int
    last: int                 # still up: the last complete day; over: the last day before it was back in its range
    ended: int | None         # None: still up. The day on which it was seen to be over, or LONGEST_DAYS after it began
    window_days: int          # of the window in which it was raised, as are the next four
    observed_n: int
    expected_n: float
    upper_n: float
    q_value: float            # the smallest share of false alarms at which it would have been raised that day
    excess_n: float           # people beyond what was expected from began to last
    within: tuple[Key, ...] = ()    # (level, series) that rose as part of it

    @property
    def members(self) -> tuple[Key, ...]:
        return (self.level, self.series), *self.within

    @property
    def became_ordinary(self) -> bool:
        """Whether it ended because it had been up so long that it is now what is expected."""
        return self.ended is not None and self.ended - self.began >= LONGEST_DAYS
