"""All levels, day by day: carry on what is up, raise what stands out, each event once."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from models.hierarchy import homes, place_touchpoint
from models.level import NOW_DAYS, Overall
from models.rises import LONGEST_DAYS, REACH_DAYS, SHARED, Key, Limits, Rise, World
from models.signals import QUIET_DAYS, RECENT_DAYS, Crossing, Watched

_SAME_EVENT_DAYS = 28      # a topic that stands out so soon after its touchpoint was raised is part of that


class WatchDays:
    """All levels, day by day."""

    def __init__(self, world: World, limits: Limits, known: Sequence[Rise]) -> None:
        self.limits, self.home = limits, homes(world.home)
        self.levels = {level: Watched(world.series(level), limits.history_days, limits.min_people) for level in SHARED}
        self.covered, self.overall = self.levels["topic"].covered(), Overall(self.levels["topic"].past)
        self.rises, self.is_touched = list(known), [rise.ended is None for rise in known]
        for rise in known:
            for key in rise.members:
                self._hold(key, rise.began) if rise.ended is None else self._release(key, rise.last)

    def touched(self) -> list[Rise]:
        """Rises that were raised or carried on. What is up has the excess of the last day; what ended keeps that of its end, whatever came later."""
        for level, watched in self.levels.items():
            watched.risen = self._risen(level, len(self.covered) - 1)
        known = zip(self.rises, self.is_touched, strict=True)
        return [rise if rise.ended is not None else self._with_excess(rise) for rise, is_touched in known if is_touched]

    def see(self, day: int, may: Mapping[str, np.ndarray]) -> None:
        """Carry on what is up, then raise what stands out."""
        if not self.covered[day]:
            return
        looks, was_up = {}, {key for rise in self.rises if rise.ended is None for key in rise.members}
        for level, watched in self.levels.items():
            watched.risen = self._risen(level, day)
            looks[level] = watched.looks(day)
        for place, rise in enumerate(self.rises):
            if rise.ended is None:
                self._carry(place, rise, day, looks)
        found = {}
        for level, watched in self.levels.items():
            free = np.array([(level, series) not in was_up for series in range(watched.past.series_n)], dtype=bool) & may[level]
            recent_n = sum(rise.level == level and day - RECENT_DAYS < rise.raised for rise in self.rises)
            found[level] = watched.crossings(day, looks[level], free, self.limits.false_share, recent_n)
        self._place(day, found, looks)
        if may["all"][0] and ("all", 0) not in was_up:
            self._place_all(day, looks)

    def _risen(self, level: str, day: int) -> list[int]:
        return sorted({series for rise in self.rises if self._is_out(rise, day) for one, series in rise.members if one == level})

    def _is_out(self, rise: Rise, day: int) -> bool:
        return rise.ended is None or (not rise.became_ordinary and rise.last >= day - REACH_DAYS)

    def _carry(self, place: int, rise: Rise, day: int, looks: Mapping[str, dict[int, np.ndarray]]) -> None:
        stretch = self._stretch(day)
        if day - rise.began >= LONGEST_DAYS:
            self._end(place, replace(rise, last=day, ended=day))
        elif day - stretch >= rise.raised and self._is_back(rise, day, stretch, looks):
            self._end(place, replace(rise, last=max(rise.raised, day - stretch), ended=day))
        else:
            self.rises[place] = replace(rise, last=day)

    def _is_back(self, rise: Rise, day: int, stretch: int, looks: Mapping[str, dict[int, np.ndarray]]) -> bool:
        if rise.level == "all":
            return self.overall.is_back(day, rise.raised)
        return self.levels[rise.level].is_quiet(day, rise.series, looks[rise.level], stretch, rise.window_days)

    def _stretch(self, day: int) -> int:
        """Days back to and with the seventh that was covered."""
        covered = np.flatnonzero(self.covered[:day + 1])[-QUIET_DAYS:]
        return day - int(covered[0]) + 1

    def _end(self, place: int, rise: Rise) -> None:
        self.rises[place] = self._with_excess(rise)
        for key in rise.members:
            self._release(key, rise.last)

    def _hold(self, key: Key, began: int) -> None:
        if key[0] in SHARED:
            self.levels[key[0]].hold(key[1], began)
            self._leave_out(*key)

    def _release(self, key: Key, last: int) -> None:
        if key[0] in SHARED:
            self.levels[key[0]].release(key[1], last)
            self._leave_out(*key)

    def _leave_out(self, level: str, series: int) -> None:
        is_rise = np.zeros(self.levels[level].past.days_n, dtype=bool)
        for rise in self.rises:
            if (level, series) in rise.members and not rise.became_ordinary:
                is_rise[max(rise.began, 0):None if rise.ended is None else rise.last + 1] = True
        self.levels[level].past.leave_out(series, is_rise)

    def _with_excess(self, rise: Rise) -> Rise:
        if rise.level == "all":
            return replace(rise, excess_n=self.overall.excess_n(rise.began, rise.last, rise.raised))
        watched = self.levels[rise.level]
        held = watched.held[rise.series]
        watched.hold(rise.series, rise.began)
        excess_n = watched.excess(rise.series, rise.began, rise.last)
        watched.held[rise.series] = held
        return replace(rise, excess_n=excess_n)

    def _place(self, day: int, found: Mapping[str, list[Crossing]], looks: Mapping[str, dict[int, np.ndarray]]) -> None:
        topics = {crossing.series: crossing for crossing in found["topic"]}
        for topic in list(topics):
            parent = self._up("touchpoint", self.home[topic])
            if parent is not None and day - self.rises[parent].raised <= _SAME_EVENT_DAYS:
                self._join(parent, ("topic", topic))
                del topics[topic]
        within: dict[int, list[Key]] = {}
        for crossing in found["touchpoint"]:
            mine = [topic for topic in range(len(self.home)) if self.home[topic] == crossing.series]
            up, today = [topic for topic in mine if self._up("topic", topic) is not None], [topic for topic in mine if topic in topics]
            observed, mean, _ = looks["topic"][crossing.window_days]
            excess = {topic: float(np.nan_to_num(observed[topic] - mean[topic])) for topic in [*up, *today]}
            how, topic = place_touchpoint(looks["touchpoint"][crossing.window_days][:, crossing.series], excess, up, today)
            if how == "raise":
                self._raise("touchpoint", crossing, day, [("topic", one) for one in today])
                for one in today:
                    del topics[one]
            elif topic in up:
                self._join(self._up("topic", topic), ("touchpoint", crossing.series))
            else:
                within.setdefault(topic, []).append(("touchpoint", crossing.series))
        for topic, crossing in topics.items():
            self._raise("topic", crossing, day, within.get(topic, []))

    def _up(self, level: str, series: int) -> int | None:
        """The place of the rise that a series is up with: its own, or the one it is within."""
        return next((place for place, rise in enumerate(self.rises) if rise.ended is None and (level, int(series)) in rise.members), None)

    def _raise(self, level: str, crossing: Crossing, day: int, within: list[Key]) -> None:
        self.rises.append(Rise(
            level, crossing.series, crossing.kind, crossing.began, day, day, None, crossing.window_days, crossing.observed_n,
            crossing.expected_n, crossing.upper_n, crossing.q_value, 0.0, tuple(within)))
        self.is_touched.append(True)
        for key in self.rises[-1].members:
            self._hold(key, crossing.began)

    def _join(self, place: int, key: Key) -> None:
        self.rises[place] = replace(self.rises[place], within=(*self.rises[place].within, key))
        self._hold(key, self.rises[place].began)

    def _place_all(self, day: int, looks: Mapping[str, dict[int, np.ndarray]]) -> None:
        """All complaints together, unless what is already up tells it."""
        if not self.overall.stands_out(day):
            return
        excess = {}
        for place, rise in enumerate(self.rises):
            if rise.ended is None and rise.level in SHARED:
                observed, mean, _ = looks[rise.level][NOW_DAYS][:, rise.series]
                excess[place] = max(float(np.nan_to_num(observed - mean)), 0.0)
        if self.overall.stands_out(day, sum(excess.values())):
            observed, mean, upper = self.overall.window(day)
            self._raise("all", Crossing(0, "spike", self.overall.began(day), NOW_DAYS, round(observed), mean, upper, np.nan, self.overall.q(day)), day, [])
        else:
            self._join(max(excess, key=excess.__getitem__), ("all", 0))
