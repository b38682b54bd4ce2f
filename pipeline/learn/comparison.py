"""Comparison: a candidate beside the published model, as plain data that is kept and shown."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fate:
    """What becomes of a topic: event "born" | "kept" | "merged" | "split" | "ended"; see models.lineage. label: what it is called."""

    topic_id: str
    label: str
    event: str
    other_id: str | None = None
    share: float | None = None


@dataclass(frozen=True)
class Flow:
    """How many complaints go from one topic to another; None: from or to none."""

    from_id: str | None
    to_id: str | None
    complaints_n: int


@dataclass(frozen=True)
class ToRead:
    """A complaint that moves; its text is read from the store when it is shown."""

    post_id: str
    from_id: str | None
    to_id: str | None


@dataclass(frozen=True)
class Measures:
    """What was measured of one model, alone, without the decisions laid over it. Shares are 0-1.

    complaints_n, first_on, last_on: what it learned from. agreement, same_id_share: two refits on 80 % samples (models.resampling).
    cohesion: mean over its complaints. far_share: of the complaints, those far from every topic (models.drift), by the limit of the
    published model; None: one made before this was kept. decided: kind of decision → [how many it satisfies by itself, how many there are]. rate: texts a second.
    """

    version: str
    topics_n: int
    complaints_n: int
    first_on: str
    last_on: str
    agreement: float
    same_id_share: float
    cohesion: float
    far_share: float | None
    unclear_share: float
    decided: Mapping[str, list[int]]
    rate: float
    size_mb: float

    @property
    def decided_share(self) -> float | None:
        """Of all decisions, those that it satisfies by itself; None without any."""
        met, total = (sum(pair[i] for pair in self.decided.values()) for i in (0, 1))
        return met / total if total else None


@dataclass(frozen=True)
class Comparison:
    """complaints_n: looked at; moved_n: those with a topic that go to another one. decisions: digest of those it was made under.

    violations_n: decisions that what would be published does not keep: 0, or something is wrong. published: None where that
    model cannot be read; published_fault says why. learned_decisions_n: decisions that the candidate learned from, of decisions_n.
    """

    version: str
    against: str | None
    decisions: str
    decisions_n: int
    learned_decisions_n: int
    complaints_n: int
    moved_n: int
    violations_n: int
    candidate: Measures
    published: Measures | None = None
    published_fault: str = ""
    fates: tuple[Fate, ...] = ()
    flows: tuple[Flow, ...] = ()
    to_read: tuple[ToRead, ...] = field(default=())

    @property
    def moved_share(self) -> float:
        return self.moved_n / self.complaints_n if self.complaints_n else 0.0

    @property
    def ids_kept_share(self) -> float:
        """Of the topics that were published, those that go on under their id."""
        before = [fate for fate in self.fates if fate.event in ("kept", "merged", "ended")]
        return sum(fate.event == "kept" for fate in before) / len(before) if before else 1.0

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Comparison:
        own = dict(content)
        parts = {"fates": Fate, "flows": Flow, "to_read": ToRead}
        for name, kind in parts.items():
            own[name] = tuple(kind(**row) for row in own[name])
        for name in ("candidate", "published"):
            own[name] = Measures(**own[name]) if own[name] else None
        return cls(**own)
