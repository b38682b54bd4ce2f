"""A candidate beside the published model as people read it: what becomes of topics, the rules of the gate, measures. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.wording import count, day, number, percent

if TYPE_CHECKING:
    from pipeline.learn.comparison import Comparison, Measures

_ORDER = {"born": 0, "split": 1, "merged": 2, "ended": 3, "kept": 4}
_EVENTS = {"born": "new", "split": "split off", "merged": "merged", "ended": "ended", "kept": "goes on"}
_NEARLY_WHOLE = 0.9     # a topic that keeps this share of its complaints has not changed for who reads it
_MADE = {"publish": "published", "rollback": "gone back to"}


def fates(comparison: Comparison) -> tuple[pd.DataFrame, int]:
    """Topic, What becomes of it, Share, With (the other topic) of those that change, and how many go on nearly whole."""
    labels = {fate.topic_id: fate.label for fate in comparison.fates}
    told = [fate for fate in comparison.fates if fate.event != "kept" or (fate.share is not None and fate.share < _NEARLY_WHOLE)]
    ranked = sorted(told, key=lambda fate: (_ORDER[fate.event], 1.0 if fate.share is None else fate.share, fate.topic_id))
    frame = pd.DataFrame(
        [(fate.label, _EVENTS[fate.event], "–" if fate.share is None else percent(fate.share), labels.get(fate.other_id, fate.other_id) or "–") for fate in ranked],
        columns=["Topic", "What becomes of it", "Share", "With"])
    return frame, len(comparison.fates) - len(told)


def fates_n(comparison: Comparison) -> str:
    """"2 new, 1 split off, 24 go on"."""
    n = {event: sum(fate.event == event for fate in comparison.fates) for event in _ORDER}
    said = [f"{n[event]} {_EVENTS[event]}" for event in ("born", "split", "merged", "ended") if n[event]]
    return ", ".join([*said, f"{n['kept']} {'goes' if n['kept'] == 1 else 'go'} on"])


def flows(comparison: Comparison, most: int = 12) -> pd.DataFrame:
    """From, To, Complaints: the largest moves."""
    labels = {fate.topic_id: fate.label for fate in comparison.fates}
    ranked = sorted(comparison.flows, key=lambda flow: (-flow.complaints_n, str(flow.from_id), str(flow.to_id)))[:most]
    return pd.DataFrame([(_named(flow.from_id, labels), _named(flow.to_id, labels), flow.complaints_n) for flow in ranked], columns=["From", "To", "Complaints"])


def measures(comparison: Comparison) -> pd.DataFrame:
    """Measure, Candidate, Published: what was measured of each alone."""
    candidate, published = _measured(comparison.candidate), _measured(comparison.published) if comparison.published else {}
    return pd.DataFrame([(name, value, published.get(name, "–")) for name, value in candidate.items()], columns=["Measure", "Candidate", "Published"])


def publications(rows: Sequence[Mapping], zone: ZoneInfo) -> pd.DataFrame:
    """When, Model, What, By, Why, the newest first."""
    return pd.DataFrame([(day(row["at"].astimezone(zone).date()), row["version"], _MADE.get(row["kind"], row["kind"]), row["by"] or "Canary", row["why"] or "–")
                         for row in reversed(rows)], columns=["When", "Model", "What", "By", "Why"])


def _measured(one: Measures) -> dict[str, str]:
    met, total = (sum(pair[i] for pair in one.decided.values()) for i in (0, 1))
    return {
        "Topics": number(one.topics_n), "Learned from": f"{count(one.complaints_n, 'complaint')}, {one.first_on} to {one.last_on}",
        "Two refits on 80 % samples agree": f"{one.agreement:.2f} (1: the same)", "Complaints that keep their topic's id then": percent(one.same_id_share),
        "Cohesion of topics": f"{one.cohesion:.2f}", "Far from every topic": percent(one.far_share), "Touchpoint unclear": percent(one.unclear_share),
        "Says by itself what people decided": f"{number(met)} of {number(total)}" if total else "nothing decided yet",
        "Speed": f"{number(one.rate)} complaints a second", "Size": f"{one.size_mb:.1f} MB"}


def _named(topic_id: str | None, labels: Mapping[str, str]) -> str:
    return "no topic" if topic_id is None else labels.get(topic_id, topic_id)
