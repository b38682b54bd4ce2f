"""What do people say here, and why do these complaints belong together?"""
import pandas as pd
import streamlit as st

from dashboard import (
    complaint_corrections, deciding, load, load_models, parts, sentences, signal_place, tables, topic_corrections, topic_history, tried_view, unacted_view,
)
from dashboard.evidence import evidence_list, quote
from dashboard.view import View, current
from dashboard.wording import count, few, number, percent, plain, share
from pipeline.records import TOO_SHORT, Filters

_DOUBTFUL_N = 10
_COHESION = {
    "close": "Close: said in much the same words, more so than in most topics.", "ordinary": "As alike in their words as most topics.",
    "loose": "Loose: said in many ways, more so than in most topics."}


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    every = load.every_topic(view)
    parts.top_line(view)
    row = _choose(every)
    counts = load.totals(view, ("topic_id",), view.filters)
    mine = counts[counts["topic_id"] == row.topic_id]
    people_n, own_n = float(mine["topic_people_n"].sum()), int(mine["complaints_n"].sum())
    complaints_n = load.evidence_n(view, topic_id=row.topic_id)       # those of other topics that speak of it too are told of and listed
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    home = row.touchpoint_id if isinstance(row.touchpoint_id, str) and row.touchpoint_id in names else None
    note = sentences.topic(people_n, complaints_n, view.min_people, names.get(home), row.link_confidence) if row.state != "ended" else None
    parts.title(row.label, f"Hidden from the lists; counted still. {note}" if row.state == "hidden" else note)
    deciding.said()
    if row.state == "ended":
        topic_history.ended(view, row)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        topic_corrections.draw(view, row)
        signal_place.links(view, "topic", row.topic_id)
    if row.state == "ended":
        return _past(view, row)
    _figures(view, row, counts, people_n, (complaints_n, own_n))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _trend(view, row)
    with right:
        _links(row, names, home)
    if row.topic_id != TOO_SHORT:
        unacted_view.at_topic(view, row.topic_id)
    tried_view.section(view, "topic", (row.topic_id, None))
    _why(view, row, every)
    _doubtful(view, row)
    topic_history.draw(view, row)
    evidence_list(view, "topic", "All of them", menu=complaint_corrections.menu, topic_id=row.topic_id)
    return None


def _past(view: View, row) -> None:
    """An ended topic holds no complaints; what was said and decided of it stays."""
    topic_history.draw(view, row)
    if row.keywords:
        st.text("Telling words when it ended: " + ", ".join(row.keywords[:10]), width="stretch")
    unacted_view.at_topic(view, row.topic_id)


def _choose(every: pd.DataFrame):
    """The topic of the address, or of else the largest."""
    labels = dict(zip(every["topic_id"], every["label"]))
    asked, ids = st.query_params.get("t"), list(labels)
    chosen = asked if asked in labels else ids[0]
    key = f"topic_choice_{chosen}"
    st.selectbox("Topic", ids, ids.index(chosen), format_func=lambda t: labels[t][:80], key=key, width=420, on_change=_write_address, args=(key,))
    if asked is not None and asked not in labels:
        st.caption(f"There is no topic “{plain(asked, 40)}”. Shown: the largest.")
    return next(every[every["topic_id"] == chosen].itertuples())


def _write_address(key: str) -> None:
    st.query_params["t"] = st.session_state[key]


def _figures(view: View, row, counts: pd.DataFrame, people_n: float, complaints: tuple[int, int]) -> None:
    """complaints: all that speak of it, and those of them that are mainly about it."""
    all_n, own_n = complaints
    parts.figures([
        ("People in the period", few(people_n, view.min_people), "each once a week"),
        ("Complaints", number(all_n), f"{number(all_n - own_n)} mainly about another topic" if all_n > own_n else "in the period"),
        ("Share of everybody", share(people_n, counts["topic_people_n"].sum()), "of people in the period"),
        ("Since", f"{pd.Timestamp(row.first_seen):%-d %b %Y}" if pd.notna(row.first_seen) else "–", "first complaint of it"),
    ])


def _trend(view: View, row) -> None:
    first, last = view.complete_days
    frame = load.windows(view, "topic_id", 1 if view.is_daily else 7)
    frame = frame[(frame["id"] == row.topic_id) & frame["start"].between(pd.Timestamp(first), pd.Timestamp(last))]
    parts.section("People per day" if view.is_daily else "People per week", f"{signal_place.TREND_NOTE} 1 to {view.min_people - 1} people are drawn alike.")
    if frame.empty:
        st.info("No complete week of it in this period.")
    else:
        parts.chart(signal_place.trend_of(view, frame, row.touchpoint_id if isinstance(row.touchpoint_id, str) else None), "topic_trend", f"People who said “{row.label}” over time, against what is expected")


def _links(row, names: dict[str, str], home: str | None) -> None:
    parts.section("Where it points")
    with st.container(border=True, gap="small"):
        by = "set by a person" if row.link_by == "person" else f"{percent(row.link_confidence)} sure"
        st.metric("Touchpoint", plain(names[home], 60) if home else "Unclear")
        st.caption(by if home else "No touchpoint stands out.")
        if home:
            parts.link("touchpoint", "Open the touchpoint", {"tp": home}, ":material/arrow_forward:")
        others = [(names[t], s) for t, s in sorted((row.touchpoint_shares or {}).items(), key=lambda pair: -pair[1]) if t in names and t != home]
        if others:
            st.caption("Also possible")
            st.text("\n".join(f"{name}, {percent(part)}" for name, part in others[:4]))


def _why(view: View, row, every: pd.DataFrame) -> None:
    parts.section("Why these belong together")
    state = tables.state(row)
    close = tables.closeness(every).get(row.topic_id)
    if row.keywords:
        st.text("Telling words: " + ", ".join(row.keywords[:10]), width="stretch")
    st.text(_COHESION[close] if close else "These are too short to tell: they are kept and counted, not forced into a topic." if state == tables.SHORT
            else "Cohesion: not known.")
    if state == tables.MIXED:
        st.text("Mixed: these complaints hold several things that do not make a topic of their own.")
    examples = {p["post_id"]: p for p in load.evidence(view, 50, filters=Filters(), post_ids=tuple([*row.typical, *row.edge]))} if [*row.typical, *row.edge] else {}
    left, right = st.columns(2, gap="medium")
    for column, title, ids in ((left, "Typical", row.typical), (right, "At the edge", row.edge)):
        with column:
            st.caption(title)
            for post_id in [i for i in ids if i in examples][:3]:
                quote(view, examples[post_id], f"topic_{title}_{post_id}")


def _doubtful(view: View, row) -> None:
    """Members that may belong elsewhere, and how many hold further problems."""
    ids = load_models.doubtful_members(view, row.topic_id, _DOUBTFUL_N)
    if not ids or row.topic_id == TOO_SHORT:
        return
    by_topic = load_models.doubtful(view).set_index("topic_id")["members_n"]
    n = int(by_topic.get(row.topic_id, len(ids)))
    with st.expander(f"{count(n, 'complaint is', 'complaints are')} doubtful here: something else is as likely", key="topic_doubtful"):
        rows = {one["post_id"]: one for one in load.evidence(view, _DOUBTFUL_N, filters=Filters(), post_ids=tuple(ids))}
        for one in (rows[post_id] for post_id in ids if post_id in rows):
            quote(view, one, f"topic_doubtful_{one['post_id']}", complaint_corrections.menu)


draw(current())
