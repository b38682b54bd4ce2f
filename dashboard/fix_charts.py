"""Fixes as figures: the counts beside what would be expected without the fix, and all effects beside one another. No Streamlit in here."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.backdrop import lanes
from dashboard.charts import Figure, Sheet, safe
from dashboard.fix_words import DID_NOT_FALL, FELL
from dashboard.look import Look
from dashboard.wording import few, masked, number, week
from pipeline.fixes import CAME_BACK, NOT_YET_KNOWN

_DAY_MS = 86_400_000
_WIDE_ONLY = (0.1, 0.75, 1.5)
_ROOM = pd.Timedelta(weeks=6)
_LABEL_PX, _LABEL_CHARS, _ROW_PX = 15, 28, 46
_TICKS = {0.1: "90 % fewer", 0.25: "75 % fewer", 0.5: "50 % fewer", 0.75: "25 % fewer", 1.0: "as many", 1.5: "50 % more", 2.0: "twice", 4.0: "four times"}
_MARKS = {FELL: "diamond", DID_NOT_FALL: "square", CAME_BACK: "triangle-up", NOT_YET_KNOWN: "circle-open"}


@dataclass(frozen=True)
class Mark:
    """A day to be drawn as a thin line with words from outside. is_main: the shipping itself, drawn in ink."""

    on: date
    words: str
    is_main: bool = False


def verdict(weeks: pd.DataFrame, marks: Sequence[Mark], min_people: int, look: Look, plot_px: int) -> Figure:
    """People a week (ink) and, from the shipping on, what would be expected without the fix (dashed, with its band).

    weeks: start (Mondays), observed_n, is_lost (something was not collected), expected_n, lower_n, upper_n (NaN where there is none).
    plot_px: about how wide it is drawn, so that the words of marks do not lie on each other.
    """
    places = _places(marks, weeks["start"].min(), weeks["start"].max(), plot_px)
    top_px = _LABEL_PX * (1 + max((place[0] for place in places if place), default=0)) + 6
    sheet = Sheet(look, 270 + top_px, margin=dict(l=8, r=12, t=top_px, b=8), hovermode="x", barmode="overlay", bargap=0)
    known = weeks.dropna(subset=["expected_n"])
    heights = [masked(n, min_people) for n in weeks["observed_n"]]
    top = 1.16 * max([5.0, *(n for n in (*heights, *known["upper_n"]) if n == n)])
    _lost(sheet, weeks[weeks["is_lost"]], top)
    _without(sheet, known, weeks["start"].max())
    sheet.add("scatter", x=weeks["start"].tolist(), y=[None if lost else n for n, lost in zip(heights, weeks["is_lost"])], mode="lines+markers",
              line=dict(color=look.ink, width=1.6), marker=dict(size=4, color=look.ink), hoverinfo="text",
              hovertext=[_hover(row, min_people) for row in weeks.itertuples()])
    for mark, place in zip(marks, places):
        _mark(sheet, mark, place)
    sheet.axis("yaxis", range=[0, top], nticks=5)
    half = pd.Timedelta(days=4)
    sheet.axis("xaxis", type="date", showgrid=False, tickformat="%-d %b", hoverformat="%-d %b", nticks=8 if plot_px > 500 else 5,
               range=[weeks["start"].min() - half, weeks["start"].max() + half])
    return sheet.figure()


def forest(rows: pd.DataFrame, look: Look, is_narrow: bool = False) -> Figure:
    """The rate ratio of every fix with its interval, on a scale on which half and double are alike; 1 is no effect.

    rows: fix_id, label, verdict, is_provisional, rate_ratio, low, high (none of them NaN), effect (in words).
    """
    sheet = Sheet(look, _ROW_PX * len(rows) + 40, margin=dict(l=14, r=14, t=12, b=28), clickmode="event+select")
    low, high = min([0.4, *rows["low"]]), max([1.6, *rows["high"]])
    bounds = [max(0.05, 0.9 * low), min(20.0, 1.1 * high)]
    colours = [_colour(verdict_, look) for verdict_ in rows["verdict"]]
    for i, row in enumerate(rows.itertuples()):
        sheet.add("scatter", x=[max(row.low, bounds[0]), min(row.high, bounds[1])], y=[i, i], mode="lines", hoverinfo="skip",
                  line=dict(color=colours[i], width=2, dash="dot" if row.is_provisional else "solid"), selected={}, unselected={})
        sheet.note(x=0, xref="paper", y=i, yshift=17, text=f"{safe(row.label, 18 if is_narrow else 48)}: {row.effect}", bgcolor=look.paper)
    sheet.add("scatter", x=rows["rate_ratio"].clip(*bounds).tolist(), y=list(range(len(rows))), mode="markers", hoverinfo="text", customdata=rows["fix_id"].tolist(),
              hovertext=[_forest_hover(row) for row in rows.itertuples()], unselected=dict(marker=dict(opacity=1)), marker=dict(
                  symbol=[_MARKS.get(verdict_, "circle-open") for verdict_ in rows["verdict"]], size=11, opacity=1, color=colours, line=dict(width=1.6, color=colours)))
    sheet.layout["shapes"] = [dict(type="line", x0=1, x1=1, xref="x", y0=0, y1=1, yref="paper", layer="below", line=dict(color=look.muted, width=1))]
    ticks = [tick for tick in _TICKS if bounds[0] <= tick <= bounds[1] and not (is_narrow and tick in _WIDE_ONLY)]
    sheet.axis("xaxis", type="log", range=[math.log10(bound) for bound in bounds], tickvals=ticks, ticktext=[_TICKS[tick] for tick in ticks], tickangle=0)
    sheet.axis("yaxis", visible=False, range=[len(rows) - 0.6, -0.75])
    return sheet.figure()


def _without(sheet: Sheet, known: pd.DataFrame, last: pd.Timestamp) -> None:
    """The band, then its middle as a dashed line: drawn beside the counts, never over them."""
    edge = dict(x=known["start"].tolist(), mode="lines", line=dict(width=0), hoverinfo="skip")
    sheet.add("scatter", y=known["upper_n"].tolist(), **edge)
    sheet.add("scatter", y=known["lower_n"].tolist(), fill="tonexty", fillcolor=sheet.look.band, **edge)
    sheet.add("scatter", x=known["start"].tolist(), y=known["expected_n"].tolist(), mode="lines", hoverinfo="skip",
              line=dict(color=sheet.look.muted, width=1.6, dash="dash"))
    if len(known):
        is_late = bool(known["start"].max() + _ROOM > last)
        sheet.note(x=known["start"].max() if is_late else known["start"].min(), y=known["upper_n"].max(), yanchor="bottom", xanchor="right" if is_late else "left",
                   text="without the fix", bgcolor=sheet.look.paper, font=dict(size=12, color=sheet.look.muted))


def _lost(sheet: Sheet, lost: pd.DataFrame, top: float) -> None:
    sheet.add("bar", x=[start + pd.Timedelta(days=0) for start in lost["start"]], width=[7 * _DAY_MS] * len(lost), y=[top] * len(lost), hoverinfo="text",
              hovertext=[f"{week(start.date())}: not everything was collected" for start in lost["start"]],
              marker=dict(color="rgba(0,0,0,0)", line=dict(width=0), pattern=dict(shape="/", fgcolor=sheet.look.unknown, size=6, solidity=0.2)))


def _mark(sheet: Sheet, mark: Mark, place: tuple[int, bool] | None) -> None:
    """place: lane and side of its words, as of backdrop.lanes; None: no room, so the line speaks when it is pointed at."""
    at, colour = pd.Timestamp(mark.on), sheet.look.ink if mark.is_main else sheet.look.muted
    sheet.layout.setdefault("shapes", []).append(dict(
        type="line", x0=at, x1=at, xref="x", y0=0, y1=1, yref="paper", line=dict(color=colour, width=1.6 if mark.is_main else 1, dash="solid" if mark.is_main else "dot")))
    if place:
        sheet.note(x=at, y=1, yref="paper", yanchor="bottom", yshift=1 + _LABEL_PX * place[0], xanchor="right" if place[1] else "left", font=dict(size=12, color=colour),
                   text=f"<b>{safe(mark.words, _LABEL_CHARS)}</b>" if mark.is_main else safe(mark.words, _LABEL_CHARS))


def _places(marks: Sequence[Mark], first: pd.Timestamp, last: pd.Timestamp, plot_px: int) -> list[tuple[int, bool] | None]:
    px_a_day = plot_px / max(1, (last - first).days + 8)
    return lanes([(pd.Timestamp(mark.on) - first).days * px_a_day for mark in marks], [mark.words[:_LABEL_CHARS] for mark in marks], plot_px)


def _hover(row, min_people: int) -> str:
    when = week(row.start.date())
    if row.is_lost:
        return f"{when}: not everything was collected"
    without = f"<br>without the fix {number(row.lower_n)} to {number(row.upper_n)}" if row.lower_n == row.lower_n and row.upper_n == row.upper_n else ""
    return f"{when}: {few(row.observed_n, min_people)} people{without}"


def _forest_hover(row) -> str:
    return f"{safe(row.label)}: {row.verdict}{', provisional' if row.is_provisional else ''}<br>{row.effect}"


def _colour(verdict_: str, look: Look) -> str:
    return {FELL: look.verified, CAME_BACK: look.alarm, DID_NOT_FALL: look.ink}.get(verdict_, look.muted)
