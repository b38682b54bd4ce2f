"""Drift: are more complaints far from every topic than when the topics were learned?

Far is who speaks in words that the model never learned (models.known_words): of banking requests put to the sample's model .41 are far, of
airline tweets .66, of its own later weeks .08; by the confidence of the topic that is .24, .33 and .11, by the cosine to its centre .34, .29, .12.
"""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FAR_SHARE = 0.10   # of the complaints that a model learned from count as far from every topic: those with most words of their own
WEEKS_N = 4        # complete weeks that are looked at together
FEWEST_N = 50      # complaints in them; with fewer a share says nothing
RETRAIN_FROM = 1.5 # times the share at training from which it is time. On the sample, learned up to week 8, 16, 26: .08-.09 ever after


@dataclass(frozen=True)
class Drift:
    """share: of the complaints of the last weeks that are far from every topic, 0-1, None: too few to say.

    usual: the share when the topics were learned; is_time: it is time to retrain.
    """
    share: float | None
    usual: float
    complaints_n: int
    is_time: bool


def far_above(unknown_share: np.ndarray) -> float:
    """The share of unknown words (0-1) above which a complaint is far from every topic: at most a tenth of those learned from, (n,), are."""
    return float(np.quantile(unknown_share, 1 - FAR_SHARE)) if len(unknown_share) else 1.0


def drift(complaints_n: Sequence[int], far_n: Sequence[int], retrain_from: float = RETRAIN_FROM) -> Drift:
    """complaints_n, far_n: of each complete week, oldest first, all complaints with a topic and those far from every one."""
    n, far = sum(complaints_n[-WEEKS_N:]), sum(far_n[-WEEKS_N:])
    if n < FEWEST_N:
        return Drift(None, FAR_SHARE, n, False)
    return Drift(far / n, FAR_SHARE, n, far / n >= retrain_from * FAR_SHARE)
