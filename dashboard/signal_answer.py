"""Where an answer in the Monday e-mail leads: the signal with that one question asked. Opening the link changes nothing; the button does."""
from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import signal_actions, who
from dashboard.signal_words import called
from dashboard.view import View
from dashboard.wording import plain
from pipeline import signal_states
from pipeline.errors import CanaryError

ACKNOWLEDGE, UNTIL, NOT_MINE = ANSWERS = ("acknowledge", "until", "not-mine")
_WHY_CHARS = 300


def draw(view: View, signals: pd.DataFrame) -> None:
    """The question of the address, at the top; nothing where none is asked, or where somebody answered meanwhile. signals: of rises.named."""
    asked = st.query_params.get("answer")
    row = next(signals[signals["signal_id"] == st.query_params.get("s", "")].itertuples(), None)
    if asked not in ANSWERS or row is None:
        return
    if asked != NOT_MINE and signal_states.ACKNOWLEDGED not in signal_states.may_follow(row.state, "a person"):
        st.info(plain(f"Answered already: it is {row.state}."))
        return
    with st.container(border=True), st.form(f"signals_answer_{asked}_{row.signal_id}", border=False):
        st.markdown(f"**{plain(called(row))}**")
        {ACKNOWLEDGE: _acknowledge, UNTIL: _until, NOT_MINE: _not_mine}[asked](view, row)


def _acknowledge(view: View, row) -> None:
    st.markdown("You look into it? It stays on the list, with your name.")
    name = who.name("signals_answer")
    _confirm(row, "I look into it", name, lambda: signal_states.change(view.workspace, row.signal_id, signal_states.ACKNOWLEDGED, name, "", view.as_of))


def _until(view: View, row) -> None:
    st.markdown("Until when are you on it? It stays on the list, with your name and the day.")
    name = who.name("signals_answer")
    until = st.date_input("Until", None, min_value=view.calendar.today, format="DD/MM/YYYY", key=f"signals_answer_until_{row.signal_id}")
    why = signal_actions.until_words(until, "")
    _confirm(row, "We are on it", name, lambda: signal_states.change(view.workspace, row.signal_id, signal_states.ACKNOWLEDGED, name, why, view.as_of),
             "" if until else "Say until when: choose a day.")


def _not_mine(view: View, row) -> None:
    st.markdown(f"Not yours? It is listed with {plain(row.owner) if row.owner else 'nobody'}. Say whose it is; it waits for an answer as before.")
    name = who.name("signals_answer")
    whose = st.text_input("Whose is it, or why not yours?", key=f"signals_answer_whose_{row.signal_id}", max_chars=_WHY_CHARS) or ""
    _confirm(row, "Not mine", name, lambda: signal_states.remark(view.workspace, row.signal_id, name, f"Not mine: {whose.strip()}", view.as_of),
             "" if whose.strip() else "Say whose it is, so that somebody can take it up.")
    st.caption("Whom a touchpoint belongs to is written in touchpoints.yaml of the workspace.")


def _confirm(row, label: str, name: str, change: Callable[[], object], missing: str = "") -> None:
    """The button; pressed, the question is gone from the address and the page is drawn anew."""
    if not st.form_submit_button(label, type="primary", key=f"signals_do_answer_{row.signal_id}"):
        return
    if missing or not name:
        return st.error(missing or "Who are you? Your name stands beside what you decide.")
    try:
        change()
    except CanaryError as error:
        return st.error(plain(error, 400))
    st.query_params.pop("answer", None)
    st.rerun()
