"""The register of fixes as it stood at the end of a week, however late it is asked. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from pipeline import fixes, verdict_rows
from pipeline.fixes import Fix
from pipeline.store import verdicts

Rows = Sequence[Mapping[str, Any]]


def register_on(known: Sequence[Fix], log: Rows, judged: Rows, sunday: date, zone: ZoneInfo) -> tuple[list[Fix], dict[str, list[Mapping[str, Any]]]]:
    """The fixes that were registered by the end of `sunday`, as they were then, and fix_id -> its verdicts up to that week.

    log: rows of `fix_log`, oldest first; judged: rows of `verdicts` in the order of weeks. What people did counts from the day they did it, what the counts
    said from the end of their week, whenever it was computed.
    """
    then = [fix_on(fix, [row for row in log if row["fix_id"] == fix.fix_id], sunday, zone) for fix in known if fix.made_at.astimezone(zone).date() <= sunday]
    rows = {fix.fix_id: [row for row in judged if row["fix_id"] == fix.fix_id and row["week"] <= sunday and verdicts.is_of(row, fix)] for fix in then}
    return [_as_judged(fix, rows[fix.fix_id]) for fix in then], rows


def fix_on(fix: Fix, log: Rows, sunday: date, zone: ZoneInfo) -> Fix:
    """The fix with every field as people had set it by the end of `sunday`; log: its own changes, oldest first."""
    by_field: dict[str, list[tuple[Any, bool, list]]] = {}
    for row in sorted(log, key=lambda row: (row["at"], row["log_id"])):
        for name, pair in row["changes"].items():
            if name != "fix_id":
                by_field.setdefault(name, []).append((row["at"].astimezone(zone).date(), row["by"] == fixes.CANARY, pair))
    return fixes.from_row(fixes.to_row(fix) | {name: _value(made, sunday) for name, made in by_field.items()})


def _value(made: Sequence[tuple[date, bool, list]], sunday: date) -> Any:
    """What the last change by a person by then left; before the first one, what it found."""
    by_then = [pair[1] for day, is_canary, pair in made if day <= sunday and not is_canary]
    return by_then[-1] if by_then else made[0][2][0]


def _as_judged(fix: Fix, rows: Rows) -> Fix:
    return replace(fix, state=verdict_rows.state_of(fix, rows) if rows else fixes.SHIPPED) if fix.is_out else fix
