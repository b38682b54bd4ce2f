"""95 % intervals of a share, a count and a median, each by a method that holds for few cases too."""
from __future__ import annotations

import numpy as np
from scipy.stats import binom, chi2, norm

LEVEL = 0.95
Z = float(norm.ppf(0.5 + LEVEL / 2))
_TAIL = (1 - LEVEL) / 2


def wilson(share: np.ndarray | float, n: np.ndarray | float) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest share (0-1) that fits what was seen; (0, 1) where n is 0.

    share: 0-1, the part of n that was hit; n: cases, > 0, or an effective number of them, which need not be whole.
    Source: Wilson 1927, JASA 22; with the effective number after Korn and Graubard 1998, Survey Methodology 24,
    found best among seven for shares of clustered samples by Franco, Little, Louis and Slud 2019, JSSAM 7.
    """
    n, share = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(share, dtype=float))
    safe = np.where(n > 0, n, 1.0)
    middle = (share + Z**2 / (2 * safe)) / (1 + Z**2 / safe)
    half = Z / (1 + Z**2 / safe) * np.sqrt(share * (1 - share) / safe + Z**2 / (4 * safe**2))
    return np.where(n > 0, np.clip(middle - half, 0, 1), 0.0), np.where(n > 0, np.clip(middle + half, 0, 1), 1.0)


def poisson_exact(count: np.ndarray | int) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest mean that fits a count (>= 0) of independent events. Source: Garwood 1936, Biometrika 28."""
    count = np.asarray(count, dtype=float)
    low = np.where(count > 0, chi2.ppf(_TAIL, 2 * np.maximum(count, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - _TAIL, 2 * count + 2) / 2


def median_interval(values: np.ndarray, effective_n: float | None = None) -> tuple[float, float]:
    """Two of the values between which the median lies, by order alone; (NaN, NaN) where they are too few to say (below 6).

    values: (n,) in any order; effective_n: of how many independent ones they tell as much, at most n; None: n.
    Source: order statistics, Conover 1999, Practical Nonparametric Statistics, 3.2; with an effective number after Woodruff 1952, JASA 47.
    """
    n = len(values)
    told = min(n, n if effective_n is None else effective_n)
    whole = int(told)
    rank = int(binom.ppf(_TAIL, whole, 0.5)) if whole else 0      # so many of `whole` lie below the lower end
    if rank < 1 or binom.cdf(rank - 1, whole, 0.5) > _TAIL:
        return float("nan"), float("nan")
    ordered = np.sort(values)
    below = int((rank - 0.5) * n / whole + 0.5)             # the middle of the share of them that this value stands for
    return float(ordered[below - 1]), float(ordered[n - below])
