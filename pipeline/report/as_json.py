"""A snapshot ↔ canonical JSON: keys in order, days as ISO 8601, no figure longer than it must be. The same facts are the same bytes."""
from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from pipeline.report.snapshot import Duty, Item, Quote, Snapshot, TouchpointLine

FORMAT = 1
_DIGITS = 4
_PARTS = {"items": Item, "touchpoints": TouchpointLine, "duties": Duty, "quotes": Quote}
_DAYS = ("first_day", "last_day", "since", "due_on", "day")
_TUPLES = ("definitions", "trend", "warnings")


def to_json(snapshot: Snapshot) -> str:
    """The facts of a snapshot; when it was made is not among them."""
    return canonical(_plain(snapshot) | {"format": FORMAT})


def canonical(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str, made_at: datetime | None = None) -> Snapshot:
    """The snapshot of `to_json`. Fields that this program does not know are left out, so that an older one reads what a newer one wrote."""
    return _read(Snapshot, json.loads(text) | {"made_at": made_at})


def digest(text: str) -> str:
    """SHA-256 of the JSON: two snapshots of one digest say the same."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, (Snapshot, *_PARTS.values())):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name != "made_at"}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else number(value) if isinstance(value, float) else value


def number(value: float | None) -> float | int | None:
    """At most four digits after the point, whole where it is whole; NaN is None."""
    if value is None or not math.isfinite(value):
        return None
    short = round(float(value), _DIGITS)
    return int(short) if short == int(short) else short


def _read(kind: type, values: Mapping[str, Any]) -> Any:
    known = {one.name for one in fields(kind)}
    return kind(**{name: _value(name, value) for name, value in values.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name in _PARTS:
        return tuple(_read(_PARTS[name], each) for each in value)
    if name in _DAYS and value is not None:
        return date.fromisoformat(value)
    return tuple(value) if name in _TUPLES else value
