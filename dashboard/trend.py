"""People over time (ink) in the range that is expected (band), before what stands behind it: lost coverage, events, the rise. No Streamlit in here."""
from __future__ import annotations

from datetime import datetime, time

import pandas as pd

from dashboard.backdrop import Backdrop, lanes
from dashboard.charts import Figure, Sheet, safe
from dashboard.look import Look
from dashboard.wording import day, few, masked, number, week

_DAY_MS = 86_400_000
_LANE_PX, _PLOT_PX = 16, 224
_LABEL_CHARS = 26
_DENSE_N = 60
WIDE_PX, NARROW_PX = 640, 300
"""About how wide the drawing is beside another column, and on a phone: where words of events end."""


def trend(
    windows: pd.DataFrame, min_people: int, look: Look, is_daily: bool, backdrop: Backdrop | None = None, width_px: int = WIDE_PX, rolled_days: int = 1,
) -> Figure:
    """windows: start, observed_n (NaN: lost), expected_n, lower_n, upper_n (NaN: not known) of each complete day or week.

    rolled_days: how many days are counted together up to each day, where more than one; each then stands at its last day.
    """
    step_days = 1 if is_daily else 7
    windows = windows.assign(start=windows["start"] + pd.Timedelta(days=rolled_days - 1))
    first, last = windows["start"].min(), windows["start"].max()
    behind = backdrop and backdrop.within(first.date(), (last + pd.Timedelta(days=step_days - 1)).date())
    edges = [first - pd.Timedelta(days=0.5 * step_days), last + pd.Timedelta(days=max(1, step_days - 1))]
    marks = _places(behind, edges, width_px) if behind else []
    lanes_n = 1 + max((place[0] for *_, place in marks if place), default=-1)
    sheet = Sheet(look, 260 + _LANE_PX * lanes_n, margin=dict(l=8, r=12, t=8, b=8), hovermode="x", barmode="overlay", bargap=0)
    heights = [None if n != n else masked(n, min_people) for n in windows["observed_n"]]
    known = windows.dropna(subset=["upper_n"])
    top = 1.12 * max([5.0, *(n for n in heights if n is not None), *known["upper_n"]])
    _band(sheet, known, is_daily and rolled_days == 1)
    if behind:
        _coverage(sheet, behind.coverage, top)
        _rise(sheet, behind.rise)
    _observed(sheet, windows, heights, min_people, [_hover(row, min_people, is_daily, rolled_days) for row in windows.itertuples()])
    lane_n = top * _LANE_PX / _PLOT_PX
    for row, place in marks:
        _event(sheet, row, place, top, lane_n)
    step = max(1, -(-len(windows) // (4 if width_px < WIDE_PX else 6))) * step_days
    sheet.axis("yaxis", range=[0, top + lanes_n * lane_n], nticks=5)
    sheet.axis("xaxis", type="date", showgrid=False, tick0=first, dtick=step * _DAY_MS, tickformat="%-d %b", hoverformat="%-d %b", range=edges)
    return sheet.figure()


def _band(sheet: Sheet, known: pd.DataFrame, is_stepped: bool) -> None:
    edge = dict(x=known["start"].tolist(), mode="lines", line=dict(width=0, shape="hvh" if is_stepped else "linear"), hoverinfo="skip")
    sheet.add("scatter", y=known["upper_n"].tolist(), **edge)
    sheet.add("scatter", y=known["lower_n"].tolist(), fill="tonexty", fillcolor=sheet.look.band, **edge)


def _observed(sheet: Sheet, windows: pd.DataFrame, heights: list, min_people: int, hover: list[str]) -> None:
    look = sheet.look
    is_more = ((windows["observed_n"] > windows["upper_n"]) & (windows["observed_n"] >= min_people)).tolist()
    large, small = (12, 4) if len(windows) <= _DENSE_N else (6, 2)
    sheet.add(
        "scatter", x=windows["start"].tolist(), y=heights, mode="lines+markers", line=dict(color=look.ink, width=1.6), hoverinfo="text", hovertext=hover,
        marker=dict(opacity=1, size=[large if more else small for more in is_more], color=[look.alarm if more else look.ink for more in is_more],
                    symbol=["triangle-up" if more else "circle" for more in is_more], line=dict(width=0)))


def _coverage(sheet: Sheet, stretches: pd.DataFrame, top: float) -> None:
    """Whole days, hatched grey. A bar, for a shape cannot be hatched."""
    middles = [_at(row.first) + (_at(row.last) - _at(row.first)) / 2 for row in stretches.itertuples()]
    widths = [((row.last - row.first).days + 1) * _DAY_MS for row in stretches.itertuples()]
    if middles:
        sheet.add("bar", x=middles, y=[top] * len(middles), width=widths, hoverinfo="text", hovertext=[safe(words, 120) for words in stretches["words"]],
                  marker=dict(color="rgba(0,0,0,0)", line=dict(width=0), pattern=dict(shape="/", fgcolor=sheet.look.unknown, size=6, solidity=0.2)))


def _rise(sheet: Sheet, rise: tuple | None) -> None:
    """The stretch of the signal that is shown: the one selected thing, in the brand's colour on the ground of the chart."""
    if rise:
        sheet.add("scatter", x=[_at(rise[0]) - pd.Timedelta(hours=12), _at(rise[1]) + pd.Timedelta(hours=12)], y=[0, 0], mode="lines", cliponaxis=False,
                  line=dict(color="#F2B705", width=7), hoverinfo="text", hovertext=[f"it began on {day(rise[0])}", f"last above what is expected on {day(rise[1])}"])


def _event(sheet: Sheet, row, place: tuple[int, bool] | None, top: float, lane_n: float) -> None:
    """A dotted line up to its words, which stand above everything that was counted."""
    up_to = top + (place[0] + 0.6) * lane_n if place else top
    sheet.add("scatter", x=[_at(row.day)] * 2, y=[0, up_to], mode="lines", line=dict(color=sheet.look.muted, width=1, dash="dot"), hoverinfo="text",
              hovertext=[safe(row.words, 120)] * 2)
    if place:
        is_left = place[1]
        sheet.note(x=_at(row.day), y=up_to, xshift=-4 if is_left else 4, text=safe(row.title, _LABEL_CHARS), xanchor="right" if is_left else "left",
                   font=dict(size=12, color=sheet.look.muted))


def _places(behind: Backdrop, edges: list, width_px: int) -> list:
    """(event, where its words stand) in the order of time."""
    rows = list(behind.events.itertuples())
    span = edges[1] - edges[0]
    at = [(_at(row.day) - edges[0]) / span * width_px for row in rows]
    return list(zip(rows, lanes(at, [row.title[:_LABEL_CHARS] for row in rows], width_px)))


def _at(on) -> pd.Timestamp:
    return pd.Timestamp(datetime.combine(on, time()))


def _hover(row, min_people: int, is_daily: bool, rolled_days: int) -> str:
    last = row.start.date()
    when = f"{rolled_days} days to {day(last)}" if rolled_days > 1 else day(last) if is_daily else week(last)
    if row.observed_n != row.observed_n:
        return f"{when}: not known, collection was not whole"
    expected = f"<br>expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"{when}: {few(row.observed_n, min_people)} people{expected}"
