"""What was found of a week → its snapshot. Pure but for what is asked of the store when the news are known."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from pipeline.attention import MORE, SIGNAL
from pipeline.report import duties, fix_items, signal_items, touchpoint_lines, unacted_items
from pipeline.report.moved import remembered
from pipeline.report.read import Found
from pipeline.report.snapshot import DEFINITIONS, SECTIONS, Item, Snapshot
from pipeline.report.weeks import name_of
from pipeline.settings import Settings

def snapshot(found: Found, settings: Settings, taxonomy: str, before: Snapshot | None, filled: Callable[[Item], Item]) -> Snapshot:
    """filled: an item that is told with its quotes and drivers. facts of the snapshot: need_n of touchpoints_n need a person, known_n could be compared with what is expected; unclear_n complaints point to no touchpoint;
    complaints_before_n: mean of the four weeks before; heard_n people of the last 12 weeks, acted_n of them with a fix under way or further, worst_n of
    waiting_n topics should not wait, waiting_of: owner -> n of them; previous_week."""
    around, waiting = found.around, found.unacted.waiting.to_dict("records")
    told = [*signal_items.items(found.signals, around), *fix_items.items(found.fixes, found.verdicts, around)]
    items = sorted([*told, *unacted_items.items(waiting, told, around)], key=lambda item: SECTIONS.index(item.section))
    items = [filled(item) if item.is_news else item for item in items]
    now = found.weeks[found.weeks["week"] == pd.Timestamp(around.monday)]
    return Snapshot(
        week=name_of(around.monday), first_day=around.monday, last_day=around.sunday, zone=settings.workspace.zone, brand=settings.brand.name,
        is_sample=settings.workspace.is_sample, taxonomy=taxonomy, min_people=around.min_people, **around.counted(int(now["people_n"].sum())),
        before_n=_before(found, "people_n"), complaints_n=int(now["complaints_n"].sum()), items=tuple(items),
        touchpoints=touchpoint_lines.lines(found.standing, touchpoint_lines.lost_weeks(found.stretches, around), around),
        duties=duties.duties(found.signals, found.fixes, found.verdicts, waiting, around), warnings=tuple(found.warnings),
        said_before=sum(not item.is_news for item in items), definitions=DEFINITIONS, model_version=found.model_version,
        told=remembered(items, around.told, around.monday), facts=_facts(found, waiting, now, before))


def _facts(found: Found, waiting: Sequence[dict[str, Any]], now: pd.DataFrame, before: Snapshot | None) -> dict[str, Any]:
    steps, masked = found.unacted.steps, found.around.masked
    return dict(
        need_n=int(found.standing["status"].isin([MORE, SIGNAL]).sum()), touchpoints_n=len(found.standing), known_n=int(found.standing["expected_n"].notna().sum()),
        unclear_n=int(now["unclear_n"].sum()), complaints_before_n=_before(found, "complaints_n"), heard_n=masked(int(steps["heard_n"].sum())),
        acted_n=masked(int(steps["under_way_n"].sum())), worst_n=sum(bool(row["why"]) for row in waiting), waiting_n=len(waiting), waiting_of=dict(Counter(sorted(row["owner"] for row in waiting))),
        previous_week=before.week if before else None)


def _before(found: Found, column: str) -> float | None:
    """The mean of the weeks before; None where there are none, and of few people."""
    mean = found.weeks.loc[found.weeks["week"] < pd.Timestamp(found.around.monday), column].mean()
    return None if pd.isna(mean) or (column == "people_n" and 0 < mean < found.around.min_people) else round(float(mean), 1)
