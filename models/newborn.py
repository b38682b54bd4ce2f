"""Topics that began lately: an older topic swallows them until somebody looks for them."""
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import binom

from models.granularity import best_fit
from models.kmeans import means_of
from models.lsa import unit_rows

FEWEST_BORN = 15         # complaints
MOST_BORN = 3            # in one training: the spare centres
PIECES = (2, 3, 4, 6)    # into which a topic is cut in search of one
NEW_PIECES = (1, 2, 4)    # into which the complaints that are in no topic yet are cut
MOMENTS = np.arange(0.1, 0.96, 0.05)  # shares of the complaints, oldest first, after which a topic may have begun
BEFORE_MOST = 0.2        # of its complaints from before it began, beside the share of all that are: others that resemble it
REST_LEAST = 0.3         # the same of the topic it was in: that one is older
BY_CHANCE = np.log(1e-6)  # some 6,500 pieces and moments are looked at
FOUND_AGAIN = 0.6        # Jaccard of the piece and the one that each half of the complaints finds
LOOKED_AT = 12           # pieces, the surest first
STEPS = 4
STARTS = 2


@dataclass(frozen=True)
class Newborn:
    """members: (n,) bool; centre: (f,), length 1; chance: log of the probability that so few of them are from before it began."""
    members: np.ndarray
    centre: np.ndarray
    chance: float


@dataclass(frozen=True)
class Ground:
    """What a newborn topic is looked for in, complaints oldest first.

    rows: (n, f), length 1; labels: (n,) topic, -1 none; is_new: (n,) bool, in no topic when the training began;
    is_fixed: (n,) bool, a person put it, or all its topic, where it is; held: (n,) cosine by which it must be closer to leave its topic.
    """
    rows: np.ndarray
    labels: np.ndarray
    is_new: np.ndarray
    is_fixed: np.ndarray
    held: np.ndarray


def newborns(ground: Ground, k: int, random_state: int = 0) -> list[np.ndarray]:
    """(n,) bool members of each topic that began lately inside, or between, the k there are: at most three, the surest first.

    One is born when it is big enough (15), more cohesive than most topics, found again in both halves of the complaints, and when so
    few of its complaints are from before it began that chance would do it once in a million. What is fixed it does not take: what people
    merged never comes back.
    """
    likely = [(chance, piece) for piece in _pieces(ground, k, random_state) if (chance := _chance(piece, ground)) < BY_CHANCE / 2]
    likely = [piece for _, piece in sorted(likely, key=lambda pair: pair[0])[:LOOKED_AT]]
    found: list[np.ndarray] = []
    while likely and len(found) < MOST_BORN:
        best = _best(ground, likely, k + len(found), len(found), random_state)
        if best is None:
            break
        ground = replace(ground, labels=np.where(best.members, k + len(found), ground.labels))
        found.append(best.members)
        likely = [piece for piece in likely if (piece & best.members).sum() < piece.sum() / 2]
    return found


def _best(ground: Ground, likely: list[np.ndarray], k: int, born_n: int, random_state: int) -> Newborn | None:
    """k: topics, the `born_n` newest last. What just came in has not shaped the topics that were there before."""
    shaping = ~ground.is_new | ground.is_new.all()
    parts, _ = means_of(ground.rows, np.where(shaping | (ground.labels >= k - born_n), ground.labels, -1), k)
    own = (ground.rows @ parts.T).max(axis=1) + ground.held
    grown = [one for piece in likely if (one := _grown(piece, ground, own)) is not None and one.chance < BY_CHANCE]
    for one in sorted(grown, key=lambda one: one.chance):
        if _is_topic(one, ground, k) and _is_found_again(one, ground, random_state):
            return one
    return None


def _pieces(ground: Ground, k: int, random_state: int) -> list[np.ndarray]:
    """(n,) bool: cuttings of every topic, and of what was in no topic."""
    homes = [(np.flatnonzero((ground.labels == topic) & ~ground.is_fixed), PIECES) for topic in range(k)]
    new = np.flatnonzero(ground.is_new & (ground.labels >= 0))
    homes += [(new, NEW_PIECES)] if len(new) < len(ground.rows) else []
    found = []
    for home, cuts in homes:
        for cut in cuts if len(home) >= 2 * FEWEST_BORN else ():
            labels, _ = best_fit(ground.rows[home], cut, STARTS, random_state)
            found += [_mask(home[labels == piece], len(ground.rows)) for piece in range(cut) if (labels == piece).sum() >= FEWEST_BORN]
    return found


def _mask(places: np.ndarray, n: int) -> np.ndarray:
    mask = np.zeros(n, bool)
    mask[places] = True
    return mask


def _early(ground: Ground) -> np.ndarray:
    """(moments, n) bool: from before each moment at which a topic may have begun; the last: in a topic before this training."""
    place = np.arange(len(ground.rows)) / len(ground.rows)
    early = place < MOMENTS[:, None]
    return np.vstack([early, ~ground.is_new]) if ground.is_new.any() and not ground.is_new.all() else early


def _chance(members: np.ndarray, ground: Ground) -> float:
    """The least log probability, over the moments, that so few of its complaints are from before; 0 where it is as old as its home."""
    early = _early(ground)
    share, n = early.mean(axis=1), int(members.sum())
    homes = np.unique(ground.labels[members & ~ground.is_new]) if (members & ~ground.is_new).any() else np.unique(ground.labels[members])
    rest = np.isin(ground.labels, homes) & ~members
    held = early[:, members].sum(axis=1)
    is_late = (held <= BEFORE_MOST * share * n) & ((early[:, rest].mean(axis=1) if rest.any() else np.zeros(len(share))) >= REST_LEAST * share)
    return float(binom.logcdf(held, n, share)[is_late].min(initial=0.0))


def _grown(piece: np.ndarray, ground: Ground, own: np.ndarray) -> Newborn | None:
    """The piece with everything that is closer to it than to its own topic."""
    members = piece
    for _ in range(STEPS):
        centre = unit_rows(ground.rows[members].mean(axis=0, keepdims=True))[0]
        members = (ground.rows @ centre > own) & ~ground.is_fixed & (ground.labels >= 0)
        if members.sum() < FEWEST_BORN:
            return None
    return Newborn(members, centre, _chance(members, ground))


def _is_topic(one: Newborn, ground: Ground, k: int) -> bool:
    """As cohesive as the topics there are."""
    cohesion = [np.linalg.norm(ground.rows[ground.labels == topic].mean(axis=0)) for topic in range(k) if (ground.labels == topic).any()]
    return np.linalg.norm(ground.rows[one.members].mean(axis=0)) >= np.median(cohesion)


def _is_found_again(one: Newborn, ground: Ground, random_state: int) -> bool:
    """Do both halves of it and of the topics around it find it, without being told?"""
    around = np.flatnonzero(np.isin(ground.labels, np.unique(ground.labels[one.members])))
    dice = np.random.default_rng(random_state).permutation(len(around))
    return all(_best_overlap(one.members[around], ground.rows[around], dice[half::2], random_state) >= FOUND_AGAIN for half in (0, 1))


def _best_overlap(members: np.ndarray, rows: np.ndarray, half: np.ndarray, random_state: int) -> float:
    overlaps = []
    for cut in PIECES:
        _, centres = best_fit(rows[half], cut, STARTS, random_state)
        labels = (rows @ centres.T).argmax(axis=1)
        overlaps += [(members & (labels == piece)).sum() / (members | (labels == piece)).sum() for piece in range(cut)]
    return max(overlaps)
