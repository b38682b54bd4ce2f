"""Frames → Plotly figures, light or dark. No Streamlit in here.

Plotly reads <b>, <a href> and the like in any text, so whatever comes from outside goes through `safe`. Hover texts are ready
strings, never templates: a template would be filled from outside.
"""
from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.layout import GREY
from dashboard.look import FONT, Look
from dashboard.wording import day, number, percent

Figure = go.Figure
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
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

    points: x, y, topic_id, label, group; places: x, y, label, anchor of labels that fit (layout.py); groups: the known ones first, then the grey.
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
    for name in ("x", "y"):
        sheet.axis(f"{name}axis", visible=False, range=_around(points[name]))
    for row in places.itertuples():
        sheet.note(x=row.x, y=row.y, xanchor=row.anchor, text=f"<b>{safe(row.label)}</b>", font=dict(size=12, color=look.ink), bgcolor=_faded(look), borderpad=2)
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
    """A bar a step. steps: name, n, is_main (True: what went on; False: what was set aside there), label where n may not be told as it is."""
    sheet = Sheet(look, 30 * len(steps) + 8, margin=dict(l=132, r=96 if "label" in steps else 64, t=2, b=2), bargap=0.4)
    names, ns, mains = (steps[column].tolist() for column in ("name", "n", "is_main"))
    labels = steps["label"].tolist() if "label" in steps else [number(n) for n in ns]
    sheet.add("bar", y=list(range(len(ns))), x=ns, orientation="h", hoverinfo="skip",
              marker=dict(color=[look.ink if is_main else look.band for is_main in mains], line=dict(width=0)))
    sheet.axis("xaxis", visible=False, range=[0, max([1, *ns])])
    sheet.axis("yaxis", visible=False, range=[len(ns) - 0.5, -0.5])
    for i, (name, n, is_main, label) in enumerate(zip(names, ns, mains, labels)):
        sheet.note(x=0, xref="paper", xshift=-132 if is_main else -120, y=i, text=f"<b>{safe(name)}</b>" if is_main else safe(name),
                   font=dict(color=look.ink if is_main else look.muted))
        sheet.note(x=n, xshift=6, y=i, text=label.replace("<", "&lt;"), font=dict(color=look.muted))
    return sheet.figure()


def _around(values: pd.Series) -> list[float]:
    """A range that holds all values and a little more: what Plotly chooses depends on the marks."""
    low, high = float(values.min()), float(values.max())
    edge = 0.05 * max(high - low, 1e-9)
    return [low - edge, high + edge]


def _faded(look: Look) -> str:
    red, green, blue = (int(look.paper[i:i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.78)"
