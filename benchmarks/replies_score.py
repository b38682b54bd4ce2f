"""How well replies are typed and how threads end: F1 of each kind, kappa of two labellers, and how sure a figure is."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

Kinds = Sequence[Sequence[str]]   # the kinds of each turn of a thread
FEWEST = 5                        # turns of a kind from which on its F1 says something
RESAMPLES = 2_000


class Kind(NamedTuple):
    """Turns of one kind: labelled and read so, labelled so, read so."""

    hits_n: int
    labelled_n: int
    read_n: int

    @property
    def precision(self) -> float:
        """0–1; NaN where nothing was read so."""
        return self.hits_n / self.read_n if self.read_n else float("nan")

    @property
    def recall(self) -> float:
        """0–1; NaN where nothing is labelled so."""
        return self.hits_n / self.labelled_n if self.labelled_n else float("nan")

    @property
    def f1(self) -> float:
        """0–1; NaN where nothing is labelled or read so."""
        return 2 * self.hits_n / (self.labelled_n + self.read_n) if self.labelled_n + self.read_n else float("nan")


def by_kind(threads: Sequence[tuple[Kinds, Kinds]]) -> dict[str, Kind]:
    """kind -> its counts over all turns. threads: (labelled, read) of each, a set of kinds for each turn."""
    hits, labelled, read = Counter(), Counter(), Counter()
    for ours, theirs in threads:
        for one, other in zip(ours, theirs, strict=True):
            labelled.update(set(one))
            read.update(set(other))
            hits.update(set(one) & set(other))
    return {kind: Kind(hits[kind], labelled[kind], read[kind]) for kind in sorted(labelled | read)}


def macro_f1(threads: Sequence[tuple[Kinds, Kinds]], kinds: Sequence[str]) -> float:
    """Mean F1 (0–1) over `kinds`; one that is neither labelled nor read counts 0."""
    found = by_kind(threads)
    return float(np.mean([np.nan_to_num(found[kind].f1) if kind in found else 0.0 for kind in kinds]))


def often_labelled(threads: Sequence[tuple[Kinds, Kinds]], fewest: int = FEWEST) -> list[str]:
    """The kinds that at least `fewest` turns are labelled with."""
    return [kind for kind, counts in by_kind(threads).items() if counts.labelled_n >= fewest]


def kappa(one: Sequence, other: Sequence) -> float:
    """Cohen's kappa (at most 1, 0: by chance) of two labellings of the same things; NaN where both always say the same one thing."""
    seen = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    first, second = Counter(one), Counter(other)
    chance = sum(first[label] * second[label] for label in first) / len(one) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else float("nan")


def confusion(pairs: Sequence[tuple[str, str]], order: Sequence[str]) -> np.ndarray:
    """(len(order), len(order)) threads: a row for each label, a column for what was read."""
    counts = Counter(pairs)
    return np.array([[counts[row, column] for column in order] for row in order])


def interval(items: Sequence, figure: Callable[[Sequence], float], resamples: int = RESAMPLES, random_state: int = 0) -> tuple[float, float]:
    """A 95 % percentile bootstrap interval of a figure of threads, the threads drawn with replacement; resamples without a figure are left out."""
    random = np.random.default_rng(random_state)
    figures = [figure([items[i] for i in random.integers(0, len(items), len(items))]) for _ in range(resamples)]
    low, high = np.nanpercentile(figures, (2.5, 97.5))
    return float(low), float(high)


def kinds_of(label: Mapping, turns_n: int) -> list[tuple[str, ...]]:
    """The labelled kinds of each of a thread's turns, from {"replies": {"1": [kinds]}}."""
    return [tuple(label["replies"].get(str(at), ())) for at in range(turns_n)]
