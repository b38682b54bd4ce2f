"""A student: the sums of hashed words that come nearest to what a large encoder says of a text."""
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator

from models.hashing import hashed_counts, hashed_sums
from models.lsa import unit_rows
from models.one_thread import one_thread

STEPS = 14         # of conjugate gradients; fewer than it takes to settle: what comes later is learnt by heart
LEVELS = 127       # of a weight on either side of 0: one byte each


class Student(BaseEstimator):
    """Texts -> (n, n_components) float32, rows of length 1, 0 where nothing was said: a linear, hashed imitation of a teacher.

    fit(texts, vectors) learns one vector for each of `buckets_n` hashed words, pairs of words and parts of words by ridge
    regression, so that their sum is the teacher's vector of the text (its first principal directions). No word is kept, only
    sums by bucket, one byte a number. Made in the manner of distilled bags of embeddings; measured in findings/topics.md.
    """

    def __init__(self, n_components: int = 128, buckets_n: int = 2 ** 15, ridge: float = 1.0):
        self.n_components = n_components
        self.buckets_n = buckets_n
        self.ridge = ridge

    @one_thread
    def fit(self, texts: Sequence[str], vectors: np.ndarray) -> "Student":
        """texts: n; vectors: (n, D), what the teacher says of them. Raises ValueError when there is nothing to learn from."""
        if not len(texts) or len(texts) != len(vectors):
            raise ValueError(f"A student needs a vector for each text and one text or more, found {len(texts)} texts and {len(vectors)} vectors.")
        centred = np.asarray(vectors, np.float32) - np.asarray(vectors, np.float32).mean(axis=0)
        counts = hashed_counts(texts, self.buckets_n)
        weights = ridge_weights(counts, centred @ main_directions(centred, self.n_components), self.ridge)
        self.scale_ = (np.abs(weights).max(axis=0) / LEVELS + 1e-12).astype(np.float32)
        self.weights_ = np.round(weights / self.scale_).astype(np.int8)
        self.held_n_ = np.diff(counts.tocsc().indptr).astype(np.int32)
        return self

    @one_thread
    def encode(self, texts: Sequence[str], batch: int = 4096) -> np.ndarray:
        texts, weights = list(texts), self.weights_ * self.scale_
        blocks = [unit_rows(hashed_sums(texts[i:i + batch], weights)) for i in range(0, len(texts), batch)]
        return np.vstack(blocks).astype(np.float32) if blocks else np.zeros((0, weights.shape[1]), np.float32)

    @one_thread
    def loudness(self, texts: Sequence[str]) -> float:
        """Median length of its sums before they are made 1: about .8 of texts like those it learned from, less of strange ones."""
        sums = hashed_counts(texts, len(self.weights_)) @ (self.weights_ * self.scale_)
        return float(np.median(np.linalg.norm(sums, axis=1))) if len(sums) else 0.0

    def without(self, texts: Sequence[str], least_n: int) -> "Student":
        """A student that knows nothing of buckets that, without these texts, fewer than `least_n` of its texts held.

        A shipped student, which learnt from public texts alone (`held_n_` is empty), stays as it is.
        """
        if not len(self.held_n_):
            return self
        mine = np.diff(hashed_counts(texts, len(self.weights_)).tocsc().indptr)
        other = Student(**self.get_params())
        other.scale_, other.weights_, other.held_n_ = self.scale_, self.weights_.copy(), np.maximum(self.held_n_ - mine, 0)
        other.weights_[(mine > 0) & (other.held_n_ < least_n)] = 0
        return other

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        return {"params": self.get_params()}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"weights": self.weights_, "scale": self.scale_, "held_n": self.held_n_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "Student":
        """The student that `to_config` and `to_arrays` were taken from: encodes bit for bit the same."""
        self = cls(**config["params"])
        self.weights_, self.scale_, self.held_n_ = arrays["weights"], arrays["scale"], arrays["held_n"]
        return self


def main_directions(vectors: np.ndarray, most: int) -> np.ndarray:
    """(n, D) centred -> (D, at most `most`) the directions in which they differ most, of length 1."""
    values, directions = np.linalg.eigh(vectors.T @ vectors)
    return directions[:, np.argsort(-values)[:most]].astype(np.float32)


def ridge_weights(counts: sp.csr_matrix, targets: np.ndarray, ridge: float, steps: int = STEPS) -> np.ndarray:
    """W (buckets, d) that makes counts @ W near targets (n, d): preconditioned conjugate gradients, all columns at once.

    Stopped after `steps`. Source: Hestenes & Stiefel 1952, with the diagonal as preconditioner.
    """
    turned = counts.T.tocsr()
    inverse = (1 / (np.asarray(counts.multiply(counts).sum(axis=0)).ravel() + ridge)).astype(np.float32)[:, None]
    weights = np.zeros((counts.shape[1], targets.shape[1]), np.float32)
    left = turned @ targets
    step = near = inverse * left
    size = (left * near).sum(axis=0)
    for _ in range(steps):
        moved = turned @ (counts @ step) + ridge * step
        far = size / ((step * moved).sum(axis=0) + 1e-12)
        weights, left = weights + far * step, left - far * moved
        near, before = inverse * left, size
        size = (left * near).sum(axis=0)
        step = near + size / (before + 1e-12) * step
    return weights
