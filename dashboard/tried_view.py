"""What people had tried before, where the reader stands: the commonest chains on Touchpoint and Topic, the way on to Failure chains."""
from __future__ import annotations

import streamlit as st

from dashboard import chain_tables, chain_words, load_chains, parts, thread_endings
from dashboard.load_chains import Of
from dashboard.view import View
from dashboard.wording import few, plain
from pipeline.nodes import PUBLIC
from pipeline.touchpoints import Touchpoint


def section(view: View, name: str, of: Of) -> None:
    """Side by side: what was tried before these complaints, and how their threads ended. name: the page's; nothing where no thread was read."""
    if not load_chains.is_read(view):
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _tried(load_chains.in_public(view), name, of)
    with right:
        thread_endings.section(view, name, of)


def sent_on(view: View, touchpoint: Touchpoint) -> None:
    """Of a care channel: how many had tried it and went public all the same, whatever they complained of; and who hears of that."""
    public = load_chains.in_public(view)
    care = load_chains.care(public)
    mine = care[care["node"] == touchpoint.id]
    if mine.empty:
        return
    row = mine.iloc[0]
    st.caption(plain(f"{few(row['people_n'], view.min_people)} people had tried it and complained in public all the same: {chain_words.failed_line(row['failed'], view.min_people, 3)}.", 300))
    parts.link("chains", "Read them", {"from": touchpoint.id, "to": PUBLIC}, ":material/arrow_forward:")


def _tried(view: View, name: str, of: Of) -> None:
    steps, attempts = load_chains.steps(view, of), load_chains.attempts(view, of)
    people_n, _ = load_chains.heard(view, of)
    parts.section("What people tried before", plain(chain_words.asked_before(attempts, people_n, view.min_people), 300))
    frame = chain_tables.paths(steps, chain_words.namer(view.workspace.taxonomy), view.min_people)
    if frame.empty:
        return
    parts.table(frame[["Tried before", "People"]], f"{name}_tried", "What was tried before, the commonest first", {
        "Tried before": st.column_config.TextColumn(width=226 if parts.is_phone() else 300), "People": st.column_config.NumberColumn(width=70, format="localized")})
    parts.link("chains", "The whole chains", {key: one for key, one in zip(("t", "tp"), of) if one}, ":material/arrow_forward:")
