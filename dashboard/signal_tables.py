"""Signals as tables show and export them. Pure; small counts masked, the order is that of the rows."""
from __future__ import annotations

import pandas as pd

from dashboard.driver_words import segment_name, told
from dashboard.look import Look
from dashboard.signal_words import STATES
from dashboard.wording import day, days, few, masked, number
from pipeline.rises import OPEN_STATES

_OPEN = tuple(STATES[state] for state in OPEN_STATES)
_LEVELS = {"all": "everything", "touchpoint": "touchpoint", "topic": "topic"}


def signals_table(signals: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """What rose, Extra people, Since, Days, Harm, Where, State, Owner. signals: of rises.named."""
    rows = [{"What rose": row.name, "Extra people": masked(max(0.0, round(row.excess_n)), min_people), "Since": day(row.began_on, row.last_on.year), "Days": row.days_n, "Harm": row.harm,
             "Where": _where(row, min_people), "State": STATES[row.state], "Owner": row.owner or "nobody"} for row in signals.itertuples()]
    return pd.DataFrame(rows, columns=["What rose", "Extra people", "Since", "Days", "Harm", "Where", "State", "Owner"]).astype({"Harm": "float64"})


def styled(frame: pd.DataFrame, min_people: int, look: Look):
    """How numbers of `signals_table` are written, and the word that asks for a person in the alarm's colour."""
    half = min_people / 2
    styler = frame.style.format({"Extra people": lambda n: f"<{min_people}" if n == half else number(n), "Harm": lambda n: "–" if n != n else f"{n:.1f}"})
    styler = styler.map(lambda word: f"color: {look.alarm}; font-weight: 600" if word in _OPEN else "", subset=["State"])
    return styler.map(lambda _: f"color: {look.ink}", subset=["What rose"])


def signals_export(signals: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """The same for a file, with what the page tells of one signal: level, kind, id, days."""
    shown = signals_table(signals, min_people)
    return shown.assign(**{
        "Extra people": [few(max(0.0, n), min_people) for n in signals["excess_n"]], "Level": signals["level"].map(_LEVELS).tolist(), "Kind": signals["kind"].tolist(),
        "Began on": signals["began_on"].tolist(), "Raised on": signals["raised_on"].tolist(), "Id": signals["signal_id"].tolist()})


def events_table(events: pd.DataFrame, touchpoints: dict[str, str]) -> pd.DataFrame:
    """When, What changed, Where, By. events: rows of the table `events`."""
    rows = [{"When": _when(row), "What changed": row.title, "Where": touchpoints.get(row.touchpoint_id, "everywhere"), "By": row.by or "–"} for row in events.itertuples()]
    return pd.DataFrame(rows, columns=["When", "What changed", "Where", "By"])


def _where(row, min_people: int) -> str:
    found = told(row.drivers, min_people)
    return segment_name(found[0]["where"]) if found else "no group stands out"


def _when(row) -> str:
    return day(row.happened_on) if pd.isna(row.ended_on) else days(row.happened_on, row.ended_on)
