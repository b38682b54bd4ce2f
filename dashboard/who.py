"""Who is at the screen: a name typed once and kept for the session, written beside every decision."""
from __future__ import annotations

import streamlit as st

_SLOT = "canary_who"
_MOST_CHARS = 60


def name(page: str) -> str:
    """Ask for the person's name, filled with what was said last on any page or form; "" while nothing is.

    page: the page's own, or page and form where one page asks twice; the widget's key begins with it. Works within a form.
    """
    key, was = f"{page}_who", f"{page}_who_was"
    if st.session_state.get(key) == st.session_state.get(was):       # nobody typed here since it was drawn: another form may have been told
        st.session_state[key] = st.session_state.get(_SLOT, "")
    said = st.text_input("Your name", key=key, max_chars=_MOST_CHARS, width=240, help="Stands beside what you decide. Kept until you close this tab.") or ""
    st.session_state[was] = said
    st.session_state[_SLOT] = " ".join(said.split())
    return st.session_state[_SLOT]
