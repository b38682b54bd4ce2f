"""The shared filters in the sidebar. The address is their truth: a colleague who opens it, and Back, see the same.

Streamlit can bind widgets to the address by itself, but then st.switch_page leaves an entry in the history for every bound
widget, each with fewer filters than the last; Back would walk through views that nobody chose. So: one write, one entry.
"""
from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.periods import CHOICES, CHOSEN, Calendar
from dashboard.sentences import filters_sentence
from dashboard.wording import plain
from pipeline.records import Filters

Address = dict[str, list[str]]
_SLUGS = {"12w": "Last 12 weeks", "4w": "Last 4 weeks", "26w": "Last 26 weeks", "all": "All days", "days": CHOSEN}
_SLOT = "filters_address"


def ask(choices: dict, calendar: Calendar) -> tuple[Filters, bool, str]:
    """Draw the filters; returns what holds, whether it is more than the usual period, and it as a sentence."""
    lists = {"source": choices["sources"], "channel": choices["channels"]} | {f"by_{name}": values for name, values in choices["attributes"].items()}
    asked = {name: st.query_params.get_all(name) for name in ("period", "days", *lists) if name in st.query_params}
    if asked != st.session_state.get(_SLOT) or "filters_period" not in st.session_state:     # st.switch_page drops widgets' values
        _seed(asked, lists, calendar)
    with st.sidebar:
        period = st.selectbox("Period", [*CHOICES, CHOSEN], key="filters_period")
        first, last = _chosen_days(calendar) if period == CHOSEN else calendar.shown(CHOICES[period])
        picked = {name: st.multiselect(_label(name), values, key=f"filters_{name}", placeholder="All", select_all=False) for name, values in lists.items()}
        held = _address(period, (first, last), picked)
        st.button("Reset filters", on_click=_reset, args=(tuple(lists),), disabled=not held, key="filters_reset", width="stretch")
    pairs = tuple((name.removeprefix("by_"), value) for name, values in picked.items() if name.startswith("by_") for value in values)
    filters = Filters(first, last, tuple(picked["source"]), tuple(picked["channel"]), pairs)
    st.session_state[_SLOT] = held
    if held != asked:
        st.query_params.from_dict({k: st.query_params.get_all(k) for k in st.query_params if k not in asked} | held)
    return filters, bool(held), filters_sentence(filters, calendar, period)


def address() -> Address:
    """The filters as query parameters: what every link within the dashboard carries on."""
    return st.session_state.get(_SLOT, {})


def reset_button(choices: dict, key: str) -> None:
    names = ("source", "channel", *(f"by_{name}" for name in choices["attributes"]))
    st.button("Reset filters", on_click=_reset, args=(names,), key=key)


def _chosen_days(calendar: Calendar) -> tuple[date, date]:
    first, last = calendar.shown(12)
    st.session_state.setdefault("filters_days", (first, last))
    chosen = st.date_input("Days", key="filters_days", min_value=calendar.first_day, max_value=max(calendar.last_day, calendar.today), format="DD/MM/YYYY")
    return (chosen[0], chosen[-1]) if chosen else (first, last)


def _seed(asked: Address, lists: dict, calendar: Calendar) -> None:
    """Set the widgets to what the address asks for; what is unknown is left out."""
    st.session_state["filters_period"] = _SLUGS.get(asked.get("period", [""])[0], "Last 12 weeks")
    for name, values in lists.items():
        st.session_state[f"filters_{name}"] = [value for value in asked.get(name, []) if value in values]
    if days := _days(asked.get("days", []), calendar):
        st.session_state["filters_days"] = days


def _days(asked: list[str], calendar: Calendar) -> tuple[date, date] | None:
    try:
        first, last = sorted(date.fromisoformat(value) for value in asked)
    except ValueError:
        return None
    latest = max(calendar.last_day, calendar.today)
    inside = [min(max(day, calendar.first_day), latest) for day in (first, last)]
    return inside[0], inside[1]


def _address(period: str, days: tuple[date | None, date | None], picked: dict[str, list[str]]) -> Address:
    slug = next(slug for slug, name in _SLUGS.items() if name == period)
    found: Address = {} if slug == "12w" else {"period": [slug]}
    if period == CHOSEN:
        found["days"] = [day.isoformat() for day in days]
    return found | {name: list(values) for name, values in picked.items() if values}


def _label(name: str) -> str:
    return plain(name.removeprefix("by_").replace("_", " ").capitalize(), 40)


def _reset(names: tuple[str, ...]) -> None:
    st.session_state["filters_period"] = "Last 12 weeks"
    for name in names:
        st.session_state[f"filters_{name}"] = []
