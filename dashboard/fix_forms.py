"""What a person does to a fix on the page: plan, edit, begin, ship, abandon, undo. The rules are the register's; its errors are shown in place."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import load, load_fixes, who
from dashboard.filters import address
from dashboard.view import View
from dashboard.wording import percent, plain
from pipeline import register
from pipeline.errors import CanaryError
from pipeline.fixes import ABANDONED, BY_PERSON, CAME_BACK, NO_EFFECT, SHIPPED, UNDER_WAY, Fix
from pipeline.records import TOO_SHORT

_SAID = "fixes_said"
_FALLS = {None: "not said", 0.25: "a quarter", 0.5: "half", 0.75: "three quarters", 1.0: "all"}
_EVERYBODY = "Everybody"
_SHIP_AGAIN = {NO_EFFECT: "Shipped again …", CAME_BACK: "Shipped again …"}
_NAMELESS = "Say your name first: it stands beside what you decide."
_TWO = "Somebody other than the owner looks whether it helped: nobody judges their own work. May be named later."


@dataclass(frozen=True)
class Origin:
    """What a plan begins with: the touchpoint, topics and signals that the reader came from, and a title to begin with."""

    touchpoint_id: str
    topics: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    title: str = ""


def plan(view: View, origin: Origin) -> None:
    """The form of a new fix, filled from where the reader came; registered, its own page is shown."""
    with st.container(border=True):
        key = f"plan_{origin.touchpoint_id}_{'_'.join((*origin.signals, *origin.topics))}"
        blank = Fix("", origin.title, origin.touchpoint_id, "", origin.topics, origin.signals)
        values = _ask(view, blank, key)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = who.name("fixes_plan")
            is_pressed = st.button("Register the fix", type="primary", key="fixes_register")
            is_begun = st.checkbox("Work has begun already", key="fixes_plan_begun")
        if is_pressed:
            _do(name, lambda: _register(view, values, origin, name, is_begun))


def edit(view: View, fix: Fix) -> None:
    values = _ask(view, fix, f"edit_{fix.fix_id}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = who.name("fixes_edit")
        is_pressed = st.button("Save", type="primary", key="fixes_save")
    if is_pressed:
        _do(name, lambda: _done(register.edit(view.workspace, fix.fix_id, name, view.as_of, values), "Saved."))


def actions(view: View, fix: Fix) -> None:
    """What can be done from the state that the fix is in."""
    allowed, store, fix_id, step = BY_PERSON[fix.state], view.workspace, fix.fix_id, None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = who.name("fixes")
        if UNDER_WAY in allowed and st.button("Work has begun", key="fixes_start"):
            step = lambda: _done(register.start(store, fix_id, name, view.as_of), "Under way.")
        if SHIPPED in allowed or fix.stages:
            with st.popover(_SHIP_AGAIN.get(fix.state, "Shipped …") if not fix.stages else "Shipped further …", type="primary", key="fixes_ship_open"):
                _ship(view, fix, name)
        if ABANDONED in allowed:
            with st.popover("Abandon …", key="fixes_abandon_open"):
                why = st.text_input("Why", key="fixes_why", max_chars=300, placeholder="The supplier changes it in May")
                if st.button("Abandon it", key="fixes_abandon"):
                    _do(name, lambda: _done(register.abandon(store, fix_id, name, view.as_of, why or ""), "Abandoned."))
        if fix.state == ABANDONED and st.button("Propose it again", key="fixes_resume"):
            step = lambda: _done(register.resume(store, fix_id, name, view.as_of), "Proposed again.")
        if st.button("Undo", key="fixes_undo", icon=":material/undo:", help="Takes back the last change that a person made; a second time puts it back."):
            step = lambda: _done(register.undo(store, fix_id, name, view.as_of), "Taken back.")
    if step:
        _do(name, step)


def said() -> None:
    """What the last click did, once."""
    if words := st.session_state.pop(_SAID, None):
        st.success(plain(words, 300))


def _ship(view: View, fix: Fix, name: str) -> None:
    today = load_fixes.today(view)
    on = st.date_input("Customers have it since", today, max_value=today, format="DD/MM/YYYY", key="fixes_ship_on")
    places = {_EVERYBODY: None} | {f"{label.replace('_', ' ')}: {value}": (label, value) for label, values in view.choices["attributes"].items() for value in values
                                   if not fix.stages or label == fix.stages[0][0]}
    shown = list(places)[1:] if fix.stages else list(places)
    to = st.selectbox("Who has it", shown, key="fixes_ship_to",
                      help="Shipped to a part first, those who still wait are the best comparison there is: a verdict comes sooner and surer.")
    if st.button("It is shipped", type="primary", key="fixes_ship"):
        _do(name, lambda: _done(register.ship(view.workspace, fix.fix_id, name, view.as_of, on, places[to]), "Shipped. The next run asks the counts."))


def _ask(view: View, fix: Fix, key: str) -> dict[str, Any]:
    """The fields of a fix, filled with what it is; returns what stands in them."""
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    places = list(names) if fix.touchpoint_id in names else [*names, fix.touchpoint_id]
    with st.grid(2, min_column_width=300):
        title = st.text_input("What is changed", fix.title, max_chars=200, key=f"fixes_title_{key}", placeholder="Refunds are paid without a second approval")
        home = st.selectbox("Touchpoint", places, places.index(fix.touchpoint_id), format_func=lambda t: names.get(t, f"{t} (left)"), key=f"fixes_tp_{key}")
        topics = _topics(view, fix, home, f"{key}_{home}")
        hypothesis = st.text_input("Why it should help", fix.hypothesis, max_chars=500, key=f"fixes_why_{key}",
                                   placeholder="The second approval holds refunds back for nine days")
        owner = st.text_input("Owner", fix.owner or _owner(view, home), max_chars=80, key=f"fixes_owner_{key}_{home}")
        verifier = st.text_input("Verifier", fix.verifier, max_chars=80, key=f"fixes_verifier_{key}", help=_TWO, placeholder="Not the owner")
    falls = list(dict.fromkeys([*_FALLS, fix.expected_fall]))
    today = load_fixes.today(view)
    with st.expander("How much, when, where, links"), st.grid(2, min_column_width=300):
        fall = st.selectbox("Complaints that should go", falls, falls.index(fix.expected_fall), format_func=lambda f: _FALLS.get(f) or percent(f), key=f"fixes_fall_{key}")
        due_on = st.date_input("By when", fix.due_on, format="DD/MM/YYYY", key=f"fixes_due_{key}")
        days = {"decided_on": st.date_input("Decided on", fix.decided_on if fix.fix_id else today, max_value=today, format="DD/MM/YYYY", key=f"fixes_decided_{key}")}
        if fix.started_on:
            days["started_on"] = st.date_input("Begun on", fix.started_on, max_value=today, format="DD/MM/YYYY", key=f"fixes_begun_{key}")
        scope = _scope(view, fix, key)
        lag_days = st.number_input("Days until it can show", 0, 182, fix.lag_days, key=f"fixes_lag_{key}",
                                   help="From shipping: a new contract shows at once, a new letter when it has arrived.")
        links = st.text_input("Links, with blanks between", " ".join(fix.links), max_chars=600, key=f"fixes_links_{key}", placeholder="https://tracker.example/OPS-123")
    return dict(title=title or "", touchpoint_id=home, topics=tuple(topics), hypothesis=hypothesis or "", owner=(owner or "").strip(), verifier=(verifier or "").strip(),
                expected_fall=fall, due_on=due_on, **days, scope=tuple(scope), lag_days=int(lag_days), links=tuple((links or "").split()))


def _topics(view: View, fix: Fix, home: str, key: str) -> Sequence[str]:
    """The touchpoint's topics first; those of the fix stand, ended ones too."""
    frame = load.every_topic(view)
    frame = frame[((frame["state"] == "active") & (frame["topic_id"] != TOO_SHORT)) | frame["topic_id"].isin(fix.topics)]
    labels = dict(zip(frame["topic_id"], frame["label"]))
    mine = set(frame.loc[frame["touchpoint_id"] == home, "topic_id"])
    options = sorted(labels, key=lambda topic: (topic not in mine, list(labels).index(topic)))
    return st.multiselect("Topics that should fall", options, [t for t in fix.topics if t in labels], format_func=lambda t: labels[t][:80], key=f"fixes_topics_{key}",
                          placeholder="All that point to the touchpoint", select_all=False)


def _scope(view: View, fix: Fix, key: str) -> list[tuple[str, str]]:
    pairs = list(dict.fromkeys([*fix.scope, *((name, value) for name, values in view.choices["attributes"].items() for value in values)]))
    return st.multiselect("Only for", pairs, list(fix.scope), format_func=lambda pair: f"{pair[0].replace('_', ' ')}: {pair[1]}", key=f"fixes_scope_{key}",
                          placeholder="Everybody", select_all=False)


def _owner(view: View, touchpoint_id: str) -> str:
    return next((t.owner for t in view.workspace.taxonomy.touchpoints if t.id == touchpoint_id), "")


def _register(view: View, values: Mapping[str, Any], origin: Origin, name: str, is_begun: bool) -> None:
    fix = register.add(view.workspace, by=name, as_of=view.as_of, signals=origin.signals, **values)
    if is_begun:
        register.start(view.workspace, fix.fix_id, name, view.as_of)
    st.session_state[_SAID] = f"Registered as {fix.fix_id}."
    st.query_params.from_dict(address() | {"f": fix.fix_id})
    st.rerun()


def _done(fix: Fix, words: str) -> None:
    st.session_state[_SAID] = words
    st.rerun()


def _do(name: str, step: Callable[[], None]) -> None:
    """A step of a person who has said their name; what the register refuses is said in its words."""
    if not name:
        st.error(_NAMELESS)
        return
    try:
        step()
    except CanaryError as error:
        st.error(plain(error, 600))
