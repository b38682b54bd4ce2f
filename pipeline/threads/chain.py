"""The chain of a complaint: where it began, what was tried, where it was told. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.attempts import Attempt
from pipeline import nodes
from pipeline.touchpoints import Taxonomy

ORIGIN_SHARE_MIN = 0.15
"""Share (0-1) from which what lies behind a complaint about a care channel is named. Below it the words tell of the queue alone, as nine of ten do in the sample."""


@dataclass(frozen=True)
class Place:
    """Where a complaint is. touchpoint_id: None is unclear; shares: touchpoint -> share (0-1), the largest three; is_public: told where all can read."""

    touchpoint_id: str | None
    shares: Mapping[str, float]
    is_public: bool


def origin(place: Place, taxonomy: Taxonomy) -> str | None:
    """The touchpoint where it began: its own; behind a care channel, which people come to with something, the likeliest other. None: not known."""
    care = {touchpoint.id for touchpoint in taxonomy.touchpoints if touchpoint.care_channel}
    if place.touchpoint_id not in care:
        return place.touchpoint_id
    behind = [(share, touchpoint) for touchpoint, share in place.shares.items()
              if touchpoint in taxonomy.ids and touchpoint not in care and share >= ORIGIN_SHARE_MIN]
    return max(behind)[1] if behind else None


def first_failed(place: Place, tried: Sequence[Attempt], taxonomy: Taxonomy) -> str | None:
    """The touchpoint that failed the person first: where it began, else what they tried first, else where the complaint is."""
    first = taxonomy.answering(tried[0].channel) if tried else None
    return origin(place, taxonomy) or first or place.touchpoint_id


def steps(place: Place, tried: Sequence[Attempt], taxonomy: Taxonomy) -> list[dict[str, object]]:
    """step_n, from_node, to_node, times_n, failed: how from_node failed the person, "" for where it began. Tries at one node in a row are one."""
    passed: list[dict[str, object]] = [dict(node=origin(place, taxonomy) or nodes.UNCLEAR, times_n=1, failed="")]
    for attempt in tried:
        node = taxonomy.answering(attempt.channel) or nodes.of_channel(attempt.channel)
        if node == passed[-1]["node"]:
            passed[-1] |= dict(times_n=passed[-1]["times_n"] + attempt.n, failed=attempt.failed)
        else:
            passed.append(dict(node=node, times_n=attempt.n, failed=attempt.failed))
    passed.append(dict(node=nodes.PUBLIC if place.is_public else nodes.DIRECT, times_n=1, failed=""))
    return [dict(step_n=n, from_node=one["node"], to_node=other["node"], times_n=other["times_n"], failed=one["failed"])
            for n, (one, other) in enumerate(pairwise(passed))]
