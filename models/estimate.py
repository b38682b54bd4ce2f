"""A rate ratio with its interval, and what a later look would make of it."""
from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr, stdtrit


@dataclass(frozen=True)
class Estimate:
    """What the counts of `weeks_n` weeks say of a fix, on the log scale, however they were compared.

    effect: log of people with the fix over people without it. fixed: variance that stays whatever is counted after;
    noise: variance of one counted person (se² = fixed + noise / after_n). df: degrees of freedom. expected_n: people
    without the fix in these weeks, after_n: those counted. placebo_n: comparable episodes it rests on. excess: log of
    what was expected without the fix over the ordinary level, NaN when that is not known.
    """

    weeks_n: int
    effect: float
    fixed: float
    noise: float
    df: float
    expected_n: float
    after_n: float
    placebo_n: int = 0
    excess: float = float("nan")

    @property
    def se(self) -> float:
        return float(np.sqrt(self.fixed + self.noise / (self.after_n + 0.5)))

    def upper(self, tail: float) -> float:
        """Log rate ratio that the truth is above with probability `tail` (0-1)."""
        return self.effect - float(stdtrit(self.df, tail)) * self.se

    def lower(self, tail: float) -> float:
        return self.effect + float(stdtrit(self.df, tail)) * self.se

    def had(self, effect: float) -> Estimate:
        """The same look, had the fix had this effect."""
        return replace(self, effect=effect, after_n=self.expected_n * float(np.exp(effect)))

    def power(self, effect: float, tail: float) -> float:
        """Chance (0-1) that a fix with this effect would be seen to have made complaints fall."""
        return float(stdtr(self.df, -effect / self.had(effect).se + stdtrit(self.df, tail)))
