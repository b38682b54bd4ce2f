"""People by day at every level → the rises that are raised, each once and at the level that it belongs to."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from models.baseline import Expected, in_range
from models.level import Overall
from models.past import GUARD_DAYS, Past
from models.rises import KNOWN_DAYS, LONGEST_DAYS, SHARED, Limits, Rise, World
from models.watch_days import WatchDays

__all__ = ["KNOWN_DAYS", "LONGEST_DAYS", "Limits", "Rise", "World", "expected", "find_rises"]


def find_rises(world: World, limits: Limits, since: Mapping[str, np.ndarray] | int = 0, up: Sequence[Rise] = ()) -> list[Rise]:
    """Every rise raised on a day >= since (per level an array of positions per series, or one position for all), and those of `up` carried on.

    up: what earlier days raised: those still up are carried on and returned; those that ended are only kept out of what is expected.
    The decision on a day hangs on that day and the KNOWN_DAYS before it alone, so it is the same however the days are batched.
    """
    days_n = world.topics.shape[2]
    firsts = {level: np.broadcast_to(since[level] if isinstance(since, Mapping) else since, world.series(level).shape[1]) for level in ("all", *SHARED)}
    start = min([int(first.min()) for first in firsts.values() if first.size], default=days_n)
    watch = WatchDays(world, limits, up)
    for day in range(max(start, 0), days_n):
        watch.see(day, {level: first <= day for level, first in firsts.items()})
    return watch.touched()


def expected(world: World, level: str, series: int, window_days: int, ends: Sequence[int], held_from: int | None = None, history_days: int = 56) -> Expected:
    """What a chart draws: observed, expected, lower and upper of the windows of `window_days` that end with each of `ends`; arrays (1, ends).

    held_from: a rise's first day: from then on the range is the one from before it.
    """
    if level == "all":
        observed, mean, lower, upper = (values[None] for values in Overall(Past(world.topics, history_days)).ranges(window_days, ends, held_from))
        return Expected(observed, mean, lower, upper, np.full(observed.shape, np.nan))
    past = Past(world.series(level), history_days)
    free = np.full(past.series_n, past.days_n)
    held = free.copy()
    if held_from is not None:
        held[series] = held_from - 1 - GUARD_DAYS
    looks = [past.look(end, window_days, held if held_from is not None and end >= held_from else free)[:, series] for end in ends]
    return in_range(*np.array(looks).reshape(-1, 3, 1).transpose(1, 2, 0))
