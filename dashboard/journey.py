"""The journey as a map: what charts.Sheet draws for Overview. No Streamlit in here; names from outside go through `safe`."""
from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.charts import Figure, Sheet, safe
from dashboard.look import Look
from dashboard.wording import day, few, masked, number, signed, week
from pipeline.attention import MORE, SIGNAL, SILENT

ROW_PX, HEAD_PX = 30, 34


@dataclass(frozen=True)
class _Space:
    """How the width is shared: names at the left (pixels, characters a line), people, then twelve weeks (shares 0–1 of the rest)."""

    left_px: int
    line_chars: int
    lines_n: int
    people_to: float
    weeks_from: float
    ticks_n: int
    is_brief: bool


_WIDE = _Space(left_px=206, line_chars=32, lines_n=1, people_to=0.76, weeks_from=0.8, ticks_n=7, is_brief=False)
_PHONE = _Space(left_px=112, line_chars=17, lines_n=2, people_to=0.68, weeks_from=0.75, ticks_n=4, is_brief=True)


def figure(standing: pd.DataFrame, monday: date, min_people: int, look: Look, is_narrow: bool = False) -> Figure:
    """The journey as a map: touchpoints as rows under their stage, people of one week against what is expected, twelve weeks beside.

    standing: as of attention.standing, in the order of the journey. Every row is a click target with its id as customdata.
    """
    heads, rows, y = _places(standing)
    widest = max([5.0, *(row.people_n for row, _ in rows), *(row.upper_n for row, _ in rows if row.upper_n == row.upper_n)])
    space = _PHONE if is_narrow else _WIDE
    sheet = Sheet(look, int(y) + 44, margin=dict(l=space.left_px, r=6, t=40, b=4), clickmode="event+select", barmode="overlay")
    sheet.axis("xaxis", domain=[0, space.people_to], range=[-0.02 * widest, 1.18 * widest], side="top", nticks=space.ticks_n)
    sheet.axis("xaxis2", domain=[space.weeks_from, 1], range=[-0.4, 11.6], visible=False)
    sheet.axis("yaxis", range=[y, 0], visible=False)
    _bands(sheet, rows)
    _trends(sheet, rows, min_people)
    _dots(sheet, rows, min_people)
    _targets(sheet, rows, widest, monday, min_people)
    for name, at in heads:
        sheet.note(x=0, xref="paper", xshift=-space.left_px, y=at, text=f"<b>{safe(name)}</b>", font=dict(size=12, color=look.muted))
    for row, at in rows:
        _row_notes(sheet, row, at, space)
    if any(isinstance(row.trend, list) and len(row.trend) > 1 for row, _ in rows):
        sheet.note(x=1, xref="paper", xanchor="right", y=0, yshift=28, text="12 weeks", font=dict(size=12, color=look.muted))
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


def _row_notes(sheet: Sheet, row, at: float, space: _Space) -> None:
    left, look = dict(x=0, xref="paper", xshift=-space.left_px, align="left"), sheet.look
    if row.status in (MORE, SIGNAL):
        sheet.note(**left, y=at - 6, text=f"<b>{safe(row.name, space.line_chars)}</b>", font=dict(size=13, color=look.alarm))
        sheet.note(**left, y=at + 8, text=_reason(row, space.is_brief), font=dict(size=11, color=look.alarm))
        return
    lines = textwrap.wrap(row.name, space.line_chars, max_lines=space.lines_n, placeholder=" …")
    sheet.note(**left, y=at, text="<br>".join(safe(line) for line in lines), font=dict(size=13 if len(lines) == 1 else 11, color=look.ink))
    if row.people_n == 0:
        sheet.note(x=row.upper_n if row.upper_n == row.upper_n else 0, xshift=6, y=at, text=SILENT, font=dict(size=11, color=look.muted))


def _reason(row, is_brief: bool) -> str:
    if row.status == SIGNAL:
        return f"△ {'since' if is_brief else 'signal since'} {day(row.since, row.since.year)}"
    return f"▲ {'' if is_brief else 'more than expected, '}{signed(row.people_n - row.expected_n)}"


def _journey_hover(row, monday: date, min_people: int) -> str:
    expected = f", expected {number(row.lower_n)} to {number(row.upper_n)}" if row.upper_n == row.upper_n else ""
    return f"<b>{safe(row.name)}</b><br>{few(row.people_n, min_people)} people, {week(monday)}{expected}<br>{row.status} · click to open"
