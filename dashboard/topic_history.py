"""What became of a topic: its lineage through the publications, and what people decided about it, with the way back."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import deciding, decision_words, lineage_words, load, load_models, parts, who
from dashboard.view import View
from dashboard.wording import count, day, plain
from pipeline.decisions import decide

_MOST = 8


def ended(view: View, row) -> None:
    """Where a topic that has ended went, with links; an ended topic holds no complaints any more."""
    labels = _labels(view)
    fates = load_models.fates(view, row.topic_id)
    st.info(plain(lineage_words.became(fates, labels, view.workspace.settings.zone), 500))
    with st.container(horizontal=True, gap="small"):
        for other in lineage_words.successors(fates, labels):
            st.button(plain(f"Open “{labels[other]}”", 80), key=f"topic_open_{other}", type="tertiary", icon=":material/arrow_forward:", on_click=_open, args=(other,))


def _open(topic_id: str) -> None:
    st.query_params["t"] = topic_id


def draw(view: View, row) -> None:
    """Lineage and decisions of a topic; nothing where nothing happened to it."""
    lines = lineage_words.lines(load_models.fates(view, row.topic_id), _labels(view), view.workspace.settings.zone)
    rows = [one for one in load_models.decisions(view) if decision_words.concerns(one, row.topic_id)]
    if not lines and not rows:
        return
    parts.section("What became of it", "Publications of models and what people decided, newest first.")
    if lines:
        st.text("\n".join(lines), width="stretch")
    decided(view, rows, f"topic_{row.topic_id}")


def decided(view: View, rows: Sequence[Mapping], key: str, most: int = _MOST) -> None:
    """Decisions, newest first, each to be taken back or put back."""
    if not rows:
        return
    labels, names = _labels(view), {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    name = who.name(key)
    for row in list(reversed(rows))[:most]:
        with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.text(_line(view, row, labels, names), width="stretch")
            _way_back(view, row, name, key)
    if len(rows) > most:
        st.caption(f"and {count(len(rows) - most, 'older one')}; all are on the Workbench.")


def _line(view: View, row: Mapping, labels: Mapping, names: Mapping) -> str:
    when = day(row["made_at"].astimezone(view.workspace.settings.zone).date())
    said = decision_words.words(row, labels, names)
    back = "" if row["undone_at"] is None else " Taken back."
    return f"{when}, {row['by']}: {said}.{' ' + row['why'].rstrip('.') + '.' if row['why'] else ''}{back}"


def _way_back(view: View, row: Mapping, name: str, key: str) -> None:
    number = row["decision_id"]
    if row["undone_at"] is None:
        if st.button("Undo", key=f"{key}_undo_{number}", type="tertiary", icon=":material/undo:"):
            deciding.attempt(name, lambda: decide.undo(view.workspace, number, name, view.as_of), "Taken back.")
    elif st.button("Put back", key=f"{key}_redo_{number}", type="tertiary", icon=":material/redo:"):
        deciding.attempt(name, lambda: decide.redo(view.workspace, number, name, view.as_of), "Put back.")


def _labels(view: View) -> dict[str, str]:
    every = load.every_topic(view)
    return dict(zip(every["topic_id"], every["label"]))
