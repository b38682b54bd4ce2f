"""What the counts said of fixes in the week → items: verified, no effect, came back. Pure; each is told once, in the week of its look."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.fixes import CAME_BACK, NO_EFFECT, OF_VERDICT, VERIFIED, Fix
from pipeline.report.around import Around
from pipeline.report.snapshot import Item

_NUMBERS = ("before_n", "after_n", "avoided_n", "avoided_low", "avoided_high")

Row = Mapping[str, Any]


def items(register: Sequence[Fix], verdicts: Mapping[str, Sequence[Row]], around: Around) -> list[Item]:
    """register, verdicts: as of past.register_on."""
    return [item for fix in register if fix.is_out for item in _of_fix(fix, verdicts.get(fix.fix_id, ()), around)]


def _of_fix(fix: Fix, rows: Sequence[Row], around: Around) -> list[Item]:
    """The last thing that was said of it for the first time since the last snapshot; nothing where it says what it said."""
    said = [row for at, row in enumerate(rows) if _is_said(row) and row["verdict"] not in {each["verdict"] for each in rows[:at] if _is_said(each)}]
    fresh = [row for row in said if row["week"] >= around.news_from]
    return [_item(fix, fresh[-1], rows, around)] if fresh else []


def _is_said(row: Row) -> bool:
    """A planned look that said something, or a return, which is seen in any week."""
    state = OF_VERDICT[row["verdict"]]
    return state == CAME_BACK or bool(row["is_look"]) and state in (VERIFIED, NO_EFFECT)


def _item(fix: Fix, row: Row, rows: Sequence[Row], around: Around) -> Item:
    state = OF_VERDICT[row["verdict"]]
    people_n = sum(around.people.get(("topic", topic_id), 0) for topic_id in fix.topics)
    return Item(
        item_id=f"fix:{fix.fix_id}", section=state, level="fix", target_id=fix.fix_id, name=fix.title, **around.place(fix.touchpoint_id), owner=fix.owner,
        **around.counted(people_n if fix.topics else None), expected_n=None, low=None, high=None, since=fix.shipped_on, weeks_n=around.weeks_since(fix.shipped_on),
        state=state, page=f"fixes?f={fix.fix_id}", facts=_facts(fix, row, rows, around))


def _facts(fix: Fix, row: Row, rows: Sequence[Row], around: Around) -> dict[str, Any]:
    """shipped_on, verifier, weeks_n and look_weeks of evidence, before_n and after_n (people a week), ratio with ratio_low and ratio_high (of the
    complaints without the fix), avoided_n with avoided_low and avoided_high (people), expected_fall (0-1 that was hoped for), was_verified: did an
    earlier look say that complaints fell."""
    detail = row["detail"]
    numbers = {name: around.masked(detail.get(name)) for name in _NUMBERS}
    return numbers | dict(
        shipped_on=fix.shipped_on.isoformat(), verifier=fix.verifier, weeks_n=row["weeks_n"], look_weeks=detail.get("look_weeks"), ratio=_short(row["rate_ratio"]),
        ratio_low=_short(row["low"]), ratio_high=_short(row["high"]), expected_fall=fix.expected_fall,
        was_verified=any(each["is_look"] and each["verdict"] == "fell" and each["week"] < row["week"] for each in rows))


def _short(value: float | None) -> float | None:
    return None if value is None or value != value else round(value, 3)
