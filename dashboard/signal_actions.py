"""What a person may do with a signal: acknowledge, dismiss, plan a fix, take the last word back."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from dashboard import parts, who
from dashboard.view import View
from dashboard.wording import day, plain
from pipeline import signal_states
from pipeline.errors import CanaryError

_WHY_CHARS = 300


def draw(view: View, row) -> None:
    """The doors that the signal's state leaves open, in one row; named by the state, so that a decision shuts its door. row: of rises.named."""
    allowed = signal_states.may_follow(row.state, "a person")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if signal_states.ACKNOWLEDGED in allowed:
            _acknowledge(view, row)
        if signal_states.DISMISSED in allowed:
            _dismiss(view, row)
        if signal_states.WITH_A_FIX in allowed and "fixes" in parts.PAGES:
            parts.link("fixes", "Plan a fix", {"s": row.signal_id}, ":material/build:")
        if row.state in (signal_states.ACKNOWLEDGED, signal_states.DISMISSED, signal_states.WITH_A_FIX):
            _reopen(view, row)


def _acknowledge(view: View, row) -> None:
    with st.popover("Acknowledge", icon=":material/visibility:", key=f"signals_acknowledge_{row.state}_{row.signal_id}"), st.form(f"signals_acknowledge_form_{row.signal_id}", border=False):
        st.caption("Somebody has seen it and looks into it. It stays on the list.")
        name = who.name("signals_acknowledge")
        until = st.date_input("Looked at until (optional)", None, min_value=view.calendar.today, format="DD/MM/YYYY", key=f"signals_until_{row.signal_id}")
        why = st.text_input("Note (optional)", key=f"signals_note_{row.signal_id}", max_chars=_WHY_CHARS)
        if st.form_submit_button("Acknowledge", type="primary", key=f"signals_do_acknowledge_{row.signal_id}"):
            _decide(row.signal_id, name, lambda: signal_states.change(view.workspace, row.signal_id, signal_states.ACKNOWLEDGED, name, until_words(until, why), view.as_of))


def _dismiss(view: View, row) -> None:
    with st.popover("Dismiss", icon=":material/close:", key=f"signals_dismiss_{row.state}_{row.signal_id}"), st.form(f"signals_dismiss_form_{row.signal_id}", border=False):
        st.caption("It is no incident. The reason is kept; the limits of the watch stay as they are.")
        name = who.name("signals_dismiss")
        why = st.text_input("Reason", key=f"signals_reason_{row.signal_id}", max_chars=_WHY_CHARS)
        if st.form_submit_button("Dismiss", type="primary", key=f"signals_do_dismiss_{row.signal_id}"):
            if not why.strip():
                st.error("A dismissal needs a reason: say in a few words why this is no incident.")
            else:
                _decide(row.signal_id, name, lambda: signal_states.change(view.workspace, row.signal_id, signal_states.DISMISSED, name, why, view.as_of))


def _reopen(view: View, row) -> None:
    with st.popover("Take back", icon=":material/undo:", key=f"signals_reopen_{row.state}_{row.signal_id}"), st.form(f"signals_reopen_form_{row.signal_id}", border=False):
        st.caption("The last decision is undone; that it was made stays in the history.")
        name = who.name("signals_reopen")
        if st.form_submit_button("Take back", type="primary", key=f"signals_do_reopen_{row.signal_id}"):
            _decide(row.signal_id, name, lambda: signal_states.reopen(view.workspace, row.signal_id, name, "", view.as_of))


def _decide(signal_id: str, name: str, change: Callable[[], object]) -> None:
    """Make the change and draw the page anew; what is wrong is said in place."""
    if not name:
        return st.error("Who are you? Your name stands beside what you decide.")
    st.query_params["s"] = signal_id                         # what leaves the list must stay in sight, to be taken back
    try:
        change()
    except CanaryError as error:
        return st.error(plain(error, 400))
    st.rerun()


def until_words(until: date | None, why: str) -> str:
    """What stands in the history beside an acknowledgement."""
    return ". ".join(part for part in (f"Looked at until {day(until)}" if until else "", why.strip()) if part)
