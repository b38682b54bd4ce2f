"""One view of texts: counts of features, TF-IDF, truncated SVD."""
from collections import Counter
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.utils.extmath import randomized_svd

from models.words import content_terms, spelling, ngrams

_char_grams = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False).build_analyzer()
ANALYZERS = {
    "words": lambda text: ngrams(content_terms(text), 2),
    "chars": lambda text: _char_grams(spelling(text)),
}


def unit_rows(rows: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1; a row of zeros stays one."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(length > 1e-12, length, 1)


class LsaView(BaseEstimator):
    """Texts -> (n, n_components) rows of length 1, or 0 where nothing in the text is known.

    analyzer: "words" (1-2 folded content words) or "chars" (3-5 characters within words).
    """

    def __init__(self, analyzer: str = "words", n_components: int = 100, max_features: int = 20_000,
                 random_state: int = 0):
        self.analyzer = analyzer
        self.n_components = n_components
        self.max_features = max_features
        self.random_state = random_state

    def fit(self, texts: Sequence[str], y=None) -> "LsaView":
        self.fit_transform(texts)
        return self

    def fit_transform(self, texts: Sequence[str], y=None) -> np.ndarray:
        """As fit, then transform of the same texts, counted once: counting is half the cost."""
        counts = self._learn_vocabulary(texts)
        present = np.bincount(counts.indices, minlength=counts.shape[1])
        self.idf_ = (np.log((1 + len(texts)) / (1 + present)) + 1).astype(np.float32)
        if min(counts.shape) == 0:
            self.components_ = np.zeros((counts.shape[1], self.n_components), np.float32)
            return np.zeros((len(texts), self.n_components), np.float32)
        weighed = self._weigh(counts)
        _, _, right = randomized_svd(weighed, min(self.n_components, *counts.shape), random_state=self.random_state)
        self.components_ = np.ascontiguousarray(right.T, np.float32)
        return unit_rows(weighed @ self.components_)

    def _learn_vocabulary(self, texts: Sequence[str]) -> sp.csr_matrix:
        vectorizer = CountVectorizer(analyzer=ANALYZERS[self.analyzer], max_features=self.max_features,
                                     min_df=1 if len(texts) < 200 else 2, dtype=np.float32)
        try:
            counts = vectorizer.fit_transform(texts)
        except ValueError:  # scikit-learn's word for "no feature is left": emoji only, or all different
            self.vocabulary_ = {}
            return sp.csr_matrix((len(texts), 0), dtype=np.float32)
        self.vocabulary_ = {term: int(i) for term, i in vectorizer.vocabulary_.items()}
        return counts

    def _weigh(self, counts: sp.csr_matrix) -> sp.csr_matrix:
        """Sublinear TF-IDF with rows of length 1."""
        weighed = counts.tocsr(copy=True)
        weighed.data = (1 + np.log(weighed.data)) * self.idf_[weighed.indices]
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        return sp.diags_array(1 / np.where(length > 0, length, 1), dtype=np.float32) @ weighed

    def transform(self, texts: Sequence[str]) -> np.ndarray:
        if not self.vocabulary_:
            return np.zeros((len(texts), self.components_.shape[1]), np.float32)
        counter = CountVectorizer(analyzer=ANALYZERS[self.analyzer], vocabulary=self.vocabulary_, dtype=np.float32)
        return unit_rows(self._weigh(counter.transform(texts)) @ self.components_)

    def without(self, texts: Sequence[str], fitted_n: int, least_n: int) -> "LsaView":
        """A view that does not know what almost only these texts said: terms that fewer than `least_n` other texts held.

        texts: some of the `fitted_n` it was fitted on. Their number, learnt from the idf, stays: nothing else moves.
        """
        analyze = ANALYZERS[self.analyzer]
        mine = Counter(term for text in texts for term in set(analyze(text)) if term in self.vocabulary_)
        held_n = (1 + fitted_n) / np.exp(self.idf_ - 1) - 1
        unknown = {term for term, n in mine.items() if round(held_n[self.vocabulary_[term]]) - n < least_n}
        other = LsaView(**self.get_params())
        other.vocabulary_ = {f"\0{i}" if term in unknown else term: i for term, i in self.vocabulary_.items()}
        other.idf_, other.components_ = self.idf_, self.components_
        return other

    def to_config(self) -> dict:
        return {"params": self.get_params(), "vocabulary": sorted(self.vocabulary_, key=self.vocabulary_.get)}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"idf": self.idf_, "components": self.components_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "LsaView":
        self = cls(**config["params"])
        self.vocabulary_ = {term: i for i, term in enumerate(config["vocabulary"])}
        self.idf_, self.components_ = arrays["idf"], arrays["components"]
        return self
