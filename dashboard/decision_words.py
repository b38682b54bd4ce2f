"""What people decided, in words. Pure; labels and reasons come from outside, so what is shown of them is escaped by who shows it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.wording import count, day
from pipeline.decisions.kinds import Decision

HARM_HELP = "0 none, 1 annoyance, 2 cost or lost time, 3 serious loss, 4 safety; one more, up to 4, where who complained came back twice or more in the thread"
HARM = {0: "no harm", 1: "an annoyance", 2: "cost or lost time", 3: "a serious loss", 4: "a danger, or a vulnerable person"}


def words(row: Mapping, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    """One decision as half a sentence. row: of the table `decisions`; labels: topic id -> label; names: touchpoint id -> name."""
    topic = f"“{labels.get(row['topic_id'], row['topic_id'])}”"
    other = f"“{labels.get(row['value'], row['value'])}”"
    one = "this complaint"
    match row["kind"]:
        case "rename":
            return f"{topic} is called “{row['value']}”"
        case "merge":
            return f"{topic} goes into {other}"
        case "split":
            return f"{count(len(row['posts']), 'complaint')} of {topic} are a topic of their own, {other}"
        case "apart":
            return f"{topic} and {other} are never one topic" if row["topic_id"] else "two complaints are never in one topic"
        case "belongs":
            return f"{one} belongs to {topic}"
        case "link":
            return f"{topic} is touchpoint {names.get(row['value'], row['value'])}"
        case "touchpoint":
            return f"{one} is touchpoint {names.get(row['value'], row['value'])}"
        case "complaint":
            return f"{one} is {'a complaint' if row['value'] == 'yes' else 'no complaint'}"
        case "severity":
            return f"{one} did {HARM.get(int(row['value']), row['value'])}"
        case "hide":
            return f"{topic} is hidden"
    return row["kind"]


def concerns(row: Mapping, topic_id: str) -> bool:
    """Whether a decision is about a topic, or has it as its other end."""
    return topic_id in (row["topic_id"], row["value"] if row["kind"] in ("merge", "split", "apart") else None)


def table(rows: Sequence[Mapping], labels: Mapping[str, str], names: Mapping[str, str], zone, year: int) -> pd.DataFrame:
    """Decisions for people, newest first: When, Who, What, Why, Holds."""
    return pd.DataFrame(
        [(day(row["made_at"].astimezone(zone).date(), year), row["by"], _capital(words(row, labels, names)), row["why"] or "–",
          "yes" if row["undone_at"] is None else f"taken back {day(row['undone_at'].astimezone(zone).date(), year)} by {row['undone_by']}") for row in reversed(rows)],
        columns=["When", "Who", "What", "Why", "Holds"])


def done(decision: Decision) -> str:
    """What is said after a click."""
    return {"rename": "Renamed.", "merge": "Merged.", "split": "Split.", "apart": "Never together.", "link": "Linked.", "hide": "Hidden.",
            "complaint": "Noted: no complaint." if decision.value == "no" else "Noted: a complaint."}.get(decision.kind, "Noted.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
