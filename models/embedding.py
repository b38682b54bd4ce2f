"""Texts to vectors: latent semantic analysis of words and of characters, side by side."""
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state

from models.lsa import LsaView, unit_rows
from models.one_thread import one_thread


class Encoder(Protocol):
    """Anything that turns texts into vectors: (n,) -> (n, d) float32, rows of length 1 or 0."""

    def encode(self, texts: Sequence[str]) -> np.ndarray: ...


class LsaEncoder(BaseEstimator):
    """The encoder that always works: no weights from anybody else, no download, no torch.

    Words (1-2, stop words out) catch what is said, characters (3-5) survive typos, compounds and
    endings; each view is a truncated SVD with rows of length 1. The mean complaint is subtracted:
    what all have in common says nothing about which is which. Measured in findings/topics.md.
    """

    def __init__(self, n_words: int = 100, n_chars: int = 100, fit_max: int = 20_000, random_state: int = 0):
        self.n_words = n_words
        self.n_chars = n_chars
        self.fit_max = fit_max
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], y=None) -> "LsaEncoder":
        """Learn both views from at most `fit_max` texts, drawn by `random_state`. Needs one text or more."""
        texts = self.sample(list(texts))
        if not texts:
            raise ValueError("No texts to learn an encoder from: 0 found, at least 1 needed.")
        self.words_ = LsaView("words", self.n_words, random_state=self.random_state)
        self.chars_ = LsaView("chars", self.n_chars, random_state=self.random_state)
        views = [view.fit_transform(texts) for view in (self.words_, self.chars_)]
        self.mean_ = unit_rows(np.hstack(views)).mean(axis=0)
        return self

    def sample(self, texts: list[str]) -> list[str]:
        """The texts it learns from: all, or `fit_max` of them."""
        if len(texts) <= self.fit_max:
            return texts
        chosen = check_random_state(self.random_state).choice(len(texts), self.fit_max, replace=False)
        return [texts[i] for i in np.sort(chosen)]

    def _both(self, texts: Sequence[str]) -> np.ndarray:
        return unit_rows(np.hstack([self.words_.transform(texts), self.chars_.transform(texts)]))

    @one_thread
    def encode(self, texts: Sequence[str], batch: int = 4096) -> np.ndarray:
        """(n,) texts -> (n, d) float32, rows of length 1; a text with nothing known in it is all 0."""
        texts = list(texts)
        blocks = [self._centred(texts[i:i + batch]) for i in range(0, len(texts), batch)]
        return np.vstack(blocks) if blocks else np.zeros((0, len(self.mean_)), np.float32)

    def _centred(self, texts: Sequence[str]) -> np.ndarray:
        raw = self._both(texts)
        known = raw.any(axis=1, keepdims=True)
        return unit_rows(np.where(known, raw - self.mean_, 0)).astype(np.float32)

    def without(self, texts: Sequence[str], fitted_n: int, least_n: int) -> "LsaEncoder":
        """An encoder whose vocabulary holds nothing that, without these of its `fitted_n` texts, fewer than `least_n` said."""
        other = LsaEncoder(**self.get_params())
        other.words_, other.chars_ = (view.without(texts, min(fitted_n, self.fit_max), least_n) for view in (self.words_, self.chars_))
        other.mean_ = self.mean_
        return other

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it."""
        return {"params": self.get_params(), "words": self.words_.to_config(), "chars": self.chars_.to_config()}

    def to_arrays(self) -> dict[str, np.ndarray]:
        views = {f"{name}.{key}": array for name in ("words", "chars")
                 for key, array in getattr(self, f"{name}_").to_arrays().items()}
        return {**views, "mean": self.mean_}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "LsaEncoder":
        """The encoder that `to_config` and `to_arrays` were taken from: encodes bit for bit the same."""
        self = cls(**config["params"])
        for name in ("words", "chars"):
            own = {key.removeprefix(f"{name}."): a for key, a in arrays.items() if key.startswith(f"{name}.")}
            setattr(self, f"{name}_", LsaView.from_state(config[name], own))
        self.mean_ = arrays["mean"]
        return self
