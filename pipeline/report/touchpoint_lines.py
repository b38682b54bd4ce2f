"""The touchpoints of a week as the Overview stands them, each with twelve weeks of people. Pure; reach plays no part."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from pipeline.report.around import Around
from pipeline.report.snapshot import TouchpointLine

TREND_WEEKS = 12


def lines(standing: pd.DataFrame, lost: Collection[date], around: Around) -> tuple[TouchpointLine, ...]:
    """standing: of attention.by_need, in its order; lost: Mondays of weeks in which a source of weight was not collecting."""
    known_n = max((len(trend) for trend in standing["trend"] if isinstance(trend, list)), default=0)
    return tuple(_line(row, known_n, lost, around) for row in standing.to_dict("records"))


def lost_weeks(stretches: Sequence[tuple[date, date]], around: Around) -> set[date]:
    """Of the weeks of a trend those that a stretch of weekly.coverage touches."""
    mondays = [around.monday - timedelta(weeks=n) for n in range(TREND_WEEKS)]
    return {monday for monday in mondays if any(first <= monday + timedelta(days=6) and last >= monday for first, last in stretches)}


def _line(row: Mapping[str, Any], known_n: int, lost: Collection[date], around: Around) -> TouchpointLine:
    numbers = {name: None if pd.isna(row[column]) else round(float(row[column]), 1) for name, column in (("expected_n", "expected_n"), ("low", "lower_n"), ("high", "upper_n"))}
    return TouchpointLine(
        touchpoint_id=row["touchpoint_id"], name=row["name"], owner=row["owner"], harm=None if pd.isna(row["harm"]) else round(float(row["harm"]), 2),
        **around.counted(row["people_n"]), **numbers, status=row["status"], complaints_n=around.masked(row["complaints_n"]), trend=_trend(row["trend"], known_n, lost, around),
        page=f"touchpoint?tp={row['touchpoint_id']}")


def _trend(found: object, known_n: int, lost: Collection[date], around: Around) -> tuple[int | None, ...]:
    """Weeks before the data, and lost ones, are None; few people are drawn in the middle, at half of min_people, as every page draws them."""
    people = [int(n) for n in found] if isinstance(found, list) else [0] * known_n
    weeks: list[int | None] = [None] * (TREND_WEEKS - len(people)) + [around.min_people // 2 if 0 < n < around.min_people else n for n in people]
    return tuple(None if around.monday - timedelta(weeks=TREND_WEEKS - 1 - at) in lost else n for at, n in enumerate(weeks))
