"""What a person may say of a topic: another name, another touchpoint, one with another or never, split it, hide it. One menu; each opens its form."""
from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard import deciding, decision_words, load, split_form, who
from dashboard.view import View
from dashboard.wording import plain
from pipeline.decisions.kinds import Decision
from pipeline.records import TOO_SHORT

_ACTIONS = {"rename": "Rename …", "link": "It is another touchpoint …", "merge": "Same as another topic …", "apart": "Never with another topic …", "split": "Split …", "hide": "Hide …"}
_SAYS = {
    "rename": "The name stays through every retraining.", "link": "Complaints of it that went to the touchpoint shown until now follow. Later models keep to it.",
    "merge": "Its complaints, signals and fixes go on under the other topic; later models keep them together.",
    "apart": "No later model makes them one topic.", "hide": "It leaves the lists; its complaints are counted still."}


def draw(view: View, row) -> None:
    """row: one of the table `topics`, active or hidden."""
    if row.topic_id == TOO_SHORT or row.state == "ended":
        return
    chosen = st.menu_button("Correct", list(_ACTIONS), key=f"topic_correct_{row.topic_id}", icon=":material/edit:", format_func=_ACTIONS.get)
    if chosen:
        _FORMS[chosen](view, row)


def _form(view: View, row, kind: str, ask: Callable[[], str | None], button: str) -> None:
    """The form of a decision on a whole topic. ask: draws its field and returns the decision's value, None: not said yet."""
    st.text(_SAYS[kind], width="stretch")
    value = ask()
    name, why = who.name(f"topic_{kind}"), st.text_input("Why (optional)", key=f"topic_why_{kind}_{row.topic_id}", max_chars=deciding.WHY_CHARS) or ""
    if st.button(button, type="primary", key=f"topic_do_{kind}_{row.topic_id}"):
        if value is None:
            st.error("Choose first.")
        else:
            decision = Decision(kind, row.topic_id, (), value)
            deciding.attempt(name, lambda: deciding.make(view, decision, name, why), decision_words.done(decision))


@st.dialog("Rename the topic")
def _rename(view: View, row) -> None:
    _form(view, row, "rename", lambda: " ".join((st.text_input("Name", row.label, max_chars=80, key=f"topic_name_{row.topic_id}") or "").split()) or None, "Rename")


@st.dialog("It is another touchpoint")
def _link(view: View, row) -> None:
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints if t.id != row.touchpoint_id or row.link_by != "person"}
    _form(view, row, "link", lambda: _pick("Touchpoint", names, f"topic_touchpoint_{row.topic_id}"), "Link")


@st.dialog("Same as another topic")
def _merge(view: View, row) -> None:
    _form(view, row, "merge", lambda: _pick("It goes into", others(view, row.topic_id), f"topic_into_{row.topic_id}"), "Merge")


@st.dialog("Never with another topic")
def _apart(view: View, row) -> None:
    _form(view, row, "apart", lambda: _pick("Other topic", others(view, row.topic_id), f"topic_apart_{row.topic_id}"), "Keep apart")


@st.dialog("Hide the topic")
def _hide(view: View, row) -> None:
    _form(view, row, "hide", lambda: "", "Hide")


@st.dialog("Split the topic", width="large")
def _split(view: View, row) -> None:
    split_form.draw(view, row)


_FORMS = {"rename": _rename, "link": _link, "merge": _merge, "apart": _apart, "split": _split, "hide": _hide}


def others(view: View, topic_id: str | None) -> dict[str, str]:
    """The topics that can be named beside this one: topic id -> label, largest first."""
    every = load.every_topic(view)
    return {row.topic_id: row.label for row in every.itertuples() if row.state == "active" and row.topic_id not in (topic_id, TOO_SHORT)}


def _pick(label: str, options: Mapping[str, str], key: str) -> str | None:
    return st.selectbox(label, list(options), None, format_func=lambda one: options[one][:80], key=key, placeholder="Choose …")
