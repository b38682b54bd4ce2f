"""Two encoders side by side: one that knows the language, one that learned these complaints."""
from collections.abc import Sequence

import numpy as np
from sklearn.base import BaseEstimator

from models.embedding import Encoder, LsaEncoder
from models.lsa import unit_rows
from models.student import Student
from models.one_thread import one_thread
from models.words import is_foreign

FOREIGN_WEIGHT = 2.0     # of a large encoder beside the LSA: banking intents .77 NMI alone, .74 at 1, .79 at 2
FAMILIAR = 0.58          # loudness at which student and LSA weigh the same: tweets to airlines are at .55, banking and insurance at .77
STEEPNESS = 6.0          # of the weight over loudness: LSA leads on tweets, the student on what it knows
MOST_WEIGHT = 4.0        # of the student; from here on the LSA no longer counts


def student_weight(loudness: float) -> float:
    """How much a student weighs beside the LSA, 0-4. A ridge regression speaks softly of what it does not know.

    loudness: median length of its sums, 0-1; see Student.loudness().
    """
    return min(MOST_WEIGHT, (loudness / FAMILIAR) ** STEEPNESS)


class BlendedEncoder(BaseEstimator):
    """[weight x base | LSA], rows of length 1: what is learned from the texts here, beside what is known of the language.

    base: a fitted Student, or any other encoder. Both are centred on the mean complaint. The weight is not a choice: it
    follows from how well a student knows such texts; a large encoder knows them all.
    """

    def __init__(self, base: Encoder | None = None, n_words: int = 50, n_chars: int = 50, fit_max: int = 20_000, random_state: int = 0):
        self.base = base
        self.n_words = n_words
        self.n_chars = n_chars
        self.fit_max = fit_max
        self.random_state = random_state

    @one_thread
    def fit(self, texts: Sequence[str], y=None) -> "BlendedEncoder":
        """Learn the LSA, the mean and the weight of the base. Needs one text or more."""
        texts = list(texts)
        self.lsa_ = LsaEncoder(self.n_words, self.n_chars, self.fit_max, self.random_state).fit(texts)
        sample = self.lsa_.sample(texts)
        sample = [text for text in sample if not self._is_strange(text)] or sample
        self.mean_ = np.asarray(self.base.encode(sample)).mean(axis=0)
        self.weight_ = student_weight(self.base.loudness(sample)) if isinstance(self.base, Student) else FOREIGN_WEIGHT
        return self

    @one_thread
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) texts -> (n, d) float32, rows of length 1; a text with nothing known in it is all 0."""
        texts = list(texts)
        known = np.asarray(self.base.encode(texts), np.float32)
        known[[i for i, text in enumerate(texts) if self._is_strange(text)]] = 0
        centred = unit_rows(np.where(known.any(axis=1, keepdims=True), known - self.mean_, 0))
        return unit_rows(np.hstack([np.float32(self.weight_) * centred, self.lsa_.encode(texts)])).astype(np.float32)

    def _is_strange(self, text: str) -> bool:
        """A student was taught English: what it says of another language is noise, and loud."""
        return isinstance(self.base, Student) and is_foreign(text)

    def without(self, texts: Sequence[str], fitted_n: int, least_n: int) -> "BlendedEncoder":
        """An encoder that knows nothing that, without these of its `fitted_n` texts, fewer than `least_n` said."""
        other = BlendedEncoder(**self.get_params(deep=False))
        other.lsa_ = self.lsa_.without(texts, fitted_n, least_n)
        other.base = self.base.without(texts, least_n) if isinstance(self.base, Student) else self.base
        other.mean_, other.weight_ = self.mean_, self.weight_
        return other

    def to_config(self) -> dict:
        """All that is not an array, as JSON can hold it. Of a base that is no student only its name is kept."""
        own = {key: value for key, value in self.get_params(deep=False).items() if key != "base"}
        student = self.base.to_config() if isinstance(self.base, Student) else None
        return {"params": own, "weight": self.weight_, "lsa": self.lsa_.to_config(), "student": student, "base": getattr(self.base, "named", None)}

    def to_arrays(self) -> dict[str, np.ndarray]:
        student = self.base.to_arrays() if isinstance(self.base, Student) else {}
        return {"mean": self.mean_, **{f"lsa.{key}": array for key, array in self.lsa_.to_arrays().items()},
                **{f"student.{key}": array for key, array in student.items()}}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray], base: Encoder | None = None) -> "BlendedEncoder":
        """The encoder that `to_config` and `to_arrays` were taken from. base: the one it had, where that was no student."""
        if config["student"] is not None:
            base = Student.from_state(config["student"], _below(arrays, "student."))
        self = cls(base, **config["params"])
        self.lsa_ = LsaEncoder.from_state(config["lsa"], _below(arrays, "lsa."))
        self.mean_, self.weight_ = arrays["mean"], config["weight"]
        return self


def _below(arrays: dict[str, np.ndarray], start: str) -> dict[str, np.ndarray]:
    return {key.removeprefix(start): array for key, array in arrays.items() if key.startswith(start)}
