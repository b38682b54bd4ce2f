"""Daily counts → windows with what was observed and what an ordinary window would hold. Pure; the model is models.baseline."""
from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from models.baseline import expected_counts
from models.watching import expected
from pipeline.world import Watched, daily_grid

LEAD_DAYS = 42
"""How far before a rise its chart begins."""
COLUMNS = ["id", "start", "observed_n", "expected_n", "lower_n", "upper_n"]


def windows(counts: pd.DataFrame, column: str, measure: str, last_day: date, window_days: int, history_days: int) -> pd.DataFrame:
    """One row per id and complete window: `COLUMNS`, start the window's first day (a Monday for 7, every day for 1).

    counts: day, `column` and `measure`, of all days, so that a baseline has its history; unclear ids have id "".
    expected_n, lower_n, upper_n (the range of 95 in 100 ordinary windows) are NaN until there is history. Until the first whole
    week is over, the week in which the data begin stands for it, with what it holds.
    """
    ids, days, grid = daily_grid(counts, column, measure, last_day)
    ends = [i for i, day in enumerate(days) if i >= window_days - 1 and (window_days == 1 or day.weekday() == 6)]
    if not ends:
        return _begun_week(ids, days, grid) if ids and window_days == 7 else _frame([], [], {})
    starts = pd.to_datetime([days[i - window_days + 1] for i in ends])
    look = expected_counts(grid, window_days, history_days, ends=ends)
    return _frame(np.repeat(ids, len(ends)), np.tile(starts, len(ids)), {name: getattr(look, name).ravel() for name in COLUMNS[2:]})


def held(watched: Watched | None, target: tuple[str, str], window_days: int, began_on: date, history_days: int) -> pd.DataFrame:
    """One row per day from `LEAD_DAYS` before a signal began, `COLUMNS` of the window that ends with it: what was expected is held from its beginning on.

    target: level and id. Nothing of a target that is watched no more.
    """
    level, target_id = target
    if watched is None or target_id not in watched.ids[level]:
        return _frame([], [], {})
    ends = range(max(window_days - 1, watched.position(began_on) - LEAD_DAYS), len(watched.days))
    if not ends:
        return _frame([], [], {})
    look = expected(watched.world, level, watched.ids[level].index(target_id), window_days, ends, watched.position(began_on), history_days)
    starts = pd.to_datetime([watched.days[i - window_days + 1] for i in ends])
    return _frame([target_id] * len(ends), starts, {name: np.asarray(getattr(look, name), dtype=float)[0] for name in COLUMNS[2:]})


def _begun_week(ids: list[str], days: list[date], grid: np.ndarray) -> pd.DataFrame:
    """A row per id of the first week, where the data reach its Sunday."""
    monday, days_n = days[0] - timedelta(days=days[0].weekday()), 7 - days[0].weekday()
    if len(days) < days_n:
        return _frame([], [], {})
    return _frame(ids, [pd.Timestamp(monday)] * len(ids), {"observed_n": grid[:, :days_n].sum(axis=1)})


def _frame(ids, starts, values: dict) -> pd.DataFrame:
    kinds = {"id": "str", "start": "datetime64[us]"} | dict.fromkeys(COLUMNS[2:], "float64")
    return pd.DataFrame({"id": ids, "start": starts, **values}, columns=COLUMNS).astype(kinds)


def history_days_needed(history_weeks: int) -> int:
    """Days of data before a week can be compared: the history, the guard week and the week itself."""
    return history_weeks * 7 + 14
