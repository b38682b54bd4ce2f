"""How telling a word is for a topic: G2 on document frequency, against all other complaints."""
import numpy as np
import scipy.sparse as sp


def document_frequencies(present: sp.csr_matrix, topics: np.ndarray, k: int) -> np.ndarray:
    """(k, V) in how many complaints of each topic each term stands. present: (n, V) 0/1; topics: (n,), negative for none."""
    rows = np.flatnonzero(topics >= 0)
    member = sp.csr_matrix((np.ones(len(rows), np.float32), (topics[rows], rows)), shape=(k, len(topics)))
    return np.asarray((member @ present).todense())


def keyness(inside: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """(k, V) signed G2 (log-likelihood ratio) of each term in each topic; negative where it is rarer than elsewhere.

    inside: (k, V) document frequencies; sizes: (k,) complaints in each topic. About 11 is one in a thousand by
    chance for one term. Source: Dunning 1993, Computational Linguistics 19(1).
    """
    total, n = inside.sum(axis=0), sizes.sum()
    outside, rest = total - inside, (n - sizes)[:, None]
    share = total / n
    here, there = sizes[:, None] * share, rest * share
    g2 = 2 * (_gain(inside, here) + _gain(sizes[:, None] - inside, sizes[:, None] - here)
              + _gain(outside, there) + _gain(rest - outside, rest - there))
    return np.where(inside >= here, g2, -g2)


def _gain(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    safe = np.where(observed > 0, observed / np.maximum(expected, 1e-12), 1)
    return observed * np.log(safe)
