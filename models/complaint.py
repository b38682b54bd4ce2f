"""Is a post a complaint? Words and signs, learnt from lines written for the purpose."""
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from models.cues import NAMES, sign_counts
from models.threads import one_thread
from models.words import ngrams, terms

COMPLAINT_FROM = 0.40  # probability from which a post is kept: a lost complaint costs more than a read thank-you
WORD_BUCKETS = 2 ** 13
WORD_SCALE = 0.5       # of the words beside the signs: signs carry over to a new trade, words do not


class ComplaintFilter(BaseEstimator):
    """P(complaint) of a post, 0-1: logistic regression on hashed words (1-2) and counted signs (models/cues.py).

    Trained on data/complaint/lines.yaml and the sample's own posts only. `y` of fit: True for a complaint.
    """

    def __init__(self, C: float = 1.0, random_state: int = 0):
        self.C = C
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], is_complaint: Sequence[bool],
            sample_weight: Sequence[float] | None = None) -> "ComplaintFilter":
        """Raises ValueError when the texts are all complaints or all not: both are needed."""
        label = np.asarray(is_complaint, dtype=bool)
        if len(set(label.tolist())) < 2:
            raise ValueError(f"Both complaints and other posts are needed: found {int(label.sum())} complaints "
                             f"among {len(label)} texts.")
        signs = sign_counts(texts)
        self.centre_, self.scale_ = signs.mean(axis=0), np.maximum(signs.std(axis=0), 0.05)
        model = LogisticRegression(C=self.C, max_iter=500, class_weight="balanced", random_state=self.random_state)
        model.fit(self._features(texts), label, sample_weight=sample_weight)
        self.coef_, self.intercept_ = model.coef_[0].astype(np.float32), np.float32(model.intercept_[0])
        return self

    def _features(self, texts: Sequence[str]) -> sp.csr_matrix:
        hashed = HashingVectorizer(analyzer=lambda text: ngrams(terms(text), 2), n_features=WORD_BUCKETS,
                                   dtype=np.float32).transform(texts)
        signs = (sign_counts(texts) - self.centre_) / self.scale_ / np.sqrt(len(NAMES))
        return sp.hstack([hashed * WORD_SCALE, sp.csr_matrix(signs.astype(np.float32))], format="csr")

    @one_thread
    def predict_proba(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) float32, the probability that each post is a complaint; an empty list gives an empty array."""
        if not len(texts):
            return np.zeros(0, np.float32)
        return (1 / (1 + np.exp(-(self._features(texts) @ self.coef_ + self.intercept_)))).astype(np.float32)

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) bool at COMPLAINT_FROM."""
        return self.predict_proba(texts) >= COMPLAINT_FROM

    def to_config(self) -> dict:
        return {"params": self.get_params(), "signs": list(NAMES), "word_buckets": WORD_BUCKETS}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"coef": self.coef_, "intercept": np.array([self.intercept_]), "centre": self.centre_, "scale": self.scale_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "ComplaintFilter":
        """Raises ValueError when the state was saved with other signs than this version counts."""
        if config["signs"] != list(NAMES) or config["word_buckets"] != WORD_BUCKETS:
            raise ValueError("This complaint filter was saved by another version: its signs differ. Train it again.")
        self = cls(**config["params"])
        self.coef_, self.intercept_ = arrays["coef"], arrays["intercept"][0]
        self.centre_, self.scale_ = arrays["centre"], arrays["scale"]
        return self
