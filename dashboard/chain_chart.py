"""Failure chains as a Sankey, drawn by hand: Plotly's own hands no click on to the page. No Streamlit in here."""
from __future__ import annotations

from collections.abc import Callable

from dashboard.chain_flow import OTHERS, Flow, Link
from dashboard.chain_layout import NODE_PX, Layout, Place, along, laid_out, polygon
from dashboard.charts import Figure, Sheet, safe
from dashboard.look import Look
from dashboard.wording import number
from pipeline.nodes import PUBLIC, UNCLEAR, of_channel

CHOSEN = "#F2B705"      # the one selected thing
_LEFT_PX, _RIGHT_PX, _HEAD_PX = 176, 78, 30
_HEADS = ("Where it began", "Tried first", "Then", "After that")
_GREY = (OTHERS, UNCLEAR, of_channel(UNCLEAR))
"""Nodes that name no place."""
_HIT_PX = 5


def sankey(flow: Flow, name_of: Callable[[str], str], chosen: tuple[str, str] | None, look: Look) -> Figure:
    """A ribbon a link, as wide as it has people; each is hit by a pointer along its middle, with "from>to" as customdata.

    name_of: node -> what it is called; chosen: the link (from, to) that the page is about.
    """
    layout = laid_out(flow, lambda node: node in _GREY)
    sheet = Sheet(look, int(layout.height_px) + _HEAD_PX + 8, margin=dict(l=_LEFT_PX, r=_RIGHT_PX, t=_HEAD_PX, b=4), clickmode="event+select")
    sheet.axis("xaxis", visible=False, range=[0, 1])
    sheet.axis("yaxis", visible=False, range=[layout.height_px, 0])
    for link, (points, thick_px) in sorted(layout.ribbons.items(), key=lambda pair: (_is(pair[0], chosen), -pair[1][1])):
        xs, ys = polygon(points, thick_px)
        sheet.add("scatter", x=xs, y=ys, mode="lines", fill="toself", line=dict(width=0), hoverinfo="skip",
                  fillcolor=CHOSEN if _is(link, chosen) else _through(look.band, 0.62 if chosen is None else 0.45))
    _bars(sheet, layout, flow)
    _targets(sheet, layout, name_of)
    for place in layout.places:
        if place.passing is None:
            _label(sheet, place, flow, name_of(place.node))
    for column, title in enumerate([*_HEADS[:flow.columns_n - 1], "In public"]):
        last = column == flow.columns_n - 1
        sheet.note(x=column / (flow.columns_n - 1), y=1, yref="paper", yshift=16, text=title, xanchor="left" if last else "right" if column == 0 else "center",
                   xshift=-NODE_PX / 2 if last else -8 if column == 0 else 0, font=dict(size=12, color=look.muted))
    return sheet.figure()


def _is(link: Link, chosen: tuple[str, str] | None) -> bool:
    return chosen == (link.source, link.target)


def _bars(sheet: Sheet, layout: Layout, flow: Flow) -> None:
    for is_grey, colour in ((False, sheet.look.ink), (True, sheet.look.unknown)):
        shown = [place for place in layout.places if place.passing is None and (place.node in _GREY) == is_grey]
        sheet.add("scatter", x=[x for place in shown for x in (_x(place, flow), _x(place, flow), None)], hoverinfo="skip", mode="lines",
                  y=[y for place in shown for y in (place.top_px, place.top_px + place.thick_px, None)], line=dict(color=colour, width=NODE_PX))


def _targets(sheet: Sheet, layout: Layout, name_of: Callable[[str], str]) -> None:
    """Nearly invisible dots along the middle of each ribbon: what a finger or a pointer hits."""
    x, y, ids, hover = [], [], [], []
    for link, (points, _) in layout.ribbons.items():
        line = along(points)[2:-2]
        x += [point[0] for point in line]
        y += [point[1] for point in line]
        ids += ["" if OTHERS in (link.source, link.target) else f"{link.source}>{link.target}"] * len(line)
        hover += [_hover(link, name_of)] * len(line)
    sheet.add("scatter", x=x, y=y, mode="markers", customdata=ids, hoverinfo="text", hovertext=hover,
              marker=dict(size=2 * _HIT_PX, color=sheet.look.ink, opacity=0.004), selected=dict(marker=dict(opacity=0.004)), unselected=dict(marker=dict(opacity=0.004)))


def _hover(link: Link, name_of: Callable[[str], str]) -> str:
    can_open = OTHERS not in (link.source, link.target)
    return f"<b>{safe(name_of(link.source))} → {safe(name_of(link.target))}</b><br>{number(link.people_n)} people{' · click to read them' if can_open else ''}"


def _label(sheet: Sheet, place: Place, flow: Flow, name: str) -> None:
    """Names stand outside at both ends, and right of the bar between them."""
    look, people_n = sheet.look, number(flow.nodes[place.column, place.node])
    text = f"{safe(name, 24)} <b>{people_n}</b>" if place.node != PUBLIC else f"The public<br>square<br><b>{people_n}</b>"
    if place.column == 0:
        sheet.note(x=0, xanchor="right", xshift=-8, y=place.middle_px, text=text, font=dict(size=12, color=look.ink))
    else:
        is_end = place.column == flow.columns_n - 1
        sheet.note(x=_x(place, flow), xshift=8, y=place.middle_px, text=text, align="left", font=dict(size=12, color=look.ink), bgcolor=None if is_end else _through(look.paper, 0.7), borderpad=1)


def _x(place: Place, flow: Flow) -> float:
    return place.column / max(1, flow.columns_n - 1)


def _through(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i:i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
