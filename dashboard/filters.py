"""The shared filters in the sidebar. They live in the address, so that a colleague who opens it sees the same."""
from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.periods import CHOICES, CHOSEN, Calendar
from dashboard.sentences import filters_sentence
from dashboard.wording import plain
from pipeline.records import Filters

_BOUND = "query-params"
_PERIODS = [*CHOICES, CHOSEN]


def ask(choices: dict, calendar: Calendar) -> tuple[Filters, bool, str]:
    """Draw the filters; returns what holds, whether it narrows more than the usual period, and it as a sentence."""
    with st.sidebar:
        period = st.selectbox("Period", _PERIODS, key="period", bind=_BOUND)
        first, last = _chosen_days(calendar) if period == CHOSEN else calendar.shown(CHOICES[period])
        sources = st.multiselect("Source", choices["sources"], key="source", bind=_BOUND, placeholder="All", select_all=False)
        channels = st.multiselect("Channel", choices["channels"], key="channel", bind=_BOUND, placeholder="All", select_all=False)
        pairs = tuple((name, value) for name, values in choices["attributes"].items() for value in st.multiselect(
            plain(name.replace("_", " ").capitalize(), 40), values, key=_key(name), bind=_BOUND, placeholder="All", select_all=False))
        filters = Filters(first, last, tuple(sources), tuple(channels), pairs)
        is_changed = period != _PERIODS[0] or bool(sources or channels or pairs)
        st.button("Reset filters", on_click=_reset, args=(tuple(choices["attributes"]),), disabled=not is_changed, key="filters_reset", width="stretch")
    return filters, is_changed, filters_sentence(filters, calendar, period)


def reset_button(choices: dict, key: str) -> None:
    st.button("Reset filters", on_click=_reset, args=(tuple(choices["attributes"]),), key=key)


def _chosen_days(calendar: Calendar) -> tuple[date, date]:
    usual = calendar.shown(12)
    chosen = st.date_input("Days", usual, calendar.first_day, max(calendar.last_day, calendar.today), key="days", format="DD/MM/YYYY", bind=_BOUND)
    return (chosen[0], chosen[-1]) if chosen else usual


def _key(name: str) -> str:
    return f"by_{name}"


def _reset(attributes: tuple[str, ...]) -> None:
    st.session_state["period"] = _PERIODS[0]
    for key in ("source", "channel", *map(_key, attributes)):
        st.session_state[key] = []
