"""Where the nodes and the ribbons of a flow lie, in pixels: columns from left to right, ribbons that pass a column make room for themselves in it. Pure geometry."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.chain_flow import OTHERS, Flow, Link

NODE_PX = 10
_TALL_PX, _LABEL_PX, _GAP_PX, _PASSING_PX = 330, 19, 9, 4
"""Height that the fullest column's people take, of a node's label at least, between nodes, and beside a ribbon that passes by."""
_CURVE_N = 14


@dataclass
class Place:
    """A node, or the room that a ribbon takes in a column that it only passes (`passing`)."""

    column: int
    node: str
    thick_px: float
    passing: Link | None = None
    top_px: float = 0.0
    used_in_px: float = 0.0
    used_out_px: float = 0.0

    @property
    def middle_px(self) -> float:
        return self.top_px + self.thick_px / 2


@dataclass
class Layout:
    """x runs from 0 to 1 over the columns, y in pixels from the top. ribbons: link -> (x, y of its middle) through every column it touches, and its thickness."""

    height_px: float
    places: list[Place]
    ribbons: dict[Link, tuple[list[tuple[float, float]], float]] = field(default_factory=dict)


def laid_out(flow: Flow, is_last: Callable[[str], bool] = lambda node: node == OTHERS) -> Layout:
    """is_last: nodes that stand at the foot of their column whatever their size."""
    fullest = max(sum(n for (at, _), n in flow.nodes.items() if at == column) for column in range(flow.columns_n))
    px_each = _TALL_PX / max(1, fullest)
    columns = [_column(flow, column, px_each) for column in range(flow.columns_n)]
    for column, places in enumerate(columns):
        _stack(flow, places, columns[column - 1] if column else [], is_last)
    height_px = max(_extent(places) for places in columns)
    for places in columns:
        shift = (height_px - _extent(places)) / 2
        for place in places:
            place.top_px += shift
    layout = Layout(height_px, [place for places in columns for place in places])
    _ribbons(flow, layout, px_each)
    return layout


def polygon(points: list[tuple[float, float]], thick_px: float) -> tuple[list[float], list[float]]:
    """The outline of a ribbon as x and y: along its upper edge and back along the lower one."""
    line = along(points)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return xs + xs[::-1], [y - thick_px / 2 for y in ys] + [y + thick_px / 2 for y in ys[::-1]]


def along(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A smooth line that leaves and meets every point level."""
    line = []
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        for i in range(_CURVE_N + 1):
            part = i / _CURVE_N
            line.append((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part * part * (3 - 2 * part)))
    return line


def _column(flow: Flow, column: int, px_each: float) -> list[Place]:
    """Its nodes, the largest first, and the ribbons that pass."""
    nodes = sorted(((n, node) for (at, node), n in flow.nodes.items() if at == column), key=lambda pair: (-pair[0], pair[1]))
    passing = [link for link in flow.links if link.column < column < link.to_column]
    return [Place(column, node, max(1.0, n * px_each)) for n, node in nodes] + [Place(column, "", max(1.0, link.people_n * px_each), link) for link in passing]


def _stack(flow: Flow, places: list[Place], before: list[Place], is_last: Callable[[str], bool]) -> None:
    """Order a column by where its people come from in the column before it, so that few ribbons cross, and set it from the top.

    The first two keep the order of size: there nearly everything comes from everywhere.
    """
    def pull(place: Place) -> float:
        came = [(_from(link, place.column, before), link.people_n) for link in flow.links if _reaches(link, place)]
        known = [(room.middle_px, n) for room, n in came if room is not None]
        return sum(y * n for y, n in known) / sum(n for _, n in known) if known else 0.0

    places.sort(key=lambda place: (is_last(place.node), pull(place) if place.column > 1 else 0.0))
    top = 0.0
    for place in places:
        beside = max(0.0, (_LABEL_PX - place.thick_px) / 2) if place.passing is None else 0.0
        place.top_px = top + beside
        top = place.top_px + place.thick_px + (beside + _GAP_PX if place.passing is None else _PASSING_PX)


def _reaches(link: Link, place: Place) -> bool:
    return link == place.passing if place.passing else (link.to_column, link.target) == (place.column, place.node)


def _from(link: Link, column: int, before: list[Place]) -> Place | None:
    """Where a ribbon is in the column before: at its node, or in the room it takes there."""
    is_there = link.column == column - 1
    return next((place for place in before if (place.node == link.source and not place.passing if is_there else place.passing == link)), None)


def _extent(places: list[Place]) -> float:
    return max((place.top_px + place.thick_px for place in places), default=0.0) + _GAP_PX


def _ribbons(flow: Flow, layout: Layout, px_each: float) -> None:
    """Ribbons leave a node in the order in which they arrive further on, and the other way round."""
    nodes = {(place.column, place.node): place for place in layout.places if place.passing is None}
    rooms = {(place.column, place.passing): place for place in layout.places if place.passing is not None}
    ends: dict[Link, list[float]] = {}

    def towards(link: Link) -> float:
        room = rooms.get((link.column + 1, link))
        return (room or nodes[link.to_column, link.target]).middle_px

    def back(link: Link) -> float:
        room = rooms.get((link.to_column - 1, link))
        return (room or nodes[link.column, link.source]).middle_px

    for link in sorted(flow.links, key=towards):
        place, thick_px = nodes[link.column, link.source], link.people_n * px_each
        ends[link] = [place.top_px + place.used_out_px + thick_px / 2]
        place.used_out_px += thick_px
    for link in sorted(flow.links, key=back):
        place, thick_px = nodes[link.to_column, link.target], link.people_n * px_each
        ends[link].append(place.top_px + place.used_in_px + thick_px / 2)
        place.used_in_px += thick_px
    for link, (leaves, meets) in ends.items():
        between = [(column, rooms[column, link].middle_px) for column in range(link.column + 1, link.to_column)]
        points = [(link.column, leaves), *between, (link.to_column, meets)]
        layout.ribbons[link] = [(column / max(1, flow.columns_n - 1), y) for column, y in points], max(1.0, link.people_n * px_each)
