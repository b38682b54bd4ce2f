"""A note in plain words: what it is, where, when, and how many posts, beside how many such a stretch holds."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

_WHAT = {
    "gap": "{target} brought {observed_n} posts {when}, {usual_n} are usual: days without collection, no fall",
    "stop": "{target} has brought {observed_n} posts {when}, {usual_n} are usual: it seems to have stopped",
    "start": "{target} began to be collected on {first_day}: what comes from it is no rise",
    "start of a value": "{target} has brought posts since {first_day}, next to none before, on all topics alike: it is new or newly collected, no rise",
    "jump": "{target} brought {observed_n} posts {when}, {usual_n} are usual, of all topics alike: a matter of collection, no rise",
    "flood": "{people_n} people wrote {observed_n} posts on {target} {when}: few people, no rise",
    "campaign": "{people_n} people sent the same words {observed_n} times on {target} {when}: one text, no rise",
}


def sentence(note: Mapping[str, Any], label: str = "") -> str:
    """note: a row of the table `notes`; label: what people call its target."""
    usual = "few" if note["usual_n"] is None or note["usual_n"] != note["usual_n"] else f"{note['usual_n']:,.0f}"
    people = "" if note["people_n"] is None or note["people_n"] != note["people_n"] else f"{int(note['people_n']):,}"
    kind = "start of a value" if (note["kind"], note["scope"]) == ("start", "attribute") else note["kind"]
    return _WHAT[kind].format(
        target=label or note["target"], observed_n=f"{note['observed_n']:,}", usual_n=usual, people_n=people, when=_when(note["first_day"], note["last_day"]),
        first_day=f"{note['first_day']:%d %b %Y}")


def _when(first: date, last: date | None) -> str:
    if last is None:
        return f"since {first:%d %b %Y}"
    return f"on {first:%d %b %Y}" if last == first else f"from {first:%d %b} to {last:%d %b %Y}"
