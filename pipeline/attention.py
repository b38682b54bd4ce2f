"""How each touchpoint or topic stands in one week, and what needs attention first. Pure; reach plays no part."""
from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from pipeline.taxonomy import Taxonomy

MORE, SIGNAL, ORDINARY, FEWER, EARLY, SILENT = (
    "more than expected", "signal", "as expected", "fewer than expected", "too early to say", "nobody heard")
_BEFORE_WEEKS = 4
_TREND_WEEKS = 12


def week_of(windows: pd.DataFrame, monday: date) -> pd.DataFrame:
    """One row per id of the week that begins on `monday`, indexed by id.

    windows: as of expectation.windows for 7 days. Adds before_n (people a week in the four weeks before, NaN without any)
    and trend (people in each of the last twelve weeks, oldest first).
    """
    until = windows[windows["start"] <= pd.Timestamp(monday)]
    now = until[until["start"] == pd.Timestamp(monday)].set_index("id")
    before = until[(until["start"] < pd.Timestamp(monday)) & (until["start"] >= pd.Timestamp(monday - timedelta(weeks=_BEFORE_WEEKS)))]
    recent = until[until["start"] > pd.Timestamp(monday - timedelta(weeks=_TREND_WEEKS))]
    trend = recent.sort_values("start").groupby("id")["observed_n"].agg(list)
    return now.assign(before_n=before.groupby("id")["observed_n"].mean().reindex(now.index), trend=trend.reindex(now.index))


def counted(counts: pd.DataFrame, column: str, first: date, last: date) -> pd.DataFrame:
    """complaints_n and harm (mean 0–4, see store/harm.py; NaN without complaints) per id from `first` to `last`, indexed by id."""
    inside = counts[counts["day"].between(pd.Timestamp(first), pd.Timestamp(last))].assign(**{column: lambda f: f[column].fillna("")})
    sums = inside.groupby(column)[["complaints_n", "severity_sum"]].sum()
    harm = (sums["severity_sum"] / sums["complaints_n"].where(sums["complaints_n"] > 0)).astype(float)
    return pd.DataFrame({"complaints_n": sums["complaints_n"].astype(float), "harm": harm})


def standing(week: pd.DataFrame, counts: pd.DataFrame, unclear: pd.Series, taxonomy: Taxonomy, signals: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """One row a touchpoint in the order of the journey.

    week: from week_of; counts: from counted; unclear: share (0–1) per touchpoint id; signals: target_id, began_on of those still up.
    Columns: touchpoint_id, name, stage, owner (who gets the complaints about it), people_n, expected_n, lower_n, upper_n, before_n, change_n, trend, complaints_n,
    harm, unclear, status, since, score. A touchpoint without complaints has 0 people and status "nobody heard".
    """
    rows = [(t.id, t.name, stage.name, t.routed_to) for stage, members in taxonomy.by_stage().items() for t in members]
    frame = pd.DataFrame(rows, columns=["touchpoint_id", "name", "stage", "owner"])
    by_id = frame["touchpoint_id"]
    found = week.reindex(by_id).reset_index(drop=True)
    frame = frame.assign(people_n=found["observed_n"].fillna(0.0), **{name: found[name] for name in ("expected_n", "lower_n", "upper_n", "before_n", "trend")})
    frame["change_n"] = frame["people_n"] - frame["before_n"]
    own = counts.reindex(by_id).reset_index(drop=True)
    since = signals.drop_duplicates("target_id").set_index("target_id")["began_on"].reindex(by_id).reset_index(drop=True)
    frame = frame.assign(complaints_n=own["complaints_n"].fillna(0.0), harm=own["harm"], unclear=unclear.reindex(by_id).to_numpy(), since=since)
    frame["status"] = _status(frame, min_people)
    excess = (frame["people_n"] - frame["expected_n"].fillna(0.0)).clip(lower=0)
    return frame.assign(score=excess * frame["harm"].fillna(0.0))


def by_need(frame: pd.DataFrame) -> pd.DataFrame:
    """Above the expected range first, then those with a signal, then extra people × mean harm, then people."""
    rank = frame["status"].map({MORE: 0, SIGNAL: 1}).fillna(2)
    return frame.assign(rank=rank).sort_values(["rank", "score", "people_n"], ascending=[True, False, False], kind="stable").drop(columns="rank")


def in_need(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows that need a person now, most pressing first."""
    return by_need(frame[frame["status"].isin([MORE, SIGNAL])])


def unclear_shares(pairs: pd.DataFrame, topics: pd.DataFrame) -> pd.Series:
    """Of the complaints in a touchpoint's topics, the share (0–1) whose own touchpoint is unclear; indexed by touchpoint id.

    pairs: topic_id, touchpoint_id (NaN: unclear), complaints_n; topics: topic_id, touchpoint_id.
    """
    home = topics.dropna(subset=["touchpoint_id"]).set_index("topic_id")["touchpoint_id"]
    known = pairs.assign(home=pairs["topic_id"].map(home), unclear_n=pairs["complaints_n"].where(pairs["touchpoint_id"].isna(), 0)).dropna(subset=["home"])
    sums = known.groupby("home")[["unclear_n", "complaints_n"]].sum()
    return (sums["unclear_n"] / sums["complaints_n"]).astype(float)


def since_when(windows: pd.DataFrame, monday: date) -> date | None:
    """Monday of the first of the unbroken run of weeks above the range that ends with `monday`; None when it is not above.

    windows: the rows of one id.
    """
    rows = windows[windows["start"] <= pd.Timestamp(monday)].sort_values("start", ascending=False)
    above = (rows["observed_n"] > rows["upper_n"]).to_numpy()
    run_n = len(above) if above.all() else int(np.argmin(above))
    return rows["start"].iloc[run_n - 1].date() if run_n else None


def _status(frame: pd.DataFrame, min_people: int) -> list[str]:
    def one(row) -> str:
        if row.people_n > row.upper_n and row.people_n >= min_people:
            return MORE
        if pd.notna(row.since):
            return SIGNAL
        if row.people_n == 0:
            return SILENT
        if pd.isna(row.expected_n):
            return EARLY
        return FEWER if row.people_n < row.lower_n else ORDINARY
    return [one(row) for row in frame.itertuples()]
