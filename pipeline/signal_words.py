"""A signal in plain words for the terminal and for exports. Pure; nothing in it says what caused what."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.causes import sentence
from pipeline.signal_states import is_remark

_LEVELS = {"all": "all complaints", "touchpoint": "touchpoint", "topic": "topic"}


def where(signal: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """topic t-007 (App crashed). labels: target id -> what people call it."""
    if signal["level"] == "all":
        return _LEVELS["all"]
    label = labels.get(signal["target_id"], "")
    return f"{_LEVELS[signal['level']]} {signal['target_id']}" + (f" ({label})" if label else "")


def lines(signal: Mapping[str, Any], labels: Mapping[str, str], changes: Sequence[Mapping[str, Any]], zone: ZoneInfo) -> list[str]:
    """Everything that is known of a signal, a sentence a line, its history last."""
    days = "1 day" if signal["window_days"] == 1 else f"{signal['window_days']} days"
    said = [
        f"{signal['signal_id']}: {signal['kind']} at {where(signal, labels)}, {signal['state']}",
        f"since {signal['began_on']:%d %b %Y}, raised on {signal['raised_on']:%d %b %Y}, last above the expected range on {signal['last_on']:%d %b %Y}; {_end(signal)}",
        f"raised on {signal['observed_n']:,} people in {days}: {signal['expected_n']:.1f} expected, {signal['upper_n']:.0f} at most in an ordinary stretch; "
        f"of signals raised so surely {_false(signal['q_value'])} are false",
        f"{max(0, round(signal['excess_n'])):,} people more than expected so far" + ("" if signal["harm"] is None else f", mean harm {signal['harm']:.1f} of 4"),
        f"where it sits: {sentence(signal['drivers'])}",
        f"owner when it was raised: {signal['owner'] or 'none'}",
    ]
    if signal["within"]:
        said.append(f"rose as part of it: {', '.join(' '.join(part for part in pair if part) for pair in signal['within'])}")
    if signal["returned_of"]:
        said.append(f"brings back {signal['returned_of']}")
    return [*said, *(_change(change, signal, zone) for change in changes)]


def _end(signal: Mapping[str, Any]) -> str:
    return "still up" if signal["ended_on"] is None else f"over since {signal['ended_on']:%d %b %Y}"


def _false(q_value: float) -> str:
    return f"{q_value:.0%}".replace("%", " %") if q_value >= 0.01 else "<1 %"


def _change(change: Mapping[str, Any], signal: Mapping[str, Any], zone: ZoneInfo) -> str:
    """Raising stands on the day that it is raised for: a history that is imported is judged long after its days."""
    if not change["from_state"]:
        return f"{signal['raised_on']:%d %b %Y}  {change['to_state']}, by {change['by'] or 'somebody'}" + (f": {change['why']}" if change["why"] else "")
    moved = "remark" if is_remark(change) else f"{change['from_state']} → {change['to_state']}"
    return f"{change['at'].astimezone(zone):%d %b %Y %H:%M}  {moved}, by {change['by'] or 'somebody'}" + (f": {change['why']}" if change["why"] else "")
