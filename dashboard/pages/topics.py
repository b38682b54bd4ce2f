"""What do people say?"""
import pandas as pd
import streamlit as st

from dashboard import charts, load, parts, sentences, tables
from dashboard.layout import grouped, label_places
from dashboard.view import View, current
from dashboard.wording import number
from pipeline.records import TOO_SHORT


def draw(view: View) -> None:
    if not parts.has_complaints(view):
        return None
    counts = load.totals(view, ("topic_id",), view.filters)
    if counts.empty:
        parts.head(view, "Nothing to show.")
        return parts.nothing_here(view, "topics")
    known = counts.dropna(subset=["topic_id"])
    if known.empty:
        parts.head(view, "No topics yet.")
        least = view.workspace.settings.topics.min_complaints
        return st.info(f"Topics need {least} complaints and a run: `python -m pipeline run`. Until then complaints wait, none is lost.")
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    trends = tables.trends(load.windows(view, "topic_id", 7), view.week)
    frame = tables.topics(load.every_topic(view), known, trends, names, view.min_people)
    real = frame[frame["topic_id"] != TOO_SHORT]
    short_n = int(known.loc[known["topic_id"] == TOO_SHORT, "complaints_n"].sum())
    parts.head(view, sentences.topics(len(real), int(known["complaints_n"].sum()), real["Topic"].iloc[0] if len(real) else None, short_n))
    _map(view, frame, int(known["complaints_n"].sum()) - short_n)
    _table(view, frame)


def _map(view: View, frame: pd.DataFrame, complaints_n: int) -> None:
    """complaints_n: those that have a place; the ones too short to tell have none."""
    points = load.map_points(view)
    if points.empty:
        return
    taxonomy = view.workspace.taxonomy
    stages = {t.name: s.name for s, members in taxonomy.by_stage().items() for t in members}
    points, groups = grouped(points, frame, stages, [s.name for s in taxonomy.stages])
    height, width = (420, 330) if parts.is_phone() else (520, 860)
    parts.section("The map", f"{_picked(len(points), complaints_n)}. Those that say alike lie near each other. Colour and shape: the stage of the journey. Click a point to open its topic.")
    with st.container(border=True):
        places = label_places(points, frame, width, height)
        parts.chart(charts.topic_map(points, places, groups, parts.theme(), height), "topics_map", "Map of all complaints by what they say", "topic", "t")


def _picked(n: int, total_n: int) -> str:
    return f"{number(n)} complaints" if n >= total_n else f"An even pick of {number(n)} of {number(total_n)} complaints"


def _table(view: View, frame: pd.DataFrame) -> None:
    parts.section("All topics", "Most people first. Click one to open it.")
    shown = frame.drop(columns="topic_id")
    config = {
        "Topic": st.column_config.TextColumn(pinned=parts.is_phone(), width=150 if parts.is_phone() else 200), "Touchpoint": st.column_config.TextColumn(width=188),
        "People": st.column_config.NumberColumn(width=66, help="Each counts once a week and topic"), "Share": st.column_config.NumberColumn(width=62),
        "12 weeks": st.column_config.LineChartColumn(width=96, y_min=0, color="gray"),
        "Sure": st.column_config.NumberColumn(width=60, help="How sure the touchpoint is"),
        "Cohesion": st.column_config.TextColumn(width=82, help="How alike the words are, against the other topics"), "State": st.column_config.TextColumn(width=92)}
    parts.table(shown, "topics_table", "All topics, most people first", config, tables.as_shown(shown, view.min_people, parts.theme()), "topic", "t",
                list(frame["topic_id"]), height=min(36 + 34 * len(frame), 36 + 34 * 16))
    parts.download(lambda: tables.topics_export(frame, view.min_people), "topics", "topics_csv")


draw(current())
