"""Split a topic: look at the parts it seems to have, or pick complaints; what is chosen becomes a topic of its own."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import deciding, load, load_models, who
from dashboard.evidence import short_quote
from dashboard.view import View
from dashboard.wording import count, day, plain
from pipeline.decisions.kinds import Decision
from pipeline.records import Filters

_PROPOSED, _PICKED = "Parts it seems to have", "Pick complaints"
_SHOWN_N = 200


def draw(view: View, row) -> None:
    """row: one of the table `topics`. Within a dialog."""
    way = st.segmented_control("How", [_PROPOSED, _PICKED], default=_PROPOSED, key=f"topic_split_way_{row.topic_id}", label_visibility="collapsed", required=True)
    posts = _proposed(view, row) if way == _PROPOSED else _picked(view, row)
    label = st.text_input("Name of the new topic (optional)", key=f"topic_split_label_{row.topic_id}", max_chars=80) or ""
    name, why = who.name("topic_split"), st.text_input("Why (optional)", key=f"topic_why_split_{row.topic_id}", max_chars=deciding.WHY_CHARS) or ""
    if st.button(f"Split off {count(len(posts), 'complaint')}", type="primary", disabled=not posts, key=f"topic_do_split_{row.topic_id}"):
        deciding.attempt(name, lambda: _split(view, row.topic_id, posts, " ".join(label.split()), (name, why)), f"Split off {count(len(posts), 'complaint')}.")


def _split(view: View, topic_id: str, posts: Sequence[str], label: str, told: tuple[str, str]) -> None:
    """The split, and the name of what was split off where one was given. told: by whom, why."""
    number = deciding.make(view, Decision("split", topic_id, tuple(posts), ""), *told)
    fresh = replace(view, version=load.version(view.workspace))
    made = next(row["value"] for row in load_models.decisions(fresh) if row["decision_id"] == number)
    if label:
        deciding.make(view, Decision("rename", made, (), label), *told)
    st.query_params["t"] = made


def _proposed(view: View, row) -> tuple[str, ...]:
    """The complaints of the part that is chosen."""
    parts_ = load_models.parts_of(view, row.topic_id)
    if len(parts_) < 2:
        st.text("It does not fall into parts: its complaints say much the same. Pick complaints instead.", width="stretch")
        return ()
    names = {i: f"{part.label} ({count(len(part.posts), 'complaint')})" for i, part in enumerate(parts_)}
    chosen = st.radio("Which part is a topic of its own?", list(names), format_func=lambda i: plain(names[i], 120), key=f"topic_part_{row.topic_id}")
    part = parts_[chosen]
    shown = load.evidence(view, 3, filters=Filters(), post_ids=tuple(part.typical[:3]))
    st.text("\n".join(short_quote(one["text"]) for one in shown), width="stretch")
    return tuple(part.posts)


def _picked(view: View, row) -> tuple[str, ...]:
    """The complaints whose rows are marked."""
    words = st.text_input("Search in the words", key=f"topic_split_words_{row.topic_id}", max_chars=80) or ""
    wanted = {"words": words.strip()} if words.strip() else {}
    rows = [one for one in load.evidence(view, _SHOWN_N, filters=Filters(), topic_id=row.topic_id, **wanted) if one["topic_id"] == row.topic_id]
    n = load.evidence_n(replace(view, filters=Filters()), topic_id=row.topic_id, **wanted)
    if n > _SHOWN_N:
        st.caption(f"The latest {len(rows)} of {count(n, 'complaint')}. Search to narrow them.")
    frame = pd.DataFrame([(" ".join(one["text"].split()), day(one["day"])) for one in rows], columns=["Complaint", "Day"])
    chosen = st.dataframe(frame, hide_index=True, key=f"topic_split_rows_{row.topic_id}_{words}", on_select="rerun", selection_mode="multi-row", height=min(36 + 34 * max(1, len(rows)), 320),
                          row_height=34, alt="Complaints of the topic, to be marked", column_config={"Complaint": st.column_config.TextColumn(width=520), "Day": st.column_config.TextColumn(width=90)})
    return tuple(rows[i]["post_id"] for i in chosen["selection"]["rows"] if i < len(rows))
