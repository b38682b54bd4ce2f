"""A verdict in a sentence that an operations manager would say aloud. Pure: a row of the table `verdicts` in, words out."""
from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

REASONS: Mapping[str, str] = {
    "too early": "the first look is due after 4 complete weeks",
    "few placebos": "fewer than 8 comparable rises were left alone here, so nobody can say how far such a rise falls by itself",
    "short history": "there are too few weeks before it to compare with",
    "wide": "the counts are still too few to tell it from chance",
    "coverage": "a source changed what it brings in these weeks",
    "redefined": "its topic was learned anew in between and holds other complaints now",
    "second fix": "another fix of the same complaints was shipped in these weeks",
    "event": "something else changed at its touchpoint in these weeks",
    "follow-ups": "people who complained before were answered in these weeks",
    "no topic": "it names no topic whose complaints could be counted",
    "topic ended": "its topic has ended: no complaint is counted in it any more",
    "no complaints": "there were no complaints to count",
    "no comparison": "there are no other complaints to compare with",
    "nothing waits": "too few weeks in which somebody still waited for it",
}
"""What stands behind a guard, by its key."""

WHAT_HELPS: Mapping[str, str] = {
    "few placebos": "Rises that nobody fixes are kept and compared with from now on; shipping to one region or version first needs none of them.",
    "redefined": "Register what is changed from now on against the topic as it is.",
    "second fix": "Ship one of them to a part of the customers first: then each can be told by itself.",
    "no topic": "Name one: fix edit ID --topic t-001.",
    "topic ended": "Name the topic that took its place: fix edit ID --topic t-001.",
    "wide": "Shipping to one region or version first tells more at the same volume.",
}
"""What a person can do about a guard, by its key."""


def sentence(row: Mapping[str, Any]) -> str:
    """The verdict in one sentence, e.g. "Fell: 40 to 65 % fewer complaints than without the fix, on 8 weeks; about 210 complaints avoided (150 to 270)."

    row: verdict, rate_ratio, low, high, weeks_n and detail (see pipeline.track).
    """
    return {"fell": _fell, "did not fall": _did_not_fall, "came back": _came_back}.get(row["verdict"], _not_yet_known)(row)


def short(row: Mapping[str, Any]) -> str:
    """For a table: "40 to 65 % fewer", "12 % fewer to 8 % more"; "" where nothing can be said."""
    if not _is_known(row["low"]) or not _is_known(row["high"]):
        return ""
    least, most = _percent(1 - row["high"]), _percent(1 - row["low"])
    if least >= 0:
        return f"{_span(least, most)} % fewer"
    return f"{_span(-most, -least)} % more" if most <= 0 else f"{most} % fewer to {-least} % more"


def facts(row: Mapping[str, Any]) -> str:
    """What was counted, which is no effect: "23 people a week before, 11 since"; "" where nothing was."""
    before, after = row["detail"].get("before_n"), row["detail"].get("after_n")
    return f"{_number(before)} people a week before it, {_number(after)} since" if _is_known(before) and _is_known(after) else ""


def reasons(row: Mapping[str, Any]) -> list[str]:
    """Why it cannot be said yet, each in words."""
    return [REASONS.get(key, key) for key in row["detail"].get("reasons", ())]


def what_helps(row: Mapping[str, Any]) -> list[str]:
    """What a person can do so that it can be said."""
    return [WHAT_HELPS[key] for key in row["detail"].get("reasons", ()) if key in WHAT_HELPS]


def _fell(row: Mapping[str, Any]) -> str:
    return f"Fell: {short(row)} complaints than without the fix, on {_weeks(_judged_n(row))}{_avoided(row)}."


def _did_not_fall(row: Mapping[str, Any]) -> str:
    if row["low"] >= 1:
        return f"Did not fall: {short(row)} complaints than without the fix, on {_weeks(_judged_n(row))}."
    return f"Did not fall: at most {_percent(1 - row['low'])} % fewer complaints than without the fix, on {_weeks(_judged_n(row))}."


def _came_back(row: Mapping[str, Any]) -> str:
    return f"Came back: {came_back(row)}."


def came_back(row: Mapping[str, Any]) -> str:
    """When it came back, within a sentence."""
    since = row["detail"].get("came_back_on")
    return "complaints fell after the fix and rose again" + (f" in the week of {_day(date.fromisoformat(since))}" if since else "")


def _not_yet_known(row: Mapping[str, Any]) -> str:
    missing, why = row["detail"].get("weeks_missing"), reasons(row)
    if missing and set(row["detail"].get("reasons", ())) <= {"wide", "too early"}:
        return f"Not yet known: about {missing} more {'week' if missing == 1 else 'weeks'} at this volume."
    return f"Not yet known: {'; '.join(why)}." if why else f"Not yet known, on {_weeks(row['weeks_n'])}."


def _judged_n(row: Mapping[str, Any]) -> int:
    """Weeks that the figures are of: up to the planned look that the verdict rests on."""
    return row["detail"].get("look_weeks") or row["weeks_n"]


def _avoided(row: Mapping[str, Any]) -> str:
    n, low, high = (row["detail"].get(name) for name in ("avoided_n", "avoided_low", "avoided_high"))
    if not all(map(_is_known, (n, low, high))):
        return ""
    return f"; about {about(n)} complaints avoided ({about(low)} to {about(high)})"


def _span(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low} to {high}"


def _percent(share: float) -> int:
    return round(share * 100)


def about(n: float) -> str:
    """Two figures are all that such an estimate carries."""
    return f"{n:.0f}" if abs(n) < 10 else f"{round(n, 1 - math.floor(math.log10(abs(n)))):,.0f}"


def _number(n: float) -> str:
    return f"{n:.1f}" if n < 10 else f"{n:,.0f}"


def _weeks(n: int) -> str:
    return "1 week" if n == 1 else f"{n} weeks"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _is_known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)
