"""How well the earlier attempts of threads are read: a chain is the channels that a person tried, in order."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Chain = Sequence[str]
Pairs = Sequence[tuple[Chain, Chain]]


def channel_f1(pairs: Pairs) -> float:
    """Micro F1 (0–1) over the sets of channels of each thread. pairs: (labelled, read). Nothing labelled and nothing read is 1."""
    hits, labelled, read = (sum(counts.values()) for counts in _tallies(pairs))
    return 2 * hits / (labelled + read) if labelled + read else 1.0


def by_channel(pairs: Pairs) -> dict[str, tuple[int, int, int]]:
    """channel -> (threads where it is labelled and read, labelled, read)."""
    hits, labelled, read = _tallies(pairs)
    return {channel: (hits[channel], labelled[channel], read[channel]) for channel in sorted(labelled | read)}


def exact_chain(pairs: Pairs) -> float:
    """Share (0–1) of threads whose chain was read as labelled: the same channels in the same order. NaN where there are no threads."""
    return sum(list(labelled) == list(read) for labelled, read in pairs) / len(pairs) if pairs else float("nan")


def with_attempts(pairs: Pairs) -> list[tuple[Chain, Chain]]:
    """The threads in which an attempt is labelled: the others are easy to read right, by reading nothing."""
    return [(labelled, read) for labelled, read in pairs if labelled]


def _tallies(pairs: Pairs) -> tuple[Counter, Counter, Counter]:
    hits, labelled, read = Counter(), Counter(), Counter()
    for ours, theirs in pairs:
        hits.update(set(ours) & set(theirs))
        labelled.update(set(ours))
        read.update(set(theirs))
    return hits, labelled, read
