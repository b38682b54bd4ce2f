"""Who is heard, answered, helped, and who is silent?"""
import streamlit as st

from dashboard import fair_answered, fair_echo, fair_exposed, fair_loudest, fair_words, load_fairness, parts
from dashboard.view import View, current
from dashboard.wording import number, plain
from pipeline.errors import ExposureError


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    found, seen_n = load_fairness.answered(view), load_fairness.unheard(view)[1]
    if not seen_n:
        parts.head(view, "Nothing to show.")
        return parts.nothing_here(view, "fairness")
    orders = load_fairness.both_orders(view, "touchpoint_id")
    parts.head(view, fair_words.headline(found.threads_n, found.channels, found.rows, found.overall, view.min_people), fair_words.by_reach(orders, fair_loudest.names(view), view.min_people))
    if not found.threads_n:
        st.info("Threads are read by the next run: `python -m pipeline run`.")
    parts.silence_line(view)
    parts.figures([*fair_answered.figures(found, view.min_people), ("Silent, so unknown", *_silent(view))])
    fair_loudest.draw(view)
    if found.asked_n:
        fair_answered.draw(view, found)
    fair_exposed.draw(view)
    return fair_echo.draw(view)


def _silent(view: View) -> tuple[str, str]:
    """How many groups with customers nobody was heard of, and of how many."""
    try:
        base = load_fairness.base(view)
    except ExposureError:
        return "–", "exposure.csv cannot be read"
    if base is None:
        return "–", "customers are not known"
    return number(len(load_fairness.silent(view))), plain(f"of {number(sum(len(load_fairness.exposed_by(view, column)[0]) for column in base.columns))} groups of customers")


draw(current())
