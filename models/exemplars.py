"""Complaints that show a topic: three at its heart, three at its edge."""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.words import terms, words

READABLE_WORDS = range(8, 46)
TOO_ALIKE = 0.85  # cosine above which two complaints would be read as one
TOO_MANY_SHARED = 0.6  # of the words of two complaints together (Jaccard): copies with a word changed pass the cosine


@dataclass(frozen=True)
class Exemplars:
    """Row numbers of complaints, best first."""
    typical: list[int]
    edge: list[int]


def find_exemplars(texts: Sequence[str], authors: Sequence, embedding: np.ndarray, closeness: np.ndarray,
                   confidence: np.ndarray, members: np.ndarray, most: int = 3) -> Exemplars:
    """Typical and edge complaints of one topic.

    members: row numbers of its complaints; embedding: (n, d); closeness: (n,) cosine to its centre; confidence:
    (n,) of being in it. Typical are the closest, edge the least certain; both of readable length where there are
    any, by different authors (None counts as different) and in different words.
    """
    members = np.asarray(members, dtype=int)
    readable = np.array([i for i in members if len(words(texts[i])) in READABLE_WORDS], dtype=int)
    pool = readable if len(readable) >= 2 * most else members
    typical = _spread(pool[np.argsort(-closeness[pool], kind="stable")], texts, authors, embedding, [], most)
    edge = _spread(pool[np.argsort(confidence[pool], kind="stable")], texts, authors, embedding, typical, most)
    return Exemplars(typical, edge)


def _spread(order: np.ndarray, texts: Sequence[str], authors: Sequence, embedding: np.ndarray, used: list[int],
            most: int) -> list[int]:
    """The first of `order` that are neither by an author nor in the words of one already chosen."""
    chosen: list[int] = []
    for i in order:
        others = used + chosen
        same_author = any(authors[i] is not None and authors[i] == authors[j] for j in others)
        alike = (embedding[others] @ embedding[i] > TOO_ALIKE).any()
        if i not in others and not same_author and not alike and not any(is_copy(texts[i], texts[j]) for j in others):
            chosen.append(int(i))
        if len(chosen) == most:
            break
    return chosen


def is_copy(one: str, other: str) -> bool:
    """Whether two texts share most of their words, inflections folded. Two without any word are no copies."""
    these, those = set(terms(one)), set(terms(other))
    return len(these & those) >= TOO_MANY_SHARED * max(len(these | those), 1)
