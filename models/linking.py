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
SHARPNESS = 6.0       # of the first guess: its mean confidence (.60-.65) is its accuracy (.61-.64) at any n
SCORE_SCALE = 0.3     # of the standardised scores beside the embedding (findings/topics.md)
UNLEARNT = -30.0      # intercept of a touchpoint no complaint was guessed for: a share of 0
FEWEST_TEXTS = 300    # up to it the first guess alone is as right as what was learnt, see _learn()
FEWEST_GUESSED = 200  # of one touchpoint, below which the regression forgets it: at 300 the others lose .006 accuracy
RARE_BELOW = 0.6      # of the mean number guessed for a touchpoint: with fewer texts that takes the place of the 200
TOPIC_SHARE = 0.3     # of the topic's shares beside the complaint's own; .2-.5 differ by less than .005
ARRAYS = ("descriptions", "spoken", "score_mean", "score_std", "coef", "intercept", "trust")  # what a fitted linker is


def softmax(scores: np.ndarray) -> np.ndarray:
    """(n, T) -> (n, T), rows sum to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def sharpening(scores: np.ndarray, confidence: float) -> float:
    """The factor (1-64) by which (n, T) scores reach a mean confidence (0-1); 1 where they have it already."""
    low, high = 1.0, 64.0
    if softmax(scores).max(axis=1).mean() >= confidence:
        return low
    for _ in range(20):  # halvings: the factor is exact to 1e-4
        middle = (low + high) / 2
        is_flat = softmax(middle * scores).max(axis=1).mean() < confidence
        low, high = (middle, high) if is_flat else (low, middle)
    return high


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
    3. Both are blended, what was learnt with `trust_` (T,), 0-1, of the touchpoint first guessed: nothing up to
       300 texts, .9 at 3,000, and less where few texts were guessed to be of that touchpoint. Without the latter
       the rare ones (damaged baggage, special assistance) were never named.

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
        """Few texts teach a regression little, and it says so in flat shares: at 150 it called 7 in 10 unclear.

        So it weighs in with the texts it saw, and is sharpened until its confidence means what the guess's does.
        """
        guess = softmax(SHARPNESS * raw)
        label = guess.argmax(axis=1)
        self.coef_ = np.zeros((len(self.ids_), embedding.shape[1] + len(self.ids_)), np.float32)
        self.intercept_ = np.full(len(self.ids_), UNLEARNT, np.float32)
        guessed_n = np.bincount(label, minlength=len(self.ids_))
        overall = 1 - FEWEST_TEXTS / max(len(label), FEWEST_TEXTS) if (guessed_n > 0).sum() > 1 else 0.0
        enough_n = max(1.0, min(FEWEST_GUESSED, RARE_BELOW * guessed_n.mean()))
        self.trust_ = (overall * np.minimum(1, guessed_n / enough_n)).astype(np.float32)
        if not overall:
            return
        features = self._features(raw, embedding)
        model = LogisticRegression(C=self.C, max_iter=300, random_state=self.random_state)
        model.fit(features, label, sample_weight=guess.max(axis=1) ** 2)
        two = len(model.classes_) == 2
        self.coef_[model.classes_] = np.vstack([-model.coef_, model.coef_]) / 2 if two else model.coef_
        self.intercept_[model.classes_] = np.r_[-model.intercept_, model.intercept_] / 2 if two else model.intercept_
        sharper = np.float32(sharpening(features @ self.coef_.T + self.intercept_, guess.max(axis=1).mean()))
        self.coef_, self.intercept_ = sharper * self.coef_, sharper * self.intercept_

    @one_thread
    def predict_proba(self, texts: Sequence[str], embedding: np.ndarray) -> np.ndarray:
        """(n, T) probability of each touchpoint, in the order of `ids_`; rows sum to 1."""
        if not len(texts):
            return np.zeros((0, len(self.ids_)), np.float32)
        raw = self.first_guess(texts, embedding)
        learnt = softmax(self._features(raw, embedding) @ self.coef_.T + self.intercept_)
        trust = self.trust_[raw.argmax(axis=1), None]
        return trust * learnt + (1 - trust) * softmax(SHARPNESS * raw)

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
        return {"params": {**self.get_params(), "touchpoints": touchpoints},
                "phrases": self.phrases_.to_config()}

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


def decide(proba: np.ndarray, unclear_below: float) -> tuple[np.ndarray, np.ndarray]:
    """(n, T) shares -> touchpoint (n,) int, -1 for "unclear", and confidence (n,) 0-1: the largest share.

    unclear_below: 0-1. "Unclear" is said rather than guessed. On airline complaints .25 leaves about a
    tenth unclear; of these four in ten would have been right, of the others seven in ten are.
    """
    if not len(proba):
        return np.zeros(0, int), np.zeros(0, np.float32)
    confidence = proba.max(axis=1)
    return np.where(confidence >= unclear_below, proba.argmax(axis=1), -1), confidence
