"""How well a model fits, drawn: drift by week, the choice of the number of topics, and whether sureness means what it says. No Streamlit in here."""
from __future__ import annotations

import pandas as pd

from dashboard.charts import Figure, Sheet
from dashboard.look import Look
from dashboard.wording import count, percent, week

_HEIGHT_PX = 216
_CHOSEN = "#F2B705"      # the one selected thing
_DAY_MS = 86_400_000


def drift(weeks: pd.DataFrame, limit: float, look: Look) -> Figure:
    """Share of complaints far from every topic in each week (ink), the limit dashed; weeks above it are triangles.

    weeks: week (Monday), share (0-1, NaN: too few to say), complaints_n.
    """
    sheet = Sheet(look, _HEIGHT_PX, margin=dict(l=8, r=10, t=8, b=8), hovermode="x")
    at, shares = pd.to_datetime(weeks["week"]).tolist(), [None if s != s else s for s in weeks["share"]]
    is_more = [s is not None and s > limit for s in shares]
    top = max([1.4 * limit, *(1.15 * s for s in shares if s is not None)])
    sheet.add("scatter", x=at, y=shares, mode="lines+markers", line=dict(color=look.ink, width=1.6), hoverinfo="text",
              hovertext=[f"{week(row.week)}: {percent(row.share)} of {count(row.complaints_n, 'complaint')}" for row in weeks.itertuples()],
              marker=dict(size=[11 if more else 4 for more in is_more], color=[look.alarm if more else look.ink for more in is_more],
                          symbol=["triangle-up" if more else "circle" for more in is_more], opacity=1, line=dict(width=0)))
    if at:
        sheet.add("scatter", x=[at[0], at[-1]], y=[limit] * 2, mode="lines", hoverinfo="skip", line=dict(color=look.muted, width=1, dash="dash"))
        sheet.note(x=at[0], y=limit, yshift=9, text=f"time to retrain from {percent(limit)}", font=dict(size=12, color=look.muted))
    sheet.axis("yaxis", range=[0, top], tickformat=".0%", nticks=4)
    step = 7 * max(1, -(-len(at) // 4))
    sheet.axis("xaxis", type="date", showgrid=False, tickformat="%-d %b", hoverformat="%-d %b", tick0=at[0] if at else None, dtick=step * _DAY_MS)
    return sheet.figure()


def stability(curve: pd.DataFrame, chosen_n: int, look: Look) -> Figure:
    """How alike the topics come out again at each number of them (ink), the number chosen marked.

    curve: topics_n, agreement (0-1: of fits on resamples or seeds, adjusted for chance).
    """
    sheet = Sheet(look, _HEIGHT_PX, margin=dict(l=8, r=10, t=8, b=8))
    ns, agreed = curve["topics_n"].tolist(), curve["agreement"].tolist()
    at = min(range(len(ns)), key=lambda i: (abs(ns[i] - chosen_n), i)) if ns else None
    sheet.add("scatter", x=ns, y=agreed, mode="lines+markers", line=dict(color=look.ink, width=1.6), marker=dict(size=4, color=look.ink, opacity=1), hoverinfo="text",
              hovertext=[f"{n} topics: agreement {a:.2f}" for n, a in zip(ns, agreed)])
    if at is not None:
        sheet.add("scatter", x=[ns[at]], y=[agreed[at]], mode="markers", hoverinfo="skip",
                  marker=dict(size=13, color=_CHOSEN, symbol="circle", opacity=1, line=dict(color=look.ink, width=1.5)))
        is_falling = at + 1 < len(ns) and agreed[at + 1] < agreed[at]      # the words stand where the line is not
        sheet.note(x=ns[at], y=agreed[at], yshift=14, xanchor="left" if is_falling else "right", text=f"chosen: {ns[at]}", font=dict(size=12, color=look.ink))
    sheet.axis("yaxis", nticks=4, tickformat=".1f", range=[min([0.0, *agreed]), max([1.0, *agreed]) + 0.14])
    sheet.axis("xaxis", showgrid=False, nticks=6)
    return sheet.figure()


def reliability(bins: pd.DataFrame, look: Look) -> Figure:
    """How often a link was right among those said to be so sure; on the line a confidence means what it says.

    bins: n, confidence (0-1, mean), accuracy (0-1). Larger marks hold more answers.
    """
    sheet = Sheet(look, _HEIGHT_PX, margin=dict(l=8, r=10, t=8, b=8))
    known = bins[bins["n"] > 0]
    most = max([1, *known["n"]])
    sheet.add("scatter", x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", line=dict(color=look.band, width=3))
    sheet.add("scatter", x=known["confidence"].tolist(), y=known["accuracy"].tolist(), mode="markers", hoverinfo="text",
              hovertext=[f"said {percent(row.confidence)} sure, right in {percent(row.accuracy)} of {count(int(row.n), 'answer')}" for row in known.itertuples()],
              marker=dict(size=[7 + 11 * (n / most) ** 0.5 for n in known["n"]], color=look.ink, opacity=0.85, line=dict(width=0)))
    sheet.axis("xaxis", range=[0, 1.03], tickformat=".0%", nticks=4, title=dict(text="said", font=dict(size=12, color=look.muted), standoff=4))
    sheet.axis("yaxis", range=[0, 1.05], tickformat=".0%", nticks=4, title=dict(text="right", font=dict(size=12, color=look.muted), standoff=4))
    return sheet.figure()
