"""Frames → Plotly figures, light or dark. No Streamlit in here.

Plotly reads <b>, <a href> and the like in any text, so whatever comes from outside goes through `safe`. Hover texts are ready
strings, never templates: a template would be filled from outside.
"""
from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.attention import EARLY, MORE, SIGNAL, SILENT
from dashboard.look import FONT, Look
from dashboard.wording import day, few, masked, number, percent, signed, week

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
ROW_PX, HEAD_PX = 30, 34
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon", "star")


def safe(text: object, max_chars: int = 60) -> str:
    """Text from outside for a chart: one line, shortened, and no tag or formula is read in it."""
    line = " ".join(str(text).split())
    line = line if len(line) <= max_chars else line[: max_chars - 1] + "…"
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def base(look: Look, height: int, **layout) -> go.Figure:
    """An empty figure in the house's look; every chart starts from it."""
    axis = dict(showgrid=True, gridcolor=look.grid, zeroline=False, linecolor=look.grid, ticks="", fixedrange=True,
                tickfont=dict(color=look.muted, size=12), title=dict(font=dict(color=look.muted, size=12)), automargin=True)
    hover = dict(bgcolor=look.paper, bordercolor=look.band, font=dict(family=FONT, size=13, color=look.ink), align="left")
    figure = go.Figure()
    figure.update_layout(
        height=height, margin=dict(l=8, r=8, t=8, b=8), paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", dragmode=False,
        font=dict(family=FONT, size=13, color=look.ink), showlegend=False, hoverlabel=hover, hovermode="closest", bargap=0.35,
        xaxis=axis, yaxis=axis, separators=".,")
    return figure.update_layout(**layout)


def journey(standing: pd.DataFrame, monday, min_people: int, look: Look, is_narrow: bool = False) -> go.Figure:
    """The journey as a map: touchpoints as rows under their stage, people of one week against what is expected, twelve weeks beside.

    standing: as of attention.standing, in the order of the journey. Every row is a click target with its id as customdata.
    """
    rows, heads, y = [], [], 0.0
    for stage, members in standing.groupby("stage", sort=False):
        heads.append((stage, y + HEAD_PX * 0.62))
        y += HEAD_PX
        for row in members.itertuples():
            rows.append((row, y + ROW_PX / 2))
            y += ROW_PX
    widest = max([5.0, *(row.people_n for row, _ in rows), *(row.upper_n for row, _ in rows if row.upper_n == row.upper_n)])
    left = 148 if is_narrow else 206
    figure = base(look, int(y) + 34, margin=dict(l=left, r=6, t=30, b=4), clickmode="event+select", barmode="overlay")
    figure.update_xaxes(domain=[0, 0.76], range=[-0.02 * widest, 1.18 * widest], side="top", rangemode="tozero", nticks=4 if is_narrow else 7)
    figure.update_layout(xaxis2=dict(domain=[0.8, 1], range=[-0.4, 11.6], visible=False, fixedrange=True))
    figure.update_yaxes(range=[y, 0], visible=False)
    _bands(figure, rows, look)
    _trends(figure, rows, min_people, look)
    _dots(figure, rows, min_people, look)
    _targets(figure, rows, widest, monday, min_people, look)
    notes = [dict(x=0, xref="paper", xshift=-left, y=at, text=f"<b>{safe(name)}</b>", font=dict(size=12, color=look.muted)) for name, at in heads]
    notes += [note for row, at in rows for note in _row_notes(row, at, left, look)]
    notes.append(dict(x=1, xref="paper", xanchor="right", y=0, yref="y", yshift=18, text="12 weeks", font=dict(size=12, color=look.muted)))
    figure.update_layout(annotations=[dict(showarrow=False, xanchor="left", yanchor="middle") | note for note in notes])
    return figure


def trend(windows: pd.DataFrame, min_people: int, look: Look, is_daily: bool, height: int = 260) -> go.Figure:
    """People in each day or week (ink) in the range that is expected (band). windows: start, observed_n, expected_n, lower_n, upper_n."""
    figure = base(look, height, margin=dict(l=8, r=12, t=12, b=8), hovermode="x")
    known = windows.dropna(subset=["upper_n"])
    if len(known):
        edge = dict(mode="lines", line=dict(width=0, shape="hvh" if is_daily else "linear"), hoverinfo="skip")
        figure.add_scatter(x=known["start"], y=known["upper_n"], **edge)
        figure.add_scatter(x=known["start"], y=known["lower_n"], fill="tonexty", fillcolor=look.band, **edge)
    heights = [masked(n, min_people) for n in windows["observed_n"]]
    is_more = ((windows["observed_n"] > windows["upper_n"]) & (windows["observed_n"] >= min_people)).tolist()
    figure.add_scatter(
        x=windows["start"], y=heights, mode="lines+markers", line=dict(color=look.ink, width=1.6), hoverinfo="text",
        hovertext=[_trend_hover(row, min_people, is_daily) for row in windows.itertuples()],
        marker=dict(size=[12 if more else 4 for more in is_more], color=[look.alarm if more else look.ink for more in is_more],
                    symbol=["triangle-up" if more else "circle" for more in is_more], line=dict(width=0)))
    top = max([5.0, *heights, *known["upper_n"]])
    figure.update_yaxes(range=[0, 1.12 * top], nticks=5)
    step = max(1, -(-len(windows) // 6)) * (1 if is_daily else 7)
    figure.update_xaxes(showgrid=False, tick0=windows["start"].min(), dtick=step * 86_400_000, tickformat="%-d %b", hoverformat="%-d %b")
    return figure


def shares(frame: pd.DataFrame, look: Look) -> go.Figure:
    """Bars of the share of people here, a line across each for the share everywhere. frame: value, share, share_all, label."""
    figure = base(look, 26 * len(frame) + 14, margin=dict(l=96, r=8, t=2, b=2), barmode="overlay", bargap=0.45)
    at = list(range(len(frame)))
    widest = max([0.05, *frame["share"], *frame["share_all"].fillna(0)])
    hover = [f"{safe(row.value)}: {row.label}; of everybody {percent(row.share_all)}" for row in frame.itertuples()]
    figure.add_bar(y=at, x=frame["share"], orientation="h", marker=dict(color=look.band, line=dict(width=0)), hoverinfo="text", hovertext=hover)
    figure.add_scatter(y=at, x=frame["share_all"], mode="markers", hoverinfo="skip",
                       marker=dict(symbol="line-ns", size=16, line=dict(width=2, color=look.ink)))
    figure.update_xaxes(visible=False, range=[0, 1.35 * widest])
    figure.update_yaxes(visible=False, range=[len(frame) - 0.5, -0.5])
    notes = [dict(x=0, xref="paper", xshift=-96, y=i, text=safe(row.value, 14)) for i, row in enumerate(frame.itertuples())]
    notes += [dict(x=max(row.share, row.share_all if row.share_all == row.share_all else 0), xshift=8, y=i, text=row.label, font=dict(color=look.muted, size=12))
              for i, row in enumerate(frame.itertuples())]
    return figure.update_layout(annotations=[dict(showarrow=False, xanchor="left", yanchor="middle") | note for note in notes])


def topic_map(points: pd.DataFrame, places: pd.DataFrame, groups: Sequence[str], look: Look, height: int) -> go.Figure:
    """Every complaint as a point, near those that say alike. points: x, y, topic_id, label, group; places: x, y, label (see layout.py)."""
    figure = base(look, height, margin=dict(l=2, r=2, t=2, b=2), clickmode="event+select",
                  legend=dict(orientation="h", y=-0.01, yanchor="top", x=0, itemclick=False, itemdoubleclick=False, font=dict(size=12), itemsizing="constant"), showlegend=True)
    for i, group in enumerate(groups):
        part = points[points["group"] == group]
        is_known = i < len(look.categories)
        figure.add_scatter(
            x=part["x"], y=part["y"], mode="markers", name=safe(group, 24), hoverinfo="text", hovertext=[safe(label) for label in part["label"]],
            customdata=part["topic_id"].tolist(), selected=dict(marker=dict(opacity=0.9)), unselected=dict(marker=dict(opacity=0.65)),
            marker=dict(size=5, opacity=0.65, color=look.categories[i] if is_known else look.unknown, symbol=_SYMBOLS[i] if is_known else "circle-open"))
    figure.update_layout(annotations=[
        dict(x=row.x, y=row.y, text=f"<b>{safe(row.label, 32)}</b>", showarrow=False, font=dict(size=12, color=look.ink), bgcolor=_faded(look), borderpad=2)
        for row in places.itertuples()])
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


def days_by_source(by_day: pd.DataFrame, gaps: pd.DataFrame, look: Look) -> go.Figure:
    """Posts per day, a strip for each source; days on which a source was silent are hatched.

    by_day: day, source, posts_n; gaps: source, first, last (days), days_n.
    """
    sources = sorted(by_day["source"].unique())
    figure = base(look, 74 * len(sources) + 30, bargap=0, barmode="overlay", margin=dict(l=8, r=8, t=4, b=4))
    for i, source in enumerate(sources):
        part, axis = by_day[by_day["source"] == source], "y" if i == 0 else f"y{i + 1}"
        top = part["posts_n"].max()
        figure.add_bar(x=part["day"], y=part["posts_n"], yaxis=axis, marker=dict(color=look.ink, line=dict(width=0)), opacity=0.8, hoverinfo="text",
                       hovertext=[f"{safe(source)}, {day(row.day.date())}: {number(row.posts_n)} posts" for row in part.itertuples()])
        for gap in gaps[gaps["source"] == source].itertuples():
            figure.add_bar(x=[gap.first + (gap.last - gap.first) / 2], width=[gap.days_n * 86_400_000], y=[top], yaxis=axis, hoverinfo="text",
                           hovertext=[f"{safe(source)}: no post on {gap.words}"],
                           marker=dict(color="rgba(0,0,0,0)", line=dict(width=0), pattern=dict(shape="/", fgcolor=look.unknown, size=5, solidity=0.25)))
        step = 1 / len(sources)
        span = [1 - (i + 1) * step + 0.02, 1 - i * step - 0.28 * step]
        figure.update_layout({f"yaxis{i + 1 if i else ''}": dict(domain=span, range=[0, 1.08 * top], nticks=3, gridcolor=look.grid, fixedrange=True,
                                                                zeroline=False, tickfont=dict(color=look.muted, size=11), automargin=True)})
        figure.add_annotation(x=0, xref="paper", xanchor="left", y=span[1], yref="paper", yanchor="bottom", showarrow=False,
                              text=f"<b>{safe(source)}</b>", font=dict(size=12, color=look.ink))
    figure.update_xaxes(showgrid=False, tickformat="%-d %b", nticks=6, anchor=f"y{len(sources)}" if len(sources) > 1 else "y")
    return figure


def funnel(steps: pd.DataFrame, look: Look) -> go.Figure:
    """From rows read to complaints. steps: name, n, is_main (True: what went on; False: what was set aside there)."""
    figure = base(look, 30 * len(steps) + 8, margin=dict(l=132, r=8, t=2, b=2), bargap=0.4)
    at, most = list(range(len(steps))), max(1, steps["n"].max())
    figure.add_bar(y=at, x=steps["n"], orientation="h", hoverinfo="skip",
                   marker=dict(color=[look.ink if main else look.band for main in steps["is_main"]], line=dict(width=0)))
    figure.update_xaxes(visible=False, range=[0, 1.22 * most])
    figure.update_yaxes(visible=False, range=[len(steps) - 0.5, -0.5])
    notes = [dict(x=0, xref="paper", xshift=-132 if row.is_main else -120, y=i, text=safe(row.name_) if not row.is_main else f"<b>{safe(row.name_)}</b>",
                  font=dict(color=look.ink if row.is_main else look.muted)) for i, row in enumerate(steps.rename(columns={"name": "name_"}).itertuples())]
    notes += [dict(x=row.n, xshift=6, y=i, text=number(row.n), font=dict(color=look.muted)) for i, row in enumerate(steps.itertuples())]
    return figure.update_layout(annotations=[dict(showarrow=False, xanchor="left", yanchor="middle") | note for note in notes])


def _bands(figure: go.Figure, rows: list, look: Look) -> None:
    known = [(row, at) for row, at in rows if row.upper_n == row.upper_n]
    figure.add_bar(y=[at for _, at in known], base=[row.lower_n for row, _ in known], x=[max(0.15, row.upper_n - row.lower_n) for row, _ in known],
                   width=13, orientation="h", marker=dict(color=look.band, line=dict(width=0), cornerradius=3), hoverinfo="skip",
                   unselected=dict(marker=dict(opacity=1)))


def _trends(figure: go.Figure, rows: list, min_people: int, look: Look) -> None:
    x, y = [], []
    for row, at in rows:
        if not isinstance(row.trend, list):
            continue
        values = [masked(n, min_people) for n in row.trend]
        top = max([1.0, *values])
        x += [*range(12 - len(values), 12), None]
        y += [*(at + 9 - 18 * n / top for n in values), None]
    figure.add_scatter(x=x, y=y, xaxis="x2", mode="lines", line=dict(color=look.muted, width=1.2), hoverinfo="skip")


def _dots(figure: go.Figure, rows: list, min_people: int, look: Look) -> None:
    heard = [(row, at) for row, at in rows if row.people_n > 0]
    for is_more, symbol in ((False, "circle"), (True, "triangle-up")):
        part = [(row, at) for row, at in heard if (row.status == MORE) == is_more]
        small = [0 < row.people_n < min_people for row, _ in part]
        colour = look.alarm if is_more else look.ink
        figure.add_scatter(
            x=[masked(row.people_n, min_people) for row, _ in part], y=[at for _, at in part], mode="markers", hoverinfo="skip",
            unselected=dict(marker=dict(opacity=1)),
            marker=dict(symbol=[f"{symbol}-open" if s else symbol for s in small], size=13 if is_more else 9, color=colour, line=dict(width=1.6, color=colour)))


def _targets(figure: go.Figure, rows: list, widest: float, monday, min_people: int, look: Look) -> None:
    """Nearly invisible bars across each row: what a finger or a pointer hits."""
    figure.add_bar(
        y=[at for _, at in rows], base=[-0.02 * widest] * len(rows), x=[1.2 * widest] * len(rows), width=ROW_PX - 2, orientation="h",
        marker=dict(color=look.ink, opacity=0.004, line=dict(width=0)), customdata=[row.touchpoint_id for row, _ in rows], hoverinfo="text",
        hovertext=[_journey_hover(row, monday, min_people) for row, _ in rows], selected=dict(marker=dict(opacity=0.06)), unselected=dict(marker=dict(opacity=0.004)))


def _row_notes(row, at: float, left_px: int, look: Look) -> list[dict]:
    left, name = dict(x=0, xref="paper", xshift=-left_px), safe(row.name, left_px // 7)
    if row.status in (MORE, SIGNAL):
        said = f"▲ more than expected, {signed(row.people_n - row.expected_n)}" if row.status == MORE else f"△ signal since {day(row.since, row.since.year)}"
        return [left | dict(y=at - 6, text=f"<b>{name}</b>", font=dict(size=13, color=look.alarm)),
                left | dict(y=at + 8, text=said, font=dict(size=11, color=look.alarm))]
    notes = [left | dict(y=at, text=name, font=dict(size=13, color=look.ink))]
    if row.status in (SILENT, EARLY) and row.people_n == 0:
        notes.append(dict(x=row.upper_n if row.upper_n == row.upper_n else 0, xref="x", xshift=6, y=at, text="nobody heard", font=dict(size=11, color=look.muted)))
    return notes


def _journey_hover(row, monday, min_people: int) -> str:
    expected = f", expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"<b>{safe(row.name)}</b><br>{few(row.people_n, min_people)} people, {week(monday)}{expected}<br>{row.status} · click to open"


def _trend_hover(row, min_people: int, is_daily: bool) -> str:
    when = day(row.start.date()) if is_daily else week(row.start.date())
    expected = f"<br>expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"{when}: {few(row.observed_n, min_people)} people{expected}"


def _faded(look: Look) -> str:
    red, green, blue = (int(look.paper[i:i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.78)"
