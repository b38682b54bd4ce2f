"""Where a signal sits, in words and as rows of a chart. Pure; plain text; a segment of too few people is not named with its count."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.wording import few, listing, number, percent

NOTHING = {
    "everywhere": "Nothing stands out: every group rose alike.", "too few": "Too few people to tell who is hit.",
    "chance": "Nothing stands out: what differs between groups is no more than chance.", "no excess": "Nothing stands out: nobody is beyond what is expected any more.",
    "no attributes": "Not known who is hit: the complaints carry no attributes such as region or product."}
_COLUMNS = ["segment", "observed_n", "expected_n", "share", "words"]


def segments(drivers: Sequence[Mapping]) -> list[Mapping]:
    """Those entries that name a segment, most of the excess first."""
    return [driver for driver in drivers if driver.get("where")]


def told(drivers: Sequence[Mapping], min_people: int) -> list[Mapping]:
    """The segments that hold enough people to be named, most of the excess first."""
    return [one for one in segments(drivers) if one["observed_n"] >= min_people]


def segment_name(where: Sequence[Sequence[str]]) -> str:
    """[["region", "North"], ["app_version", "7.2"]] → "region North and app version 7.2"."""
    return " and ".join(f"{name.replace('_', ' ')} {value}" for name, value in where)


def drivers_sentence(drivers: Sequence[Mapping], min_people: int) -> str:
    """Where the excess sits, in one sentence. Where it sits is not why it rose."""
    if not (found := told(drivers, min_people)):
        return nothing(drivers)
    first, *more = found
    then = listing([f"{segment_name(one['where'])} ({percent(one['share'])})" for one in more])
    return f"{percent(first['share'])} of the excess is {segment_name(first['where'])}{f'; then {then}' if more else ''}."


def nothing(drivers: Sequence[Mapping]) -> str:
    """Why no segment is named."""
    if segments(drivers):
        return NOTHING["too few"]
    reason = next((driver["reason"] for driver in drivers if driver.get("reason")), None)
    return NOTHING.get(reason, "Where it sits is not known yet.")


def driver_rows(drivers: Sequence[Mapping], min_people: int) -> pd.DataFrame:
    """segment, observed_n, expected_n, share, words: one row a segment that is told."""
    rows = [(segment_name(one["where"]), float(one["observed_n"]), float(one["expected_n"]), float(one["share"]), _words(one, min_people))
            for one in told(drivers, min_people)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def same_counts(drivers: Sequence[Mapping]) -> str | None:
    """Other segments that these counts say the same of; None: there are none."""
    ties = [segment_name(tie) for one in segments(drivers) for tie in one.get("ties", [])]
    return f"The counts cannot tell this from {listing(ties)}." if ties else None


def _words(one: Mapping, min_people: int) -> str:
    return (f"{few(one['observed_n'], min_people)} people, {number(one['expected_n'])} expected; "
            f"{one['lift']:.1f} times as many ({one['low']:.1f} to {one['high']:.1f})")
