"""Mean and variance of a count → its tail and its quantiles: negative binomial, Poisson where the two are equal."""
from __future__ import annotations

import numpy as np
from scipy.stats import nbinom, poisson

_EQUAL = 1e-6              # of the mean: a variance this close to it is a Poisson's


def tail(observed: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """P(count >= observed), the shape of observed; NaN where the mean is NaN."""
    is_wide, size, share = _size(mean, variance)
    p = np.where(is_wide, nbinom.sf(observed - 1, size, share), poisson.sf(observed - 1, np.nan_to_num(mean)))
    return np.where(np.isnan(mean), np.nan, p)


def quantile(share: float, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """The smallest count that at least `share` (0-1) of such counts do not pass; NaN where the mean is NaN."""
    is_wide, size, success = _size(mean, variance)
    count = np.where(is_wide, nbinom.ppf(share, size, success), poisson.ppf(share, np.nan_to_num(mean)))
    return np.where(np.isnan(mean), np.nan, count)


def _size(mean: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the variance is more than the mean; number of successes and chance of one (of no meaning elsewhere)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        is_wide = variance > mean * (1 + _EQUAL)
        size = np.where(is_wide, mean**2 / np.where(is_wide, variance - mean, 1), 1.0)
        return is_wide, size, np.where(is_wide, mean / np.where(is_wide, variance, 1), 0.5)
