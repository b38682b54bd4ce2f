"""Known words: what a model has heard before, and how much of a complaint it has not."""
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from models.words import content_terms

FEWEST_N = 5   # complaints that must have said a word for it to be known: no single person's word is kept


class KnownWords(BaseEstimator):
    """Complaints -> the share of their words that the model never learned.

    A new kind of failure brings words of its own before any topic has room for it. Of the sample's planted new topic, put to a model that learned
    before it began, .34 have more unknown words than nine in ten of what was learned (.08 of all else); by the confidence of the topic it is .13 (.11).
    """

    def fit(self, texts: Sequence[str], y=None) -> "KnownWords":
        counted = Counter(word for text in texts for word in set(content_terms(text)))
        self.counts_ = {word: n for word, n in sorted(counted.items()) if n >= FEWEST_N}
        return self

    def unknown_share(self, texts: Sequence[str], is_own: bool = False) -> np.ndarray:
        """(n,) 0-1: of a text's different content words, those that fewer than FEWEST_N others said; 0 for a text without any.

        is_own: the texts are those of the fit, so that each of their words was said once by the text itself.
        """
        least = FEWEST_N + is_own
        return np.array([_share([self.counts_.get(word, 0) < least for word in set(content_terms(text))]) for text in texts], dtype=np.float32)

    def without(self, texts: Sequence[str], least_n: int) -> "KnownWords":
        """The same without what these texts said: words that fewer than `least_n` others hold are known no more."""
        gone = Counter(word for text in texts for word in set(content_terms(text)))
        other = KnownWords()
        other.counts_ = {word: n for word, n in self.counts_.items() if n - gone[word] >= max(least_n, FEWEST_N) or not gone[word]}
        return other

    def to_config(self) -> dict:
        return {"words": list(self.counts_)}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {"counts": np.array(list(self.counts_.values()), dtype=np.int32)}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "KnownWords":
        self = cls()
        self.counts_ = {word: int(n) for word, n in zip(config["words"], arrays["counts"], strict=True)}
        return self


def _share(is_unknown: Sequence[bool]) -> float:
    return sum(is_unknown) / len(is_unknown) if is_unknown else 0.0
