"""What fails here, since when, and whose is it?"""
import pandas as pd
import streamlit as st

from dashboard import charts, complaint_corrections, deciding, load, parts, sentences, signal_place, tables, tried_view, unacted_view
from dashboard.evidence import evidence_list
from dashboard.view import View, current
from dashboard.wording import UNCLEAR, few, plain, share
from pipeline import attention, rises


def draw(view: View) -> None:
    if not parts.has_complaints(view) or not parts.is_learned(view):
        return None
    parts.top_line(view)
    deciding.said()
    touchpoint_id = _choose(view)
    if touchpoint_id == UNCLEAR:
        return _unclear(view)
    touchpoint = view.workspace.taxonomy.touchpoint(touchpoint_id)
    counts = load.totals(view, ("touchpoint_id",), view.filters)
    mine = counts[counts["touchpoint_id"] == touchpoint_id]
    row, since = _stand(view, touchpoint_id)
    parts.title(f"{touchpoint.name}: {_lower_first(sentences.touchpoint(row, view.week, since, view.min_people))}")
    if mine.empty:
        st.info("Nobody complained of this touchpoint under these filters. Silence is unknown, not green.")
    signal_place.links(view, "touchpoint", touchpoint_id)
    _figures(view, row, mine, counts)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _trend(view, touchpoint_id, touchpoint.name)
    with right:
        _owner(view, touchpoint)
    unacted_view.at_touchpoint(view, touchpoint_id)
    if mine.empty:
        return None
    _topics(view, touchpoint_id)
    tried_view.section(view, "touchpoint", (None, touchpoint_id))
    _attributes(view, touchpoint_id)
    evidence_list(view, "touchpoint", menu=complaint_corrections.menu, touchpoint_id=touchpoint_id)


def _choose(view: View) -> str:
    """The touchpoint of the address, or of else the one with most people; the last choice is the complaints that point to none."""
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints} | {UNCLEAR: "Unclear"}
    asked = st.query_params.get("tp")
    ids = list(names)
    chosen = asked if asked in names else _most_pressing(view) or ids[0]
    key = f"touchpoint_choice_{chosen}"
    st.selectbox("Touchpoint", ids, ids.index(chosen), format_func=names.get, key=key, width=320, on_change=_write_address, args=(key,))
    if asked is not None and asked not in names:
        st.caption(f"There is no touchpoint “{plain(asked, 40)}”. Shown: {plain(names[chosen])}.")
    return chosen


def _unclear(view: View) -> None:
    counts = load.totals(view, ("touchpoint_id",), view.filters)
    parts.title(sentences.unclear(int(counts.loc[counts["touchpoint_id"].isna(), "complaints_n"].sum())),
                "What they say fits no touchpoint well enough, or several equally. They count in their topics, not in a touchpoint.")
    _topics(view, None)
    evidence_list(view, "touchpoint", menu=complaint_corrections.menu, is_unclear=True)


def _write_address(key: str) -> None:
    st.query_params["tp"] = st.session_state[key]


def _most_pressing(view: View) -> str | None:
    counts = load.totals(view, ("touchpoint_id",), view.filters).dropna(subset=["touchpoint_id"])
    return None if counts.empty else counts.sort_values("touchpoint_people_n", ascending=False)["touchpoint_id"].iloc[0]


def _stand(view: View, touchpoint_id: str):
    monday = view.week
    windows = load.windows(view, "touchpoint_id", 7)
    day = monday or view.days[0]
    week_ = attention.week_of(windows, day)
    counted = attention.counted(load.daily(view, "touchpoint_id"), "touchpoint_id", day, day + pd.Timedelta(days=6))
    up = rises.touched(load.signals_up(view))
    frame = attention.standing(week_, counted, pd.Series(dtype=float), view.workspace.taxonomy, up, view.workspace.settings.watch.min_people)
    row = next(frame[frame["touchpoint_id"] == touchpoint_id].itertuples())
    signal = row.since if row.since == row.since else None
    return row, signal or (attention.since_when(windows[windows["id"] == touchpoint_id], monday) if monday else None)


def _figures(view: View, row, mine: pd.DataFrame, counts: pd.DataFrame) -> None:
    people_n, complaints_n = mine["touchpoint_people_n"].sum(), mine["complaints_n"].sum()
    harm = mine["severity_sum"].sum() / complaints_n if complaints_n else float("nan")
    parts.figures([
        ("People this week", few(row.people_n, view.min_people), f"{tables.expected(row)} expected" if row.upper_n == row.upper_n else "too early to compare"),
        ("People in the period", few(people_n, view.min_people), "each once a week"),
        ("Share of everybody", share(people_n, counts["touchpoint_people_n"].sum()), "of people in the period"),
        ("Mean harm", tables.words(harm, "{:.1f}".format), "0 none to 4 safety"),
    ])


def _trend(view: View, touchpoint_id: str, name: str) -> None:
    first, last = view.complete_days
    frame = load.windows(view, "touchpoint_id", 1 if view.is_daily else 7)
    frame = frame[(frame["id"] == touchpoint_id) & frame["start"].between(pd.Timestamp(first), pd.Timestamp(last))]
    parts.section("People per day" if view.is_daily else "People per week", f"{signal_place.TREND_NOTE} 1 to {view.min_people - 1} people are drawn alike.")
    if frame.empty:
        return st.info("No complete week in this period.")
    parts.chart(signal_place.trend_of(view, frame, touchpoint_id), "touchpoint_trend", f"People who complained of {name} over time, against what is expected")


def _owner(view: View, touchpoint) -> None:
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    stage = next(s.name for s in view.workspace.taxonomy.stages if s.id == touchpoint.stage)
    parts.section("Whose is it?")
    with st.container(border=True, gap="small"):
        st.metric("Owner", plain(touchpoint.owner, 60))
        st.caption(plain(f"Stage: {stage}" + (" · a care channel" if touchpoint.care_channel else "")))
        st.text(touchpoint.description, width="stretch")
        if touchpoint.care_channel:
            routed = "the same: nobody else is named" if touchpoint.routed_to == touchpoint.owner else touchpoint.routed_to
            st.caption(plain(f"Complaints about it go to: {routed}", 120))
            tried_view.sent_on(view, touchpoint)
        if touchpoint.hands_over_to:
            st.caption("Hands over to")
            with st.container(horizontal=True, gap="small"):
                for other in touchpoint.hands_over_to:
                    parts.link("touchpoint", names[other], {"tp": other})


def _topics(view: View, touchpoint_id: str | None) -> None:
    """The topics of the complaints of a touchpoint; None: of those that point to none."""
    pairs = load.totals(view, ("touchpoint_id", "topic_id"), view.filters)
    names = {t.id: t.name for t in view.workspace.taxonomy.touchpoints}
    trends = tables.trends(load.windows(view, "topic_id", 7), view.week)
    frame = tables.topics(load.every_topic(view), pairs[pairs["touchpoint_id"].isna() if touchpoint_id is None else pairs["touchpoint_id"] == touchpoint_id], trends, names, view.min_people)
    if frame.empty:
        return
    parts.section("What people say here", "Topics of these complaints; the weeks are of the whole topic. Click one to open it.")
    shown = tables.without_short_trend(frame[["Topic", "People", "Share", "12 weeks", "Cohesion", "State"]])
    config = {
        "Topic": st.column_config.TextColumn(pinned=parts.is_phone(), width=150 if parts.is_phone() else 286), "People": st.column_config.NumberColumn(width=70),
        "Share": st.column_config.NumberColumn(width=70, help="Of the people who complain here"),
        "12 weeks": parts.weeks_column(130), "Cohesion": st.column_config.TextColumn(width=120), "State": st.column_config.TextColumn(width=168)}
    parts.table(shown, "touchpoint_topics", "Topics of this touchpoint", config, tables.as_shown(shown, view.min_people, parts.theme()), "topic", "t", list(frame["topic_id"]))
    parts.download(lambda: tables.topics_export(frame, view.min_people), f"{touchpoint_id or UNCLEAR}-topics", "touchpoint_topics_csv")


def _attributes(view: View, touchpoint_id: str) -> None:
    if not view.choices["attributes"]:
        return
    parts.section("Who is hit", "Bar: share of the people here. Line: share of everybody who complained.")
    with st.grid(min(3, len(view.choices["attributes"])), min_column_width=260):
        for name in view.choices["attributes"]:
            here, everywhere = load.by_attribute(view, name, touchpoint_id), load.by_attribute(view, name)
            frame = tables.attribute(here, everywhere, view.min_people)
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.caption(plain(name.replace("_", " ").capitalize(), 40))
                if frame.empty:
                    st.caption("Not known of anybody here.")
                else:
                    parts.chart(charts.shares(frame, parts.theme()), f"touchpoint_by_{name}", f"People here by {name}")


def _lower_first(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


draw(current())
