"""Complaints x touchpoints: shares and a confidence, from nothing but the words of a taxonomy."""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression

from models.embedding import Encoder
from models.phrases import PhraseIndex, phrase_key
from models.threads import one_thread

PHRASE_WEIGHT = 0.05  # of one idf point beside a cosine (-1..1); .02-.1 differ by less than .01 accuracy
SHARPNESS = 8.0       # of the first guess; 4-16 differ by less than .01
SCORE_SCALE = 0.3     # of the standardised scores beside the embedding (findings/topics.md)
UNLEARNT = -30.0      # intercept of a touchpoint no complaint was guessed for: a share of 0
FEWEST_TEXTS = 50     # below it there is nothing to learn from: the first guess stands
TOPIC_SHARE = 0.3     # of the topic's shares beside the complaint's own; .2-.5 differ by less than .005
UNCLEAR_BELOW = 0.25  # confidence under which a link is not shown as one, see decide()
ARRAYS = ("descriptions", "spoken", "score_mean", "score_std", "coef", "intercept")  # what a fitted linker is


def softmax(scores: np.ndarray) -> np.ndarray:
    """(n, T) -> (n, T), rows sum to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Explanation:
    """Why a text was linked as it was: ids of touchpoints, largest share first.

    shares: (touchpoint id, 0-1); phrases: (touchpoint id, telling phrase found in the text);
    closest: (touchpoint id, cosine of text and description, centred, -1..1).
    """
    shares: list[tuple[str, float]]
    phrases: list[tuple[str, str]]
    closest: list[tuple[str, float]]


class TouchpointLinker(BaseEstimator):
    """Texts -> the probability of each touchpoint, without a single labelled complaint.

    1. A first guess: closeness of a text to each description and to its phrases (centred), and
       the phrases it contains. 2. A logistic regression learns what else such complaints say, each
       guess weighted by its confidence squared. On airline complaints this lifts accuracy over the
       first guess by 3 points. Source: weak supervision as measured in findings/topics.md.

    touchpoints: sequence of (id, description, phrases).
    """

    def __init__(self, touchpoints: Sequence[tuple[str, str, Sequence[str]]] = (), C: float = 0.1,
                 random_state: int = 0):
        self.touchpoints = touchpoints
        self.C = C
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], embedding: np.ndarray, encoder: Encoder) -> "TouchpointLinker":
        """texts: n complaints; embedding: theirs, (n, d); encoder: the one that made it."""
        if len(self.touchpoints) < 2:
            raise ValueError(f"A taxonomy needs 2 touchpoints or more to choose from, found {len(self.touchpoints)}.")
        self.ids_ = [touchpoint[0] for touchpoint in self.touchpoints]
        self.phrases_ = PhraseIndex([list(touchpoint[2]) for touchpoint in self.touchpoints]).fit(texts)
        self.descriptions_ = encoder.encode([touchpoint[1] for touchpoint in self.touchpoints])
        self.spoken_ = encoder.encode([" . ".join(touchpoint[2]) for touchpoint in self.touchpoints])
        raw = self.first_guess(texts, embedding)
        self.score_mean_ = raw.mean(axis=0) if len(texts) else np.zeros(len(self.ids_), np.float32)
        self.score_std_ = np.float32(max(raw.std(), 1e-6)) if len(texts) else np.float32(1)
        self._learn(raw, embedding)
        return self

    def first_guess(self, texts: Sequence[str], embedding: np.ndarray) -> np.ndarray:
        """(n, T) closeness to each touchpoint's words and the weight of its phrases, before anything is learnt."""
        close = embedding @ (self.descriptions_ + self.spoken_).T
        return close + PHRASE_WEIGHT * self.phrases_.transform(texts)

    def _features(self, raw: np.ndarray, embedding: np.ndarray) -> np.ndarray:
        return np.hstack([embedding, SCORE_SCALE * (raw - self.score_mean_) / self.score_std_])

    def _learn(self, raw: np.ndarray, embedding: np.ndarray) -> None:
        guess = softmax(SHARPNESS * raw)
        label = guess.argmax(axis=1)
        if len(label) < FEWEST_TEXTS or len(np.unique(label)) < 2:
            self._keep_first_guess(embedding.shape[1])
            return
        model = LogisticRegression(C=self.C, max_iter=300, random_state=self.random_state)
        model.fit(self._features(raw, embedding), label, sample_weight=guess.max(axis=1) ** 2)
        self.coef_ = np.zeros((len(self.ids_), embedding.shape[1] + len(self.ids_)), np.float32)
        self.intercept_ = np.full(len(self.ids_), UNLEARNT, np.float32)
        two = len(model.classes_) == 2
        self.coef_[model.classes_] = np.vstack([-model.coef_, model.coef_]) / 2 if two else model.coef_
        self.intercept_[model.classes_] = np.r_[-model.intercept_, model.intercept_] / 2 if two else model.intercept_

    def _keep_first_guess(self, d: int) -> None:
        """Weights under which the softmax of the features is the softmax of the raw scores."""
        pull = SHARPNESS * self.score_std_ / SCORE_SCALE
        self.coef_ = np.hstack([np.zeros((len(self.ids_), d)), pull * np.eye(len(self.ids_))]).astype(np.float32)
        self.intercept_ = (SHARPNESS * self.score_mean_).astype(np.float32)

    @one_thread
    def predict_proba(self, texts: Sequence[str], embedding: np.ndarray) -> np.ndarray:
        """(n, T) probability of each touchpoint, in the order of `ids_`; rows sum to 1."""
        if not len(texts):
            return np.zeros((0, len(self.ids_)), np.float32)
        features = self._features(self.first_guess(texts, embedding), embedding)
        return softmax(features @ self.coef_.T + self.intercept_)

    def explain(self, text: str, embedding: np.ndarray, most: int = 3) -> Explanation:
        """The phrases, descriptions and shares behind one text's link. embedding: (1, d), its own."""
        shares = self.predict_proba([text], embedding)[0]
        close = (embedding @ self.descriptions_.T)[0]
        found = {self.phrases_.keys_[i] for i in self.phrases_.hits([text]).indices}
        phrases = [(self.ids_[t], phrase) for t in np.argsort(-shares, kind="stable")
                   for phrase in self._said(t, found)]
        return Explanation(self._top(shares, most), phrases, self._top(close, most))

    def _said(self, touchpoint: int, found: set[str]) -> list[str]:
        return [phrase for phrase in self.phrases_.phrases[touchpoint] if phrase_key(phrase) in found]

    def _top(self, values: np.ndarray, most: int) -> list[tuple[str, float]]:
        return [(self.ids_[t], round(float(values[t]), 4)) for t in np.argsort(-values, kind="stable")[:most]]

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        touchpoints = [[i, description, list(phrases)] for i, description, phrases in self.touchpoints]
        return {"params": {**self.get_params(), "touchpoints": touchpoints}, "phrases": self.phrases_.to_config()}

    def to_arrays(self) -> dict[str, np.ndarray]:
        own = {name: np.asarray(getattr(self, f"{name}_")) for name in ARRAYS}
        return {**own, **{f"phrases.{key}": a for key, a in self.phrases_.to_arrays().items()}}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "TouchpointLinker":
        """The linker that `to_config` and `to_arrays` were taken from; needs no encoder."""
        self = cls(**config["params"])
        self.ids_ = [touchpoint[0] for touchpoint in self.touchpoints]
        self.phrases_ = PhraseIndex.from_state(config["phrases"], {"weights": arrays["phrases.weights"]})
        for name in ARRAYS:
            setattr(self, f"{name}_", arrays[name])
        return self


def with_topic(proba: np.ndarray, topic_shares: np.ndarray, topics: np.ndarray) -> np.ndarray:
    """A complaint's own evidence and its topic's together beat either alone.

    proba: (n, T) of each complaint; topic_shares: (k, T) mean of each topic's members; topics: (n,) the
    topic of each complaint, negative for none (its own evidence stands). Returns (n, T), rows sum to 1.
    """
    both = np.array(proba, dtype=np.float32)
    has = np.asarray(topics) >= 0
    both[has] = (1 - TOPIC_SHARE) * both[has] + TOPIC_SHARE * topic_shares[np.asarray(topics)[has]]
    return both


def decide(proba: np.ndarray, unclear_below: float = UNCLEAR_BELOW) -> tuple[np.ndarray, np.ndarray]:
    """(n, T) shares -> touchpoint (n,) int, -1 for "unclear", and confidence (n,) 0-1: the largest share.

    "Unclear" is said rather than guessed. On airline complaints the default leaves about a tenth
    unclear; of these four in ten would have been right, of the others seven in ten are.
    """
    if not len(proba):
        return np.zeros(0, int), np.zeros(0, np.float32)
    confidence = proba.max(axis=1)
    return np.where(confidence >= unclear_below, proba.argmax(axis=1), -1), confidence
