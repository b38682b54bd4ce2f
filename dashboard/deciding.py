"""The one way from a page to what people decide: a name is needed, what is refused is said in place, what was done can be taken back."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.view import View
from dashboard.wording import plain
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.errors import CanaryError

NAMELESS = "Who are you? Your name stands beside what you decide."
WHY_CHARS = 300
_SAID = "deciding_said"


def make(view: View, decision: Decision, name: str, why: str = "") -> int:
    """Keep a decision and lay it over what is published; returns its number. Raises CanaryError where it is refused."""
    return decide.add(view.workspace, decision, name, why, view.as_of)


def attempt(name: str, step: Callable[[], Any], words: str) -> None:
    """Do it for a person who has said their name, and draw the page anew; what is wrong is said in place."""
    if not name:
        return st.error(NAMELESS)
    try:
        step()
    except CanaryError as error:
        return st.error(plain(error, 600))
    st.session_state[_SAID] = words
    st.rerun()


def said() -> None:
    """What the last decision did, once."""
    if words := st.session_state.pop(_SAID, None):
        st.success(plain(words, 300))
