"""What a person may ask and say of one complaint: why its touchpoint, that it is none, where it belongs, how bad it was. A menu beside the quote."""
from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import deciding, decision_words, explained, load_models, topic_corrections, who, work_words
from dashboard.evidence import short_quote
from dashboard.view import View
from dashboard.wording import percent
from pipeline.decisions.kinds import Decision

_WHY = "why"
_ACTIONS = {_WHY: "Why this touchpoint?", "touchpoint": "Another touchpoint …", "belongs": "Another topic …", "severity": "How bad it was …", "complaint": "No complaint …"}
_TITLES = {"touchpoint": "Which touchpoint failed here?", "belongs": "Which topic does it belong to?", "severity": "How bad was it?",
           "complaint": "It leaves all counts. It can be put back on the Workbench."}


def menu(view: View, row: Mapping, key: str) -> None:
    """row: as of complaints.evidence; key: unique on the page."""
    chosen = st.menu_button("More", list(_ACTIONS), key=f"{key}_correct", type="tertiary", format_func=_ACTIONS.get)
    if chosen == _WHY:
        _explain(view, row)
    elif chosen:
        _ask(view, row, chosen)


@st.dialog("Why this touchpoint?")
def _explain(view: View, row: Mapping) -> None:
    """The words that carry the link, the closest descriptions and what else is possible."""
    st.text(short_quote(row["text"], 300), width="stretch")
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    found = explained.why(view, load_models.published(view), row["text"], row["touchpoint_id"])
    if found is None:
        return st.caption("The published model cannot be read.")
    said = work_words.why(found, names)
    st.text(said[:1].upper() + said[1:], width="stretch")
    st.text("\n".join(f"{names[t]}, {percent(share)}" for t, share in found.shares[:3] if t in names), width="stretch")
    return st.caption("What its own words say; its topic's complaints are weighed in beside them.")


@st.dialog("Correct this complaint")
def _ask(view: View, row: Mapping, kind: str) -> None:
    st.text(short_quote(row["text"], 300), width="stretch")
    st.caption(_TITLES[kind])
    post_id = row["post_id"]
    decision = _decision(view, row, kind)
    name, why = who.name(f"complaint_{kind}"), st.text_input("Why (optional)", key=f"complaint_why_{kind}_{post_id}", max_chars=deciding.WHY_CHARS) or ""
    if st.button("Say so", type="primary", key=f"complaint_do_{kind}_{post_id}"):
        if decision is None:
            st.error("Choose first.")
        else:
            deciding.attempt(name, lambda: deciding.make(view, decision, name, why), decision_words.done(decision))


def _decision(view: View, row: Mapping, kind: str) -> Decision | None:
    """What is chosen in the form; None while nothing is."""
    post_id = row["post_id"]
    if kind == "complaint":
        return Decision("complaint", None, (post_id,), "no")
    options = _options(view, row, kind)
    chosen = st.selectbox("Answer", list(options), None, format_func=lambda one: options[one][:80], key=f"complaint_{kind}_{post_id}", placeholder="Choose …", label_visibility="collapsed")
    if chosen is None:
        return None
    return Decision("belongs", chosen, (post_id,), "") if kind == "belongs" else Decision(kind, None, (post_id,), chosen)


def _options(view: View, row: Mapping, kind: str) -> dict[str, str]:
    if kind == "touchpoint":
        return {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    if kind == "belongs":
        return topic_corrections.others(view, row["topic_id"])
    return {str(n): f"{n}: {words}" for n, words in decision_words.HARM.items()}
