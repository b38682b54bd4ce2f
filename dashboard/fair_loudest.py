"""The section that sets our order beside the order by reach: where they differ, and the proof that ours does not know followers."""
from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import fair_charts, fair_tables, fair_words, load, load_fairness, parts
from dashboard.view import View
from dashboard.wording import plain
from pipeline.reach import Orders, forgotten, served_first

_KINDS = {"Touchpoints": "touchpoint_id", "Topics": "topic_id"}
_DRAWN = {"ours": 12, "reach": 4}
_WIDTHS = {"What": 250, "Place": 60, "People": 70, "Mean harm": 86, "Place by followers": 130, "Moved": 90}


def names(view: View, column: str = "touchpoint_id") -> dict[str, str]:
    known = load.names(view)
    return dict(known.touchpoints if column == "touchpoint_id" else known.topics)


def draw(view: View) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.subheader("Who comes first", anchor=False, width="content")
        kind = st.segmented_control("Order of", list(_KINDS), default="Touchpoints", key="fairness_kind", label_visibility="collapsed") or "Touchpoints"
    column = _KINDS[kind]
    found, called = load_fairness.both_orders(view, column), names(view, column)
    if len(found.rows) < 2:
        return st.caption(f"Fewer than two {kind.lower()} with {view.min_people} people or more: there is no order to compare.")
    if found.known_n < view.min_people:
        return st.caption("Followers of the people heard here are not known, so there is no order by reach to set beside ours.")
    left, right = st.columns([3, 2], gap="medium")
    late, early = forgotten(found.rows), served_first(found.rows)
    with left, st.container(border=True, gap="xsmall"):
        figure = fair_charts.slopes(_drawn(found, late, early), called, set(late["id"]), set(early["id"]), parts.theme(), parts.is_phone())
        parts.chart(figure, "fairness_slopes", f"{kind} by harm × people on the left, by followers of their authors on the right")
        st.caption("Thick: would be forgotten if followers decided. Dotted: would be served first.")
    with right, st.container(gap="xsmall"):
        _said(view, found, late, early, called)
    with st.expander("All places"):
        frame = fair_tables.places(found.rows, called, view.min_people)
        text, n = st.column_config.TextColumn, st.column_config.NumberColumn
        config = {name: (n if name.startswith("Place") else text)(width=width) for name, width in _WIDTHS.items()}
        parts.table(frame, "fairness_places", "Both orders", config, None, "touchpoint" if column == "touchpoint_id" else "topic", "tp" if column == "touchpoint_id" else "t",
                    list(found.rows["id"]), height=min(36 + 34 * len(frame), 36 + 34 * 12))
        parts.download(lambda: frame, "orders", "fairness_places_csv")
    return None


def _said(view: View, found: Orders, late: pd.DataFrame, early: pd.DataFrame, called: dict[str, str]) -> None:
    """In words, and the proof."""
    for title, rows in (("Forgotten, had followers decided", late), ("Served first, had followers decided", early)):
        if len(rows):
            st.markdown(f"**{title}**")
            for row in rows.itertuples():
                st.caption(plain(fair_words.moved(row, called, view.min_people), 200))
    if not found.moved_n:
        st.caption("Both orders are the same here.")
    st.markdown("**Proof that ours knows no followers**")
    st.caption(plain(fair_words.proof(found), 300))
    if said := fair_words.unknown_reach(found):
        st.caption(plain(said, 300))


def _drawn(found: Orders, late: pd.DataFrame, early: pd.DataFrame) -> pd.DataFrame:
    """The first of both orders, and those that are spoken of."""
    rows = found.rows
    is_named = rows["id"].isin([*late["id"], *early["id"]])
    return rows[(rows["place"] <= _DRAWN["ours"]) | (rows["place_by_reach"] <= _DRAWN["reach"]) | is_named]
