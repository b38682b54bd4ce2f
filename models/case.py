"""One fix as it stands: what it is compared with, its estimate at each look, and the word that they come to."""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.counterfactual import Comparison
from models.episodes import Library, library, moments, one_episode
from models.estimate import Estimate
from models.looks import SPENT, SPENT_STAGED, taken
from models.recurrence import came_back
from models.staged import Stages

LEAST_FALL = 0.2           # "did not fall" is said when a fall of this share of the complaints is excluded
_MOST_FALL = 0.4           # … or of half of what was hoped for, within these two
_CHRONIC_WEEKS = 8         # weeks before a fix without a signal that stand for its rise
_LEAST_BEFORE = 4          # weeks before a staged roll-out: segments share the rise, so no week of it was picked between them
_TAIL = 0.025              # left out on each side of the interval that is shown


@dataclass(frozen=True)
class Evidence:
    """What there is to judge one fix by; weeks are complete ISO weeks in order, positions on the axis of counts.

    counts: (series, weeks) people, every series of the level; NaN where coverage was lost. treated: positions of the
    fix's series, whose sum is judged. alarm_week: week in which its signal was raised (None: there was none).
    shipped_week: first week in which the fix could show. placebos: (series, alarm week) of rises that no fix was made
    for. segments, segments_exposure: (weeks, 2) the treated series' people in segments already rolled out and still
    waiting, and what they are compared with (other people of the same segments); those waiting are NaN from the week in
    which they were rolled out too. blocked: (week, guard).
    """

    counts: np.ndarray
    treated: np.ndarray
    alarm_week: int | None
    shipped_week: int
    placebos: tuple[tuple[int, int], ...] = ()
    segments: np.ndarray | None = None
    segments_exposure: np.ndarray | None = None
    blocked: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """What is known of one fix, each estimate made once.

    past: the episodes to compare with; None: those of evidence.placebos. hoped_fall: share (0-1) of the complaints that
    the fix should take away; None: not said.
    """

    evidence: Evidence
    past: Library | None = None
    hoped_fall: float | None = None

    @cached_property
    def counts(self) -> np.ndarray:
        return np.asarray(self.evidence.counts, dtype=float)

    @cached_property
    def own(self) -> np.ndarray:
        return self.counts[self.evidence.treated].sum(axis=0)

    @property
    def shipped(self) -> int:
        return self.evidence.shipped_week

    @property
    def weeks_n(self) -> int:
        return max(0, self.counts.shape[1] - self.shipped)

    @property
    def has_alarm(self) -> bool:
        return self.evidence.alarm_week is not None and 0 <= self.evidence.alarm_week < self.shipped

    @property
    def lag(self) -> int:
        return self.shipped - self.evidence.alarm_week if self.has_alarm else _CHRONIC_WEEKS

    @property
    def first(self) -> int:
        """First of the weeks before: never the week of the alarm, which was picked for being high."""
        return max(0, self.shipped - max(self.lag - 1, 2))

    @cached_property
    def fix(self) -> Library:
        return one_episode(self.counts, np.asarray(self.evidence.treated), self.shipped - self.lag)

    @cached_property
    def comparison(self) -> Comparison:
        if not self.has_alarm:
            past = moments(self.counts, self.evidence.treated)
        else:
            past = library(self.counts, self.evidence.placebos) if self.past is None else self.past
        return Comparison(self.fix, np.asarray(self.evidence.treated), past, self.lag, self.counts.shape[1])

    @cached_property
    def stages(self) -> Stages | None:
        segments, exposure = self.evidence.segments, self.evidence.segments_exposure
        return None if segments is None or exposure is None else Stages(
            np.asarray(segments, dtype=float), np.asarray(exposure, dtype=float), min(self.first, self.shipped - _LEAST_BEFORE), self.shipped)

    def estimate(self, weeks_n: int) -> Estimate | str:
        """Of the first `weeks_n` weeks, with the counts known when they were over: later ones never change an earlier look.

        Beside the segments that wait where there are some, else beside placebo episodes; or the key of the reason why not.
        """
        if weeks_n not in self._estimates:
            self._estimates[weeks_n] = self._at(weeks_n)._estimate(weeks_n) if weeks_n else "too early"
        return self._estimates[weeks_n]

    @cached_property
    def _estimates(self) -> dict[int, Estimate | str]:
        return {}

    def _at(self, weeks_n: int) -> Case:
        """The same fix as it stood after `weeks_n` weeks."""
        if weeks_n >= self.weeks_n:
            return self
        if weeks_n not in self._then:
            self._then[weeks_n] = self._cut(weeks_n)
        return self._then[weeks_n]

    @cached_property
    def _then(self) -> dict[int, Case]:
        return {}

    def _cut(self, weeks_n: int) -> Case:
        stop, given = self.shipped + weeks_n, self.evidence
        segments, exposure = (None if values is None else values[:stop] for values in (given.segments, given.segments_exposure))
        return replace(self, evidence=replace(given, counts=self.counts[:, :stop], segments=segments, segments_exposure=exposure))

    def _estimate(self, weeks_n: int) -> Estimate | str:
        found = self.stages.estimate(weeks_n) if self.stages else "nothing waits"
        if isinstance(found, Estimate):
            return found
        return self.comparison.estimate(weeks_n) if len(self.counts) > len(self.evidence.treated) else "no comparison"

    def guards(self, weeks_n: int) -> tuple[str, ...]:
        """What else could have moved the counts of the weeks before, or of the first `weeks_n` after."""
        stop = self.shipped + weeks_n
        return tuple(dict.fromkeys(guard for week, guard in self.evidence.blocked if self.first <= week < stop))

    def said(self, look: int) -> str | None:
        """The word of one planned look by itself."""
        found = self.estimate(look)
        return self.word(found, look) if isinstance(found, Estimate) else None

    def word(self, found: Estimate, look: int) -> str | None:
        """ "fell", "did not fall" or None, of an estimate at a planned look."""
        if found.upper(spent(found, look)) < 0:
            return "fell"
        least = LEAST_FALL if self.hoped_fall is None else min(max(self.hoped_fall / 2, LEAST_FALL), _MOST_FALL)
        return "did not fall" if found.lower(_TAIL) > np.log(1 - least) and found.upper(_TAIL) > 0 else None

    def decided(self) -> tuple[str, int | None]:
        """The word and the look it rests on: a fall seen at any look holds until it is back; the latest look that saw it is shown."""
        said = {look: self.said(look) for look in taken(self.weeks_n) if not self.guards(look)}
        fell = [look for look, word in said.items() if word == "fell"]
        if fell and self._is_back(fell[0]):
            return "came back", fell[0]
        for word in ("fell", "did not fall"):
            if word in said.values():
                return word, max(look for look, one in said.items() if one == word)
        return "not yet known", max(taken(self.weeks_n), default=None)

    def _is_back(self, look: int) -> bool:
        """Watched on the segments that had the fix first, where a comparison with those that waited said that it fell.

        Weeks of another coverage are left out, and the watch ends where the topic is defined anew.
        """
        found, after, before = self.estimate(look), slice(self.shipped, self.shipped + look), slice(self.first, self.shipped)
        is_staged = self.stages is not None and not found.placebo_n
        own, others = (self.stages.people[:, 0], self.stages.exposure[:, 0]) if is_staged else (self.own, self.fix.others[0])
        own = own.copy()
        own[[week for week, guard in self.evidence.blocked if guard == "coverage" and after.stop <= week < len(own)]] = np.nan
        until = min([week for week, guard in self.evidence.blocked if guard == "redefined"], default=len(own))
        return came_back(own[:until], others[:until], after, before, found.noise) is not None

    def by_week(self, shown: Estimate) -> tuple[np.ndarray, np.ndarray]:
        """People expected without the fix, of those that it is measured on, and the log sd of a week's count; (weeks,)."""
        at = self._at(shown.weeks_n)
        return (at.comparison if shown.placebo_n else at.stages).by_week(shown)

    def untouched(self, shown: Estimate) -> np.ndarray:
        """People of the fix's series that it is not measured on, as counted, (weeks,): those in segments that wait."""
        weeks = slice(self.shipped, self.shipped + shown.weeks_n)
        return np.zeros(shown.weeks_n) if shown.placebo_n else self.own[weeks] - self.stages.people[weeks, 0]

    def hoped_effect(self, found: Estimate) -> float:
        """Log rate ratio of what the fix should do: what was hoped for, or else the ordinary level of before the rise."""
        if self.hoped_fall is not None:
            return float(np.log(1 - min(self.hoped_fall, 0.99)))
        return -max(found.excess if np.isfinite(found.excess) else self._elevation, 0.0)

    @cached_property
    def _elevation(self) -> float:
        """Log of the level in the weeks before the fix over that of the half year before; 0 when it is not known."""
        (base, base_others), (own, others) = self.fix.base(), self.fix.window(self.lag - (self.shipped - self.first), self.lag)
        with np.errstate(invalid="ignore", divide="ignore"):
            found = float(np.log((own + 0.5) / others / ((base + 0.5) / base_others))[0])
        return found if np.isfinite(found) else 0.0


def spent(found: Estimate, look: int) -> float:
    """What a look may spend, by what it was compared with."""
    return (SPENT if found.placebo_n else SPENT_STAGED)[look]
