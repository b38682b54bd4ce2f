"""One signal on its page: the chart, since when, how sure, where it sits, what people say, what rose beside it, whose it is."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import load, load_signals, parts, signal_actions
from dashboard.briefing import Situation, briefing, heads_up
from dashboard.driver_chart import driver_bars
from dashboard.driver_words import driver_rows, drivers_sentence, same_counts, segments
from dashboard.evidence import quote
from dashboard.signal_words import KINDS, STATES, called, changed_before, history, raised, stood, sure
from dashboard.trend import NARROW_PX, WIDE_PX, trend
from dashboard.view import View
from dashboard.wording import few, number, plain
from pipeline import attention, rises
from pipeline.records import Filters

_LEVEL = {"all": "All complaints", "touchpoint": "Touchpoint", "topic": "Topic"}
_EVENT_DAYS = 28      # before a rise: what changed then is told
_AFTER_DAYS = 42      # how long a signal that is over is looked after in its chart
_TYPICAL_N, _ASKED_N = 3, 60


def draw(view: View, row, signals: pd.DataFrame, day: date | None) -> None:
    """row: one of rises.named; signals: all of them as they stood; day: the past day that is replayed, None: now."""
    with st.container(gap=None):
        st.header(plain(called(row)), anchor=False)
        st.caption(plain(f"{_LEVEL[row.level]} · {KINDS[row.kind]} · {STATES[row.state]}", 200))
    if day is None:
        signal_actions.draw(view, row)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _chart(view, row, day)
    with right:
        _facts(view, row)
    left, right = st.columns(2, gap="medium")
    with left:
        _drivers(view, row)
    with right:
        _beside(view, row, signals)
    _typical(view, row)
    if day is None and row.is_up:
        _texts(view, row)
    _history(view, row, day)


def _chart(view: View, row, day: date | None) -> None:
    frame, window_days = load_signals.windows(view, row, row.window_days, day), row.window_days
    if not pd.isna(row.ended_on):
        frame = frame[frame["start"] <= pd.Timestamp(row.ended_on) + pd.Timedelta(days=_AFTER_DAYS)]
    parts.section("People per day" if window_days == 1 else f"People in the {window_days} days up to each day",
                  "As it was raised. Band: what 95 of 100 ordinary ones hold, held as it was when the rise began. Yellow: the rise. "
                  f"Hatched: collection was not whole. Dotted: what changed. 1 to {view.min_people - 1} people are drawn alike.")
    if frame.empty:
        return st.info("It is watched no more: its topic has ended.")
    behind = load_signals.behind(view, row.touchpoint_id, day, (row.began_on, row.last_on))
    width_px = NARROW_PX if parts.is_phone() else WIDE_PX
    parts.chart(trend(frame, view.min_people, parts.theme(), True, behind, width_px, window_days), f"signals_trend_{row.signal_id}",
                f"People who complained of {row.name} over time, against what was expected before the rise")
    st.caption(plain(changed_before(behind.events, row.began_on, _EVENT_DAYS), 500))


def _facts(view: View, row) -> None:
    parts.section("Since when, how sure")
    with st.container(border=True, gap="small"):
        st.metric("People beyond what was expected", few(max(0.0, row.excess_n), view.min_people))
        st.caption(plain(stood(row), 200))
        st.text(raised(row, view.min_people), width="stretch")
        st.text(sure(row.q_value, view.workspace.settings.watch.false_share), width="stretch")
        st.caption("Owner when it was raised")
        st.text(row.owner or "Nobody: it points to no one touchpoint.", width="stretch")
        with st.container(horizontal=True, gap="small"):
            if row.touchpoint_id in load.names(view).touchpoints:
                parts.link("touchpoint", "Open the touchpoint", {"tp": row.touchpoint_id})
            if row.level == "topic":
                parts.link("topic", "Open the topic", {"t": row.target_id})


def _drivers(view: View, row) -> None:
    parts.section("Where it sits", "Bar: people in the group while it is up. Mark: what was expected there.")
    with st.container(border=True, gap="small", height="stretch"):
        st.text(drivers_sentence(row.drivers, view.min_people), width="stretch")
        bars = driver_rows(row.drivers, view.min_people)
        if len(bars):
            parts.chart(driver_bars(bars, parts.theme()), f"signals_drivers_{row.signal_id}", f"People in the groups that carry the rise of {row.name}")
        if tied := same_counts(row.drivers):
            st.caption(plain(tied, 300))


def _beside(view: View, row, signals: pd.DataFrame) -> None:
    parts.section("What else rose with it", "Of the same days. Rising together is not a reason.")
    names = load.names(view)
    with st.container(border=True, gap="small", height="stretch"):
        parts_of = [names.of(level, target) for level, target in row.within]
        others = rises.beside(signals, row)
        if parts_of:
            st.text(f"As a part of it: {', '.join(parts_of)}.", width="stretch")
        for other in others.head(5).itertuples():
            st.button(plain(f"{called(other)}, {STATES[other.state]}", 80), key=f"signals_other_{other.signal_id}", type="tertiary", icon=":material/arrow_forward:", on_click=_open, args=(other.signal_id,))
        if not parts_of and others.empty:
            st.text("Nothing else.", width="stretch")


def _typical(view: View, row) -> None:
    rows = typical(load.evidence(view, _ASKED_N, filters=_of(row), **_target(row)), _TYPICAL_N)
    parts.section("Typical complaints", "Of its days and of the group that carries it, those that fit best.")
    if not rows:
        return st.caption("None is stored any more.")
    for found in rows:
        quote(view, found, f"signals_quote_{found['post_id']}")


def typical(rows: Sequence[dict], most: int) -> list[dict]:
    """The complaints that fit their topic best, none of the same words twice. rows: as of complaints.evidence."""
    best = sorted(rows, key=lambda row: (-(row["topic_confidence"] or 0.0), row["post_id"]))
    seen: dict[str, dict] = {}
    for row in best:
        seen.setdefault(" ".join(row["text"].split()).lower(), row)
    return list(seen.values())[:most]


def _of(row) -> Filters:
    """Its days and the group that carries it."""
    pairs = [(name, value) for one in segments(row.drivers)[:1] for name, value in one["where"]]
    return Filters(row.began_on, row.last_on, tuple(v for n, v in pairs if n == "source"), tuple(v for n, v in pairs if n == "channel"),
                   tuple(pair for pair in pairs if pair[0] not in ("source", "channel")))


def _target(row) -> dict:
    return {"all": {}, "touchpoint": {"touchpoint_id": row.target_id}, "topic": {"topic_id": row.target_id}}[row.level]


def _texts(view: View, row) -> None:
    now = _situation(view, row)
    parts.section("To tell others", "Drafts out of the figures above; nothing is sent. Copy with the sign in the corner.")
    front, customers = st.tabs(["Front-line briefing", "Heads-up for customers"])
    with front:
        st.code(briefing(now), language=None, wrap_lines=True)
    with customers:
        st.code(heads_up(now), language=None, wrap_lines=True)


def _situation(view: View, row) -> Situation:
    care = [t for t in view.workspace.taxonomy.touchpoints if t.care_channel]
    failing = _failing(view)
    windows = load_signals.windows(view, row, 1)
    inside = windows[windows["start"].between(pd.Timestamp(row.began_on), pd.Timestamp(row.last_on))]
    return Situation(row.name, load.names(view).touchpoints.get(row.touchpoint_id), row.owner, row.state, row.began_on, view.calendar.complete_through,
                     float(inside["observed_n"].sum()), row.excess_n, row.drivers, tuple(t.name for t in care),
                     tuple(t.name for t in care if t.id in failing), view.min_people)


def _failing(view: View) -> set[str]:
    """Touchpoints with a signal that is up, or above what is expected in the last complete week."""
    whole = replace(view, filters=Filters())
    up = set(rises.touched(load.signals_up(whole))["target_id"])
    if whole.week is None:
        return up
    week = attention.week_of(load.windows(whole, "touchpoint_id", 7), whole.week)
    return up | set(week.index[(week["observed_n"] > week["upper_n"]) & (week["observed_n"] >= view.workspace.settings.watch.min_people)])


def _history(view: View, row, day: date | None) -> None:
    log = load_signals.history(view, row.signal_id)
    zone = view.workspace.settings.zone
    log = log if day is None else log.loc[[at.astimezone(zone).date() <= day for at in log["at"]]]
    parts.section("What was decided", "Every change, newest first. Nothing is taken out.")
    frame = history(log, row, zone)
    text = st.column_config.TextColumn
    parts.table(frame, "signals_history", "Every change of this signal", {"When": text(width=146), "What": text(width=222), "By": text(width=98), "Why": text(width=376)})
    if isinstance(row.returned_of, str):
        st.button("Open the signal that it brings back", key="signals_past", type="tertiary", on_click=_open, args=(row.returned_of,))


def _open(signal_id: str) -> None:
    st.query_params["s"] = signal_id
