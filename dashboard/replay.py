"""A past day to be looked at as it was: the address is its truth, the last complete day means now."""
from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import load_signals
from dashboard.signal_words import replayed
from dashboard.view import View
from dashboard.wording import plain

_KEY = "signals_day"


def chosen_day(view: View) -> date | None:
    """The day that the address asks for, when it lies in the past that is stored; None: now."""
    try:
        asked = date.fromisoformat(st.query_params.get("day", ""))
    except ValueError:
        return None
    return asked if view.calendar.first_day <= asked < view.calendar.complete_through else None


def slider(view: View, day: date | None) -> None:
    """Ask for a day; where it is past, say what the page then rests on."""
    first, last = view.calendar.first_day, view.calendar.complete_through
    if first >= last:
        return
    st.session_state[_KEY] = day or last
    st.slider("What would I have seen at the end of that day?", first, last, key=_KEY, format="D MMM YYYY", on_change=_write_address, args=(last,))


def said(view: View, day: date) -> None:
    """That a past day is shown, and what that rests on."""
    with st.container(border=True):
        text, back = st.columns([5, 1], vertical_alignment="center")
        text.caption(plain(replayed(day, load_signals.learned_at(view), view.workspace.settings.zone), 400))
        back.button("Back to now", key="signals_now", on_click=_now, icon=":material/undo:")


def _write_address(last: date) -> None:
    day = st.session_state[_KEY]
    if day < last:
        st.query_params["day"] = day.isoformat()
    else:
        _now()


def _now() -> None:
    st.query_params.pop("day", None)
