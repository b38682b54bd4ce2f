"""The map of topics: which colour a point has, and where labels go so that none lies on another. Pure."""
from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

_CHAR_PX, _LINE_PX, _LABEL_CHARS = 6.4, 20, 30
_EDGE_PX = 12
_ANCHORS = {"center": 0.5, "right": 1.0, "left": 0.0}
"""The share of a label that lies to the left of its x."""
NARROW = (286, 280)
"""Width and height in pixels that the points take on a screen 390 pixels wide: what fits there fits everywhere."""
_MOST_GROUPS = 7
OTHER, UNCLEAR = "other stages", "unclear or too short"
GREY = (OTHER, UNCLEAR)


def grouped(points: pd.DataFrame, topics: pd.DataFrame, stages: dict[str, str], order: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """The points with label and group (a stage's name), and the groups to draw: at most seven, then "other stages".

    points: x, y, topic_id; topics: topic_id, Topic, Touchpoint; stages: touchpoint's name -> stage's; order: of the journey.
    """
    by_id = topics.set_index("topic_id")
    stage = points["topic_id"].map(by_id["Touchpoint"]).map(stages).fillna(UNCLEAR)
    kept = set(stage[stage != UNCLEAR].value_counts().index[:_MOST_GROUPS])
    group = stage.where(stage.isin(kept) | (stage == UNCLEAR), OTHER)
    labels = points["topic_id"].map(by_id["Topic"]).fillna("no topic yet")
    known = [name for name in order if name in kept]
    return points.assign(label=labels, group=group), known + [name for name in GREY if (group == name).any()]


def label_places(points: pd.DataFrame, topics: pd.DataFrame, size_px: tuple[int, int] = NARROW) -> pd.DataFrame:
    """x, y, label, anchor of the topics whose labels fit beside each other on a map of that size (width, height), largest first.

    anchor: which part of the label stands at x; "center", or where that leaves the map or lies on another, "right" or "left".
    points: x, y, topic_id, group; topics: topic_id, Topic, in order of size. Unclear and too short ones get no label.
    """
    width_px, height_px = size_px
    centres = points[points["group"] != UNCLEAR].groupby("topic_id")[["x", "y"]].median()
    taken, rows = [], []
    for topic in topics[topics["topic_id"].isin(centres.index)].itertuples():
        x, y = centres.loc[topic.topic_id]
        label = shortened(topic.Topic)
        at = _at(x, points["x"], width_px), _at(y, points["y"], height_px)
        for anchor in _ANCHORS:
            box = _box(*at, len(label) * _CHAR_PX, anchor)
            if box[0] >= -_EDGE_PX and box[1] <= width_px + _EDGE_PX and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                rows.append((x, y, label, anchor))
                break
    return pd.DataFrame(rows, columns=["x", "y", "label", "anchor"])


def shortened(label: str) -> str:
    """The first clause of a topic's label, cut between words."""
    clause = label.split(", ")[0]
    return clause if len(clause) <= _LABEL_CHARS else clause[:_LABEL_CHARS].rsplit(" ", 1)[0] + " …"


def _at(value: float, values: pd.Series, length_px: int) -> float:
    return (value - values.min()) / max(1e-9, values.max() - values.min()) * length_px


def _box(x: float, y: float, width: float, anchor: str) -> tuple[float, float, float, float]:
    left = x - _ANCHORS[anchor] * width
    return left, left + width, y - _LINE_PX / 2, y + _LINE_PX / 2


def _overlap(a: tuple, b: tuple) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
