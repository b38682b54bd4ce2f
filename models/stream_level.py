"""The usual level of one stream of posts, day by day: what a day should hold, and how surprising another count is."""
from __future__ import annotations

from collections import defaultdict, deque

import numpy as np
from scipy.special import betainc

_MEMORY_DAYS = 28          # usual days from which the level is read
_WEEKDAY_MEMORY = 8        # and each weekday: so many of its kind
_PRIOR_POSTS = 0.5
_PRIOR_DAYS = 14           # ordinary (Poisson) days with which the overdispersion is drawn to 1
_DRIFT = 0.02              # variance of the relative drift of a level within the memory
_RECENT_DAYS = 5           # a stream that fades is no gap: what is usual is never more than its last days brought
_FADES_FROM_POSTS = 5.0    # with which that share is drawn to 1: few posts fade by chance
_CAP = 3.0                 # a burst counts for so many times what its day should hold


class StreamLevel:
    """What a stream brought on its usual days. Days are added in order; unusual ones are left out by who adds them.

    days_n: days added. spread: variance over mean of the remembered days, >= 1. Everything is kept as running sums: a day costs microseconds.
    """

    def __init__(self, cycle: int) -> None:
        self.cycle = cycle
        self.forget()

    def forget(self) -> None:
        self.days_n, self._capped_n, self._scored, self._scored_days = 0, 0.0, 0.0, 0
        self._days: deque[tuple[float, float | None]] = deque()
        self._recent: deque[tuple[float, float]] = deque(maxlen=_RECENT_DAYS)
        self._weekdays: dict[int, deque] = defaultdict(lambda: deque(maxlen=_WEEKDAY_MEMORY))

    @property
    def level(self) -> float:
        return (self._capped_n + _PRIOR_POSTS) / (len(self._days) + 1)

    @property
    def fading(self) -> float:
        """What the last days brought of what they should have (0-1)."""
        brought, due = map(sum, zip(*self._recent, strict=True))
        return min(1.0, (brought + _FADES_FROM_POSTS) / (due + _FADES_FROM_POSTS))

    @property
    def spread(self) -> float:
        return max(1.0, (self._scored + _PRIOR_DAYS) / (self._scored_days + _PRIOR_DAYS))

    def add(self, day: int, posts_n: float) -> None:
        mean = self._seasoned(day)[0] if self.days_n else posts_n
        self._recent.append((posts_n, mean))
        capped = min(posts_n, _CAP * max(mean, 1.0)) if self.days_n else posts_n
        scored = min((posts_n - mean) ** 2 / mean, 25.0) if self.days_n and mean > 0.05 else None
        self._weekdays[day % self.cycle].append((posts_n, self.level if self.days_n else posts_n))
        self._days.append((capped, scored))
        self._count(capped, scored, 1)
        if len(self._days) > _MEMORY_DAYS:
            self._count(*self._days.popleft(), -1)
        self.days_n += 1

    def _count(self, capped: float, scored: float | None, sign: int) -> None:
        self._capped_n += sign * capped
        if scored is not None:
            self._scored += sign * scored
            self._scored_days += sign

    def usual(self, day: int) -> tuple[float, float]:
        """Expected posts of a day, and the relative variance of that expectation; (0, inf) while nothing is known."""
        if not self.days_n:
            return 0.0, np.inf
        mean, weekday_n = self._seasoned(day)
        known_n = 1 / (self._capped_n + _PRIOR_POSTS) + 1 / weekday_n
        return mean * self.fading, self.spread * known_n + _DRIFT

    def _seasoned(self, day: int) -> tuple[float, float]:
        """Level times weekday, and the posts that the weekday's factor rests on."""
        same = self._weekdays[day % self.cycle]
        posts_n = sum(posts for posts, _ in same) + _PRIOR_POSTS
        return self.level * posts_n / (sum(level for _, level in same) + _PRIOR_POSTS), posts_n

    def p_at_most(self, posts_n: float, mean: float, relative: float) -> float:
        """P(that many posts or fewer) in days that should hold `mean`, itself known with this relative variance."""
        size, share = self._negative_binomial(mean, relative)
        return float(betainc(size, posts_n + 1, share))

    def p_at_least(self, posts_n: float, mean: float, relative: float) -> float:
        size, share = self._negative_binomial(mean, relative)
        return float(betainc(posts_n, size, 1 - share)) if posts_n > 0 else 1.0

    def _negative_binomial(self, mean: float, relative: float) -> tuple[float, float]:
        beyond = max((self.spread - 1) * mean + relative * mean**2, 1e-6 * mean)
        size = mean**2 / beyond
        return size, size / (size + mean)
