"""The edition of one owner: only their touchpoints, what happened there, and what they have to do. Pure; the week's totals stay everybody's."""
from __future__ import annotations

from dataclasses import replace

from pipeline.attention import MORE, SIGNAL
from pipeline.report.snapshot import Item, Snapshot


def for_owner(snapshot: Snapshot, owner: str) -> Snapshot:
    """owner: as the touchpoints name it, in any case; "" gives everybody's edition back. What is nobody's is in everybody's edition alone."""
    if not owner.strip():
        return snapshot
    mine = {line.touchpoint_id for line in snapshot.touchpoints if is_same(line.owner, owner)}
    items = tuple(item for item in snapshot.items if is_same(item.owner, owner) or item.touchpoint_id in mine)
    lines = tuple(line for line in snapshot.touchpoints if line.touchpoint_id in mine)
    own = dict(need_n=sum(line.status in (MORE, SIGNAL) for line in lines), touchpoints_n=len(lines), known_n=sum(line.expected_n is not None for line in lines),
               waiting_n=_waiting_n(snapshot, items, owner), worst_n=sum(bool(item.facts.get("why")) for item in items if item.section == "unacted"))
    return replace(
        snapshot, owner=owner.strip(), items=items, touchpoints=lines, facts=dict(snapshot.facts) | own,
        duties=tuple(duty for duty in snapshot.duties if is_same(duty.owner, owner)), said_before=sum(not item.is_news for item in items))


def owners(snapshot: Snapshot) -> tuple[str, ...]:
    """Everybody who owns a touchpoint or has something to do, sorted; one spelling each."""
    names = [*(line.owner for line in snapshot.touchpoints), *(duty.owner for duty in snapshot.duties)]
    return tuple(sorted({name.strip().casefold(): name.strip() for name in reversed(names) if name.strip()}.values(), key=str.casefold))


def _waiting_n(snapshot: Snapshot, items: tuple[Item, ...], owner: str) -> int:
    """How many topics of the owner wait: more than are listed. A report made before that was kept knows only those listed."""
    listed_n = sum(item.section == "unacted" for item in items)
    return max(listed_n, sum(n for name, n in snapshot.facts.get("waiting_of", {}).items() if is_same(name, owner)))


def is_same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold() != ""
