"""EARS C1, C2, C3: the warnings that most monitoring has, for comparison (Hutwagner et al. 2003, J. Urban Health 80(2))."""
from __future__ import annotations

import numpy as np

_BASELINE = 7
_GAP = 2                   # periods between the baseline and the judged one in C2 and C3


def ears(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Scores (series, periods) of counts (series, periods): higher is more of an alarm, minus infinity without a baseline.

    C1 and C2 are standard deviations above the mean of seven periods (infinite where those are all equal and passed; usual alarm: > 3);
    C3 adds up what C2 was above 1 in the last three periods (usual alarm: > 2).
    """
    c1, c2 = _deviations(counts, 0), _deviations(counts, _GAP)
    above = np.maximum(c2 - 1, 0)
    c3 = sum(np.pad(above, ((0, 0), (lag, 0)))[:, : counts.shape[1]] for lag in range(3))
    return {"EARS C1": c1, "EARS C2": c2, "EARS C3": np.where(np.isneginf(c2), -np.inf, c3)}


def _deviations(counts: np.ndarray, gap: int) -> np.ndarray:
    out = np.full(counts.shape, -np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(counts.astype(float), _BASELINE, axis=1)[:, : counts.shape[1] - _BASELINE - gap]
    now, mean, spread = counts[:, _BASELINE + gap :], windows.mean(axis=-1), windows.std(axis=-1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        out[:, _BASELINE + gap :] = np.where(spread > 0, (now - mean) / spread, np.where(now > mean, np.inf, 0.0))
    return out
