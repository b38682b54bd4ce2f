"""A verdict ↔ a row of the table `verdicts`, and the state in which a fix is left by its rows. Pure.

`detail`: before_n, after_n (people a week), avoided_n, avoided_low, avoided_high (people), look_weeks, placebo_n, weeks_missing, power (0-1), reasons
(keys, see verdict_words), came_back_on (Monday), base (of when the fix was judged first: what was asked, the week of the alarm, the weeks before shipping
as they were counted then, and by which model); and in the last week's row alone what a chart draws: weeks (Mondays), observed, expected, expected_low, expected_high from the first week in which it could show. Missing is null.
"""
from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from models.effect import LOOKS_WEEKS, Verdict
from pipeline import fixes
from pipeline.fixes import Fix

_DRAWN = ("weeks", "observed", "expected", "expected_low", "expected_high")
_NUMBERS = ("before_n", "after_n", "avoided_n", "avoided_low", "avoided_high", "power")


def of_verdict(found: Verdict, key: Mapping[str, Any], weeks: Sequence[date], observed: np.ndarray) -> dict[str, Any]:
    """key: fix_id, week, shipped_on. weeks, observed: of what is drawn, one for each of found.expected."""
    drawn = dict(weeks=[week.isoformat() for week in weeks], observed=plain(observed)) | {name: plain(getattr(found, name)) for name in _DRAWN[2:]}
    detail = {name: _number(getattr(found, name)) for name in _NUMBERS} | drawn | dict(
        look_weeks=found.look_weeks, placebo_n=int(found.placebo_n), weeks_missing=found.weeks_missing, reasons=list(found.reasons))
    return dict(key) | dict(weeks_n=int(found.weeks_n), is_look=found.weeks_n in LOOKS_WEEKS, rate_ratio=_number(found.rate_ratio),
                            low=_number(found.low), high=_number(found.high), verdict=found.verdict, detail=detail)


def unsaid(key: Mapping[str, Any], weeks_n: int, reasons: Sequence[str]) -> dict[str, Any]:
    """A week in which nothing can be said, and why."""
    detail = dict.fromkeys(_NUMBERS) | dict(look_weeks=None, placebo_n=0, weeks_missing=None, reasons=list(reasons)) | {name: [] for name in _DRAWN}
    return dict(key) | dict(weeks_n=weeks_n, is_look=weeks_n in LOOKS_WEEKS, rate_ratio=None, low=None, high=None, verdict="not yet known", detail=detail)


def with_history(row: Mapping[str, Any], earlier: Sequence[Mapping[str, Any]], base: Mapping[str, Any]) -> dict[str, Any]:
    """The row with the week in which it came back, if it did, and the base."""
    first = next((each["week"] for each in (*earlier, row) if each["verdict"] == "came back"), None)
    return dict(row) | {"detail": dict(row["detail"]) | dict(came_back_on=first.isoformat() if first else None, base=dict(base))}


def undrawn(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without what a chart draws: only the last week's row keeps that."""
    return dict(row) | {"detail": {name: value for name, value in row["detail"].items() if name not in _DRAWN}}


def state_of(fix: Fix, rows: Sequence[Mapping[str, Any]]) -> str:
    """Where the counts leave a fix that is out; rows: of its shipping as it is now, in the order of weeks.

    The last word holds: it rests on the planned looks up to then. Once it came back it stays so until a person takes it up: a topic that goes up and down
    is not solved by going down.
    """
    words = [row["verdict"] for row in rows]
    if "came back" in words:
        return fixes.CAME_BACK
    is_looked_at = any(row["is_look"] for row in rows) or words[-1] != "not yet known"
    return fixes.OF_VERDICT[words[-1]] if is_looked_at else fixes.SHIPPED


def plain(values: np.ndarray | Sequence[float]) -> list[float | None]:
    """Numbers as JSON holds them: three figures after the point, missing ones null."""
    return [_number(value) for value in values]


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), 4)
