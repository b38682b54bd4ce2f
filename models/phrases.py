"""Telling phrases: which of a taxonomy's phrases stand in a text, and what each one weighs."""
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer

from models.words import ngrams, terms

LONGEST = 4  # words in a phrase; nobody's telling phrase is longer


def phrase_key(phrase: str) -> str:
    """How a phrase is looked up, inflections folded: "hidden fees" and "hidden fee" are one."""
    return " ".join(terms(phrase))


class PhraseIndex(BaseEstimator):
    """Texts -> (n, T) how strongly the phrases of each touchpoint speak in a text.

    phrases: per touchpoint its list of phrases. A phrase counts with its rarity (idf) in the
    complaints it was fitted on, shared among the touchpoints that claim it.
    """

    def __init__(self, phrases: Sequence[Sequence[str]] = ()):
        self.phrases = phrases

    def fit(self, texts: Sequence[str], y=None) -> "PhraseIndex":
        owned = [sorted({key for phrase in own if (key := phrase_key(phrase))}) for own in self.phrases]
        self.keys_ = sorted({key for own in owned for key in own})
        place = {key: i for i, key in enumerate(self.keys_)}
        owner = np.zeros((len(self.keys_), len(owned)), np.float32)
        for column, own in enumerate(owned):
            owner[[place[key] for key in own], column] = 1
        hits = self.hits(texts)
        idf = np.log((1 + len(texts)) / (1 + np.asarray(hits.sum(axis=0)).ravel())) + 1
        self.weights_ = (owner / np.maximum(owner.sum(axis=1, keepdims=True), 1) * idf[:, None]).astype(np.float32)
        return self

    def hits(self, texts: Sequence[str]) -> sp.csr_matrix:
        """(n, phrases) 1 where the phrase stands in the text."""
        if not self.keys_:
            return sp.csr_matrix((len(texts), 0), dtype=np.float32)
        counter = CountVectorizer(analyzer=lambda text: ngrams(terms(text), LONGEST),
                                  vocabulary=self.keys_, binary=True, dtype=np.float32)
        return counter.transform(texts)

    def transform(self, texts: Sequence[str]) -> np.ndarray:
        return self.hits(texts) @ self.weights_

    def to_config(self) -> dict:
        return {"phrases": [list(own) for own in self.phrases], "keys": self.keys_}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"weights": self.weights_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "PhraseIndex":
        self = cls(config["phrases"])
        self.keys_, self.weights_ = config["keys"], arrays["weights"]
        return self
