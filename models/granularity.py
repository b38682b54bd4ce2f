"""How many topics: the finest division that another half of the complaints finds again."""
from itertools import combinations

import numpy as np
from sklearn.metrics import adjusted_rand_score
from sklearn.utils import check_random_state

from models.kmeans import fit_quality, fresh_start, spherical_kmeans

FIT_MAX = 5_000     # rows looked at; more changes the curve by less than its noise
STEP = 1.12         # ratio of neighbouring k: 10, 11, 12, 14 ... 40
TOLERANCE = 0.04    # agreement given up for a finer division, of the best on the smoothed curve; at .06 other halves of the same tweets gave 11 to 18 topics
SMALLEST_MEAN = 15  # complaints a topic must hold on average


def candidate_counts(touchpoints_n: int, complaints_n: int) -> list[int]:
    """From half as many topics as touchpoints to twice as many, in steps of about 12 %.

    A topic is one story of failure: several touchpoints may share one, one may have several. Both ends
    shrink with few complaints (15 a topic or more), down to a single topic.
    """
    most = max(1, min(2 * touchpoints_n, complaints_n // SMALLEST_MEAN))
    least = max(1, min(touchpoints_n // 2, most))
    counts, k = [], float(least)
    while round(k) <= most:
        counts.append(round(k))
        k = max(k * STEP, k + 1)
    return sorted(set(counts))


def stability_curve(rows: np.ndarray, counts: list[int], n_halves: int = 4, n_starts: int = 3,
                    random_state: int = 0) -> list[dict]:
    """For each count of topics, how far divisions learnt on random halves of the complaints agree.

    rows: (n, d), length 1. Returns a dict per count: topics_n, agreement (mean adjusted Rand index over all
    rows of all pairs of halves, 1 = the same division every time), smoothed (mean with its neighbours),
    quality (mean cosine to the centre). Silhouette, Davies-Bouldin, Calinski-Harabasz and BIC run to the edge
    of the grid (findings/topics.md); starts on the same rows agree at any count once a taxonomy guides them.
    """
    random = check_random_state(random_state)
    rows = rows if len(rows) <= FIT_MAX else rows[np.sort(random.choice(len(rows), FIT_MAX, replace=False))]
    halves = [np.sort(random.choice(len(rows), max(1, len(rows) // 2), replace=False)) for _ in range(n_halves)]
    curve = [_agreement(rows, halves, k, n_starts, random_state) for k in counts]
    raw = [point["agreement"] for point in curve]
    for i, point in enumerate(curve):
        point["smoothed"] = float(np.mean(raw[max(0, i - 1):i + 2]))
    return curve


def best_fit(rows: np.ndarray, k: int, n_starts: int, random_state: int) -> tuple[np.ndarray, np.ndarray]:
    """The best of several random starts: labels (n,) and centres (k, d)."""
    starts = range(random_state, random_state + n_starts)
    fits = [spherical_kmeans(rows, fresh_start(rows, k, seed)) for seed in starts]
    return max(fits, key=lambda fit: fit_quality(rows, *fit))


def _agreement(rows: np.ndarray, halves: list[np.ndarray], k: int, n_starts: int, random_state: int) -> dict:
    closeness = [rows @ best_fit(rows[half], k, n_starts, random_state)[1].T for half in halves]
    pairs = [adjusted_rand_score(a, b) for a, b in combinations([c.argmax(axis=1) for c in closeness], 2)]
    return {"topics_n": k, "agreement": float(np.mean(pairs)),
            "quality": float(np.mean([c.max(axis=1).mean() for c in closeness]))}


def choose_count(curve: list[dict], tolerance: float = TOLERANCE) -> int:
    """The largest count whose smoothed agreement is within `tolerance` of the best."""
    best = max(point["smoothed"] for point in curve)
    return max(point["topics_n"] for point in curve if point["smoothed"] >= best - tolerance)
