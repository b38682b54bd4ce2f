"""Does a confidence mean what it says? Reliability, its error, and the confidence below which to say "unclear"."""
from dataclasses import dataclass

import numpy as np

from models.softmax import softmax

QUANTILES = 201       # of the confidences a model keeps: a threshold is exact to half a percent of the complaints
COOLEST, HOTTEST = 0.25, 4.0


@dataclass(frozen=True)
class Bin:
    """Choices whose confidence lay in [low, high): how many, their mean confidence and the share that was right (0-1; NaN: none)."""
    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(confidence: np.ndarray, is_right: np.ndarray, bins_n: int = 10) -> list[Bin]:
    """confidence: (n,) 0-1; is_right: (n,) bool. Bins of equal width over 0-1, empty ones too."""
    place = np.minimum((np.asarray(confidence) * bins_n).astype(int), bins_n - 1)
    return [_bin(number, bins_n, np.asarray(confidence)[place == number], np.asarray(is_right)[place == number]) for number in range(bins_n)]


def _bin(number: int, bins_n: int, confidence: np.ndarray, is_right: np.ndarray) -> Bin:
    means = (float(confidence.mean()), float(is_right.mean())) if len(confidence) else (np.nan, np.nan)
    return Bin(number / bins_n, (number + 1) / bins_n, len(confidence), *means)


def calibration_error(confidence: np.ndarray, is_right: np.ndarray, bins_n: int = 10) -> float:
    """Expected calibration error, 0-1: the mean distance of confidence and accuracy over the bins. NaN for no choices.

    Source: Naeini, Cooper and Hauskrecht 2015, AAAI 29, "Obtaining well calibrated probabilities using Bayesian binning".
    """
    filled = [b for b in reliability(confidence, is_right, bins_n) if b.n]
    return float(np.average([abs(b.confidence - b.accuracy) for b in filled], weights=[b.n for b in filled])) if filled else float("nan")


def temperature(scores: np.ndarray, truth: np.ndarray) -> float:
    """The factor (1/4 to 4) on (n, T) scores with which their shares fit what was true (n,) best: the least log loss.

    The order of shares stays, so accuracy does. Source: Guo et al. 2017, ICML 34, "On calibration of modern neural networks".
    """
    factors = np.exp(np.linspace(np.log(COOLEST), np.log(HOTTEST), 57))
    rows = np.arange(len(truth))
    losses = [-np.log(np.maximum(softmax(factor * scores)[rows, truth], 1e-12)).sum() for factor in factors]
    return float(factors[int(np.argmin(losses))])


def sureness(confidence: np.ndarray) -> np.ndarray:
    """(n,) confidences, 0-1 -> (201,) their quantiles from least to most: what a model keeps of them. None: all 0."""
    if not len(confidence):
        return np.zeros(QUANTILES, np.float32)
    return np.quantile(confidence, np.linspace(0, 1, QUANTILES)).astype(np.float32)


def threshold(quantiles: np.ndarray, risk: float) -> float:
    """The least confidence (0-1) from which on the expected share wrong among what is linked is at most `risk` (0-1).

    quantiles: see sureness(). Where a confidence means what it says, 1 minus its mean is that share. Where even the surest
    are wrong more often, their confidence is what is left: then next to nothing is linked.
    """
    from_there = np.cumsum(quantiles[::-1]) / np.arange(1, len(quantiles) + 1)  # mean confidence of the surest 1, 2, ... of them
    kept_n = int((1 - from_there <= risk + 1e-6).sum())
    return float(quantiles[::-1][max(kept_n, 1) - 1])
