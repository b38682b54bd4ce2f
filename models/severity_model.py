"""How bad what happened is, learnt: the signs of harm in a text and its quiet words, weighed as people weighed them."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from models.harm import HARMS
from models.severity import Cue, explain, quiet
from models.one_thread import one_thread
from models.words import ngrams, terms

LEVELS = 5            # 0 none · 1 annoyance · 2 cost or lost time · 3 serious loss · 4 safety or a vulnerable person
GRAVE = 3             # a sign of this level or above is never read down: to overlook a danger is worse than to look once too often
_OTHER_SIGNS = ("annoyance", "old age", "large sum", "sum", "long without service", "lost time")
SIGNS = (*dict.fromkeys(harm.name for harm in HARMS if harm.level), *_OTHER_SIGNS, *(f"worst {level}" for level in range(LEVELS)))


class SeverityModel(BaseEstimator):
    """Texts -> the probability of each severity, 0–4, and the severity to act on.

    strength: inverse of the regularisation. word_weight: of a text's words (a row of length 1) beside its signs.
    Loudness is taken out before anything is read (models.severity.quiet): capitals, exclamation marks and oaths move nothing.
    """

    def __init__(self, strength: float = 0.1, word_weight: float = 1.0, max_words: int = 8000, random_state: int = 0):
        self.strength = strength
        self.word_weight = word_weight
        self.max_words = max_words
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], levels: Sequence[int], weights: Sequence[float] | None = None) -> SeverityModel:
        """levels: 0–4, what people said of each text; weights: how much each counts (>= 0).

        Raises ValueError where a level is none of 0–4, or all are one: there is nothing to learn.
        """
        wanted = np.asarray(levels, int)
        if len(texts) != len(wanted) or len(set(wanted.tolist())) < 2 or wanted.min() < 0 or wanted.max() >= LEVELS:
            raise ValueError(f"{len(texts)} texts, {len(wanted)} severities of {len(set(wanted.tolist()))} kinds: two kinds of 0 to {LEVELS - 1} or more are needed, one for each text")
        said = [quiet(text) for text in texts]
        counter = CountVectorizer(analyzer=_grams, max_features=self.max_words, min_df=3 if len(texts) > 200 else 1, binary=True, dtype=np.float32)
        present = np.asarray(counter.fit_transform(said).sum(axis=0)).ravel()
        self.vocabulary_ = {term: int(i) for term, i in counter.vocabulary_.items()}
        self.idf_ = (np.log((1 + len(texts)) / (1 + present)) + 1).astype(np.float32)
        learnt = LogisticRegression(C=self.strength, max_iter=500, random_state=self.random_state)
        learnt.fit(self._features(said, [explain(text) for text in texts]), wanted, sample_weight=weights)
        two = len(learnt.classes_) == 2
        self.coef_ = np.zeros((LEVELS, learnt.coef_.shape[1]), np.float32)
        self.intercept_ = np.full(LEVELS, -30.0, np.float32)      # a level nobody named: a probability of 0
        self.coef_[learnt.classes_] = np.vstack([-learnt.coef_, learnt.coef_]) / 2 if two else learnt.coef_
        self.intercept_[learnt.classes_] = np.r_[-learnt.intercept_, learnt.intercept_] / 2 if two else learnt.intercept_
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray:
        """(n, 5), rows sum to 1."""
        return self._proba(texts, [explain(text) for text in texts])

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) int8 0–4: the middle of the distribution, never below a sign of serious loss or danger."""
        signs = [explain(text) for text in texts]
        middle = (self._proba(texts, signs).cumsum(axis=1) < 0.5).sum(axis=1)
        worst = np.array([max((cue.level for cue in found), default=0) for found in signs], int)
        return np.where(worst >= GRAVE, np.maximum(middle, worst), middle).clip(0, LEVELS - 1).astype(np.int8)

    def _proba(self, texts: Sequence[str], signs: Sequence[list[Cue]]) -> np.ndarray:
        if not len(texts):
            return np.zeros((0, LEVELS))
        scores = self._features([quiet(text) for text in texts], signs) @ self.coef_.T + self.intercept_
        powers = np.exp(scores - scores.max(axis=1, keepdims=True)).astype(np.float64)
        return powers / powers.sum(axis=1, keepdims=True)

    def _features(self, said: Sequence[str], signs: Sequence[list[Cue]]) -> sp.csr_matrix:
        """(n, signs + words)."""
        found = np.zeros((len(said), len(SIGNS)), np.float32)
        for row, cues in enumerate(signs):
            found[row, [SIGNS.index(cue.name) for cue in cues]] = 1
            found[row, SIGNS.index(f"worst {max((cue.level for cue in cues), default=0)}")] = 1
        words = CountVectorizer(analyzer=_grams, vocabulary=self.vocabulary_, binary=True, dtype=np.float32).transform(said)
        words.data *= self.idf_[words.indices]
        length = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
        return sp.hstack([sp.csr_matrix(found), sp.diags_array(self.word_weight / np.where(length > 0, length, 1), dtype=np.float32) @ words], format="csr")

    def to_config(self) -> dict:
        return {"params": self.get_params(), "signs": list(SIGNS), "vocabulary": sorted(self.vocabulary_, key=self.vocabulary_.get)}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"idf": self.idf_, "coef": self.coef_, "intercept": self.intercept_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> SeverityModel:
        self = cls(**config["params"])
        self.vocabulary_ = {term: i for i, term in enumerate(config["vocabulary"])}
        self.idf_, self.coef_, self.intercept_ = arrays["idf"], arrays["coef"], arrays["intercept"]
        return self


def _grams(said: str) -> list[str]:
    return ngrams(terms(said), 2)
