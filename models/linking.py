"""Complaints x touchpoints: shares and a confidence, from the words of a taxonomy and from what people decided."""
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from models import calibration
from models.correcting import Correction, learn_correction
from models.embedding import Encoder
from models.explaining import Explanation, weights, without_each
from models.guessing import Learnt, answer, learn
from models.phrases import PhraseIndex, phrase_key
from models.one_thread import one_thread

PHRASE_WEIGHT = 0.05  # of one idf point beside a cosine (-1..1); .02-.1 differ by less than .01 accuracy
SCORE_SCALE = 0.1     # of the standardised first guess beside the embedding, for what decisions correct; .03-.3 differ by less than .005
TOPIC_SHARE = 0.3     # of the topic's shares beside the complaint's own; .2-.5 differ by less than .005
ARRAYS = ("descriptions", "spoken", "score_mean", "score_std", "coef", "intercept", "trust", "correction", "sureness")  # what a fitted linker is


class TouchpointLinker(BaseEstimator):
    """Texts -> the probability of each touchpoint, without a single labelled complaint, and better with some.

    1. A first guess: closeness of a text to each description and to its phrases (centred), and the phrases it contains.
    2. What else such complaints say: models/guessing.py. 3. What people decided corrects it: models/correcting.py.
    A confidence means the share that is right: nothing decided, it is the first guess's on average; from 50 decisions on, theirs.

    touchpoints: sequence of (id, description, phrases).
    """

    def __init__(self, touchpoints: Sequence[tuple[str, str, Sequence[str]]] = ()):
        self.touchpoints = touchpoints

    @one_thread
    def fit(self, texts: Sequence[str], embedding: np.ndarray, encoder: Encoder, decided: np.ndarray | None = None,
            decided_weight: np.ndarray | None = None) -> "TouchpointLinker":
        """texts: n complaints; embedding: theirs, (n, d); encoder: the one that made it.

        decided: (n,) place in `touchpoints` of what a person said of each, -1: nothing; decided_weight: (n,) above 0, 1 for a
        word about that very complaint, less for one about its topic. Raises ValueError: fewer than 2 touchpoints, a place beyond them.
        """
        if len(self.touchpoints) < 2:
            raise ValueError(f"A taxonomy needs 2 touchpoints or more to choose from, found {len(self.touchpoints)}.")
        self.ids_ = [touchpoint[0] for touchpoint in self.touchpoints]
        self.phrases_ = PhraseIndex([list(touchpoint[2]) for touchpoint in self.touchpoints]).fit(texts)
        self.descriptions_ = encoder.encode([touchpoint[1] for touchpoint in self.touchpoints])
        self.spoken_ = encoder.encode([" . ".join(touchpoint[2]) for touchpoint in self.touchpoints])
        raw = self.first_guess(texts, embedding)
        self.score_mean_ = raw.mean(axis=0) if len(texts) else np.zeros(len(self.ids_), np.float32)
        self.score_std_ = np.float32(max(raw.std(), 1e-6)) if len(texts) else np.float32(1)
        found = learn(raw, embedding)
        self.coef_, self.intercept_, self.prior_, self.trust_ = found.coef, found.intercept, found.prior, found.trust
        return self.learn_decisions(texts, embedding, decided, decided_weight)

    @one_thread
    def learn_decisions(self, texts: Sequence[str], embedding: np.ndarray, decided: np.ndarray | None, decided_weight: np.ndarray | None = None) -> "TouchpointLinker":
        """The last step of `fit` alone, for a fitted linker: forget what was decided before and learn what is decided now."""
        raw, said = self.first_guess(texts, embedding), _said(decided, len(texts), len(self.ids_))
        shares, features, is_said = self._undecided(raw, embedding), self._features(raw, embedding), said >= 0
        weight = np.ones(len(texts)) if decided_weight is None else np.asarray(decided_weight, float)
        correction = learn_correction(shares[is_said], features[is_said], said[is_said], weight[is_said])
        self.correction_, self.heat_, self.decided_n_ = correction.coef, correction.heat, int(is_said.sum())
        self.keep_sureness(self._shares(raw, embedding))
        return self

    def keep_sureness(self, shares: np.ndarray) -> None:
        """Remember how sure (n, T) shares are: from it unclear_below() is told. `fit` does it with each complaint's own shares."""
        self.sureness_ = calibration.sureness(shares.max(axis=1) if len(shares) else shares[:, 0])

    def unclear_below(self, risk: float) -> float:
        """The confidence (0-1) below which a link is left unclear so that of the others at most `risk` (0-1) are expected to be wrong."""
        return calibration.threshold(self.sureness_, risk)

    def first_guess(self, texts: Sequence[str], embedding: np.ndarray) -> np.ndarray:
        """(n, T) closeness to each touchpoint's words and the weight of its phrases, before anything is learnt."""
        close = embedding @ (self.descriptions_ + self.spoken_).T
        return close + PHRASE_WEIGHT * self.phrases_.transform(texts)

    def _features(self, raw: np.ndarray, embedding: np.ndarray) -> np.ndarray:
        return np.hstack([embedding, SCORE_SCALE * (raw - self.score_mean_) / self.score_std_])

    @one_thread
    def predict_proba(self, texts: Sequence[str], embedding: np.ndarray) -> np.ndarray:
        """(n, T) probability of each touchpoint, in the order of `ids_`; rows sum to 1."""
        if not len(texts):
            return np.zeros((0, len(self.ids_)), np.float32)
        return self._shares(self.first_guess(texts, embedding), embedding)

    def _undecided(self, raw: np.ndarray, embedding: np.ndarray) -> np.ndarray:
        return answer(Learnt(self.coef_, self.intercept_, self.prior_, self.trust_), raw, embedding)

    def _shares(self, raw: np.ndarray, embedding: np.ndarray) -> np.ndarray:
        shares = self._undecided(raw, embedding)
        if not self.decided_n_:
            return shares
        return Correction(self.correction_, self.heat_).apply(shares, self._features(raw, embedding)).astype(np.float32)

    def explain(self, text: str, encoder: Encoder, touchpoint_id: str | None = None, most: int = 5) -> Explanation:
        """Why one text is linked to a touchpoint (None: to that of the largest share): at most so many of each kind of reason.

        Word by word: what happens to its odds when the word is left out, so it holds for whatever was learnt. 20 ms.
        """
        tried = [text, *without_each(text)]
        embedding = encoder.encode(tried)
        proba = self.predict_proba(tried, embedding)
        about = self.ids_.index(touchpoint_id) if touchpoint_id in self.ids_ else int(proba[0].argmax())
        said = [(self.ids_[t], phrase) for t in np.argsort(-proba[0], kind="stable") for phrase in self._phrases_in(text, t)]
        words = weights(text, float(proba[0, about]), [float(share) for share in proba[1:, about]], most)
        return Explanation(self.ids_[about], self._top(proba[0], most), words, said, self._top((embedding[:1] @ self.descriptions_.T)[0], most))

    def _phrases_in(self, text: str, touchpoint: int) -> list[str]:
        found = {self.phrases_.keys_[i] for i in self.phrases_.hits([text]).indices}
        return [phrase for phrase in self.phrases_.phrases[touchpoint] if phrase_key(phrase) in found]

    def _top(self, values: np.ndarray, most: int) -> list[tuple[str, float]]:
        return [(self.ids_[t], round(float(values[t]), 4)) for t in np.argsort(-values, kind="stable")[:most]]

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        touchpoints = [[i, description, list(phrases)] for i, description, phrases in self.touchpoints]
        return {"params": {**self.get_params(), "touchpoints": touchpoints}, "phrases": self.phrases_.to_config(),
                "prior": self.prior_, "heat": self.heat_, "decided_n": self.decided_n_}

    def to_arrays(self) -> dict[str, np.ndarray]:
        own = {name: np.asarray(getattr(self, f"{name}_")) for name in ARRAYS}
        return {**own, **{f"phrases.{key}": a for key, a in self.phrases_.to_arrays().items()}}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "TouchpointLinker":
        """The linker that `to_config` and `to_arrays` were taken from; needs no encoder."""
        self = cls(**config["params"])
        self.ids_ = [touchpoint[0] for touchpoint in self.touchpoints]
        self.phrases_ = PhraseIndex.from_state(config["phrases"], {"weights": arrays["phrases.weights"]})
        self.prior_, self.heat_, self.decided_n_ = config["prior"], config["heat"], config["decided_n"]
        for name in ARRAYS:
            setattr(self, f"{name}_", arrays[name])
        return self


def _said(decided: np.ndarray | None, texts_n: int, touchpoints_n: int) -> np.ndarray:
    """(n,) touchpoints that people said, -1: nothing. Raises ValueError for another length or a touchpoint that is not there."""
    said = np.full(texts_n, -1) if decided is None else np.asarray(decided, int)
    if len(said) != texts_n or (len(said) and said.max() >= touchpoints_n):
        raise ValueError(f"Decisions for {len(said)} complaints up to touchpoint {said.max(initial=-1)} found; "
                         f"{texts_n} complaints and touchpoints 0 to {touchpoints_n - 1} are there.")
    return said


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

    unclear_below: 0-1, see TouchpointLinker.unclear_below(). "Unclear" is said rather than guessed.
    """
    if not len(proba):
        return np.zeros(0, int), np.zeros(0, np.float32)
    confidence = proba.max(axis=1)
    return np.where(confidence >= unclear_below, proba.argmax(axis=1), -1), confidence
