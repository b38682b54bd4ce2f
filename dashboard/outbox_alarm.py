"""A Monday e-mail that is missed, said where people look first. Nothing where nobody expects one, or all is well."""
from __future__ import annotations

import streamlit as st

from dashboard import load_outbox, outbox_words, parts
from dashboard.view import View
from dashboard.wording import plain
from pipeline.report import weeks


def draw(view: View) -> None:
    if not load_outbox.is_used(view):
        return
    owed = load_outbox.owed(view)
    if not owed.is_well:
        st.error(plain(outbox_words.headline(owed, True), 300), icon=":material/error:")
        parts.link("outbox", "See who got it", {"week": weeks.name_of(owed.monday)}, ":material/arrow_forward:")
