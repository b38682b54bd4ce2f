"""What a retraining must respect: the topics published before, and what people said of complaints and topics."""
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Before:
    """What was published and what people decided, in positions: complaints 0..n-1 of this training, topics 0..m-1 of `ids`.

    ids: permanent ids of the topics published before; merged ones are already one, hidden ones are in. topics: (n,) present topic
    of each complaint, -1: none (new, or too short). pinned: (n,) topic that a person put it in, -1: free. apart: pairs of
    complaints that are never in one topic. kept: topics that must not end, be swallowed or merged. apart_topics: pairs never merged.
    """
    ids: tuple[str, ...]
    topics: np.ndarray
    pinned: np.ndarray
    apart: tuple[tuple[int, int], ...] = ()
    kept: tuple[int, ...] = ()
    apart_topics: tuple[tuple[int, int], ...] = ()

    def checked(self, n: int) -> "Before":
        """The same with whole-number arrays. Raises ValueError where it does not fit `n` complaints or contradicts itself."""
        topics, pinned, m = np.asarray(self.topics, int), np.asarray(self.pinned, int), len(self.ids)
        if len(topics) != n or len(pinned) != n:
            raise ValueError(f"Before knows {len(topics)} complaints and {len(pinned)} pins, but {n} complaints are trained on.")
        known = max(topics.max(initial=-1), pinned.max(initial=-1), max(self.kept, default=-1))
        if known >= m:
            raise ValueError(f"Before names topic {known}, but only {m} topics are known (0 to {m - 1}).")
        for a, b in self.apart:
            if a == b or (pinned[a] >= 0 and pinned[a] == pinned[b]):
                raise ValueError(f"Complaints {a} and {b} are never in one topic, but a person put both in topic {pinned[a]}.")
        return replace(self, topics=topics, pinned=pinned)

    def of(self, rows: np.ndarray) -> "Before":
        """What it says of some complaints alone; rows: (n,) bool."""
        place = np.cumsum(rows) - 1
        apart = tuple((int(place[a]), int(place[b])) for a, b in self.apart if rows[a] and rows[b])
        return replace(self, topics=self.topics[rows], pinned=self.pinned[rows], apart=apart)


def obeying(closeness: np.ndarray, before: Before) -> np.ndarray:
    """(n,) the closest topic of each complaint that what people said allows.

    closeness: (n, k) of each complaint to each topic, topics of `before` first and in its order. A pinned complaint is where it was
    put; of two that are never in one topic the one that loses less by it moves on, the pinned one never. -1 where no topic is left.
    """
    allowed = np.array(closeness, dtype=np.float64)
    pinned = np.flatnonzero(before.pinned >= 0)
    own = allowed[pinned, before.pinned[pinned]]
    allowed[pinned] = -np.inf
    allowed[pinned, before.pinned[pinned]] = own
    topics = allowed.argmax(axis=1)
    for _ in range(allowed.shape[1] * max(1, len(before.apart))):
        together = [pair for pair in before.apart if topics[pair[0]] == topics[pair[1]] >= 0]
        if not together:
            break
        _part(allowed, topics, together[0], before.pinned[list(together[0])] >= 0)
    return topics


def _part(allowed: np.ndarray, topics: np.ndarray, pair: tuple[int, int], pins: np.ndarray) -> None:
    """Forbid their common topic to the one of two complaints that loses less by leaving it."""
    topic = topics[pair[0]]
    others = np.array(allowed[list(pair)])
    others[:, topic] = -np.inf
    loss = allowed[list(pair), topic] - others.max(axis=1)
    is_stuck = not np.isfinite(loss).any()
    mover = pair[int(np.argmin(np.where(pins, np.inf, 0) if is_stuck else loss))]
    allowed[mover, topic] = -np.inf
    topics[mover] = -1 if is_stuck else allowed[mover].argmax()
