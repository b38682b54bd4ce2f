"""How threads end, where the reader stands: on Failure chains, Touchpoint and Topic as a chart, on Overview as a figure and a line."""
from __future__ import annotations

import streamlit as st

from dashboard import ending_chart, ending_words, load_chains, parts
from dashboard.ending_words import GROUPS, NO_REPLY, REPLIED, Endings
from dashboard.load_chains import ANY, Of
from dashboard.view import View
from dashboard.wording import listing, plain
from pipeline.fairness import RIPE_DAYS

Figure = tuple[str, str, str]


def section(view: View, name: str, of: Of = ANY) -> None:
    """What became of the threads. name: the page's."""
    found = _found(view, of)
    answering = load_chains.answering(view)
    parts.section("How threads end", plain(ending_words.sentence(found) if answering else "No reply of the company is in what came in, so how threads ended is unknown.", 300))
    if not found.is_drawn:
        return
    with st.container(border=True, gap="xsmall"):
        parts.chart(ending_chart.figure(found, parts.theme()), f"{name}_endings", ending_words.sentence(found))
        st.caption(plain(f"Bars: threads with a reply, in channels in which the company answers ({listing(answering, 5)}). "
                         f"An apology moves a thread nowhere. Threads of the last {RIPE_DAYS} days may still get a reply.", 300))


def figure(view: View, of: Of = ANY) -> list[Figure]:
    """Threads of the period that ended with something done, as one of a page's figures; nothing where that is not known."""
    found = _found(view, of)
    if not found.is_drawn:
        return []
    return [("Something was done", found.done_of_replied(), f"of {found.told(REPLIED)} threads with a reply; {found.told(GROUPS[NO_REPLY])} had none, in the period")]


def line(view: View) -> None:
    """The same in words, with the way on."""
    found = _found(view, ANY)
    if not found.is_told:
        return
    parts.section("How threads end", plain(ending_words.sentence(found), 300))
    with st.container(horizontal=True, gap="small"):
        parts.link("chains", "Failure chains", icon=":material/arrow_forward:")
        parts.link("fairness", "Fairness", icon=":material/arrow_forward:")


def _found(view: View, of: Of) -> Endings:
    return ending_words.endings(load_chains.outcomes(view, of), view.min_people)
