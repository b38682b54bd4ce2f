"""What a person typed after a verb → values; what cannot be one says how to write it. Pure: no clock, no file."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pipeline.errors import UsageError

_DATES = {"": None, "day-first": True, "month-first": False}


def source_name(value: str) -> str:
    if not value.strip() or ":" in value:
        raise UsageError(f"--source '{value}': a name without a colon is needed, e.g. app-store.")
    return value.strip()


def field_columns(given: Iterable[str]) -> dict[str, str]:
    """["text=body,posted_at=created", "url=link"] → field -> column."""
    pairs: dict[str, str] = {}
    for part in (part for value in given for part in value.split(",") if part.strip()):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not field or not column:
            raise UsageError(f"--map '{part}': write field=column, e.g. --map text=body,posted_at=created.")
        if pairs.get(field, column) != column:
            raise UsageError(f"--map {field}=…: given twice, as '{pairs[field]}' and as '{column}'. Name one column.")
        pairs[field] = column
    return pairs


def listed(value: str) -> tuple[str, ...]:
    """"region, product" → ("region", "product")."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def time_zone(value: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(value) if value else None
    except (KeyError, ValueError, OSError):
        raise UsageError(f"--zone {value}: not an IANA time zone. Write e.g. Europe/London or UTC.") from None


def is_day_first(value: str) -> bool | None:
    if value not in _DATES:
        raise UsageError(f"--dates {value}: unknown. Allowed: day-first, month-first.")
    return _DATES[value]


def moment(value: str) -> datetime:
    """An aware time; one without a zone is in UTC."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(f"--as-of {value}: not a time. Write ISO 8601, e.g. 2026-11-16T08:00:00+00:00.") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day(option: str, value: str) -> date:
    """A day as people script it. Raises UsageError that names the option."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{option} {value}: not a day. Write it as 2026-10-01.") from None


def one_of(option: str, value: str, allowed: Iterable[str]) -> None:
    """Nothing, or one of the allowed. Raises UsageError that names them."""
    if value and value not in allowed:
        raise UsageError(f"{option} {value}: unknown. Allowed: {', '.join(allowed)}.")


def day_if_given(option: str, value: str | None) -> date | None:
    """None where nothing was typed."""
    return day(option, value) if value else None


def pair(option: str, value: str) -> tuple[str, str]:
    """"region=North" → ("region", "North")."""
    name, equals, found = (piece.strip() for piece in value.partition("="))
    if not equals or not name or not found:
        raise UsageError(f"{option} '{value}': write name=value, e.g. {option} region=North.")
    return name, found
