"""Does a topic fall into parts? A division of one topic's complaints that two halves of them find again."""
import numpy as np

from models.granularity import best_fit, stability_curve
from models.lsa import unit_rows
from models.one_thread import one_thread

MOST = 4            # parts that a person can hold against each other
LEAST_AGREEMENT = 0.35   # adjusted Rand index of halves; below it they divide the topic as chance would
LEAST_SHARE = 0.04  # of the complaints, and no fewer than LEAST_N: a smaller part is picked by hand
LEAST_N = 5
_STARTS = 6


@one_thread
def find_parts(embedding: np.ndarray, most: int = MOST, random_state: int = 0) -> np.ndarray:
    """(n,) part 0..k-1 of each complaint of a topic, largest part first; all 0 where it does not fall into parts.

    embedding: (n, d), length 1. What all complaints of the topic share is taken off before: only how they differ divides them. Of 2 to
    `most` parts, the number is taken on which halves of the complaints agree best.
    """
    n = len(embedding)
    counts = [k for k in range(2, most + 1) if n >= 2 * k * LEAST_N]
    if not counts or len(np.unique(embedding, axis=0)) < max(counts):
        return np.zeros(n, int)
    rows = unit_rows(embedding - embedding.mean(axis=0)).astype(np.float32)
    curve = stability_curve(rows, counts, n_halves=3, n_starts=2, random_state=random_state)
    best = max(curve, key=lambda point: point["agreement"])
    if best["agreement"] < LEAST_AGREEMENT:
        return np.zeros(n, int)
    labels, _ = best_fit(rows, best["topics_n"], _STARTS, random_state)
    return _large_enough(labels, rows)


def typical(embedding: np.ndarray, parts: np.ndarray, part: int, most: int = 5) -> np.ndarray:
    """(up to most,) positions of the complaints that are nearest to the middle of a part."""
    members = np.flatnonzero(parts == part)
    closeness = embedding[members] @ embedding[members].mean(axis=0)
    return members[np.argsort(-closeness, kind="stable")[:most]]


def _large_enough(labels: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Parts in order of size; those that are too small go to the nearest that is not."""
    sizes = np.bincount(labels)
    kept = [part for part in np.argsort(-sizes, kind="stable") if sizes[part] >= max(LEAST_N, LEAST_SHARE * len(labels))]
    centres = unit_rows(np.vstack([rows[labels == part].mean(axis=0) for part in kept]))
    new = (rows @ centres.T).argmax(axis=1)
    for number, part in enumerate(kept):
        new[labels == part] = number
    return new
