"""A staged roll-out: segments that have the fix beside segments of the same topic that still wait for it.

Both share the rise, the season and the news, so nothing has to be borrowed from other episodes. How much the split
between them varies from week to week beyond chance is read off the weeks before.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.estimate import Estimate

_LEAST_WEEKS = 3           # weeks to compare before that are needed …
_KNOWN_SHARE = 0.75        # … and share of the weeks after
_PRIOR = (5.0, 1.2)        # a short history is drawn to this variance over mean of the split, as if from so many weeks
_HISTORY_WEEKS = 104      # of which the split's variance is read
_BLOCK_WEEKS = 4           # weeks and blocks of so many are compared with the next: a split that drifts shows in blocks


@dataclass(frozen=True)
class Stages:
    """people, exposure: (weeks, 2) segments rolled out and still waiting; NaN in weeks that cannot be compared.

    exposure: what a segment's people are compared with (its other people), > 0. first: first week of "before".
    shipped: first week in which the fix could show in the segments rolled out.
    """

    people: np.ndarray
    exposure: np.ndarray
    first: int
    shipped: int

    def estimate(self, weeks_n: int) -> Estimate | str:
        """Of the first `weeks_n` weeks after shipping; ahead of what is known: of that look at this volume, its effect NaN.

        The key of a reason instead: "short history", or "nothing waits" when too few weeks are left to compare.
        """
        before, before_exposure, before_n = self._sums(self.first, self.shipped)
        after, after_exposure, after_n = self._sums(self.shipped, self.shipped + weeks_n)
        is_ahead = self.shipped + weeks_n > len(self.people)
        if before_n < _LEAST_WEEKS:
            return "short history"
        if after_n < (1 if is_ahead else _KNOWN_SHARE * weeks_n):
            return "nothing waits"
        waiting = (after[1] + 0.5) * (weeks_n / after_n if is_ahead else 1.0)
        split = np.log((before[0] + 0.5) / (before[1] + 0.5)) - np.log(before_exposure[0] / before_exposure[1])
        expected = float(waiting * np.exp(split) * after_exposure[0] / after_exposure[1])
        effect = np.nan if is_ahead else float(np.log((after[0] + 0.5) / expected))
        phi, df = self._split
        fixed = phi * float((1 / (before + 0.5)).sum() + 1 / waiting)
        return Estimate(weeks_n, effect, fixed, phi, df, expected, np.nan if is_ahead else float(after[0]))

    def by_week(self, estimate: Estimate) -> tuple[np.ndarray, np.ndarray]:
        """People expected in the segments rolled out had they waited too, and the log sd of a week's count, (weeks,)."""
        weeks = slice(self.shipped, self.shipped + estimate.weeks_n)
        raw = (self.people[weeks, 1] + 0.5) * self.exposure[weeks, 0] / self.exposure[weeks, 1]
        expected = raw * estimate.expected_n / np.nansum(raw)
        return expected, np.sqrt(estimate.fixed + estimate.noise * 2 / np.maximum(expected, 0.5))

    def _sums(self, first: int, stop: int) -> tuple[np.ndarray, np.ndarray, int]:
        people, exposure = (values[max(0, first) : stop] for values in (self.people, self.exposure))
        is_known = np.isfinite(people).all(axis=1) & (exposure > 0).all(axis=1)
        return people[is_known].sum(axis=0), exposure[is_known].sum(axis=0), int(is_known.sum())

    @cached_property
    def _split(self) -> tuple[float, float]:
        """Variance over mean of the split before shipping, >= 1, and its degrees of freedom."""
        scores = [self._changes(block) for block in (1, _BLOCK_WEEKS)]
        found = np.minimum(np.concatenate(scores), 18.0)
        df = len(found) + _PRIOR[0]
        return max(1.0, float((found.sum() + _PRIOR[0] * _PRIOR[1]) / df)), df

    def _changes(self, block: int) -> np.ndarray:
        """Chi-squares (1 on average by chance alone) of each block of weeks against the next."""
        stop = min(self.shipped, len(self.people))
        start = max(stop % block, stop - _HISTORY_WEEKS)
        people, exposure = (values[start : start + (stop - start) // block * block].reshape(-1, block, 2).sum(axis=1) for values in (self.people, self.exposure))
        return _chi_squares(people, exposure)


def _chi_squares(people: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """How far the split of each stretch (stretches, 2) differs from the next one's, given the exposures; unknown and empty ones left out."""
    table, against = (np.stack([values[:-1], values[1:]], axis=1) for values in (people, exposure))
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = against * (table.sum(axis=1) / against.sum(axis=1))[:, None, :]
        expected *= (table.sum(axis=2) / expected.sum(axis=2))[:, :, None]
        found = ((table - expected) ** 2 / expected).sum(axis=(1, 2))
    return found[np.isfinite(found) & (table.sum(axis=(1, 2)) >= 4)]
