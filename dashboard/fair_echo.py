"""The section that asks whether answering in public raises posting by itself."""
from __future__ import annotations

import streamlit as st

from dashboard import echo_words, fair_charts, fair_words, load_fairness, parts
from dashboard.view import View
from dashboard.wording import plain


def draw(view: View) -> None:
    parts.section("Does answering in public raise posting?", "Of all days: a campaign is told from what was usual before it.")
    found = load_fairness.echo(view)
    st.markdown(f"**{plain(echo_words.sentence(found), 400)}**")
    if found.campaigns:
        with st.container(border=True, gap="xsmall"):
            parts.chart(fair_charts.posting(found.weeks, found.campaigns, view.min_people, parts.theme()), "fairness_posting",
                        "People who began a thread each week, with and without those who may be an echo of a reply campaign")
            st.caption(plain(echo_words.legend(found, view.min_people), 400))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(fair_words.follow_ups(load_fairness.follow_ups_n(view)), 300), width="content")
        with st.popover("How this is told", type="tertiary"):
            st.caption(plain(echo_words.DEFINITION, 900))
