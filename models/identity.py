"""Which new topic is which old one: ids are carried by the complaints two topics share."""
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

KEPT_FROM = 0.3  # overlap from which a topic is the same: below it most of both went elsewhere


@dataclass(frozen=True)
class Match:
    """An old topic that goes on as a new one. overlap: Jaccard of their shared universe, 0-1."""
    old: Hashable
    new: Hashable
    overlap: float


def match_topics(old_members: Mapping[Hashable, Collection], new_members: Mapping[Hashable, Collection],
                 kept_from: float = KEPT_FROM) -> list[Match]:
    """One optimal assignment of old topics to new ones by the complaints they share.

    Members are ids of complaints; only those that both divisions know are compared, so that new posts do not
    make every topic look changed. Pairs below `kept_from` are not matches: such a new topic is born, such an old
    one ended. In the order of `old_members`.
    """
    known = {i for members in old_members.values() for i in members}
    known &= {i for members in new_members.values() for i in members}
    old = {topic: known.intersection(members) for topic, members in old_members.items()}
    new = {topic: known.intersection(members) for topic, members in new_members.items()}
    overlaps = np.array([[_jaccard(a, b) for b in new.values()] for a in old.values()]).reshape(len(old), len(new))
    names = list(old), list(new)
    pairs = zip(*linear_sum_assignment(-overlaps))
    return [Match(names[0][i], names[1][j], float(overlaps[i, j])) for i, j in pairs if overlaps[i, j] >= kept_from]


def _jaccard(a: set, b: set) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
