"""Spherical k-means: directions, not lengths, and centres that can be kept and come back."""
import numpy as np
import scipy.sparse as sp
from sklearn.cluster import kmeans_plusplus

from models.lsa import unit_rows

MAX_STEPS = 60
SETTLED = 5e-4  # share of rows that still move when we stop


def spherical_kmeans(rows: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Improve `centres` until (almost) no row changes its nearest one.

    rows: (n, d), length 1. centres: (k, d) to start from. Returns labels (n,) int and centres (k, d), length 1.
    A centre that loses all rows takes the row worst served. Source: Dhillon & Modha 2001, Machine Learning 42.
    """
    centres, labels = unit_rows(centres), None
    for _ in range(MAX_STEPS):
        closeness = rows @ centres.T
        nearest = closeness.argmax(axis=1)
        if labels is not None and (nearest != labels).mean() < SETTLED:
            return nearest, centres
        labels = nearest
        centres = _means(rows, labels, closeness.max(axis=1), len(centres))
    return labels, centres


def _means(rows: np.ndarray, labels: np.ndarray, closeness: np.ndarray, k: int) -> np.ndarray:
    n = len(rows)
    member = sp.csr_matrix((np.ones(n, rows.dtype), (labels, np.arange(n))), shape=(k, n))
    sums = member @ rows
    empty = np.flatnonzero(np.bincount(labels, minlength=k) == 0)
    sums[empty] = rows[np.argsort(closeness, kind="stable")[:len(empty)]]
    return unit_rows(sums)


def fresh_start(rows: np.ndarray, k: int, seed: int) -> np.ndarray:
    """(k, d) rows far from each other (k-means++)."""
    return kmeans_plusplus(rows, k, random_state=seed)[0]


def means_of(rows: np.ndarray, labels: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean directions (c, d) of the groups 0..k-1 that have rows, and (c,) which these are; negative labels are left out."""
    has = np.flatnonzero(labels >= 0)
    member = sp.csr_matrix((np.ones(len(has), rows.dtype), (labels[has], has)), shape=(k, len(rows)))
    there = np.flatnonzero(np.bincount(labels[has], minlength=k))
    return unit_rows((member @ rows)[there]), there


def fit_quality(rows: np.ndarray, labels: np.ndarray, centres: np.ndarray) -> float:
    """Mean cosine of rows and their centre, -1..1: what spherical k-means maximises."""
    return float(np.einsum("ij,ij->i", rows, centres[labels]).mean())
