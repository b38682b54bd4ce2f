"""Signals as pages read them: named, worst first, and which touchpoints and topics they touch. Pure; reach plays no part."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

OPEN_STATES = ("new", "regressed")
"""Nobody has said anything to it yet."""
UP_STATES = (*OPEN_STATES, "acknowledged", "with a fix")
_ADDED = ["name", "touchpoint_id", "is_up", "is_open", "days_n"]


@dataclass(frozen=True)
class Names:
    """What ids are called. topics: id -> label; homes: topic id -> the touchpoint it points to; touchpoints: id -> name."""

    topics: Mapping[str, str]
    homes: Mapping[str, str]
    touchpoints: Mapping[str, str]

    def of(self, level: str, target_id: str) -> str:
        """The name of a topic or touchpoint, "All complaints" for all; what is gone keeps its id."""
        if level == "all":
            return "All complaints"
        return (self.topics if level == "topic" else self.touchpoints).get(target_id, target_id)

    def touchpoint(self, level: str, target_id: str) -> str | None:
        """The touchpoint that a signal's target is, or points to; None: everything, or unclear."""
        return target_id if level == "touchpoint" else self.homes.get(target_id) if level == "topic" else None


def named(signals: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The rows in their order (the worst first) with name, touchpoint_id (None: none), is_up, is_open, days_n (from its beginning to its last day)."""
    signals = signals.reset_index(drop=True)
    pairs = list(zip(signals["level"], signals["target_id"]))
    is_up = signals["ended_on"].isna() & signals["state"].isin(UP_STATES)
    days_n = [(last - began).days + 1 for began, last in zip(signals["began_on"], signals["last_on"])]
    added = pd.DataFrame(dict(
        name=[names.of(*pair) for pair in pairs], touchpoint_id=pd.Series([names.touchpoint(*pair) for pair in pairs], dtype=object),
        is_up=is_up, is_open=is_up & signals["state"].isin(OPEN_STATES), days_n=days_n), columns=_ADDED)
    return pd.concat([signals, added], axis=1)


def at(signals: pd.DataFrame, level: str, target_id: str) -> pd.DataFrame:
    """The rows of `named` that touch a topic or a touchpoint: raised on it, on a topic that points to it, or with it as a part of the rise."""
    is_part = [[level, target_id] in [list(pair) for pair in within] for within in signals["within"]]
    is_own = (signals["level"] == level) & (signals["target_id"] == target_id)
    if level == "touchpoint":
        is_own |= signals["touchpoint_id"] == target_id
    return signals[is_own | pd.Series(is_part, index=signals.index, dtype=bool)]


def touched(signals: pd.DataFrame) -> pd.DataFrame:
    """target_id (a touchpoint), began_on: one row a touchpoint that a row of `named` touches, the earliest beginning of those."""
    rows = [(t, row.began_on) for row in signals.itertuples() for t in _touchpoints(row)]
    frame = pd.DataFrame(rows, columns=["target_id", "began_on"])
    return frame.sort_values("began_on", kind="stable").drop_duplicates("target_id").reset_index(drop=True)


def beside(signals: pd.DataFrame, one) -> pd.DataFrame:
    """What rose in the same days as `one` (a row of `named`) and is no part of it: the other rows whose days overlap."""
    parts = {tuple(pair) for pair in one.within}
    is_other = (signals["signal_id"] != one.signal_id) & (signals["state"] != "dismissed") & ~pd.Series(
        [pair in parts for pair in zip(signals["level"], signals["target_id"])], index=signals.index, dtype=bool)
    return signals[is_other & (signals["began_on"] <= one.last_on) & (signals["last_on"] >= one.began_on)]


def judged(windows: Sequence[pd.DataFrame], monday: date) -> tuple[int, int]:
    """Of the touchpoints and topics of a week, how many could be compared with what is expected, and how many there are.

    windows: as of expectation.windows for 7 days, one a level.
    """
    now = pd.concat([frame[(frame["start"] == pd.Timestamp(monday)) & (frame["id"] != "")] for frame in windows])
    return int(now["expected_n"].notna().sum()), len(now)


def _touchpoints(row) -> list[str]:
    own = [row.touchpoint_id] if row.touchpoint_id else []
    return own + [target_id for level, target_id in row.within if level == "touchpoint"]
