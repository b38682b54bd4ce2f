"""The segments that carry a signal as small bars: people there beside what was expected there. No Streamlit in here."""
from __future__ import annotations

import pandas as pd

from dashboard.charts import Figure, Sheet, safe
from dashboard.look import Look
from dashboard.wording import percent

_ROW_PX = 58


def driver_bars(rows: pd.DataFrame, look: Look) -> Figure:
    """Bar: people in the segment (ink); line across it: what was expected there. rows: of driver_words.driver_rows."""
    sheet = Sheet(look, _ROW_PX * len(rows) + 8, margin=dict(l=2, r=8, t=4, b=4), barmode="overlay", bargap=0.74)
    at, observed, expected = list(range(len(rows))), rows["observed_n"].tolist(), rows["expected_n"].tolist()
    hover = [f"{safe(row.segment)}<br>{safe(row.words, 120)}" for row in rows.itertuples()]
    sheet.add("bar", y=at, x=observed, orientation="h", marker=dict(color=look.ink, line=dict(width=0)), opacity=0.85, hoverinfo="text", hovertext=hover)
    sheet.add("scatter", y=at, x=expected, mode="markers", hoverinfo="skip", marker=dict(symbol="line-ns", size=13, line=dict(width=3, color=look.band)))
    sheet.axis("xaxis", visible=False, range=[0, 1.05 * max([1.0, *observed, *expected])])
    sheet.axis("yaxis", visible=False, range=[len(rows) - 0.5, -0.5])
    for i, row in enumerate(rows.itertuples()):
        sheet.note(x=0, y=i, yshift=18, text=f"<b>{safe(row.segment, 44)}</b>, {percent(row.share)} of the excess", font=dict(size=12, color=look.ink))
        sheet.note(x=0, y=i, yshift=-18, text=safe(row.words, 70), font=dict(size=12, color=look.muted))
    return sheet.figure()
