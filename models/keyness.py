"""How telling a word is for a topic: G2 against all other topics, on clauses counted once however often they are copied."""
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import numpy as np

LEAST_G2 = 11.0  # one in a thousand by chance


def word_counts(said: Sequence[Collection[frozenset[str]]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Words (V, sorted), (k, V) in how many clauses of each topic each stands, and (k,) clauses in each.

    said: per topic its different clauses, as sets of words.
    """
    counts = [Counter(word for one in clauses for word in one) for clauses in said]
    vocabulary = sorted(set().union(*counts))
    place = {word: i for i, word in enumerate(vocabulary)}
    inside = np.zeros((len(said), len(vocabulary)), np.float32)
    for topic, count in enumerate(counts):
        for word, n in count.items():
            inside[topic, place[word]] = n
    return vocabulary, inside, np.array([len(clauses) for clauses in said], np.float32)


def postings(clauses: Sequence[frozenset[str]]) -> dict[str, set[int]]:
    """Where each word stands."""
    found = defaultdict(set)
    for i, one in enumerate(clauses):
        for word in one:
            found[word].add(i)
    return found


def variety_of(word: str, clauses: Sequence[frozenset[str]], enough: int) -> int:
    """In how many unlike clauses a word stands, counted up to `enough`: two are alike where more
    than half of the shorter one's other words are shared."""
    unlike: list[frozenset[str]] = []
    for one in clauses:
        rest = one - {word}
        if all(2 * len(rest & other) <= min(len(rest), len(other)) for other in unlike):
            unlike.append(rest)
            if len(unlike) == enough:
                break
    return len(unlike)


def keyness(inside: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """(k, V) signed G2 (log-likelihood ratio) of each term in each topic; negative where it is rarer than elsewhere.

    inside: (k, V) in how many clauses of a topic a term stands; sizes: (k,) clauses in each topic. About 11 is one in a
    thousand by chance for one term. Source: Dunning 1993, Computational Linguistics 19(1).
    """
    total, n = inside.sum(axis=0), max(1, sizes.sum())
    outside, rest = total - inside, (n - sizes)[:, None]
    share = total / n
    here, there = sizes[:, None] * share, rest * share
    g2 = 2 * (_gain(inside, here) + _gain(sizes[:, None] - inside, sizes[:, None] - here)
              + _gain(outside, there) + _gain(rest - outside, rest - there))
    return np.where(inside >= here, g2, -g2)


def _gain(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    safe = np.where(observed > 0, observed / np.maximum(expected, 1e-12), 1)
    return observed * np.log(safe)
