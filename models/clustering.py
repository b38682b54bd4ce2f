"""Complaints to topics: centres that are published, kept and assigned to."""
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from models.granularity import best_fit, candidate_counts, choose_count, stability_curve
from models.kmeans import centres_of, spherical_kmeans
from models.lsa import unit_rows
from models.threads import one_thread
from models.words import content_terms

TOO_SHORT = -1       # "too short to tell": kept and counted, in no topic
FEWEST_WORDS = 3     # different content words a complaint needs to be in a topic
GUIDE = 1.5          # weight of the touchpoints beside the embedding; quality is flat from .7 to 1.5,
                     # but the chosen number of topics is the same on every seed only from 1.5
SHARPNESS = 12.0     # of confidences over cosines
MIXED_BELOW = 0.70   # of the median cohesion: a topic that is a leftover of many things
MIXED_MOST = 2       # how many leftovers a clustering has at most


def is_too_short(texts: Sequence[str]) -> np.ndarray:
    """(n,) bool: fewer than 3 different words that can carry a topic. "Thanks for nothing!!" is one."""
    return np.array([len(set(content_terms(text))) < FEWEST_WORDS for text in texts], dtype=bool)


def guided_features(embedding: np.ndarray, proba: np.ndarray, guide: float = GUIDE) -> np.ndarray:
    """[embedding | guide x touchpoints], rows of length 1, float32.

    embedding: (n, d), length 1; proba: (n, T), brought to length 1 here. The taxonomy pulls complaints of one
    touchpoint together without deciding: what is said still splits and joins. Airline reasons at k = 9,
    NMI / ARI: .30 / .14 unguided, .35 / .20 by plain probabilities, .36 / .26 by their directions.
    """
    return unit_rows(np.hstack([embedding, guide * unit_rows(proba)])).astype(np.float32)


def cohesion(embedding: np.ndarray) -> float:
    """How alike the words of some complaints are: the length of their mean, 0 (nothing) to 1 (the same)."""
    return float(np.linalg.norm(embedding.mean(axis=0)))


class TopicModel(BaseEstimator):
    """Guided spherical k-means with a number of topics chosen by what two halves of the complaints agree on.

    n_topics: a number, or None to choose it (`curve_` then shows why). After `fit`: `labels_` (n,) topic
    0..k-1 or TOO_SHORT, largest topic first; `confidence_` (n,) 0-1; `centres_` (k, d + T);
    `shares_` (k, T) touchpoints of each topic; `cohesion_` (k,) 0-1, see cohesion(); `is_mixed_` (k,) bool.
    """

    def __init__(self, n_topics: int | None = None, guide: float = GUIDE, n_starts: int = 8, random_state: int = 0):
        self.n_topics = n_topics
        self.guide = guide
        self.n_starts = n_starts
        self.random_state = random_state

    @one_thread
    def fit(self, embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray | None = None,
            start: np.ndarray | None = None) -> "TopicModel":
        """embedding: (n, d); proba: (n, T); is_short: (n,) bool, left out of every topic.

        start: (n,) topics published before (0..k-1, negative for none): a warm start, in which their number is
        kept and only what must move moves. Raises ValueError when every complaint is too short.
        """
        is_short = np.zeros(len(embedding), bool) if is_short is None else np.asarray(is_short)
        rows = guided_features(embedding, proba, self.guide)[~is_short]
        if not len(rows):
            raise ValueError(f"No complaint is long enough to make topics from ({len(is_short)} too short to tell).")
        labels, centres = self._fit_warm(rows, start[~is_short]) if start is not None else self._fit_cold(rows, proba)
        self._keep(labels, centres, embedding[~is_short], proba[~is_short])
        self.labels_, self.confidence_ = self.assign(embedding, proba, is_short)
        return self

    def _fit_cold(self, rows: np.ndarray, proba: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        self.curve_ = []
        k = self.n_topics
        if k is None:
            counts = candidate_counts(proba.shape[1], len(rows))
            self.curve_ = stability_curve(rows, counts, random_state=self.random_state)
            k = choose_count(self.curve_)
        return best_fit(rows, min(k, len(np.unique(rows, axis=0))), self.n_starts, self.random_state)

    def _fit_warm(self, rows: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        self.curve_ = []
        return spherical_kmeans(rows, centres_of(rows, start, int(start.max()) + 1))

    def _keep(self, labels: np.ndarray, centres: np.ndarray, embedding: np.ndarray, proba: np.ndarray) -> None:
        """Topics in order of size, each with its shares, cohesion and whether it is a leftover."""
        size = np.bincount(labels, minlength=len(centres))
        order = [t for t in np.argsort(-size, kind="stable") if size[t]]
        self.centres_ = centres[order]
        self.shares_ = np.vstack([proba[labels == t].mean(axis=0) for t in order]).astype(np.float32)
        self.cohesion_ = np.array([cohesion(embedding[labels == t]) for t in order], np.float32)
        self.is_mixed_ = self.cohesion_ < MIXED_BELOW * np.median(self.cohesion_)
        self.is_mixed_[np.argsort(self.cohesion_, kind="stable")[MIXED_MOST:]] = False

    @one_thread
    def assign(self, embedding: np.ndarray, proba: np.ndarray,
               is_short: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Topics of complaints, new or old, against the kept centres: labels (n,) and confidence (n,).

        Confidence, 0-1, is the topic's part of a softmax over 12 x the cosines to all centres: 1 when no other
        topic is near, 1/k when all are equally far. Too short: label -1, confidence 0.
        """
        closeness = guided_features(embedding, proba, self.guide) @ self.centres_.T
        powers = np.exp(SHARPNESS * (closeness - closeness.max(axis=1, keepdims=True)))
        labels, confidence = closeness.argmax(axis=1), 1 / powers.sum(axis=1)
        if is_short is not None:
            labels, confidence = np.where(is_short, TOO_SHORT, labels), np.where(is_short, 0, confidence)
        return labels, confidence.astype(np.float32)

    def closeness(self, embedding: np.ndarray, proba: np.ndarray) -> np.ndarray:
        """(n, k) cosine of each complaint and each topic, -1..1."""
        return guided_features(embedding, proba, self.guide) @ self.centres_.T

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        return {"params": self.get_params(), "curve": self.curve_}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"centres": self.centres_, "shares": self.shares_, "cohesion": self.cohesion_,
                "is_mixed": self.is_mixed_.astype(np.uint8)}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "TopicModel":
        """A model that assigns as the saved one did; labels_ and confidence_ of the fit are not kept."""
        self = cls(**config["params"])
        self.curve_, self.is_mixed_ = config["curve"], arrays["is_mixed"].astype(bool)
        self.centres_, self.shares_, self.cohesion_ = arrays["centres"], arrays["shares"], arrays["cohesion"]
        return self
