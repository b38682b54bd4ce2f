"""Resampling: does a model refitted on other complaints of the same kind say the same?"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import adjusted_rand_score
from sklearn.utils import check_random_state

from models.clustering import TopicModel
from models.constraints import Before

SAMPLE_SHARE = 0.8   # of the complaints in each of the two samples


@dataclass(frozen=True)
class Agreement:
    """Of two refits on 80 % samples, over all complaints: adjusted Rand index (1: the same division), and the share of
    complaints that both put under the same permanent id, 0-1."""
    rand: float
    same_id_share: float


def refit_agreement(model: TopicModel, embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray, random_state: int = 0) -> Agreement:
    """Refit `model` twice from where it stands, each time on another 80 % of n complaints. is_short: (n,) in no topic.

    embedding: (n, d); proba: (n, T). What people decided is left out: it would agree by itself.
    """
    if np.asarray(is_short).all():
        return Agreement(1.0, 1.0)
    random = check_random_state(random_state)
    topics, _ = model.assign(embedding, proba, is_short)
    found = [_refitted(model, embedding, proba, is_short, topics, np.sort(random.choice(len(topics), int(SAMPLE_SHARE * len(topics)), replace=False)))
             for _ in range(2)]
    a, b = (labels[~is_short] for labels in found)
    return Agreement(float(adjusted_rand_score(a, b)), float((a == b).mean()))


def _refitted(model: TopicModel, embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray, topics: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """(n,) the topic of `model` that each complaint is in after a refit on `rows`; born ones are numbered below -1."""
    before = Before(tuple(map(str, range(len(model.centres_)))), topics[rows], np.full(len(rows), -1))
    refit = TopicModel(guide=model.guide, random_state=model.random_state).fit(embedding[rows], proba[rows], is_short[rows], before)
    names = np.where(refit.before_ >= 0, refit.before_, -2 - np.arange(len(refit.before_)))
    labels, _ = refit.assign(embedding, proba, is_short)
    return np.where(labels >= 0, names[labels], -1)
