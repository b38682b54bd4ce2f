"""Threads → who is answered, how fast, and with what: by followers, channel, language and every attribute, all tested together. Pure.

A person may begin several threads: they count as what they tell, see models.clustered. Only threads that could have been answered
are asked: those of channels the company ever replied in, and begun long enough before the data end.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from models.fairness import Compared, holm, shares, times

RIPE_DAYS = 3            # a thread begun in the last three days may still get its answer
ALPHA = 0.05             # chance that anything on the page is called a difference by mistake
MOST_GROUPS = 8
OTHER, UNKNOWN = "other", "not known"
UNANSWERED, SORRY = "unanswered", "apologised only"
MEASURES = ("answered", "minutes", "acted", "sorry")
"""Answered at all, of all threads; of those answered: minutes to the first answer, acted on or confirmed, only apologised to."""
_WEIGHTS = {"answered": 3.0, "minutes": 1.0, "acted": 1.0, "sorry": 1.0}
"""Of the chance of a false difference: whether people are answered at all is what the page asks first, and has half of it."""
COLUMNS = ["attribute", "measure", "group", "n", "people_n", "hits_n", "hit_people_n", "value", "low", "high", "others", "is_tested", "is_twin", "p", "q"]
_BANDS = (("under 100", 0), ("100 to 999", 100), ("1,000 to 9,999", 1_000), ("10,000 or more", 10_000))
BANDS = tuple(name for name, _ in _BANDS)


def band(followers: pd.Series) -> pd.Series:
    """The band of followers (>= 0), None where nobody knows."""
    edges = [low for _, low in _BANDS]
    at = np.searchsorted(edges, followers.fillna(0), side="right") - 1
    return pd.Series(np.where(followers.notna(), np.array(BANDS, dtype=object)[at.clip(min=0)], None), index=followers.index, dtype=object)


def ripe_until(last_day: date) -> date:
    """The last day on which a thread may have begun to be called without a reply. last_day: the last with any data."""
    return last_day - timedelta(days=RIPE_DAYS)


def answerable(threads: pd.DataFrame, channels: Sequence[str], last_day: date) -> pd.DataFrame:
    """The threads that could have been answered by now. last_day: the last with any data."""
    until = pd.Timestamp(ripe_until(last_day))
    return threads[threads["channel"].isin(channels) & (threads["day"] <= until)].reset_index(drop=True)


def compared(threads: pd.DataFrame, by: Mapping[str, pd.Series], min_people: int) -> pd.DataFrame:
    """COLUMNS: a row for each attribute, measure and group; q: p among everything compared here (Holm), a difference where it is below ALPHA.

    threads: as of store.chains.thread_rows; by: attribute -> its value in each of these rows, None or NaN: not known. A group of fewer than
    `min_people` people is not compared, nor is OTHER (what is beyond the `MOST_GROUPS` largest) and UNKNOWN, which is no others' other either.
    is_twin: the second of two groups, each of which is all others of the other: one comparison, counted once.
    """
    people, cases = pd.factorize(threads["person"])[0], {measure: _cases(threads, measure) for measure in MEASURES}
    rows = [dict(attribute=attribute, measure=measure) | row for attribute, values in by.items() for groups in [_groups(values)]
            for measure in MEASURES for row in _table(groups, people, *cases[measure], measure, min_people)]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    twins = frame["is_twin"].to_numpy(dtype=bool)
    q = holm(np.where(twins, np.nan, frame["p"].to_numpy(dtype=float)), frame["measure"].map(_WEIGHTS).to_numpy(dtype=float))
    q[twins] = q[np.flatnonzero(twins) - 1]
    return frame.assign(q=q)


def comparisons_n(rows: pd.DataFrame) -> int:
    """How many different comparisons the rows of `compared` hold."""
    return int((rows["is_tested"].astype(bool) & ~rows["is_twin"].astype(bool)).sum())


def overall(threads: pd.DataFrame) -> dict[str, Mapping[str, float]]:
    """measure -> n, hits_n, people_n, hit_people_n, value, low, high of all these threads together; NaN values where there are none."""
    rows = compared(threads, {"all": pd.Series("all", index=threads.index, dtype=object)}, 0)
    nothing = dict(n=0, hits_n=0, people_n=0, hit_people_n=0, value=np.nan, low=np.nan, high=np.nan)
    return {measure: nothing for measure in MEASURES} | {row["measure"]: row for row in rows.to_dict("records")}


@dataclass(frozen=True)
class _Groups:
    """names: of the groups; codes: (threads,) positions in them, -1: not known."""

    names: np.ndarray
    codes: np.ndarray


def _cases(threads: pd.DataFrame, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Which threads are asked, and what each says: a boolean, or minutes."""
    outcome, is_answered = threads["outcome"], (threads["outcome"] != UNANSWERED).to_numpy()
    if measure == "answered":
        return np.ones(len(threads), dtype=bool), is_answered
    if measure == "minutes":
        minutes = threads["answer_minutes"].to_numpy(dtype=float)
        return is_answered & ~np.isnan(minutes), minutes
    return is_answered, (outcome == SORRY).to_numpy() if measure == "sorry" else outcome.isin(("acted", "confirmed")).to_numpy()


def _groups(values: pd.Series) -> _Groups:
    """What is beyond the largest groups is OTHER."""
    codes, names = pd.factorize(values)
    names = np.array([str(name) for name in names], dtype=object)
    if len(names) <= MOST_GROUPS:
        return _Groups(names, codes)
    order = np.argsort(-np.bincount(codes[codes >= 0], minlength=len(names)), kind="stable")
    place = np.empty(len(names), dtype=int)
    place[order] = np.arange(len(names)).clip(max=MOST_GROUPS)
    return _Groups(np.array([*names[order[:MOST_GROUPS]], OTHER], dtype=object), np.where(codes >= 0, place[codes], -1))


def _table(groups: _Groups, people: np.ndarray, is_asked: np.ndarray, said: np.ndarray, measure: str, min_people: int) -> list[dict]:
    method, is_known = times if measure == "minutes" else shares, groups.codes >= 0
    known, unknown = is_asked & is_known, is_asked & ~is_known
    return [*_rows(method, groups.names, groups.codes[known], people[known], said[known], min_people),
            *_rows(method, np.array([UNKNOWN], dtype=object), np.zeros(int(unknown.sum()), dtype=int), people[unknown], said[unknown], min_people)]


def _rows(method: Callable[..., Compared], names: np.ndarray, at: np.ndarray, people: np.ndarray, said: np.ndarray, min_people: int) -> list[dict]:
    """A row for each group that has any case."""
    people_n = _people_by(at, people, len(names))
    is_hit = said if said.dtype == bool else np.ones(len(said), dtype=bool)
    is_tested = (people_n >= max(1, min_people)) & ~np.isin(names, (OTHER, UNKNOWN))
    found = method(said, people, at, len(names), is_tested) if len(at) else None
    hit_people_n = _people_by(at[is_hit], people[is_hit], len(names))
    is_pair = len(names) == 2 and is_tested.all()
    return [dict(group=str(names[g]), is_twin=bool(is_pair and g == 1), n=int(found.n[g]), people_n=int(people_n[g]), hits_n=int(found.hits[g]),
                 hit_people_n=int(hit_people_n[g]), value=found.value[g], low=found.low[g], high=found.high[g], others=found.others[g],
                 is_tested=not np.isnan(found.p[g]), p=found.p[g]) for g in np.flatnonzero(people_n)]


def _people_by(groups: np.ndarray, people: np.ndarray, groups_n: int) -> np.ndarray:
    """(groups_n,) different people in each group."""
    size = int(people.max(initial=0)) + 1
    return np.bincount(np.unique(groups.astype(np.int64) * size + people) // size, minlength=groups_n)
