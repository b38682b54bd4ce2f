"""The change log: what changed and when, to be added, taken back and put back. An event stands beside a rise, it is never called its cause."""
from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from dashboard import load, load_signals, parts, who
from dashboard.signal_tables import events_table
from dashboard.view import View
from dashboard.wording import day, plain
from pipeline import events
from pipeline.errors import CanaryError

_EVERYWHERE = ""
_TITLE_CHARS = 120


def draw(view: View, page: str, replayed: date | None = None) -> None:
    """The list and its doors; of a past day that is replayed, what had been written down by then."""
    parts.section("What changed", "Releases, price letters, new menus: drawn as dotted lines on every trend. Order in time is not a reason.")
    names = load.names(view).touchpoints
    held, removed = load_signals.events(view, replayed), load.events_on(view, is_removed=True)
    if held.empty:
        st.caption("Nothing is written down yet.")
    else:
        frame, text = events_table(held, names), st.column_config.TextColumn
        parts.table(frame, f"{page}_events", "What changed and when", {"When": text(width=170), "What changed": text(width=366), "Where": text(width=190), "By": text(width=116)},
                    height=min(36 + 34 * len(frame), 36 + 34 * 8))
    if replayed:
        return
    with st.container(horizontal=True, gap="small"):
        _add(view, page, names)
        if len(held):
            _set(view, page, held, "Remove", ":material/delete:", lambda n: events.remove(view.workspace, n, view.as_of))
        if len(removed):
            _set(view, page, removed, "Put back", ":material/undo:", lambda n: events.restore(view.workspace, n))


def _add(view: View, page: str, names: dict[str, str]) -> None:
    with st.popover("Add what changed", icon=":material/add:", key=f"{page}_event_add"), st.form(f"{page}_event_form", border=False):
        title = st.text_input("What changed", key=f"{page}_event_title", max_chars=_TITLE_CHARS, placeholder="new IVR menu")
        first = view.calendar.first_day - timedelta(days=365)
        on = st.date_input("On", view.calendar.today, min_value=first, key=f"{page}_event_on", format="DD/MM/YYYY")
        until = st.date_input("Until (optional)", None, min_value=first, key=f"{page}_event_until", format="DD/MM/YYYY")
        where = st.selectbox("Where", [_EVERYWHERE, *names], format_func=lambda t: names.get(t, "Everywhere"), key=f"{page}_event_where")
        name = who.name(f"{page}_event")
        if st.form_submit_button("Add", type="primary", key=f"{page}_event_do_add"):
            _try(lambda: events.add(view.workspace, title, on, view.as_of, until=until, touchpoint_id=where or None, by=name))


def _set(view: View, page: str, rows: pd.DataFrame, label: str, icon: str, change) -> None:
    told = {int(row.event_id): f"{day(row.happened_on)}: {row.title}" for row in rows.itertuples()}
    key = f"{page}_event_{label.lower().replace(' ', '_')}"
    with st.popover(label, icon=icon, key=key), st.form(f"{key}_form", border=False):
        chosen = st.selectbox(label, list(told), format_func=lambda n: plain(told.get(n, ""), 80), key=f"{key}_choice", label_visibility="collapsed")
        if st.form_submit_button(label, type="primary", key=f"{key}_do"):
            _try(lambda: change(chosen))


def _try(change) -> None:
    try:
        change()
    except CanaryError as error:
        return st.error(plain(error, 400))
    st.rerun()
