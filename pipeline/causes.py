"""Causes are not known; where a rise sits is: the attribute values that carry a signal's excess, found and said."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from models.drivers import Segment, find_drivers
from pipeline.settings import Settings
from pipeline.store import cells
from pipeline.store.engine import Connection

_ATTRIBUTES_MAX = 5    # looked at together, those that most complaints have: each more doubles the work
_VALUES_MAX = 60       # of one attribute; more are names or numbers, not segments
_HELD_SHARE = 0.3      # of the signal's complaints (0-1): an attribute that fewer have says little of it

REASONS = {
    "everywhere": "nothing stands out: it rose everywhere alike",
    "too few": "too few complaints to say where it sits",
    "chance": "nothing stands out beyond chance",
    "no excess": "no excess is left to explain",
    "no attributes": "these complaints carry no attributes such as region or version",
}


def find(connection: Connection, signal: Mapping[str, Any], settings: Settings) -> list[dict[str, Any]]:
    """The drivers of a signal, largest first, as they are kept: where [[name, value] …], observed_n, expected_n, lift, low, high, share
    (0-1 of the excess) and ties; or one {"reason": …} of REASONS when nothing stands out.

    Compared are the days from began_on to last_on with the weeks of history before them, among all other complaints.
    """
    now = (signal["began_on"], signal["last_on"])
    past = (now[0] - timedelta(weeks=settings.watch.history_weeks), now[0] - timedelta(days=1))
    level, target_id = signal["level"], signal["target_id"]
    names = _chosen(cells.names_of(connection, level, target_id, now))
    if not names:
        return [{"reason": "no attributes"}]
    found = find_drivers(cells.by_attributes(connection, level, target_id, names, now, past), names)
    return [_kept(segment) for segment in found.segments] or [{"reason": found.reason}]


def sentence(drivers: Sequence[Mapping[str, Any]]) -> str:
    """83 % of the excess is North × 7.2 (region × app_version); what else carries a part of it follows. Never that it was caused by it."""
    segments = [driver for driver in drivers if "where" in driver]
    if not segments:
        return REASONS[drivers[0]["reason"]] if drivers else "not looked at yet"
    return "; ".join(f"{_percent(segment['share'])} of the excess is {_values(segment)} ({_names(segment)})" for segment in segments)


def _chosen(names: Sequence[tuple[str, int, int]]) -> list[str]:
    most = max((n for _, n, _ in names), default=0)
    return [name for name, n, values_n in names if values_n <= _VALUES_MAX and n >= _HELD_SHARE * most][:_ATTRIBUTES_MAX]


def _kept(segment: Segment) -> dict[str, Any]:
    values = {name: round(float(getattr(segment, name)), 4) for name in ("observed_n", "expected_n", "lift", "low", "high", "share")}
    return dict(where=_pairs(segment.where), **values, ties=[_pairs(tie) for tie in segment.ties])


def _pairs(where: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[name, value] for name, value in where]


def _values(segment: Mapping[str, Any]) -> str:
    return " × ".join(value for _, value in segment["where"])


def _names(segment: Mapping[str, Any]) -> str:
    return " × ".join(name for name, _ in segment["where"])


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
