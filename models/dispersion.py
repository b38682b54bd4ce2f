"""Counts of ordinary moments by attribute values → how much wider than Poisson they are."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

_LEAST_MEAN = 1.0          # expected a moment: below that the square of a residual says nothing
_LEAST_MOMENTS = 3


def ordinary_dispersion(history: pd.DataFrame, attributes: Sequence[str]) -> float:
    """Variance over mean of an ordinary count, >= 1: the median over single values, so that a past burst of one does not count.

    history: a row per moment (any steps of equal length: minutes, days, weeks) and cell; columns moment, `attributes`, past_n,
    past_exposure_n as in models.drivers. 1 where fewer than three moments or too few complaints are known. Source: Pearson's chi-square over its
    degrees of freedom (McCullagh and Nelder 1989, section 4.5).
    """
    found = [value for name in attributes for value in _by_value(history, name)]
    return max(1.0, float(np.median(found))) if found else 1.0


def _by_value(history: pd.DataFrame, name: str) -> np.ndarray:
    sums = history.groupby([name, "moment"])[["past_n", "past_exposure_n"]].sum().reset_index()
    rate = sums.groupby(name)["past_n"].transform("sum") / sums.groupby(name)["past_exposure_n"].transform("sum").clip(lower=1e-9)
    expected = rate * sums["past_exposure_n"]
    squared = (sums["past_n"] - expected) ** 2 / expected.clip(lower=1e-9)
    residuals = pd.DataFrame({"squared": squared, "expected": expected}).groupby(sums[name])
    table = residuals.agg(squared=("squared", "sum"), mean=("expected", "mean"), n=("squared", "size"))
    known = table[(table["mean"] >= _LEAST_MEAN) & (table["n"] >= _LEAST_MOMENTS)]
    return (known["squared"] / (known["n"] - 1)).to_numpy()
