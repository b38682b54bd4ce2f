"""The questions of the Workbench, one at a time: answered by a click or a key, skipped, taken back; the next one comes at once."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard import deciding, explained, load, load_models, parts, who, work_words
from dashboard.evidence import quote, short_quote
from dashboard.view import View
from dashboard.wording import count, plain
from dashboard.work_queue import MEMBER, MOST, NAME, TOPIC_LINK, TOUCHPOINT, Card, Choice, left
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.errors import CanaryError
from pipeline.records import TOO_SHORT, Filters

_SLOT = "workbench_round"
_EXAMPLES_N = 3
_NOTHING = "No question is left: the model is sure of what it says, or people have answered."


@st.fragment
def draw(view: View) -> None:
    """Drawn anew by itself, so that an answer costs one write and one card. What is asked is chosen once a round."""
    view = replace(view, version=load.version(view.workspace))
    turn = _round(view)
    cards = left(turn["cards"], load_models.holding(view), turn["skipped"])
    _head(view, turn, len(cards))
    if problem := turn.pop("problem", None):
        st.error(plain(problem, 600))
    if not cards:
        return _finished(view, turn)
    card = next((card for card in cards if card.key == turn["first"]), cards[0])
    with st.container(border=True, key="workbench_card", gap="small"):
        _card(view, turn, card)


def _round(view: View) -> dict:
    """What this person's session holds: cards, skipped (keys), made ((card key, decision id), oldest first), first (a key to be asked first)."""
    stamp = (str(view.workspace.path), load_models.published(view))
    if st.session_state.get(_SLOT, {}).get("stamp") != stamp:
        st.session_state[_SLOT] = dict(stamp=stamp, cards=load_models.questions(view), skipped=set(), made=[], first=None)
    return st.session_state[_SLOT]


def _head(view: View, turn: dict, left_n: int) -> None:
    answered_n = len(load_models.answered_today(view))
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        turn["name"] = who.name("workbench")
        of_n = max(1, min(MOST, answered_n + left_n))
        st.progress(min(1.0, answered_n / of_n), f"{answered_n} of {of_n} today", width=220)


def _undo_button(view: View, turn: dict) -> None:
    st.button("Undo", key="workbench_undo", type="tertiary", shortcut="u", disabled=not turn["made"], on_click=_undo, args=(view, turn),
              help="Takes your last answer back and asks again")


def _finished(view: View, turn: dict) -> None:
    st.success("Everything that was asked is answered or skipped." if turn["cards"] else _NOTHING)
    st.button("Ask for more" if turn["cards"] else "Look again", key="workbench_more", on_click=lambda: st.session_state.pop(_SLOT, None))
    _undo_button(view, turn)


def _card(view: View, turn: dict, card: Card) -> None:
    topic = next(load.every_topic(view).query("topic_id == @card.topic_id").itertuples())
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    row = next(iter(load.evidence(view, 1, filters=Filters(), post_ids=(card.post_id,))), None) if card.post_id else None
    st.subheader(plain(work_words.question(card, topic.label), 200), anchor=False)
    if row:
        quote(view, row, f"workbench_quote_{card.post_id}")
    else:
        _examples(view, topic)
    st.caption(plain(work_words.says(card, topic, row, names), 300))
    _answers(view, turn, card, names)
    _why(view, row)


def _examples(view: View, topic) -> None:
    """A topic as it is known by: telling words and its typical complaints."""
    if topic.keywords:
        st.text("Telling words: " + ", ".join(topic.keywords[:8]), width="stretch")
    shown = {row["post_id"]: row for row in load.evidence(view, _EXAMPLES_N, filters=Filters(), post_ids=tuple(topic.typical[:_EXAMPLES_N]))}
    for row in (shown[post_id] for post_id in topic.typical[:_EXAMPLES_N] if post_id in shown):
        st.text(short_quote(row["text"]), width="stretch")


def _answers(view: View, turn: dict, card: Card, names: Mapping[str, str]) -> None:
    """The likely answers with the keys 1 to 9, everything else in a list, and s to skip."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="workbench_answers"):
        for i, choice in enumerate(card.choices):
            st.button(plain(work_words.button(card, choice), 60), key=f"workbench_answer_{i}_{card.key}", shortcut=str(i + 1), on_click=_answer, args=(view, turn, card, choice))
        st.button("Skip", key=f"workbench_skip_{card.key}", shortcut="s", type="tertiary", on_click=turn["skipped"].add, args=(card.key,))
        _undo_button(view, turn)
    if card.kind == NAME:
        _other_name(view, turn, card)
    else:
        _other_target(view, turn, card, names)


def _other_name(view: View, turn: dict, card: Card) -> None:
    key = f"workbench_name_{card.key}"
    st.text_input("Another name, then Enter", key=key, max_chars=80, width=420, placeholder="What a colleague would call it",
                  on_change=lambda: _answer(view, turn, card, Choice("", "rename", card.topic_id, (), " ".join(st.session_state[key].split()))))


def _other_target(view: View, turn: dict, card: Card, names: Mapping[str, str]) -> None:
    """The touchpoint or topic that is none of the likely ones."""
    key = f"workbench_other_{card.key}"
    every = load.every_topic(view)
    topics = {row.topic_id: row.label for row in every.itertuples() if row.state == "active" and row.topic_id != TOO_SHORT and not row.is_mixed}
    labels, word = (topics, "topic") if card.kind == MEMBER else (names, "touchpoint")
    st.selectbox(f"Another {word}", list(labels), None, format_func=lambda one: labels[one][:80], key=key, width=420, placeholder=f"Another {word} …", label_visibility="collapsed",
                 on_change=lambda: _answer(view, turn, card, _said(card, st.session_state[key])))


def _said(card: Card, target: str) -> Choice:
    """The answer that names a target which was not offered."""
    match card.kind:
        case "member":
            return Choice("", "belongs", target, (card.post_id,), "")
        case "touchpoint":
            return Choice("", "touchpoint", None, (card.post_id,), target)
    return Choice("", "link", card.topic_id, (), target)


def _why(view: View, row: Mapping | None) -> None:
    """Drawn last: the first time the model must be read, and nobody has to wait for it to answer."""
    if row is None:
        return
    found = explained.why(view, load_models.published(view), row["text"], row["touchpoint_id"])
    if found:
        names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
        st.text("Why: " + work_words.why(found, names), width="stretch")


def _answer(view: View, turn: dict, card: Card, choice: Choice) -> None:
    if not turn["name"]:
        turn["problem"] = deciding.NAMELESS
        return
    if choice.kind == "rename" and not choice.value:
        return
    try:
        number = deciding.make(view, Decision(choice.kind, choice.topic_id, choice.posts, choice.value), turn["name"])
    except CanaryError as error:
        turn["problem"] = str(error)
        return
    turn["made"].append((card.key, number))
    turn["first"] = None


def _undo(view: View, turn: dict) -> None:
    if not turn["made"]:
        return
    key, number = turn["made"].pop()
    try:
        decide.undo(view.workspace, number, turn["name"] or "workbench", view.as_of)
    except CanaryError as error:
        turn["problem"] = str(error)
    turn["first"] = key
