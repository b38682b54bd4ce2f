"""Complaints to topics: centres that are published, kept and assigned to."""
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from models.carrying import Division, carry, closest, first, staying
from models.constraints import Before
from models.granularity import best_fit, candidate_counts, choose_count, stability_curve
from models.kmeans import means_of
from models.lsa import unit_rows
from models.smoothing import smoothed
from models.one_thread import one_thread
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
    0..k-1 or TOO_SHORT, largest topic first; `confidence_` (n,) 0-1; `centres_` (k, d + T), 0 for a topic without
    complaints; `parts_` (c, d + T) and `part_of_` (c,): a topic may hold several centres, and a complaint is as close to
    it as to the closest; `before_` (k,) position in Before.ids that each topic goes on, -1: born;
    `shares_` (k, T) touchpoints of each topic; `cohesion_` (k,) 0-1, see cohesion(); `is_mixed_` (k,) bool.
    """

    def __init__(self, n_topics: int | None = None, guide: float = GUIDE, n_starts: int = 8, random_state: int = 0):
        self.n_topics = n_topics
        self.guide = guide
        self.n_starts = n_starts
        self.random_state = random_state

    @one_thread
    def fit(self, embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray | None = None,
            before: Before | None = None) -> "TopicModel":
        """embedding: (n, d); proba: (n, T); is_short: (n,) bool, in no topic unless a person put it in one.

        before: topics published before and what people decided: they go on, and only what must move does.
        Raises ValueError when every complaint is too short, or when `before` does not fit.
        """
        n = len(embedding)
        before = (before or Before((), np.full(n, -1), np.full(n, -1))).checked(n)
        is_long = (before.pinned >= 0) | (True if is_short is None else ~np.asarray(is_short))
        if not is_long.any():
            raise ValueError(f"No complaint is long enough to make topics from ({n} too short to tell).")
        found = self._divide(guided_features(embedding, proba, self.guide)[is_long], embedding[is_long], before.of(is_long), proba.shape[1])
        self._keep(found, embedding, proba, is_long)
        return self

    def _divide(self, rows: np.ndarray, embedding: np.ndarray, before: Before, touchpoints_n: int) -> Division:
        self.curve_ = []
        if (np.maximum(before.topics, before.pinned) >= 0).any():
            return carry(rows, before, self.random_state)
        k = self.n_topics
        if k is None:
            counts = candidate_counts(touchpoints_n, len(rows))
            self.curve_ = stability_curve(rows, counts, random_state=self.random_state)
            k = choose_count(self.curve_)
        labels, centres = best_fit(smoothed(rows, embedding), min(k, len(np.unique(rows, axis=0))), self.n_starts, self.random_state)
        centres = means_of(rows, labels, len(centres))[0]
        return first(rows, centres, before, self.random_state)

    def _keep(self, found: Division, embedding: np.ndarray, proba: np.ndarray, is_long: np.ndarray) -> None:
        """Topics in order of size, each with its shares, cohesion and whether it is a leftover."""
        k = len(found.before)
        order = np.argsort(-np.bincount(found.labels[found.labels >= 0], minlength=k), kind="stable")
        place = np.argsort(order, kind="stable")
        self.before_, self.parts_, self.part_of_ = found.before[order], found.parts, place[found.part_of]
        self.labels_ = np.full(len(embedding), TOO_SHORT)
        self.labels_[is_long] = np.where(found.labels >= 0, place[found.labels], TOO_SHORT)
        self.centres_, self.shares_ = (_means(rows, self.labels_, k) for rows in (guided_features(embedding, proba, self.guide), proba))
        self.centres_ = unit_rows(self.centres_)
        self.cohesion_ = np.linalg.norm(_means(embedding, self.labels_, k), axis=1)
        self.is_mixed_ = self.cohesion_ < MIXED_BELOW * np.median(self.cohesion_)
        self.is_mixed_[np.argsort(self.cohesion_, kind="stable")[MIXED_MOST:]] = False
        self.confidence_ = confidence(self.closeness(embedding, proba), self.labels_)

    @one_thread
    def assign(self, embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray | None = None,
               present: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Topics of complaints, new or old, against the kept centres: labels (n,) and confidence (n,), see confidence().

        present: (n,) topic 0..k-1 that each is in, -1 for none: it stays unless another is closer by STAY. Too short: label -1.
        """
        closeness = self.closeness(embedding, proba)
        labels = (closeness if present is None else staying(closeness, present)).argmax(axis=1)
        if is_short is not None:
            labels = np.where(is_short, TOO_SHORT, labels)
        return labels, confidence(closeness, labels)

    def closeness(self, embedding: np.ndarray, proba: np.ndarray) -> np.ndarray:
        """(n, k) cosine of each complaint and each topic, -1..1."""
        return closest(guided_features(embedding, proba, self.guide) @ self.parts_.T, self.part_of_, len(self.centres_))

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        return {"params": self.get_params(), "curve": self.curve_}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"centres": self.centres_, "parts": self.parts_, "part_of": self.part_of_.astype(np.int32), "shares": self.shares_,
                "cohesion": self.cohesion_, "is_mixed": self.is_mixed_.astype(np.uint8)}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "TopicModel":
        """A model that assigns as the saved one did; labels_, confidence_ and before_ of the fit are not kept."""
        self = cls(**config["params"])
        self.curve_, self.is_mixed_ = config["curve"], arrays["is_mixed"].astype(bool)
        self.centres_, self.shares_, self.cohesion_ = arrays["centres"], arrays["shares"], arrays["cohesion"]
        self.parts_ = arrays.get("parts", self.centres_)                                      # models made before topics had parts
        self.part_of_ = arrays.get("part_of", np.arange(len(self.centres_)))
        return self


def confidence(closeness: np.ndarray, topics: np.ndarray) -> np.ndarray:
    """(n,) 0-1: the topic's part of a softmax over 12 x the cosines to all topics: 1 when no other is near, 1/k when all are equally
    far, 0 for a complaint in none. closeness: (n, k); topics: (n,), negative for none."""
    powers = np.exp(SHARPNESS * (closeness - closeness.max(axis=1, keepdims=True)))
    own = powers[np.arange(len(topics)), topics] / powers.sum(axis=1)
    return np.where(topics >= 0, own, 0).astype(np.float32)


def _means(rows: np.ndarray, topics: np.ndarray, k: int) -> np.ndarray:
    """(k, f) float32 mean of each topic's rows, 0 for a topic without any."""
    return np.vstack([rows[topics == t].mean(axis=0) if (topics == t).any() else np.zeros(rows.shape[1]) for t in range(k)]).astype(np.float32)
