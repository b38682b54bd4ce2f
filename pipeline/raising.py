"""Rises of the counts ↔ signals as they are kept. Pure: what is new, what has grown, what is over, what has come back."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from models.watching import LONGEST_DAYS, Rise, expected
from pipeline.settings import WatchSettings
from pipeline.signal_states import ACKNOWLEDGED, NEW, PAST, RECOVERED, REGRESSED, WITH_A_FIX
from pipeline.world import UNTOLD, Watched

Row = dict[str, Any]
NEW_LEVEL = "it has lasted so long that it is taken for the ordinary level from here on"
CARRIED = ("last_on", "ended_on", "excess_n", "within")
"""What the counts say of a rise anew every day."""
_FOLLOWED = (NEW, REGRESSED, ACKNOWLEDGED, WITH_A_FIX)
IS_BACK = "back inside the expected range"
NO_TOPIC = "its topic ended when the topics were learned anew; its complaints are counted elsewhere"


@dataclass(frozen=True)
class Over:
    """A signal that ended, and why. has_recovered: it fell back; otherwise it is only followed no further, in the state it has."""

    signal_id: str
    has_recovered: bool
    why: str


@dataclass(frozen=True)
class Judged:
    """What a run found: new signals, what is known now of old ones, those whose topic is no more (signal_id, ended_on), all that
    are over, and through which day each target was judged."""

    new: Sequence[Row] = ()
    grown: Sequence[Row] = ()
    gone: Sequence[Row] = ()
    over: Sequence[Over] = ()
    until: Mapping[tuple[str, str], date] | None = None


def decide(rises: Sequence[Rise], watched: Watched, kept: Sequence[Row], weeks: Sequence[date], settings: WatchSettings) -> Judged:
    """Which rises are new signals, which signals have grown or ended, and which changed with complaints that came or went late.

    kept: all signals as they are kept; weeks: Mondays of those that were counted anew since the last run.
    """
    known, rows = {row["signal_id"]: row for row in kept}, [signal_of(rise, watched) for rise in rises]
    new = with_past([row for row in rows if row["signal_id"] not in known], kept, settings.return_days)
    carried = [known[row["signal_id"]] | {name: row[name] for name in CARRIED} for row in rows if row["signal_id"] in known]
    moved = [row | seen_late(row, watched, weeks) for row in carried if has_moved(row, known[row["signal_id"]], weeks)]
    late = [row | change for row in kept if row["ended_on"] is not None and (change := seen_late(row, watched, weeks))]
    gone = [dict(signal_id=row["signal_id"], ended_on=watched.days[-1]) for row in kept if row["ended_on"] is None and row["target_id"] not in watched.ids[row["level"]]]
    ended = [over(row) for row in (*new, *moved) if row["ended_on"] is not None]
    return Judged(new, [*moved, *late], gone, [*ended, *(Over(row["signal_id"], False, NO_TOPIC) for row in gone)], judged(watched))


def first_positions(watched: Watched, until: Mapping[tuple[str, str], date]) -> dict[str, np.ndarray]:
    """Per level and series the first day that is to be judged; what is unclear or too short to tell never is.

    until: (level, target) -> the last day that was judged.
    """
    def first(level: str, target: str) -> int:
        if level != "all" and target in UNTOLD:
            return len(watched.days)
        day = until.get((level, target))
        return 0 if day is None else max(0, watched.position(day) + 1)

    return {level: np.array([first(level, target) for target in ids], dtype=int) for level, ids in watched.ids.items()}


def judged(watched: Watched) -> dict[tuple[str, str], date]:
    """(level, target) -> the last day, of everything that was judged."""
    return {(level, target): watched.days[-1] for level, ids in watched.ids.items() for target in ids if level == "all" or target not in UNTOLD}


def rises_of(rows: Iterable[Row], watched: Watched) -> list[Rise]:
    """The rises of signals that are up, to be carried on, and of those that ended within the days of the world, which no baseline may
    learn from. Those whose topic is no more are left out."""
    known = (row for row in rows if row["target_id"] in watched.ids[row["level"]])
    return [_rise(row, watched) for row in known if row["ended_on"] is None or watched.position(row["last_on"]) >= 0]


def signal_of(rise: Rise, watched: Watched) -> Row:
    """The row of a rise; harm, owner, drivers and what it brings back are filled in by those who know them."""
    target, raised_on = watched.target(rise.level, rise.series), watched.days[rise.raised]
    return dict(
        signal_id="-".join(part for part in ("s", rise.level, target, f"{raised_on:%Y%m%d}") if part), level=rise.level, target_id=target,
        kind=rise.kind, began_on=watched.days[max(0, rise.began)], raised_on=raised_on, window_days=rise.window_days,
        expected_n=_short(rise.expected_n), upper_n=_short(rise.upper_n), q_value=_short(rise.q_value), observed_n=int(rise.observed_n),
        harm=None, owner="", drivers=[], returned_of=None, state=NEW, **grown(rise, watched))


def grown(rise: Rise, watched: Watched) -> Row:
    """What is learnt of a rise after it was raised."""
    within = [[level, watched.target(level, series)] for level, series in rise.within]
    return dict(last_on=watched.days[rise.last], ended_on=None if rise.ended is None else watched.days[rise.ended], excess_n=_short(rise.excess_n), within=within)


def seen_late(row: Row, watched: Watched, weeks: Sequence[date]) -> Row:
    """What late, corrected or forgotten complaints change in a signal: its counts, never that it was raised. Empty: nothing.

    weeks: Mondays of the weeks that were counted anew. Of what is up the excess is counted with it every day.
    """
    end = watched.position(row["raised_on"])
    if end - row["window_days"] + 1 < 0 or row["target_id"] not in watched.ids[row["level"]] or not _touches(row, weeks):
        return {}
    series = watched.ids[row["level"]].index(row["target_id"])
    seen = expected(watched.world, row["level"], series, row["window_days"], [end], watched.position(row["began_on"]))
    observed_n = int(np.nan_to_num(seen.observed_n[0, 0], nan=row["observed_n"]))
    excess_n = row["excess_n"] if row["ended_on"] is None else _short(row["excess_n"] + observed_n - row["observed_n"])
    return dict(observed_n=observed_n, excess_n=excess_n)


def has_moved(row: Row, before: Row, weeks: Sequence[date]) -> bool:
    """Is anything of a signal that is up other than it was kept, or were its weeks counted anew?"""
    return any(row[name] != before[name] for name in CARRIED) or _touches(row, weeks)


def over(row: Row) -> Over:
    """Why a signal that has ended did."""
    is_level = (row["ended_on"] - row["began_on"]).days >= LONGEST_DAYS
    return Over(row["signal_id"], not is_level, NEW_LEVEL if is_level else IS_BACK)


def brings_back(row: Row, past: Sequence[Row], return_days: int) -> str | None:
    """The id of the last signal of the same target, where it was over, dismissed or being fixed not longer than `return_days` before."""
    before = [old for old in past if (old["level"], old["target_id"]) == (row["level"], row["target_id"]) and old["raised_on"] < row["raised_on"]]
    if not before:
        return None
    last = max(before, key=lambda old: old["raised_on"])
    is_past = last["state"] in PAST or (last["ended_on"] is not None and last["ended_on"] <= row["raised_on"])
    return last["signal_id"] if is_past and (row["raised_on"] - last["last_on"]).days <= return_days else None


def with_past(rows: Sequence[Row], past: Sequence[Row], return_days: int) -> list[Row]:
    """New signals, oldest first; what comes back begins as regressed and names what it brings back."""
    out: list[Row] = []
    for row in sorted(rows, key=lambda row: (row["raised_on"], row["signal_id"])):
        back = brings_back(row, [*past, *out], return_days)
        out.append(row | dict(returned_of=back, state=REGRESSED if back else NEW))
    return out


def changes(new: Sequence[Row], ended: Sequence[Over], states: Mapping[str, str]) -> list[Row]:
    """What canary writes into the log: signal_id, from_state, to_state, why. states: signal_id -> the state that it has."""
    raised = [dict(signal_id=row["signal_id"], from_state="", to_state=row["state"], why=in_words(row)) for row in new]
    return raised + [dict(signal_id=end.signal_id, from_state=states[end.signal_id], why=end.why,
                          to_state=RECOVERED if end.has_recovered and states[end.signal_id] in _FOLLOWED else states[end.signal_id]) for end in ended]


def in_words(row: Row) -> str:
    """What was seen on the day that it was raised."""
    days = "a day" if row["window_days"] == 1 else f"{row['window_days']} days"
    back = f", back after {row['returned_of']}" if row["returned_of"] else ""
    return f"{row['observed_n']:,} people in {days}, {row['expected_n']:.1f} expected{back}"


def _rise(row: Row, watched: Watched) -> Rise:
    at = watched.position
    within = tuple((level, watched.ids[level].index(target)) for level, target in row["within"] if target in watched.ids[level])
    return Rise(row["level"], watched.ids[row["level"]].index(row["target_id"]), row["kind"], at(row["began_on"]), at(row["raised_on"]), at(row["last_on"]),
                None if row["ended_on"] is None else at(row["ended_on"]), row["window_days"], row["observed_n"], row["expected_n"], row["upper_n"], row["q_value"], row["excess_n"], within)


def _touches(row: Row, weeks: Sequence[date]) -> bool:
    first = min(row["began_on"], row["raised_on"] - timedelta(days=row["window_days"] - 1))
    return any(week <= row["last_on"] and week + timedelta(days=6) >= first for week in weeks)


def _short(value: float) -> float:
    """Six digits: the last ones of a sum hang on the order in which it was added up."""
    return float(f"{value:.6g}")
