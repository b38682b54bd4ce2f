"""What nobody acts on, in words and columns: the sentence, the funnel, the list. Pure; small counts of people are masked."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.fix_words import age
from dashboard.wording import count, few, masked, number, share, spelled
from pipeline.funnel import STEP_COLUMNS

TITLES = dict(zip(STEP_COLUMNS, ("Heard", "Has an owner", "Acknowledged", "Fix under way", "Fix shipped", "Verified")))
NOBODY = "unclear"
_WAITS = ["Topic", "Waits for", "Since", "Why first", "People", "Replies", "Owner"]


def sentence(steps: pd.DataFrame, waiting: pd.DataFrame, min_people: int) -> str:
    """How many people were heard whom nothing was done for, and how many topics wait. steps, waiting: of pipeline.unacted."""
    heard_n, moved_n = int(steps["heard_n"].sum()), int(steps["under_way_n"].sum())
    if not heard_n:
        return "Nobody was heard in these weeks. Silence is unknown, not green."
    said = f"Of {number(heard_n)} people heard, {few(moved_n, min_people) if moved_n else 'none'} spoke of a topic with a fix under way or further"
    worst_n = int((waiting["why"] != "").sum())
    return f"{said}; {spelled(worst_n).lower()} {'topic' if worst_n == 1 else 'topics'} should not wait." if worst_n else f"{said}."


def funnel(steps: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """Rows for the chart: name, n (as it may be drawn), is_main, label. Each step holds the people of the ones after it."""
    sums = [int(steps[name].sum()) for name in STEP_COLUMNS]
    return pd.DataFrame({"name": [TITLES[name] for name in STEP_COLUMNS], "n": [masked(n, min_people) for n in sums],
                         "is_main": True,
                         "label": [few(n, min_people) + (f" · {share(n, sums[0], 1)}" if i and n >= min_people else "") for i, n in enumerate(sums)]})


def by_touchpoint(steps: pd.DataFrame, waiting: pd.DataFrame, names: Mapping[str, str], today: date, min_people: int) -> pd.DataFrame:
    """A row a touchpoint, most people first: people at each step or beyond, and how long the oldest of what waits has waited."""
    oldest = waiting.groupby("touchpoint_id")["since"].min().to_dict()
    people = {TITLES[name]: [few(n, min_people) for n in steps[name]] for name in STEP_COLUMNS}
    return pd.DataFrame({"touchpoint_id": [t if isinstance(t, str) else NOBODY for t in steps["touchpoint_id"]],
                         "Touchpoint": [names.get(t, "Unclear") if isinstance(t, str) else "Unclear" for t in steps["touchpoint_id"]],
                         "Owner": steps["owner"].replace("", "nobody"), **people,
                         "Longest wait": [age(oldest[t], today) if t in oldest else "–" for t in steps["touchpoint_id"]]})


def waits(waiting: pd.DataFrame, today: date, min_people: int) -> pd.DataFrame:
    """The list: what waits, for what, since when, and what is worst about it."""
    return pd.DataFrame({
        "Topic": waiting["label"], "Waits for": waiting["waits_for"], "Since": [age(since, today) for since in waiting["since"]],
        "Why first": [_why(row) for row in waiting.itertuples()], "People": [few(n, min_people) for n in waiting["people_n"]],
        "Replies": [number(n) for n in waiting["replies_n"]], "Owner": waiting["owner"].replace("", "nobody")}, columns=_WAITS)


def line(steps: pd.DataFrame, touchpoint_id: str, min_people: int) -> str | None:
    """One touchpoint's way through the funnel in a line; None where nobody was heard there."""
    mine = steps[steps["touchpoint_id"] == touchpoint_id]
    if mine.empty or not mine["heard_n"].iloc[0]:
        return None
    row = mine.iloc[0]
    said = [f"{few(row[name], min_people)} {word}" for name, word in (("heard_n", "heard"), ("acknowledged_n", "acknowledged"), ("under_way_n", "with a fix under way"),
                                                                     ("shipped_n", "with one shipped"), ("verified_n", "with one verified"))]
    return "People: " + " → ".join(said)


def days_to(days: pd.DataFrame) -> str | None:
    """How long it takes from a signal on: the median of those for which it has happened; None where nothing has."""
    said = []
    for name, word in (("acknowledged", "an answer"), ("fix", "a fix"), ("shipped", "its shipping"), ("verified", "a verified fall")):
        known = days[name].dropna()
        if len(known):
            said.append(f"{count(round(known.median()), 'day')} to {word} ({len(known)} of {len(days)})")
    return f"From signal, in the middle: {', '.join(said)}." if said else None


def one(row, today: date, min_people: int) -> str:
    """One thing that waits, in a line: row of `waiting`."""
    label = row.label if len(row.label) <= 60 else row.label[:59] + "…"
    return f"{label}: {few(row.people_n, min_people)} people, waits {age(row.since, today)} for {row.waits_for}{f'; {_why(row)}' if row.why else ''}"


def _why(row) -> str:
    return f"{number(row.replies_n)} replies and no fix" if row.why == "many replies and no fix" else row.why or "–"
