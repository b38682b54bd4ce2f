"""What rose, where exactly, and how sure are we?"""
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import change_log, load, load_signals, parts, signal_answer, signal_tables, signal_view
from dashboard.decision_words import HARM_HELP
from dashboard.note_words import holds, notes_table, read_as
from dashboard.replay import chosen_day, said, slider
from dashboard.signal_words import headline
from dashboard.view import View, current
from dashboard.wording import count, number, percent, plain
from pipeline import rises
from pipeline.expectation import history_days_needed

_RECENT_DAYS = 28
# Pixels of the columns shown: together what a screen 1280 pixels wide holds.
_WIDTHS = {"What rose": 196, "Extra people": 92, "Since": 64, "Days": 48, "Harm": 50, "Where": 160, "State": 104, "Owner": 130}


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    day = chosen_day(view)
    signals, notes = load_signals.on(view, day), load_signals.notes(view, day)
    parts.top_line(view, "signals are raised on everything; the filters do not narrow them")
    if signals.empty and (short := _too_early(view)):
        parts.title(short)
        return _beside(view, notes, day)
    parts.title(headline(signals, _judged(view, day), view.min_people, day is not None), "Worst first: harm × people beyond what is expected × days. Followers and likes play no part.")
    if day is None:
        signal_answer.draw(view, signals)
    if day:
        said(view, day)
    parts.model_line(view)
    parts.silence_line(view)
    _figures(view, signals, notes, day)
    shown = _list(view, signals, day)
    if (row := _chosen(shown, signals)) is not None:
        signal_view.draw(view, row, signals, day)
    return _beside(view, notes, day)


def _beside(view: View, notes: pd.DataFrame, day: date | None) -> None:
    _notes(view, notes)
    change_log.draw(view, "signals", day)


def _too_early(view: View) -> str | None:
    """Said where no signal could have been raised yet."""
    days = (view.calendar.complete_through - view.calendar.first_day).days + 1
    needed = history_days_needed(view.workspace.settings.watch.history_weeks)
    return f"Too early to say: {days} of {needed} days of history." if days < needed else None


def _judged(view: View, day: date | None) -> tuple[int, int]:
    monday = view.calendar.week_in_focus(day)
    return rises.judged([load_signals.weeks(view, column, day) for column in ("touchpoint_id", "topic_id")], monday) if monday else (0, 0)


def _figures(view: View, signals: pd.DataFrame, notes: pd.DataFrame, day: date | None) -> None:
    last = day or view.calendar.complete_through
    open_ = signals[signals["is_open"]]
    recent_n = sum((last - raised).days < 84 for raised in signals["raised_on"])
    oldest = max(((last - raised).days for raised in open_["raised_on"]), default=0)
    limits = view.workspace.settings.watch
    parts.figures([
        ("Up now" if day is None else "Up that day", number(signals["is_up"].sum()), f"{count(recent_n, 'signal')} raised in 12 weeks"),
        ("No answer yet", number(len(open_)), f"the oldest for {count(oldest, 'day')}" if len(open_) else "everything up has an answer"),
        ("Notes of 4 weeks", number(len(holds(notes, last, _RECENT_DAYS))), f"{number(len(notes))} in all; none is an incident"),
        ("Expected to be false", percent(limits.false_share), "of the signals raised"),
    ])


def _list(view: View, signals: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """The list, worst first; returns what it shows."""
    left, right = st.columns([2, 3], gap="medium", vertical_alignment="bottom")
    with right:
        slider(view, day)
    with left, st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.subheader("What rose", anchor=False, width="content")
        is_all = st.toggle("Past ones too", not signals["is_up"].any(), key="signals_all")
    shown = signals if is_all else signals[signals["is_up"]]
    if shown.empty:
        st.info("Nothing is up." if len(signals) else "No signal has been raised so far.")
        return shown
    text, n = st.column_config.TextColumn, st.column_config.NumberColumn
    config = {
        "What rose": text(pinned=parts.is_phone(), width=140 if parts.is_phone() else _WIDTHS["What rose"]),
        "Extra people": n(width=_WIDTHS["Extra people"], help="People beyond what was expected, from its beginning to its last day"),
        "Harm": n(width=_WIDTHS["Harm"], help=f"Mean harm of its complaints: {HARM_HELP}"),
        "Where": text(width=_WIDTHS["Where"], help="The group that holds most of the extra people"),
        **{name: text(width=_WIDTHS[name]) for name in ("Since", "State", "Owner")}, "Days": n(width=_WIDTHS["Days"])}
    frame = signal_tables.signals_table(shown, view.min_people)
    parts.pick(frame, "signals_table", "Signals, the worst first", config, signal_tables.styled(frame, view.min_people, parts.theme()), "s", list(shown["signal_id"]),
               height=min(36 + 34 * len(frame), 36 + 34 * 8))
    parts.download(lambda: signal_tables.signals_export(shown, view.min_people), "signals", "signals_csv")
    return shown


def _chosen(shown: pd.DataFrame, signals: pd.DataFrame):
    """The signal of the address, or of else the worst that is shown; None: neither."""
    asked = st.query_params.get("s")
    if asked is not None and not (signals["signal_id"] == asked).any():
        st.caption(f"There is no signal “{plain(asked, 60)}” here. Shown: the worst.")
        asked = None
    return next((signals[signals["signal_id"] == asked] if asked else shown).itertuples(), None)


def _notes(view: View, notes: pd.DataFrame) -> None:
    parts.section("Notes: what looks like a signal and is none", "Lost or new collection, floods and campaigns, as what they are. None of them is counted as a signal.")
    if notes.empty:
        return st.caption("None so far.")
    frame = notes_table(notes, load.names(view).topics, view.min_people)
    text = st.column_config.TextColumn
    parts.table(frame, "signals_notes", "Notes on collection, floods and campaigns", {
        "What": text(width=230), "Where": text(width=210), "When": text(width=180), "Posts": text(width=74), "Usual": text(width=74), "People": text(width=74)},
        height=min(36 + 34 * len(frame), 36 + 34 * 8))
    for line in read_as(notes):
        st.caption(line)
    parts.download(lambda: frame, "notes", "signals_notes_csv")


draw(current())
