"""What became of each topic from one publication to the next."""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SPLIT_FROM = 0.3   # of a new topic's known complaints that come from one old topic: it was split from that one
MERGED_FROM = 0.5  # of an ended topic's complaints that went into one other: it was merged into that one


@dataclass(frozen=True)
class Fate:
    """event: "born", "kept", "merged" (into other_id), "split" (born out of other_id) or "ended" (most went to other_id).

    share, 0-1: kept: of its complaints that are still in it; merged, ended: of its complaints that went to other_id;
    split: of its complaints that came from other_id. None where no complaint is known on both sides.
    """
    topic_id: str
    event: str
    other_id: str | None = None
    share: float | None = None


def lineage(old: Sequence[str | None], new: Sequence[str | None], ids_before: Sequence[str], ids_after: Sequence[str]) -> list[Fate]:
    """The fate of every topic of two publications: those there were, in their order, then the born ones.

    old, new: (n,) topic id of each complaint before and after, None: in no topic (too short, or not there yet).
    """
    gone = {topic: Counter() for topic in ids_before}
    came = {topic: Counter() for topic in ids_after}
    for a, b in zip(old, new, strict=True):
        if a in gone:
            gone[a][b] += 1
        if b in came:
            came[b][a] += 1
    stay = set(ids_after)
    before = [_kept(topic, gone[topic]) if topic in stay else _gone(topic, gone[topic], stay) for topic in ids_before]
    return before + [_born(topic, came[topic], gone) for topic in ids_after if topic not in gone]


def _kept(topic: str, went: Counter) -> Fate:
    return Fate(topic, "kept", None, went[topic] / went.total() if went else None)


def _gone(topic: str, went: Counter, stay: set[str]) -> Fate:
    other, n = _most({to: n for to, n in went.items() if to in stay})
    share = n / went.total() if other else None
    return Fate(topic, "merged" if share is not None and share >= MERGED_FROM else "ended", other, share)


def _born(topic: str, from_: Counter, gone: dict[str, Counter]) -> Fate:
    """A complaint that was in no topic says nothing of where a topic came from, but that most of it is new."""
    other, n = _most({source: n for source, n in from_.items() if source in gone})
    share = n / from_.total() if other else None
    return Fate(topic, "split", other, share) if share is not None and share >= SPLIT_FROM else Fate(topic, "born")


def _most(counts: dict[str, int]) -> tuple[str | None, int]:
    return min(counts.items(), key=lambda item: (-item[1], item[0])) if counts else (None, 0)
