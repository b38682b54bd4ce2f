"""Segments → the share of false ones at which each would be named, against a rise that is the same everywhere."""
from __future__ import annotations

import numpy as np
from scipy.stats import nbinom

from models.segments import EVERYTHING, Segments

_PER_WORD_SHARE = 0.5      # of the weight (0-1) is left with each further value: the shortest explanation is looked at first

def false_shares(found: Segments) -> np.ndarray:
    """Weighted Benjamini-Hochberg q of each segment, (segments,).

    p is the mid-p of a count as large as this one if the segment had risen just as the rest did; it knows how few complaints
    the expectation rests on (a negative binomial with that variance). The shorter segments carry the more weight, as they are fewer.
    Source: Genovese, Roeder and Wasserman 2006, Biometrika 93(3).
    """
    p = _mid_p(found)
    weight = np.exp(-found.penalty) * _PER_WORD_SHARE ** found.size
    weight[EVERYTHING] = 0
    weighted = p * weight.sum() / np.maximum(weight, 1e-12)
    order = np.argsort(weighted, kind="stable")
    ranked = weighted[order] / np.arange(1, len(p) + 1)
    q = np.empty_like(p)
    q[order] = np.minimum(1.0, np.minimum.accumulate(ranked[::-1])[::-1])
    return q


def _mid_p(found: Segments) -> np.ndarray:
    rest_n = np.maximum(found.observed_n[EVERYTHING] - found.observed_n, 0.5)
    rest_expected = np.maximum(found.expected_n[EVERYTHING] - found.expected_n, 1e-9)
    rest_past = np.maximum(found.past_n[EVERYTHING] - found.past_n, 0.5)
    mean = found.expected_n * rest_n / rest_expected
    relative = 1 / rest_n + 1 / rest_past + 1 / (found.past_n + 1)
    variance = mean + mean**2 * relative
    size = mean**2 / (variance - mean)
    share = size / (size + mean)
    return nbinom.sf(found.observed_n, size, share) + 0.5 * nbinom.pmf(found.observed_n, size, share)
