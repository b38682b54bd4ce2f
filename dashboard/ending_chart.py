"""How threads end as bars in four groups: no reply, a reply and nothing done, told something, something done. No Streamlit in here."""
from __future__ import annotations

from dashboard.charts import Figure, Sheet, safe
from dashboard.ending_words import DONE, GROUPS, MEANS, NO_REPLY, TOLD, Endings
from dashboard.look import Look
from dashboard.wording import masked

_ROW_PX, _HEAD_PX, _LEFT_PX, _RIGHT_PX = 24, 30, 122, 52


def figure(found: Endings, look: Look) -> Figure:
    """A bar an outcome of the threads with a reply, under its group and the group's share of them; those without one are a number alone, or they would be all that is seen."""
    rows, heads, y = [], [], 0.0
    for group, outcomes in GROUPS.items():
        heads.append((group, y + _HEAD_PX * 0.62))
        y += _HEAD_PX
        for outcome in outcomes if group != NO_REPLY else ():
            rows.append((group, outcome, y + _ROW_PX / 2))
            y += _ROW_PX
    sheet = Sheet(look, int(y) + 8, margin=dict(l=_LEFT_PX, r=_RIGHT_PX, t=2, b=2), bargap=0)
    sheet.axis("yaxis", visible=False, range=[y, 0])
    lengths = [_length(found, outcome) for _, outcome, _ in rows]
    sheet.axis("xaxis", visible=False, range=[0, max([1.0, *lengths])])
    colours = {TOLD: look.muted, DONE: look.verified}
    sheet.add("bar", y=[at for *_, at in rows], x=lengths, orientation="h", width=_ROW_PX - 9, hoverinfo="text", marker=dict(color=[colours.get(group, look.band) for group, *_ in rows], line=dict(width=0)),
              hovertext=[f"{outcome}: {safe(found.told((outcome,)))} threads; {MEANS[outcome]}" for _, outcome, _ in rows])
    for group, at in heads:
        sheet.note(x=0, xref="paper", xshift=-_LEFT_PX, y=at, text=f"<b>{group}</b>  {safe(found.part(group))}", font=dict(size=13, color=look.ink))
    for (_, outcome, at), length in zip(rows, lengths):
        sheet.note(x=0, xref="paper", xshift=-_LEFT_PX + 10, y=at, text=outcome.capitalize(), font=dict(size=12, color=look.muted))
        sheet.note(x=length, xshift=6, y=at, text=safe(found.told((outcome,))), font=dict(size=12, color=look.muted))
    return sheet.figure()


def _length(found: Endings, outcome: str) -> float:
    """As many threads, unless too few people are behind them: then all alike."""
    return float(found.threads_n[outcome]) if found.people_n[outcome] >= found.min_people else masked(found.people_n[outcome], found.min_people)
