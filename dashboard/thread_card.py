"""What an evidence card tells of its thread: what was tried before, how it ended, personal data in the open, and the turns behind a click."""
from __future__ import annotations

import streamlit as st

from dashboard import chain_words, ending_words, load_chains, open_words
from dashboard.view import View
from dashboard.wording import count, day, plain
from pipeline import fairness

_MOST_TURNS = 20
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def draw(view: View, row: dict, key: str) -> None:
    """row: as of complaints.evidence, with `thread` of store.chains.of_posts (None: not read)."""
    thread = row["thread"]
    tried = f"Tried before: {chain_words.tried_line(thread['tried'])}" if thread["tried"] else None
    told = [line for line in (tried, _ended(view, row)) if line]
    if told:
        st.caption(plain(" · ".join(told), 400))
    if thread["in_the_open"]:
        _in_the_open(view, thread["in_the_open"], key)
    if thread["replies_n"] or thread["came_back_n"]:
        _turns(view, row["post_id"], thread, key)


def _ended(view: View, row: dict) -> str | None:
    return ending_words.ended(row["thread"], row["channel"] in load_chains.answering(view), row["day"] <= fairness.ripe_until(view.calendar.last_day))


def _in_the_open(view: View, kinds: list[str], key: str) -> None:
    st.caption(f":material/visibility: {plain(open_words.card_line(kinds), 200)}")
    opened = st.expander("A private hand-off to copy", key=f"{key}_handoff", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            st.code(open_words.hand_off(kinds, view.workspace.settings.brand.name), language=None, wrap_lines=True)


def _turns(view: View, post_id: str, thread: dict, key: str) -> None:
    """Read only when it is opened: most cards never are."""
    parts = [count(n, *words) for n, words in ((thread["replies_n"], ("reply", "replies")), (thread["came_back_n"], ("follow-up",))) if n]
    opened = st.expander(f"The thread: {', '.join(parts)}", key=f"{key}_thread", type="compact", on_change="rerun")
    if not opened.open:
        return
    turns = load_chains.conversation(view, post_id)
    with opened:
        for turn in turns[:_MOST_TURNS]:
            st.caption(plain(_who(view, turn)))
            st.text(turn["text"].translate(_BIDI).strip(), width="stretch")
        if len(turns) > _MOST_TURNS:
            st.caption(f"{count(len(turns) - _MOST_TURNS, 'turn')} more.")


def _who(view: View, turn: dict) -> str:
    local = turn["posted_at"].astimezone(view.workspace.settings.zone)
    kinds = ", ".join(ending_words.KINDS.get(kind, kind) for kind in turn["kinds"]) or ("nothing specific" if turn["is_brand"] else "")
    who = view.workspace.settings.brand.name if turn["is_brand"] else "The customer"
    return f"{who}, {day(local.date())}, {local:%H:%M}" + (f": {kinds}" if kinds else "")
