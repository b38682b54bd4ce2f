"""Whether a post reports a failure: a linear model of words, spellings and cues, trained on words of our own."""
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer
from sklearn.linear_model import LogisticRegression

from models.complaint_cues import NAMES, cues
from models.one_thread import one_thread
from models.words import ngrams, terms

SPELLINGS = 2 ** 14   # columns the 3–5 characters of words are hashed to
_spelling = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=SPELLINGS, lowercase=False,
                              alternate_sign=False, norm=None, dtype=np.float32)


class ComplaintFilter(BaseEstimator):
    """Texts -> the probability (0–1) that each reports a failure. English, Spanish, German and French.

    strength: inverse of the regularisation. word_weight, spelling_weight: of a text's words and spellings (each a
    row of length 1) beside its cues. share: of complaints (0–1) among the posts a company gets, whatever it is in training.
    """

    def __init__(self, strength: float = 1.0, word_weight: float = 1.0, spelling_weight: float = 0.3,
                 cue_weight: float = 0.4, share: float = 0.65, max_words: int = 20_000, random_state: int = 0):
        self.strength = strength
        self.word_weight = word_weight
        self.spelling_weight = spelling_weight
        self.cue_weight = cue_weight
        self.share = share
        self.max_words = max_words
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], is_complaint: Sequence[bool], weights: Sequence[float] | None = None) -> "ComplaintFilter":
        """Learn what tells complaints from others. weights: how much each text counts (>= 0); the two kinds weigh the same in all.

        Raises ValueError where the examples are all complaints or none is: there is nothing to tell apart.
        """
        wanted = np.asarray(is_complaint, bool)
        if len(texts) != len(wanted) or wanted.all() or not wanted.any():
            raise ValueError(f"{len(texts)} texts, {len(wanted)} labels, {int(wanted.sum())} complaints: "
                             "both complaints and others are needed, a label for each text")
        cut = [terms(text) for text in texts]
        counter = CountVectorizer(analyzer=_grams, max_features=self.max_words, min_df=2 if len(texts) > 200 else 1,
                                  binary=True, dtype=np.float32)
        present = np.asarray(counter.fit_transform(cut).sum(axis=0)).ravel()
        self.vocabulary_ = {term: int(i) for term, i in counter.vocabulary_.items()}
        self.idf_ = (np.log((1 + len(texts)) / (1 + present)) + 1).astype(np.float32)
        learnt = LogisticRegression(C=self.strength, class_weight="balanced", max_iter=500, random_state=self.random_state)
        learnt.fit(self._features(texts, cut), wanted, sample_weight=weights)
        self.coef_ = learnt.coef_[0].astype(np.float32)
        self.intercept_ = (learnt.intercept_ + np.log(self.share / (1 - self.share))).astype(np.float32)
        return self

    def predict_proba(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) 0–1."""
        if not len(texts):
            return np.zeros(0)
        scores = self._features(texts, [terms(text) for text in texts]) @ self.coef_ + self.intercept_[0]
        return 1 / (1 + np.exp(-scores.astype(np.float64)))

    def _features(self, texts: Sequence[str], cut: Sequence[list[str]]) -> sp.csr_matrix:
        """(n, words + spellings + cues)."""
        words = CountVectorizer(analyzer=_grams, vocabulary=self.vocabulary_, binary=True, dtype=np.float32).transform(cut)
        words.data *= self.idf_[words.indices]
        return sp.hstack([_unit(words) * self.word_weight, _unit(_spellings(cut)) * self.spelling_weight,
                          sp.csr_matrix(self.cue_weight * cues(texts, cut))], format="csr")

    def to_config(self) -> dict:
        return {"params": self.get_params(), "cues": list(NAMES), "vocabulary": sorted(self.vocabulary_, key=self.vocabulary_.get)}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"idf": self.idf_, "coef": self.coef_, "intercept": self.intercept_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "ComplaintFilter":
        self = cls(**config["params"])
        self.vocabulary_ = {term: i for i, term in enumerate(config["vocabulary"])}
        self.idf_, self.coef_, self.intercept_ = arrays["idf"], arrays["coef"], arrays["intercept"]
        return self


def _grams(cut: list[str]) -> list[str]:
    return ngrams(cut, 2)


def _spellings(cut: Sequence[list[str]]) -> sp.csr_matrix:
    """(n, SPELLINGS): each different word is spelt once, which is five times faster than spelling every text."""
    place: dict[str, int] = {}
    columns = [place.setdefault(word, len(place)) for words in cut for word in words]
    if not columns:
        return sp.csr_matrix((len(cut), SPELLINGS), dtype=np.float32)
    ends = np.cumsum([0, *map(len, cut)])
    said = sp.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(cut), len(place)))
    return said @ _spelling.transform(list(place))


def _unit(rows: sp.csr_matrix) -> sp.csr_matrix:
    """Rows of length 1; an empty row stays empty."""
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sp.diags_array(1 / np.where(length > 0, length, 1), dtype=np.float32) @ rows
