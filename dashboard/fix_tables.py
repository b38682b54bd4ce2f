"""The register as tables show and export it: columns people read, small counts masked, words beside every colour. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.fix_words import DID_NOT_FALL, FELL, ORDER, spared
from dashboard.look import Look
from dashboard.wording import count, day, few, listing, week
from pipeline import register as desk
from pipeline import verdict_words
from pipeline.fixes import CAME_BACK, NO_EFFECT, NOT_YET_KNOWN, VERIFIED, Fix

_COLUMNS = ["fix_id", "Fix", "Touchpoint", "Owner", "State", "Shipped", "Verdict", "Weeks", "Avoided"]
_HISTORY = ["When", "Who", "What", "Why"]


def latest(fixes: Sequence[Fix], verdicts: pd.DataFrame) -> dict[str, Mapping]:
    """fix_id -> its newest verdict, of the shipping that holds. verdicts: rows of the table `verdicts`."""
    shipped = {fix.fix_id: fix.shipped_on for fix in fixes if fix.is_out}
    return {row["fix_id"]: row for row in verdicts.sort_values("week").to_dict("records") if shipped.get(row["fix_id"]) == row["shipped_on"]}


def by_need(fixes: Sequence[Fix]) -> list[Fix]:
    """What needs a person first: came back, no effect, then what is open, then what is done; the newest of each first."""
    return sorted(sorted(fixes, key=lambda fix: fix.fix_id, reverse=True), key=lambda fix: ORDER.index(fix.state))


def register(fixes: Sequence[Fix], newest: Mapping[str, Mapping], names: Mapping[str, str], year: int, min_people: int) -> pd.DataFrame:
    """A row a fix in the order given; column fix_id is for the click. newest: as of latest(); names: touchpoint id -> name."""
    rows = [(fix.fix_id, fix.title, names.get(fix.touchpoint_id, f"{fix.touchpoint_id} (left)"), fix.owner, fix.state,
             day(fix.shipped_on, year) if fix.shipped_on else "–", said(fix, newest.get(fix.fix_id)), *_evidence(fix, newest.get(fix.fix_id), min_people)) for fix in fixes]
    return pd.DataFrame(rows, columns=_COLUMNS)


def said(fix: Fix, verdict: Mapping | None) -> str:
    """The verdict with its interval in words, short enough for a cell."""
    if not fix.is_out or not fix.shipped_on:
        return "–"
    if verdict is None:
        return "the next run asks"
    if verdict["verdict"] in (FELL, DID_NOT_FALL):
        return verdict_words.short(verdict) or verdict["verdict"]
    weeks_n = verdict["detail"].get("weeks_missing")
    return f"about {count(weeks_n, 'more week')}" if verdict["verdict"] == NOT_YET_KNOWN and weeks_n else str(verdict["verdict"])


def export(fixes: Sequence[Fix], newest: Mapping[str, Mapping], names: Mapping[str, str], min_people: int) -> pd.DataFrame:
    """The same for a file, with what a screen has no room for."""
    rows = []
    for fix in fixes:
        found = newest.get(fix.fix_id)
        weeks_n, avoided = _evidence(fix, found, min_people)
        rows.append((fix.fix_id, fix.title, names.get(fix.touchpoint_id, fix.touchpoint_id), fix.owner, fix.verifier, fix.state,
                     fix.decided_on, fix.started_on, fix.shipped_on, found["verdict"] if found else "", *((_known(found[name]) if found else None) for name in ("rate_ratio", "low", "high")), weeks_n, avoided,
                     fix.hypothesis, ", ".join(fix.topics), ", ".join(fix.signals), ", ".join(fix.links), fix.reason))
    return pd.DataFrame(rows, columns=["Id", "Fix", "Touchpoint", "Owner", "Verifier", "State", "Decided", "Begun", "Shipped", "Verdict", "Rate ratio", "Low", "High", "Weeks",
                                       "Avoided", "Hypothesis", "Topics", "Signals", "Links", "Reason"])


def compared(fixes: Sequence[Fix], newest: Mapping[str, Mapping]) -> pd.DataFrame:
    """Rows of fix_charts.forest: the fixes with an interval, the largest fall first."""
    rows = [(fix.fix_id, fix.title, found["verdict"], found["verdict"] == NOT_YET_KNOWN, found["rate_ratio"], found["low"], found["high"], verdict_words.short(found))
            for fix in fixes if fix.is_out and (found := newest.get(fix.fix_id)) and verdict_words.short(found)]
    frame = pd.DataFrame(rows, columns=["fix_id", "label", "verdict", "is_provisional", "rate_ratio", "low", "high", "effect"])
    return frame.sort_values("rate_ratio", kind="stable").reset_index(drop=True)


def by_week(verdicts: pd.DataFrame, fix: Fix) -> pd.DataFrame:
    """What was said of one fix in each week, newest first; of the shipping that holds."""
    mine = verdicts[(verdicts["fix_id"] == fix.fix_id) & (verdicts["shipped_on"] == fix.shipped_on)].sort_values("week", ascending=False)
    rows = [(week(row["week"]), int(row["weeks_n"]), verdict_words.short(row) or "–", _told(row)) for row in mine.to_dict("records")]
    return pd.DataFrame(rows, columns=["Week", "Weeks after", "Against without it", "Said"])


def _told(row: Mapping) -> str:
    return f"{row['verdict']} (between looks)" if row["verdict"] == NOT_YET_KNOWN and not row["is_look"] else row["verdict"]


def history(log: pd.DataFrame, zone: ZoneInfo, year: int) -> pd.DataFrame:
    """Every change of a fix in words, newest first. log: rows of the table `fix_log`."""
    rows = [(f"{day(row.at.astimezone(zone).date(), year)}, {row.at.astimezone(zone):%H:%M}", row.by, desk.in_words(row.changes), row.why or "–")
            for row in log.itertuples()]
    return pd.DataFrame(rows[::-1], columns=_HISTORY)


def as_shown(frame: pd.DataFrame, look: Look):
    """A pandas Styler of `register`: the state in the colour of what it asks for; the word is always there."""
    colours = {CAME_BACK: look.alarm, NO_EFFECT: look.alarm, VERIFIED: look.verified}
    return frame.style.map(lambda state: f"color: {colours[state]}; font-weight: 600" if state in colours else "", subset=["State"])


def answers(counted: pd.DataFrame, fix_id: str, min_people: int) -> str | None:
    """What complainants said when asked; None where nobody was. counted: fix_id, better, same, worse."""
    mine = counted[counted["fix_id"] == fix_id]
    if mine.empty:
        return None
    each = {word: int(mine[word].iloc[0]) for word in ("better", "same", "worse")}
    n = sum(each.values())
    if n < min_people:
        return f"Fewer than {min_people} answered: too few to show."
    return f"Of {count(n, 'answer')}: {listing([f'{few(said_n, min_people)} {word}' for word, said_n in each.items()])}."


def _evidence(fix: Fix, verdict: Mapping | None, min_people: int) -> tuple[str, str]:
    """Weeks of evidence and people avoided; a count of too few people is not told."""
    if verdict is None or not fix.is_out:
        return "–", "–"
    detail = verdict["detail"]
    avoided = _known(detail.get("avoided_n"))
    shown = "–" if avoided is None or verdict["verdict"] != FELL else spared(avoided, min_people)
    return str(int(verdict["weeks_n"])), shown


def _known(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
