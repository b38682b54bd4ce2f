"""A plane on which every complaint has a place: near its topic, and towards what it also resembles."""
import numpy as np
from sklearn.base import BaseEstimator
from sklearn.manifold import smacof

from models.lsa import unit_rows
from models.one_thread import one_thread

PULL_SHARPNESS = 8.0  # of a softmax over cosines: how far a complaint between two topics is drawn to each
SPREAD = 1.1          # radius of the largest topic, of the mean distance to the nearest neighbour
TOUCHING = 0.9        # two topics are pushed apart until their centres are this part of their radii away
PUSHES = 200


class TopicMap(BaseEstimator):
    """Complaints -> (n, 2) coordinates, about -1..1, the same on every run; new complaints need no new fit.

    Topics are laid out so that alike ones are near (metric scaling of the cosines of their centres), pushed apart
    where they would cover each other; a complaint lies between the topics it resembles, moved within its own
    along the two directions in which that topic's complaints differ most.
    """

    def __init__(self, random_state: int = 0):
        self.random_state = random_state

    @one_thread
    def fit(self, embedding: np.ndarray, closeness: np.ndarray, topics: np.ndarray, centres: np.ndarray) -> "TopicMap":
        """embedding: (n, d); closeness: (n, k) cosines; topics: (n,) 0..k-1, negative for none; centres: (k, f)."""
        sizes = np.bincount(topics[topics >= 0], minlength=len(centres)) / max(1, (topics >= 0).sum())
        self.places_, self.radii_ = self._lay_out(centres, sizes)
        axes = [_axes(embedding[topics == topic]) for topic in range(len(centres))]
        self.means_ = np.stack([mean for mean, _ in axes]).astype(np.float32)
        self.axes_ = np.stack([both for _, both in axes]).astype(np.float32)
        return self

    def _lay_out(self, centres: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if len(centres) == 1:
            return np.zeros((1, 2), np.float32), np.ones(1, np.float32)
        units = unit_rows(centres).astype(np.float64)
        apart = np.sqrt(np.maximum(0, 2 - 2 * units @ units.T))
        apart = (apart + apart.T) / 2
        places, _ = smacof(apart, n_components=2, n_init=4, random_state=self.random_state, normalized_stress=False)
        places = places / np.abs(places).max()
        gaps = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(places)) * 9
        radii = SPREAD * gaps.min(axis=1).mean() * np.sqrt(sizes / sizes.max())
        places = _push_apart(places, radii)
        scale = np.abs(places).max()
        return (places / scale).astype(np.float32), (radii / scale).astype(np.float32)

    @one_thread
    def transform(self, embedding: np.ndarray, closeness: np.ndarray, topics: np.ndarray) -> np.ndarray:
        """(n, 2) float32; NaN for a complaint in no topic."""
        place = np.full((len(topics), 2), np.nan, np.float32)
        has = np.flatnonzero(np.asarray(topics) >= 0)
        powers = np.exp(PULL_SHARPNESS * (closeness[has] - closeness[has].max(axis=1, keepdims=True, initial=-1)))
        between = powers / powers.sum(axis=1, keepdims=True) @ self.places_
        own = topics[has]
        off = np.einsum("nd,nde->ne", embedding[has] - self.means_[own], self.axes_[own])
        place[has] = (self.places_[own] + between) / 2 + np.tanh(off) * self.radii_[own, None]
        return place

    def to_config(self) -> dict:
        return {"params": self.get_params()}

    def to_arrays(self) -> dict[str, np.ndarray]:
        return {name: getattr(self, f"{name}_") for name in ("places", "radii", "means", "axes")}

    @classmethod
    def from_state(cls, config: dict, arrays: dict[str, np.ndarray]) -> "TopicMap":
        self = cls(**config["params"])
        for name in ("places", "radii", "means", "axes"):
            setattr(self, f"{name}_", arrays[name])
        return self


def _axes(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean (d,) and the two main directions (d, 2) of some rows, scaled so that their spread is 1/2 along each."""
    d = rows.shape[1]
    if len(rows) < 3:
        return (rows.mean(axis=0) if len(rows) else np.zeros(d)), np.zeros((d, 2))
    mean = rows.mean(axis=0)
    values, vectors = np.linalg.eigh(np.cov((rows - mean).T))
    main = vectors[:, [-1, -2]]
    main = main * np.where(main[np.abs(main).argmax(axis=0), [0, 1]] < 0, -1, 1)  # eigenvectors have no sign
    return mean, main / (2 * np.sqrt(np.maximum(values[[-1, -2]], 1e-9)))


def _push_apart(places: np.ndarray, radii: np.ndarray) -> np.ndarray:
    places, wanted = places.copy(), TOUCHING * (radii[:, None] + radii[None])
    for _ in range(PUSHES):
        gap = places[:, None] - places[None]
        distance = np.linalg.norm(gap, axis=2) + np.eye(len(places)) * 9
        overlap = np.maximum(0, wanted - distance)
        if not overlap.any():
            break
        places += 0.25 * (gap / np.maximum(distance, 1e-9)[..., None] * overlap[..., None]).sum(axis=1)
    return places
