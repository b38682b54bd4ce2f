"""What the other pages show of signals: trends with what stands behind them, links to a target's signals, and those that wait for an answer."""
from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import load, load_signals, parts
from dashboard.charts import Figure
from dashboard.signal_words import STATES, beyond, called, one_line
from dashboard.trend import NARROW_PX, WIDE_PX, trend
from dashboard.view import View
from dashboard.wording import count, day, plain, spelled
from pipeline import rises

_MOST_WAITING, _MOST_LINKS = 3, 4
TREND_NOTE = "Band: what 95 of 100 ordinary ones hold. Hatched: collection was not whole. Dotted: what changed."


def trend_of(view: View, frame: pd.DataFrame, touchpoint_id: str | None) -> Figure:
    """The trend of a touchpoint, or of a topic that points to it, with lost coverage and events behind it."""
    return trend(frame, view.min_people, parts.theme(), view.is_daily, load_signals.behind(view, touchpoint_id), NARROW_PX if parts.is_phone() else WIDE_PX)


def waiting(view: View) -> None:
    """The signals that are up and that nobody has answered, the worst first; nothing where there are none."""
    open_ = load.signals_up(view).query("is_open")
    if open_.empty:
        return
    parts.section(f"{spelled(len(open_))} {'signal has' if len(open_) == 1 else 'signals have'} no answer yet", "Worst first: harm × extra people × days.")
    for row in open_.head(_MOST_WAITING).itertuples():
        with st.container(border=True):
            text, door = st.columns([8, 1], vertical_alignment="center")
            text.text(one_line(row, view.min_people), width="stretch")
            with door:
                parts.link("signals", "Open", {"s": row.signal_id})
    if len(open_) > _MOST_WAITING:
        parts.link("signals", f"All {len(open_)}")


def links(view: View, level: str, target_id: str) -> None:
    """The signals that touch a topic or a touchpoint, those that are up first; nothing where there never was one."""
    every = load.signals_on(view)
    mine = rises.at(every, level, target_id).sort_values(["is_up", "raised_on"], ascending=False, kind="stable")
    if mine.empty:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        up_n = int(mine["is_up"].sum())
        st.caption(f"{count(up_n, 'signal')} up, {len(mine) - up_n} past" if up_n else f"{count(len(mine), 'signal')}, none up", width="content")
        for row in mine.head(_MOST_LINKS).itertuples():
            parts.link("signals", f"{called(row)}, {beyond(row, view.min_people)} since {day(row.began_on, row.last_on.year)}" if row.is_up
                       else f"{called(row)}, {day(row.began_on, row.last_on.year)}: {STATES[row.state]}", {"s": row.signal_id})
