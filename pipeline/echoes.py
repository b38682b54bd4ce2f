"""Does answering in public itself raise posting? Threads and replies by week → reply campaigns, posting with and without what may be their echo. Pure."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from models.echo import WEEKS, Echo, campaigns, echo

COLUMNS = ["week", "people_n", "echo_n", "replies_n", "is_campaign"]
_UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Echoes:
    """weeks: COLUMNS of complete weeks in the channels that the company answers; people_n: who began a thread, echo_n: those of them who had been
    answered before and began it within two weeks of a campaign's first day. found: the verdict, None: no campaign, or too little around it."""

    weeks: pd.DataFrame
    campaigns: tuple[tuple[date, date], ...]
    found: Echo | None


def echoes(threads: pd.DataFrame, replies: pd.DataFrame, channels: Collection[str], complete: tuple[date, date]) -> Echoes:
    """threads: as of store.chains.thread_rows, of all days; replies: as of store.fairness.replies_by_week; channels: those the company ever replied
    in; complete: the first and last day that are over and whole."""
    mondays = _mondays(*complete)
    own, others = (threads[threads["channel"].isin(channels) == is_own] for is_own in (True, False))
    people, rest = _people(own, mondays), _people(others, mondays)
    sent = replies[replies["channel"].isin(channels)].groupby("week")["replies_n"].sum().reindex(mondays).fillna(0).to_numpy(dtype=float)
    runs = campaigns(sent, people)
    starts = [mondays[first] for first, _ in runs]
    again = _people(own[_may_be_echo(own, starts)], mondays)
    is_campaign = np.zeros(len(mondays), dtype=bool)
    for first, last in runs:
        is_campaign[first:last + 1] = True
    weeks = pd.DataFrame({"week": mondays, "people_n": people, "echo_n": again, "replies_n": sent, "is_campaign": is_campaign}, columns=COLUMNS)
    spans = tuple((mondays[first].date(), mondays[last].date() + timedelta(days=6)) for first, last in runs)
    return Echoes(weeks, spans, echo(people, rest if rest.sum() else None, runs))


def _mondays(first: date, last: date) -> pd.DatetimeIndex:
    """Of the weeks that lie whole between two days."""
    return pd.date_range(pd.Timestamp(first) + pd.Timedelta(days=-first.weekday() % 7), pd.Timestamp(last) - pd.Timedelta(days=6), freq="7D", unit="us")


def _people(threads: pd.DataFrame, mondays: pd.DatetimeIndex) -> np.ndarray:
    """(weeks,) different people who began a thread."""
    if threads.empty:
        return np.zeros(len(mondays))
    week = threads["day"] - pd.to_timedelta(threads["day"].dt.day_of_week, unit="D")
    return threads["person"].groupby(week).nunique().reindex(mondays).fillna(0).to_numpy(dtype=float)


def _may_be_echo(threads: pd.DataFrame, starts: Sequence[pd.Timestamp]) -> np.ndarray:
    """Whether each thread was begun within two weeks of a campaign's first day by somebody who had been answered on an earlier day."""
    if threads.empty or not starts:
        return np.zeros(len(threads), dtype=bool)
    first_answered = threads[threads["outcome"] != _UNANSWERED].groupby("person")["day"].min()
    was_answered = (threads["person"].map(first_answered) < threads["day"]).to_numpy(dtype=bool)
    is_soon = np.zeros(len(threads), dtype=bool)
    for start in starts:
        is_soon |= threads["day"].between(start, start + pd.Timedelta(days=7 * WEEKS - 1)).to_numpy()
    return was_answered & is_soon
