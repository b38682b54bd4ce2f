"""What the Signals page says: the sentence, how sure, since when, what a state means. Pure; plain text, never a cause."""
from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.books import moment
from dashboard.driver_words import drivers_sentence
from dashboard.wording import count, day, few, listing, number, percent, spelled
from pipeline.signal_states import is_remark

KINDS = {"spike": "spike: sudden, within days", "ramp": "ramp: slow, over a week or more", "new": "new: hardly anybody said this before"}
STATES = {"new": "no answer yet", "regressed": "came back", "acknowledged": "acknowledged", "with a fix": "with a fix", "recovered": "back as expected",
          "dismissed": "dismissed"}


def headline(signals: pd.DataFrame, judged: tuple[int, int], min_people: int, is_past: bool = False) -> str:
    """The page's answer. signals: of rises.named, worst first; judged: how many of how many could be compared; is_past: a past day is replayed."""
    up = signals[signals["is_up"]]
    if not len(up):
        return f"Nothing {'stood' if is_past else 'stands'} out; {number(judged[0])} of {count(judged[1], 'touchpoint or topic', 'touchpoints and topics')} could be judged."
    worst = next(up.itertuples())
    one, many = ("was", "were") if is_past else ("is", "are")
    lead = f"signal {one} up:" if len(up) == 1 else f"signals {many} up; the worst:"
    return f"{spelled(len(up))} {lead} {called(worst)}, {beyond(worst, min_people)} since {day(worst.began_on, worst.last_on.year)}."


def called(row) -> str:
    """Topics are called by what people say, so as a quote."""
    return f"“{row.name}”" if row.level == "topic" else row.name


def beyond(row, min_people: int) -> str:
    """12 people more than expected."""
    return f"{few(max(0.0, row.excess_n), min_people)} people more than expected"


def one_line(row, min_people: int) -> str:
    """A signal for a list on another page."""
    return (f"{called(row)}: {beyond(row, min_people)} since {day(row.began_on, row.last_on.year)}. {drivers_sentence(row.drivers, min_people)} "
            f"{STATES[row.state].capitalize()}; {f'owner: {row.owner}' if row.owner else 'no owner'}.")


def raised(row, min_people: int) -> str:
    """The window in which it was raised: what was there beside what was expected."""
    window = "that day" if row.window_days == 1 else f"in the {number(row.window_days)} days up to then"
    return (f"Raised on {day(row.raised_on)}: {few(row.observed_n, min_people)} people {window}, "
            f"{_expected(row.expected_n)} expected, at most {number(row.upper_n)} in an ordinary stretch.")


def sure(q_value: float, false_share: float) -> str:
    """What q says, and what the declared share of false alarms means."""
    shown = f"= {q_value:.4f}" if q_value >= 0.0001 else "< 0.0001"
    return (f"q {shown}; raised at {false_share:.2f} or less. Of all signals raised so, about {percent(false_share)} are expected to be false alarms: "
            "the smaller q, the less likely this is one.")


def stood(row) -> str:
    """Since when, and whether it still stands."""
    so_far = f"{count(row.days_n, 'day')}, last above what is expected on {day(row.last_on)}"
    return f"{so_far}; still up" if pd.isna(row.ended_on) else f"{so_far}; over since {day(row.ended_on)}"


def history(log: pd.DataFrame, row, zone: ZoneInfo) -> pd.DataFrame:
    """When, What, By, Why: newest first, down to the day it was raised. log: rows of `signal_log` of this signal, oldest first."""
    rows = [{"When": moment(entry.at, zone) if entry.from_state else day(row.raised_on), "What": _step(entry), "By": entry.by, "Why": entry.why or "–"}
            for entry in log.itertuples()]
    if not any(entry.from_state == "" for entry in log.itertuples()):
        rows.insert(0, {"When": day(row.raised_on), "What": "raised", "By": "canary", "Why": "–"})
    return pd.DataFrame(rows[::-1], columns=["When", "What", "By", "Why"])


def changed_before(events: pd.DataFrame, began: date, within_days: int) -> str:
    """What the change log holds of the days before a rise; said as order in time, not as a cause. events: day, title."""
    near = events.loc[[0 <= (began - d).days <= within_days for d in events["day"]]]
    if not len(near):
        return f"The change log holds nothing of the {within_days} days before it began."
    told = [f"{row.title} ({day(row.day, began.year)})" for row in near.itertuples()]
    return f"In the {within_days} days before it began: {listing(told, 5)}. Order in time is not a reason."


def replayed(on: date, made: datetime | None, zone: ZoneInfo) -> str:
    """What the view of a past day rests on. made: when the topics shown were learned; None: not known."""
    learned = f", learned on {moment(made, zone)}" if made else ""
    return (f"As it stood at the end of {day(on)}: signals raised by then, in the state they had then, and counts up to that day. It rests on the complaints that are "
            f"stored now, sorted into today's topics{learned}: one that came in late is counted on its day.")


def _step(entry) -> str:
    if entry.from_state == "":
        return "raised"
    if is_remark(entry._asdict()):
        return "remark"
    to = STATES.get(entry.to_state, entry.to_state)
    return "followed no further" if entry.from_state == entry.to_state else f"{STATES.get(entry.from_state, entry.from_state)} → {to}"


def _expected(n: float) -> str:
    return number(n) if n >= 1 else f"{n:.1f}"
