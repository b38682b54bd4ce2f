"""Fairness as figures: two orders side by side, shares and rates with their intervals, posting around reply campaigns. No Streamlit in here."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.charts import Figure, Sheet, safe
from dashboard.look import Look
from dashboard.wording import count, days, few, masked, week

_ROW_PX, _SLOPE_PX = 46, 25


def slopes(rows: pd.DataFrame, names: Mapping[str, str], late: Collection[str], early: Collection[str], look: Look, is_narrow: bool = False) -> Figure:
    """Our order left, the order by reach right, a line for each; thick: would be forgotten, dotted: would be served first.

    rows: of reach.Orders, those to draw; late, early: their ids.
    """
    chars, margin = (11, 104) if is_narrow else (18, 138)
    sheet = Sheet(look, _SLOPE_PX * len(rows) + 44, margin=dict(l=margin, r=margin, t=36, b=8))
    left = {id_: at for at, id_ in enumerate(rows.sort_values("place")["id"])}
    right = {id_: at for at, id_ in enumerate(rows.sort_values("place_by_reach")["id"])}
    for row in rows.sort_values("place", ascending=False).itertuples():
        style = dict(color=look.ink, width=2.6) if row.id in late else dict(color=look.muted, width=2, dash="dot") if row.id in early else dict(color=look.band, width=1.4)
        sheet.add("scatter", x=[0, 1], y=[left[row.id], right[row.id]], mode="lines+markers", line=style, marker=dict(size=6, color=style["color"]), hoverinfo="text",
                  hovertext=[f"{safe(names.get(row.id, row.id))}: place {row.place} by harm × people, {row.place_by_reach} by followers"] * 2)
        for x, at, place, anchor, shift in ((0, left, row.place, "right", -10), (1, right, row.place_by_reach, "left", 10)):
            name = safe(names.get(row.id, row.id), chars)
            words = f"{name}  {place}" if not x else f"{place}  {name}"
            sheet.note(x=x, y=at[row.id], xshift=shift, xanchor=anchor, text=f"<b>{words}</b>" if row.id in (*late, *early) else words,
                       font=dict(size=12, color=look.ink if row.id in (*late, *early) else look.muted))
    for x, words, anchor in ((0, "harm × people", "right"), (1, "followers", "left")):
        sheet.note(x=x, y=1, yref="paper", yshift=20, xanchor=anchor, text=f"<b>{words}</b>", font=dict(size=12, color=look.ink))
    sheet.axis("xaxis", visible=False, range=[-0.02, 1.02])
    sheet.axis("yaxis", visible=False, range=[len(rows) - 0.5, -0.6])
    return sheet.figure()


def intervals(rows: pd.DataFrame, look: Look, middle: float | None = None, tickformat: str = ".0%") -> Figure:
    """A mark and a line from low to high for each group, its words above it. Hollow and grey: not compared; hatched: nobody was heard.

    rows: label, words, value, low, high (NaN: not drawn), is_different, is_silent, is_compared. middle: of everybody, an upright line; None: none.
    """
    sheet = Sheet(look, _ROW_PX * len(rows) + 34, margin=dict(l=12, r=12, t=6, b=26), barmode="overlay")
    top = 1.08 * max([1e-9, middle or 0, *rows["high"].dropna(), *rows["value"].dropna()])
    colours = [look.alarm if row.is_different else look.ink if row.is_compared else look.unknown for row in rows.itertuples()]
    for at, row in enumerate(rows.itertuples()):
        if row.is_silent:
            sheet.add("bar", x=[top], y=[at], width=[0.34], orientation="h", hoverinfo="skip",
                      marker=dict(color="rgba(0,0,0,0)", line=dict(width=0), pattern=dict(shape="/", fgcolor=look.unknown, size=6, solidity=0.2)))
        elif row.low == row.low:
            sheet.add("scatter", x=[row.low, row.high], y=[at, at], mode="lines", hoverinfo="skip", line=dict(color=colours[at], width=2))
        sheet.note(x=0, xref="paper", y=at, yshift=17, text=f"{'<b>' if row.is_different else ''}{safe(row.label, 40)}{'</b>' if row.is_different else ''}: {safe(row.words, 70)}",
                   font=dict(size=12, color=look.ink), bgcolor=look.paper)
    drawn = rows.reset_index(drop=True)[lambda f: f["value"].notna().to_numpy() & ~f["is_silent"].to_numpy(dtype=bool)]
    sheet.add("scatter", x=drawn["value"].tolist(), y=drawn.index.tolist(), mode="markers", hoverinfo="text",
              hovertext=[f"{safe(row.label)}: {safe(row.words, 90)}" for row in drawn.itertuples()],
              marker=dict(size=10, color=[colours[at] for at in drawn.index], opacity=1,
                          symbol=["triangle-up" if row.is_different else "circle" if row.is_compared else "circle-open" for row in drawn.itertuples()]))
    if middle is not None:
        sheet.layout["shapes"] = [dict(type="line", x0=middle, x1=middle, xref="x", y0=0, y1=1, yref="paper", layer="below", line=dict(color=look.muted, width=1, dash="dash"))]
    sheet.axis("xaxis", range=[0, top], tickformat=tickformat, nticks=6)
    sheet.axis("yaxis", visible=False, range=[len(rows) - 0.5, -0.75])
    return sheet.figure()


def posting(weeks: pd.DataFrame, campaigns: Sequence[tuple[date, date]], min_people: int, look: Look) -> Figure:
    """People who began a thread each week (ink), the same without those who may be an echo (dashed); reply campaigns as bands. weeks: of echoes.Echoes."""
    sheet = Sheet(look, 250, margin=dict(l=8, r=12, t=22, b=8), hovermode="x")
    at = weeks["week"].tolist()
    heights = [masked(n, min_people) for n in weeks["people_n"]]
    without = [masked(max(0, n - again), min_people) for n, again in zip(weeks["people_n"], weeks["echo_n"])]
    sheet.add("scatter", x=at, y=without, mode="lines", line=dict(color=look.muted, width=1.6, dash="dash"), hoverinfo="skip")
    sheet.add("scatter", x=at, y=heights, mode="lines", line=dict(color=look.ink, width=1.6), hoverinfo="text", hovertext=[
        f"{week(row.week.date())}: {few(row.people_n, min_people)} people began a thread<br>{count(int(row.replies_n), 'reply', 'replies')} of the company" for row in weeks.itertuples()])
    sheet.layout["shapes"] = [dict(type="rect", x0=pd.Timestamp(first), x1=pd.Timestamp(last) + pd.Timedelta(days=1), xref="x", y0=0, y1=1, yref="paper", layer="below",
                                   fillcolor=look.band, opacity=0.45, line=dict(width=0)) for first, last in campaigns]
    for first, last in campaigns[-4:]:
        sheet.note(x=pd.Timestamp(first), y=1, yref="paper", yshift=10, text=f"replies {days(first, last)}", font=dict(size=12, color=look.muted))
    sheet.axis("yaxis", range=[0, 1.15 * max([5.0, *heights])], nticks=5)
    sheet.axis("xaxis", type="date", showgrid=False, tickformat="%-d %b", hoverformat="%-d %b", nticks=7)
    return sheet.figure()
