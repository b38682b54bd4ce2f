"""Notes in words: what looks like a rise or a fall and is none. Pure; plain text."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.wording import day, days, few, number

COVERAGE = ("gap", "start", "stop", "jump")
TITLES = {"gap": "Gap in collection", "start": "Collection began", "stop": "Collection stopped", "jump": "Collection jumped",
          "flood": "Flood: many posts, few people", "campaign": "Campaign: the same words, many people"}
READ_AS = {
    "gap": "Unknown, not quiet: these days are left out of every comparison.", "start": "New here: it is compared only once it has a history of its own.",
    "stop": "Unknown, not quiet: nothing of it can be judged until it speaks again.", "jump": "Collection changed, not complaints: these days are left out of every comparison.",
    "flood": "Each person counts once a week, so these posts raise nothing by their number.", "campaign": "Counted as people, shown as what it is; whether the complaint is right is another question."}


def note_line(row, topics: Mapping[str, str], min_people: int) -> str:
    """One line: where, what, when, beside what is usual. row: of the table `notes`; topics: id -> label."""
    return f"{_where(row, topics)}: {_what(row, min_people)}, {_when(row)}{_usual(row)}"


def notes_table(notes: pd.DataFrame, topics: Mapping[str, str], min_people: int) -> pd.DataFrame:
    """What, Where, When, Posts, Usual, People: newest first, small numbers of people masked."""
    rows = [{"What": TITLES.get(row.kind, row.kind), "Where": _where(row, topics), "When": _when(row), "Posts": number(row.observed_n),
             "Usual": "–" if pd.isna(row.usual_n) else number(row.usual_n), "People": few(row.people_n, min_people)}
            for row in notes.sort_values(["first_day", "note_id"], ascending=[False, True]).itertuples()]
    return pd.DataFrame(rows, columns=["What", "Where", "When", "Posts", "Usual", "People"])


def read_as(notes: pd.DataFrame) -> list[str]:
    """What each kind of these notes means, a line a kind."""
    return [f"{TITLES[kind]}. {READ_AS[kind]}" for kind in TITLES if (notes["kind"] == kind).any()]


def holds(notes: pd.DataFrame, last: date, recent_days: int) -> pd.DataFrame:
    """The notes that go on, or that ended at most `recent_days` before `last`."""
    ages = [0 if pd.isna(until) else (last - until).days for until in notes["last_day"]]
    return notes.loc[[age <= recent_days for age in ages]]


def _where(row, topics: Mapping[str, str]) -> str:
    if row.scope == "topic":
        return topics.get(row.target, row.target)
    name, sign, value = row.target.partition("=")
    return f"{name.replace('_', ' ')}: {value}" if row.scope == "attribute" and sign else row.target


def _what(row, min_people: int) -> str:
    posts = "no posts" if not row.observed_n else f"{number(row.observed_n)} {'post' if row.observed_n == 1 else 'posts'}"
    people = None if pd.isna(row.people_n) else f"{few(row.people_n, min_people)} people"
    return {"start": "collection began", "flood": f"{posts} by {people}", "campaign": f"{posts} in the same words by {people}"}.get(row.kind, posts)


def _when(row) -> str:
    if row.kind == "start":
        return day(row.first_day)
    return f"since {day(row.first_day)}" if pd.isna(row.last_day) else days(row.first_day, row.last_day)


def _usual(row) -> str:
    return "" if pd.isna(row.usual_n) or row.kind in ("start", "campaign") else f" (about {number(row.usual_n)} are usual)"
