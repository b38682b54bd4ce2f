"""Frames → Plotly figures, light or dark. No Streamlit in here.

Plotly reads <b>, <a href> and the like in any text, so whatever comes from outside goes through `safe`. Hover texts are ready
strings, never templates: a template would be filled from outside.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from dashboard.attention import MORE, SIGNAL, SILENT
from dashboard.layout import GREY
from dashboard.look import FONT, Look
from dashboard.wording import day, few, masked, number, percent, signed, week

Figure = go.Figure
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
ROW_PX, HEAD_PX = 30, 34
_DAY_MS = 86_400_000
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon", "star")


def safe(text: object, max_chars: int = 60) -> str:
    """Text from outside for a chart: one line, shortened, and no tag or formula is read in it."""
    line = " ".join(str(text).split())
    line = line if len(line) <= max_chars else line[: max_chars - 1] + "…"
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


class Sheet:
    """A figure on its way, as plain dicts: Plotly checks it once at the end, which is ten times faster than at every step."""

    def __init__(self, look: Look, height: int, **layout: object) -> None:
        self.look, self.traces, self.notes = look, [], []
        hover = dict(bgcolor=look.paper, bordercolor=look.band, font=dict(family=FONT, size=13, color=look.ink), align="left")
        self.layout = dict(
            height=height, margin=dict(l=8, r=8, t=8, b=8), paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", dragmode=False, template={},
            font=dict(family=FONT, size=13, color=look.ink), showlegend=False, hoverlabel=hover, hovermode="closest", bargap=0.35, separators=".,") | layout
        self.axis("xaxis")
        self.axis("yaxis")

    def add(self, kind: str, **trace: object) -> None:
        self.traces.append({"type": kind, **trace})

    def axis(self, name: str, **values: object) -> None:
        muted = self.look.muted
        self.layout[name] = dict(showgrid=True, gridcolor=self.look.grid, zeroline=False, linecolor=self.look.grid, ticks="", fixedrange=True,
                                 tickfont=dict(color=muted, size=12), automargin=True) | values

    def note(self, **note: object) -> None:
        """Text on the figure, by default left-aligned and centred on its height."""
        self.notes.append(dict(showarrow=False, xanchor="left", yanchor="middle", xref="x", yref="y") | note)

    def figure(self) -> go.Figure:
        return go.Figure(self.traces, self.layout | {"annotations": self.notes})


def journey(standing: pd.DataFrame, monday: date, min_people: int, look: Look, is_narrow: bool = False) -> go.Figure:
    """The journey as a map: touchpoints as rows under their stage, people of one week against what is expected, twelve weeks beside.

    standing: as of attention.standing, in the order of the journey. Every row is a click target with its id as customdata.
    """
    heads, rows, y = _places(standing)
    widest = max([5.0, *(row.people_n for row, _ in rows), *(row.upper_n for row, _ in rows if row.upper_n == row.upper_n)])
    left = 148 if is_narrow else 206
    sheet = Sheet(look, int(y) + 34, margin=dict(l=left, r=6, t=30, b=4), clickmode="event+select", barmode="overlay")
    sheet.axis("xaxis", domain=[0, 0.76], range=[-0.02 * widest, 1.18 * widest], side="top", nticks=4 if is_narrow else 7)
    sheet.axis("xaxis2", domain=[0.8, 1], range=[-0.4, 11.6], visible=False)
    sheet.axis("yaxis", range=[y, 0], visible=False)
    _bands(sheet, rows)
    _trends(sheet, rows, min_people)
    _dots(sheet, rows, min_people)
    _targets(sheet, rows, widest, monday, min_people)
    for name, at in heads:
        sheet.note(x=0, xref="paper", xshift=-left, y=at, text=f"<b>{safe(name)}</b>", font=dict(size=12, color=look.muted))
    for row, at in rows:
        _row_notes(sheet, row, at, left)
    sheet.note(x=1, xref="paper", xanchor="right", y=0, yshift=18, text="12 weeks", font=dict(size=12, color=look.muted))
    return sheet.figure()


def trend(windows: pd.DataFrame, min_people: int, look: Look, is_daily: bool, height: int = 260) -> go.Figure:
    """People in each day or week (ink) in the range that is expected (band). windows: start, observed_n, expected_n, lower_n, upper_n."""
    sheet = Sheet(look, height, margin=dict(l=8, r=12, t=12, b=8), hovermode="x")
    known = windows.dropna(subset=["upper_n"])
    edge = dict(x=known["start"].tolist(), mode="lines", line=dict(width=0, shape="hvh" if is_daily else "linear"), hoverinfo="skip")
    sheet.add("scatter", y=known["upper_n"].tolist(), **edge)
    sheet.add("scatter", y=known["lower_n"].tolist(), fill="tonexty", fillcolor=look.band, **edge)
    heights = [masked(n, min_people) for n in windows["observed_n"]]
    is_more = ((windows["observed_n"] > windows["upper_n"]) & (windows["observed_n"] >= min_people)).tolist()
    sheet.add(
        "scatter", x=windows["start"].tolist(), y=heights, mode="lines+markers", line=dict(color=look.ink, width=1.6), hoverinfo="text",
        hovertext=[_trend_hover(row, min_people, is_daily) for row in windows.itertuples()],
        marker=dict(opacity=1, size=[12 if more else 4 for more in is_more], color=[look.alarm if more else look.ink for more in is_more],
                    symbol=["triangle-up" if more else "circle" for more in is_more], line=dict(width=0)))
    step = max(1, -(-len(windows) // 6)) * (1 if is_daily else 7)
    sheet.axis("yaxis", range=[0, 1.12 * max([5.0, *heights, *known["upper_n"]])], nticks=5)
    sheet.axis("xaxis", type="date", showgrid=False, tick0=windows["start"].min(), dtick=step * _DAY_MS, tickformat="%-d %b", hoverformat="%-d %b")
    return sheet.figure()


def shares(frame: pd.DataFrame, look: Look) -> go.Figure:
    """Bars of the share of people here, a line across each for the share everywhere. frame: value, share, share_all, label."""
    sheet = Sheet(look, 26 * len(frame) + 14, margin=dict(l=96, r=8, t=2, b=2), barmode="overlay", bargap=0.45)
    at, here, everywhere = list(range(len(frame))), frame["share"].tolist(), frame["share_all"].fillna(0).tolist()
    sheet.add("bar", y=at, x=here, orientation="h", marker=dict(color=look.band, line=dict(width=0)), hoverinfo="text",
              hovertext=[f"{safe(row.value)}: {row.label}; of everybody {percent(row.share_all)}" for row in frame.itertuples()])
    sheet.add("scatter", y=at, x=everywhere, mode="markers", hoverinfo="skip", marker=dict(symbol="line-ns", size=16, line=dict(width=2, color=look.ink)))
    sheet.axis("xaxis", visible=False, range=[0, 1.35 * max([0.05, *here, *everywhere])])
    sheet.axis("yaxis", visible=False, range=[len(frame) - 0.5, -0.5])
    for i, row in enumerate(frame.itertuples()):
        sheet.note(x=0, xref="paper", xshift=-96, y=i, text=safe(row.value, 14))
        sheet.note(x=max(here[i], everywhere[i]), xshift=8, y=i, text=row.label, font=dict(color=look.muted, size=12))
    return sheet.figure()


def topic_map(points: pd.DataFrame, places: pd.DataFrame, groups: Sequence[str], look: Look, height: int) -> go.Figure:
    """Every complaint as a point, near those that say alike.

    points: x, y, topic_id, label, group; places: x, y, label of labels that fit (layout.py); groups: the known ones first, then the grey.
    """
    sheet = Sheet(look, height, margin=dict(l=2, r=2, t=2, b=2), clickmode="event+select", showlegend=True, legend=dict(
        orientation="h", y=-0.01, yanchor="top", x=0, itemclick=False, itemdoubleclick=False, font=dict(size=12), itemsizing="constant"))
    for i, group in enumerate(groups):
        part, is_grey = points[points["group"] == group], group in GREY
        sheet.add(
            "scatter", x=part["x"].tolist(), y=part["y"].tolist(), mode="markers", name=safe(group, 24), hoverinfo="text",
            hovertext=part["label"].map(safe).tolist(), customdata=part["topic_id"].tolist(),
            selected=dict(marker=dict(opacity=0.9)), unselected=dict(marker=dict(opacity=0.65)),
            marker=dict(size=5, opacity=0.65, color=look.unknown if is_grey else look.categories[i], symbol="circle-open" if is_grey else _SYMBOLS[i]))
    for row in places.itertuples():
        sheet.note(x=row.x, y=row.y, xanchor="center", text=f"<b>{safe(row.label, 32)}</b>", font=dict(size=12, color=look.ink), bgcolor=_faded(look), borderpad=2)
    sheet.axis("xaxis", visible=False)
    sheet.axis("yaxis", visible=False)
    return sheet.figure()


def days_by_source(by_day: pd.DataFrame, gaps: pd.DataFrame, look: Look) -> go.Figure:
    """Posts per day, a strip for each source; days on which a source was silent are hatched.

    by_day: day, source, posts_n; gaps: source, first, last (days), days_n, words.
    """
    sources = sorted(by_day["source"].unique())
    sheet = Sheet(look, 74 * len(sources) + 30, bargap=0, barmode="overlay", margin=dict(l=8, r=8, t=4, b=4))
    step = 1 / max(1, len(sources))
    for i, source in enumerate(sources):
        part, name = by_day[by_day["source"] == source], safe(source)
        top, axis = int(part["posts_n"].max()), f"y{i + 1}" if i else "y"
        sheet.add("bar", x=part["day"].tolist(), y=part["posts_n"].tolist(), yaxis=axis, marker=dict(color=look.ink, line=dict(width=0)), opacity=0.8,
                  hoverinfo="text", hovertext=[f"{name}, {day(row.day)}: {row.posts_n} posts" for row in part.itertuples()])
        mine = gaps[gaps["source"] == source]
        sheet.add("bar", x=[row.first + (row.last - row.first) / 2 for row in mine.itertuples()], width=[row.days_n * _DAY_MS for row in mine.itertuples()],
                  y=[top] * len(mine), yaxis=axis, hoverinfo="text", hovertext=[f"{name}: no post, {row.words}" for row in mine.itertuples()],
                  marker=dict(color="rgba(0,0,0,0)", line=dict(width=0), pattern=dict(shape="/", fgcolor=look.unknown, size=5, solidity=0.25)))
        span = [1 - (i + 1) * step + 0.02, 1 - i * step - 0.28 * step]
        sheet.axis(f"yaxis{i + 1 if i else ''}", domain=span, range=[0, 1.08 * top], nticks=3, tickfont=dict(color=look.muted, size=11))
        sheet.note(x=0, xref="paper", y=span[1], yref="paper", yanchor="bottom", text=f"<b>{name}</b>", font=dict(size=12, color=look.ink))
    half = pd.Timedelta(hours=12)
    sheet.axis("xaxis", type="date", showgrid=False, tickformat="%-d %b", nticks=6, range=[by_day["day"].min() - half, by_day["day"].max() + half], anchor=f"y{len(sources)}" if len(sources) > 1 else "y")
    return sheet.figure()


def funnel(steps: pd.DataFrame, look: Look) -> go.Figure:
    """From rows read to complaints. steps: name, n, is_main (True: what went on; False: what was set aside there)."""
    sheet = Sheet(look, 30 * len(steps) + 8, margin=dict(l=132, r=8, t=2, b=2), bargap=0.4)
    names, ns, mains = (steps[column].tolist() for column in ("name", "n", "is_main"))
    sheet.add("bar", y=list(range(len(ns))), x=ns, orientation="h", hoverinfo="skip",
              marker=dict(color=[look.ink if is_main else look.band for is_main in mains], line=dict(width=0)))
    sheet.axis("xaxis", visible=False, range=[0, 1.22 * max([1, *ns])])
    sheet.axis("yaxis", visible=False, range=[len(ns) - 0.5, -0.5])
    for i, (name, n, is_main) in enumerate(zip(names, ns, mains)):
        sheet.note(x=0, xref="paper", xshift=-132 if is_main else -120, y=i, text=f"<b>{safe(name)}</b>" if is_main else safe(name),
                   font=dict(color=look.ink if is_main else look.muted))
        sheet.note(x=n, xshift=6, y=i, text=number(n), font=dict(color=look.muted))
    return sheet.figure()


def _places(standing: pd.DataFrame) -> tuple[list, list, float]:
    """(stage, y) of the headings, (row, y) of the touchpoints and the whole height, in pixels from the top."""
    heads, rows, y = [], [], 0.0
    for stage, members in standing.groupby("stage", sort=False):
        heads.append((stage, y + HEAD_PX * 0.62))
        y += HEAD_PX
        for row in members.itertuples():
            rows.append((row, y + ROW_PX / 2))
            y += ROW_PX
    return heads, rows, y


def _bands(sheet: Sheet, rows: list) -> None:
    known = [(row, at) for row, at in rows if row.upper_n == row.upper_n]
    sheet.add("bar", y=[at for _, at in known], base=[row.lower_n for row, _ in known], x=[max(0.15, row.upper_n - row.lower_n) for row, _ in known],
              width=13, orientation="h", marker=dict(color=sheet.look.band, line=dict(width=0), cornerradius=3), hoverinfo="skip",
              unselected=dict(marker=dict(opacity=1)))


def _trends(sheet: Sheet, rows: list, min_people: int) -> None:
    x, y = [], []
    for row, at in rows:
        if isinstance(row.trend, list):
            values = [masked(n, min_people) for n in row.trend]
            top = max([1.0, *values])
            x += [*range(12 - len(values), 12), None]
            y += [*(at + 9 - 18 * n / top for n in values), None]
    sheet.add("scatter", x=x, y=y, xaxis="x2", mode="lines", line=dict(color=sheet.look.muted, width=1.2), hoverinfo="skip")


def _dots(sheet: Sheet, rows: list, min_people: int) -> None:
    for is_more, symbol in ((False, "circle"), (True, "triangle-up")):
        part = [(row, at) for row, at in rows if row.people_n > 0 and (row.status == MORE) == is_more]
        colour = sheet.look.alarm if is_more else sheet.look.ink
        sheet.add("scatter", x=[masked(row.people_n, min_people) for row, _ in part], y=[at for _, at in part], mode="markers", hoverinfo="skip",
                  unselected=dict(marker=dict(opacity=1)), marker=dict(
                      symbol=[f"{symbol}-open" if row.people_n < min_people else symbol for row, _ in part], opacity=1,
                      size=13 if is_more else 9, color=colour, line=dict(width=1.6, color=colour)))


def _targets(sheet: Sheet, rows: list, widest: float, monday: date, min_people: int) -> None:
    """Nearly invisible bars across each row: what a finger or a pointer hits."""
    sheet.add("bar", y=[at for _, at in rows], base=[-0.02 * widest] * len(rows), x=[1.2 * widest] * len(rows), width=ROW_PX - 2, orientation="h",
              marker=dict(color=sheet.look.ink, opacity=0.004, line=dict(width=0)), customdata=[row.touchpoint_id for row, _ in rows], hoverinfo="text",
              hovertext=[_journey_hover(row, monday, min_people) for row, _ in rows], selected=dict(marker=dict(opacity=0.06)),
              unselected=dict(marker=dict(opacity=0.004)))


def _row_notes(sheet: Sheet, row, at: float, left_px: int) -> None:
    left, name, look = dict(x=0, xref="paper", xshift=-left_px), safe(row.name, left_px // 7), sheet.look
    if row.status in (MORE, SIGNAL):
        said = f"▲ more than expected, {signed(row.people_n - row.expected_n)}" if row.status == MORE else f"△ signal since {day(row.since, row.since.year)}"
        sheet.note(**left, y=at - 6, text=f"<b>{name}</b>", font=dict(size=13, color=look.alarm))
        sheet.note(**left, y=at + 8, text=said, font=dict(size=11, color=look.alarm))
        return
    sheet.note(**left, y=at, text=name, font=dict(size=13, color=look.ink))
    if row.people_n == 0:
        sheet.note(x=row.upper_n if row.upper_n == row.upper_n else 0, xshift=6, y=at, text=SILENT, font=dict(size=11, color=look.muted))


def _journey_hover(row, monday: date, min_people: int) -> str:
    expected = f", expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"<b>{safe(row.name)}</b><br>{few(row.people_n, min_people)} people, {week(monday)}{expected}<br>{row.status} · click to open"


def _trend_hover(row, min_people: int, is_daily: bool) -> str:
    when = day(row.start.date()) if is_daily else week(row.start.date())
    expected = f"<br>expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"{when}: {few(row.observed_n, min_people)} people{expected}"


def _faded(look: Look) -> str:
    red, green, blue = (int(look.paper[i:i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.78)"
