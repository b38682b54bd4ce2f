"""What do people say?"""
import pandas as pd
import streamlit as st

from dashboard import charts, load, parts, sentences, tables
from dashboard.layout import grouped, label_places
from dashboard.view import View, current
from dashboard.wording import count, few, number


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    counts = load.totals(view, ("topic_id",), view.filters)
    if counts.empty:
        parts.head(view, "Nothing to show.")
        return parts.nothing_here(view, "topics")
    known = counts.dropna(subset=["topic_id"])
    if known.empty:
        parts.head(view, "These complaints wait for a run.")
        return st.info("Topics are given by the next run: `python -m pipeline run`.")
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    trends = tables.trends(load.windows(view, "topic_id", 7), view.week)
    frame = tables.topics(load.every_topic(view), known, trends, names, view.min_people)
    hidden_n = int((frame["State"] == tables.HIDDEN).sum())
    if not st.session_state.get("topics_hidden", False):
        frame = frame[frame["State"] != tables.HIDDEN].reset_index(drop=True)
    complaints_n = known.groupby(known["topic_id"].map(dict(zip(frame["topic_id"], frame["State"]))))["complaints_n"].sum()
    mixed_n, short_n = (int(complaints_n.get(state, 0)) for state in (tables.MIXED, tables.SHORT))
    clear = next(frame[~frame["State"].isin([tables.MIXED, tables.SHORT])].itertuples(), None)
    largest = (clear.Topic, few(clear.People, view.min_people)) if clear else (None, "")
    parts.head(view, sentences.topics(int((frame["State"] != tables.SHORT).sum()), int(complaints_n.sum()), *largest), sentences.beside_topics(mixed_n, short_n))
    _map(view, frame, int(complaints_n.sum()) - short_n)
    _table(view, frame, hidden_n)


def _map(view: View, frame: pd.DataFrame, complaints_n: int) -> None:
    """complaints_n: those that have a place; the ones too short to tell have none."""
    points = load.map_points(view)
    points = points[points["topic_id"].isin(frame["topic_id"]) | points["topic_id"].isna()]
    if points.empty:
        return
    taxonomy = view.workspace.taxonomy
    stages = {t.name: s.name for s, members in taxonomy.by_stage().items() for t in members}
    points, groups = grouped(points, frame, stages, [s.name for s in taxonomy.stages])
    parts.section("The map", f"{_picked(len(points), complaints_n)}. Those that say alike lie near each other. Colour and shape: the stage of the journey. Click a point to open its topic.")
    with st.container(border=True):
        height_px = 420 if parts.is_phone() else 520
        parts.chart(charts.topic_map(points, label_places(points, frame), groups, parts.theme(), height_px), "topics_map", "Map of all complaints by what they say", "topic", "t")


def _picked(n: int, total_n: int) -> str:
    return f"{number(n)} complaints" if n >= total_n else f"An even pick of {number(n)} of {number(total_n)} complaints"


def _table(view: View, frame: pd.DataFrame, hidden_n: int) -> None:
    parts.section("All topics", "Most people first; mixed ones and those too short to tell last. Click one to open it.")
    if hidden_n:
        st.toggle(f"{count(hidden_n, 'hidden topic')} too", key="topics_hidden", help="Hidden by a person; their complaints are counted everywhere")
    shown = tables.without_short_trend(frame[["Topic", "People", "Share", "12 weeks", "Touchpoint", "Sure"]])
    config = {
        "Topic": st.column_config.TextColumn(pinned=parts.is_phone(), width=150 if parts.is_phone() else 286),
        "People": st.column_config.NumberColumn(width=66, help="Each counts once a week and topic"), "Share": st.column_config.NumberColumn(width=66),
        "12 weeks": parts.weeks_column(120), "Touchpoint": st.column_config.TextColumn(width=234),
        "Sure": st.column_config.NumberColumn(width=68, help="How sure the touchpoint is")}
    parts.table(shown, "topics_table", "All topics, most people first", config, tables.as_shown(shown, view.min_people, parts.theme()), "topic", "t",
                list(frame["topic_id"]), height=min(36 + 34 * len(frame), 36 + 34 * 16))
    parts.download(lambda: tables.topics_export(frame, view.min_people), "topics", "topics_csv")


draw(current())
