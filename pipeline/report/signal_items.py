"""Signals as they stood at the end of the week → items: new, worse, came back, still up, over. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.report.around import Around
from pipeline.report.moved import is_larger, moved, with_told
from pipeline.report.snapshot import Item
from pipeline.rises import UP_STATES
from pipeline.signal_states import UNANSWERED

Row = Mapping[str, Any]
_DRIVERS_N = 2


def items(rows: Iterable[Row], around: Around) -> list[Item]:
    """rows: of replay.rows_on at the end of the week, the worst first. Signals of hidden topics are not told."""
    shown = (row for row in rows if not (row["level"] == "topic" and row["target_id"] in around.hidden))
    return [item for row in shown if (item := _item(row, around)) is not None]


def is_up(row: Row) -> bool:
    """Is it above what is expected, and not dismissed? As the Overview has it."""
    return row["ended_on"] is None and row["state"] in UP_STATES


def _item(row: Row, around: Around) -> Item | None:
    told = around.told.get(f"signal:{row['signal_id']}")
    if not is_up(row):
        return with_told(_of(row, around, "over"), told) if told and told["section"] != "over" else None
    if told is None:
        return _of(row, around, _first_section(row, around))
    item = with_told(_of(row, around, "still up"), told)
    why = moved(item, told, around.min_people)
    return replace(item, is_news=why is not None, moved=why, section="worse" if why and is_larger(item, told, around.min_people) else "still up")


def _first_section(row: Row, around: Around) -> str:
    """Where a signal stands that was never told."""
    if isinstance(row["returned_of"], str) and row["raised_on"] >= around.news_from:
        return "came back"
    return "new" if row["raised_on"] >= around.news_from or row["state"] in UNANSWERED else "still up"


def _of(row: Row, around: Around, section: str) -> Item:
    level, target_id = row["level"], row["target_id"]
    touchpoint_id = around.names.touchpoint(level, target_id)
    people_n = None if around.people.get(("all", "")) == 0 else around.people.get((level, target_id), 0)      # nobody was heard: not known
    return Item(
        item_id=f"signal:{row['signal_id']}", section=section, level=level, target_id=target_id, name="" if level == "all" else around.names.of(level, target_id),
        **around.place(touchpoint_id), owner=around.owners.get(touchpoint_id or "", row["owner"]), **around.counted(people_n),
        expected_n=round(row["expected_n"] * 7 / row["window_days"], 1), low=None, high=None, since=row["began_on"], weeks_n=around.weeks_since(row["began_on"]),
        state=row["state"], page=f"signals?s={row['signal_id']}", facts=_facts(row, around))


def _facts(row: Row, around: Around) -> dict[str, Any]:
    """kind (spike | ramp | new), raised_on, ended_on, excess_n (people beyond what was expected since it began, None: few), harm (mean, 0-4), returned_of,
    drivers ([{where: [[name, value] …], share 0-1}], the largest two); and of moved.with_told said_on, said_people_n, said_state."""
    return dict(kind=row["kind"], raised_on=_iso(row["raised_on"]), ended_on=_iso(row["ended_on"]), excess_n=around.masked(max(0.0, row["excess_n"])),
                harm=None if row["harm"] is None or row["harm"] != row["harm"] else round(row["harm"], 2),
                returned_of=row["returned_of"] if isinstance(row["returned_of"], str) else None, drivers=largest(row["drivers"] or ()))


def largest(drivers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The largest two of pipeline.causes; none where nothing stands out."""
    return [dict(where=[list(pair) for pair in one["where"]], share=one["share"]) for one in drivers if "where" in one][:_DRIVERS_N]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
