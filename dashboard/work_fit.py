"""How well the published model fits: drift by week, why there are so many topics, and whether sureness means what it says."""
from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import load_models, parts, reliability, work_charts, work_words
from dashboard.view import View
from dashboard.wording import count, percent, plain

_WEEKS_SHOWN = 26
_FEWEST_N = 20       # complaints of a week; with fewer a share jumps


def drifted(view: View):
    """Of the last complete weeks, as of models.drift; None where the model does not say what is far."""
    from models.drift import drift

    weeks = load_models.far_by_week(view)
    return drift(weeks["complaints_n"].tolist(), weeks["far_n"].tolist(), view.workspace.settings.publish.retrain_from) if len(weeks) else None


def drift_chart(view: View, found) -> None:
    parts.section("Do the topics still fit?", "Share of each week's complaints that are far from every topic.")
    weeks = load_models.far_by_week(view).tail(_WEEKS_SHOWN)
    if found is None or weeks.empty:
        return st.caption("Not known: the model does not say what is far. The next training does.")
    shares = weeks["share"].where(weeks["complaints_n"] >= _FEWEST_N)
    limit = view.workspace.settings.publish.retrain_from * found.usual
    parts.chart(work_charts.drift(weeks.assign(share=shares), limit, parts.theme()), "workbench_drift", "Share of complaints far from every topic, by week")
    said = work_words.drift(found)
    st.caption(plain(f"{said[:1].upper()}{said[1:]}. {'Time to retrain.' if found.is_time else 'No need to retrain.'}", 300))
    return None


def draw(view: View) -> None:
    """Why so many topics, and reliability, side by side."""
    left, right = st.columns(2, gap="medium")
    with left:
        _number(view)
    with right:
        _reliability(view)


def _number(view: View) -> None:
    """The curve of the last published model that chose its number anew; later ones carry its topics on."""
    parts.section("Why so many topics?", "How alike the topics come out when they are learned again, by their number.")
    cards = [load_models.card(view, row["version"]) for row in reversed(load_models.publications(view))] or [load_models.card(view, load_models.published(view) or "")]
    card, curve = next(((card, curve) for card in cards if len(curve := _curve(card))), ({}, None))
    if curve is None:
        return st.caption("Not known: no model that is kept has noted it.")
    parts.chart(work_charts.stability(curve, int(card["topics_n"]), parts.theme()), "workbench_stability", "Agreement of repeated trainings by the number of topics")
    since = "" if card is cards[0] else f" Chosen by {card['version']}; later models carry its topics on and add what is new: {cards[0].get('topics_n', '–')} now."
    return st.caption(plain(f"1 is the same topics every time. Among the numbers that are about as stable the one is taken that tells most apart.{since}", 400))


def _curve(card) -> pd.DataFrame:
    """topics_n, agreement; of a card that may be of an older version."""
    frame = pd.DataFrame(card.get("agreement_by_topics_n") or [])
    return frame if {"topics_n", "agreement"} <= set(frame) else pd.DataFrame(columns=["topics_n", "agreement"])


def _reliability(view: View) -> None:
    parts.section("Does “80 % sure” mean 80 %?", "What people said of complaints, against what the model had said by itself.")
    table = reliability.of(view)
    if table is None or table.answers_n < reliability.FEWEST_N:
        n = 0 if table is None else table.answers_n
        return st.caption(f"Not enough answers yet: {n} of {reliability.FEWEST_N} that the model has not learned from.")
    parts.chart(work_charts.reliability(table.bins, parts.theme()), "workbench_reliability", "How often links of each sureness were right")
    return st.caption(f"{count(table.answers_n, 'answer')} that the model has not learned from. Sureness is off by {percent(table.error)} on average (expected calibration error).")
