"""What nobody acted on, with ages → items, in the one order of pipeline.funnel. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.report.around import Around
from pipeline.report.moved import age_step, moved, with_told
from pipeline.report.snapshot import Item

AT_LEAST_N = 5
"""So many are listed where so many wait, though nothing is wrong with them beyond waiting."""


def items(waiting: Sequence[Mapping[str, Any]], others: Sequence[Item], around: Around) -> list[Item]:
    """waiting: rows of funnel.waits; others: the signals and fixes. A topic whose signal or fix is news this week is told there and not twice; one that
    was told as a signal is told as waiting when it has waited so long that an age is told."""
    news, open_ = {item.item_id for item in others if item.is_news}, {item.item_id for item in others if not item.is_news}
    shown = [row for at, row in enumerate(waiting) if (row["why"] or at < AT_LEAST_N) and row["topic_id"] not in around.hidden]
    return [_item(row, bool(_ids(row) & open_), around) for row in shown if not _ids(row) & news]


def _ids(row: Mapping[str, Any]) -> set[str]:
    return {f"signal:{row['signal_id']}", f"fix:{row['fix_id']}"}


def _item(row: Mapping[str, Any], is_told: bool, around: Around) -> Item:
    touchpoint_id = row["touchpoint_id"] if isinstance(row["touchpoint_id"], str) else None
    item = Item(
        item_id=f"unacted:{row['topic_id']}", section="unacted", level="topic", target_id=row["topic_id"], name=row["label"], **around.place(touchpoint_id),
        owner=row["owner"], **around.counted(row["people_n"]), expected_n=None, low=None, high=None, since=row["since"], weeks_n=around.weeks_since(row["since"]),
        state=row["waits_for"], page=f"topic?t={row['topic_id']}",
        facts=dict(why=row["why"], replies_n=int(row["replies_n"]), step=row["step"], signal_id=_id(row["signal_id"]), fix_id=_id(row["fix_id"])))
    told = around.told.get(item.item_id)
    if told is None:
        return replace(item, is_news=not is_told or age_step(item.weeks_n) > 0)
    why = moved(item, told, around.min_people)
    return replace(with_told(item, told), is_news=why is not None, moved=why)


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) else None
