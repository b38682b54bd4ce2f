"""Public posts that hold personal data: how many, of which kinds, and the posts with what to write. Values are never stored, so never shown."""
from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import complaint_corrections, load_chains, open_words, parts
from dashboard.evidence import evidence_list
from dashboard.view import View
from dashboard.wording import count, few, plain

PARAM = "open"


def section(view: View) -> None:
    """Counts by kind; with `?open=1` the posts themselves."""
    found = load_chains.in_the_open(view)
    parts.section("Personal data in the open", plain(_sentence(found, view.min_people), 300))
    if found.empty:
        return
    if st.query_params.get(PARAM):
        parts.link("chains", "Fold them away", icon=":material/close:")
        return evidence_list(view, "open", "Posts to move to a private message", menu=complaint_corrections.menu, is_open=True)
    parts.link("chains", "Read them, with a private hand-off to copy", {PARAM: "1"}, ":material/arrow_forward:")


def _sentence(found: pd.DataFrame, min_people: int) -> str:
    """found: of store.chains.in_the_open_n; kind "" is any."""
    if found.empty:
        return "No public post of these shows a phone number, a booking code or the like."
    every = found[found["kind"] == ""].iloc[0]
    told = [f"{open_words.kind(row.kind)} {few(row.people_n, min_people)}" for row in found[found["kind"] != ""].itertuples()]
    people_n = int(every["people_n"])
    who = count(people_n, "person has", "people have") if people_n >= min_people else f"{few(people_n, min_people)} people have"
    return f"{who} written personal data where all can read: {', '.join(told)}. The values were never stored."
