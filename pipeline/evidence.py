"""What there is to judge a fix by: its topics' weeks, the rises that were left alone, and what stands in the way. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from models import episodes
from models.effect import Evidence
from pipeline.fixes import ABANDONED, Fix
from pipeline.weekly import Weekly

_ANSWERED_WEEKS = 16     # a rise counts as left alone when nothing shipped against its topic for so long …
_AT_WORK_WEEKS = 52      # … and nothing that had shipped before was still looked at


@dataclass(frozen=True)
class Around:
    """What else is known. signals, events: rows of those tables as dicts; fixes: the whole register; active: topics; model: the published version, with what people moved since."""

    weekly: Weekly
    signals: Sequence[Mapping[str, Any]]
    events: Sequence[Mapping[str, Any]]
    fixes: Sequence[Fix]
    active: frozenset[str] = frozenset()
    model: str | None = None


def shipped_week(fix: Fix, weekly: Weekly) -> int:
    """Position of the first whole week in which it could show; it may lie beyond the last."""
    could_show = fix.shipped_on + timedelta(days=fix.lag_days)
    return weekly.position(could_show + timedelta(days=-could_show.weekday() % 7))


def treated(fix: Fix, weekly: Weekly) -> np.ndarray:
    """Positions of its topics among those that are counted."""
    return np.array([n for n, topic in enumerate(weekly.topics) if topic in fix.topics], dtype=int)


def hopeless(fix: Fix, around: Around) -> tuple[str, ...]:
    """Why nothing can be counted for it, as keys of verdict_words; () where something can."""
    if not fix.topics:
        return ("no topic",)
    if not set(fix.topics) & around.active:
        return ("topic ended",)
    return () if len(treated(fix, around.weekly)) else ("no complaints",)


def alarm_week(fix: Fix, around: Around) -> int | None:
    """Position of the week in which the rise that it answers began to stand out, before it was decided; None where nothing stood out.

    By the rule of all episodes and not by its signals: what it is compared with has to be found alike.
    """
    rows, week = treated(fix, around.weekly), shipped_week(fix, around.weekly)
    decided = min(week, around.weekly.position(fix.decided_on) + 1) if fix.decided_on else week
    return episodes.alarm_week(around.weekly.counts, rows, decided) if len(rows) and decided > 0 else None


def left_alone(around: Around, upto: int) -> tuple[tuple[int, int], ...]:
    """(series, week of the alarm) of every rise, as known at the end of a week, against which nothing was shipped."""
    rows = {topic: n for n, topic in enumerate(around.weekly.topics)}
    at_work = [(rows[topic], week - _ANSWERED_WEEKS, week + _AT_WORK_WEEKS) for fix in around.fixes if fix.state != ABANDONED and fix.shipped_on
               for topic in fix.topics if topic in rows for week in [around.weekly.position(fix.shipped_on)]]
    return episodes.placebo_episodes(around.weekly.counts[:, :upto + 1], at_work)


def blocked(fix: Fix, around: Around) -> list[tuple[int, str]]:
    """(week, guard) of what else could have moved its counts: a source for good, another fix of its topics, an event at its touchpoint."""
    weekly = around.weekly
    own = {fix.shipped_on, *(day for _, _, day in fix.stages)}
    found = [(week, "coverage") for week in weekly.changed]
    for other in around.fixes:
        if other.fix_id != fix.fix_id and other.state != ABANDONED and other.shipped_on and set(other.topics) & set(fix.topics):
            found.append((weekly.position(other.shipped_on), "second fix"))
    found += [(weekly.position(event["happened_on"]), "event") for event in around.events
              if event["touchpoint_id"] == fix.touchpoint_id and event["happened_on"] not in own]     # its own shipping, told twice, is no other thing
    return sorted(found)


@dataclass(frozen=True)
class Beside:
    """What a fix is compared with. alarm_week: see alarm_week; placebos: see left_alone; segments: (topics, weeks) people where it is out and where it waits."""

    alarm_week: int | None
    placebos: tuple[tuple[int, int], ...]
    segments: tuple[np.ndarray, np.ndarray] | None = None


def of(fix: Fix, around: Around, upto: int, beside: Beside) -> Evidence:
    """What is known at the end of the week at position `upto`, and nothing later."""
    weekly, week = around.weekly, shipped_week(fix, around.weekly)
    counts, rows = weekly.counts[:, :upto + 1], treated(fix, weekly)
    split = None if beside.segments is None else tuple(each[:, :upto + 1] for each in beside.segments)
    return Evidence(
        counts=_without_between(counts, rows, weekly.position(fix.shipped_on), week), treated=rows,
        alarm_week=beside.alarm_week, shipped_week=week, placebos=beside.placebos,
        segments=None if split is None else np.column_stack([each[rows].sum(axis=0) for each in split]),
        segments_exposure=None if split is None else np.column_stack([each.sum(axis=0) - each[rows].sum(axis=0) for each in split]),
        blocked=tuple(pair for pair in blocked(fix, around) if pair[0] <= upto))


@dataclass(frozen=True)
class Split:
    """Who has a fix and who does not, as (name, value) attributes; waiting (): everybody else. until: the last day on which somebody waited."""

    out: tuple[tuple[str, str], ...]
    waiting: tuple[tuple[str, str], ...]
    until: date


def split(fix: Fix, values: Mapping[str, Sequence[str]], upto: date) -> Split | None:
    """Of a fix with a scope or a staged roll-out; None where everybody had it at once, or nobody waited for a whole week.

    values: name -> values that complaints have. Of a roll-out: those who had it first beside those who waited longest; the others were both.
    """
    if not fix.stages:
        names = {name for name, _ in fix.scope}
        others = tuple((name, value) for name in names for value in values.get(name, ()) if value and (name, value) not in fix.scope)
        return Split(fix.scope, others if len(names) == 1 else (), upto) if fix.scope else None
    name, first_day = fix.stages[0][0], fix.stages[0][2]
    out = {value: day for _, value, day in fix.stages}
    waiting = tuple((name, value) for value in values.get(name, ()) if value and value not in out)
    until = upto
    if not waiting:
        last_day = max(out.values())
        waiting, until = tuple((name, value) for value, day in out.items() if day == last_day), last_day - timedelta(days=1)
    first = tuple((name, value) for value, day in out.items() if day == first_day)
    return Split(first, waiting, until) if (until - first_day).days >= 7 else None


def _without_between(counts: np.ndarray, rows: np.ndarray, shipped: int, week: int) -> np.ndarray:
    """Weeks in which it was out but could not show in all of, are neither before nor after."""
    if shipped >= week or not len(rows):
        return counts
    between = counts.copy()
    between[rows, max(0, shipped):week] = np.nan
    return between
