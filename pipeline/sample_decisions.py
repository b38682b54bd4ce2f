"""What the people of the fictional company did: signals answered, fixes registered and shipped, changes written down, each on its day, as truth.yaml says."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipeline import events, register, signal_states
from pipeline.store import signals, topics
from pipeline.workspace import Workspace

_FIELDS = ("hypothesis", "expected_fall", "due_on", "verifier", "decided_on")
_NOON = timedelta(hours=12)


def decide(workspace: Workspace, plan: Mapping[str, Any], weeks: int) -> None:
    """Answer the signals of a sample of so many weeks, register its fixes and write down what changed, oldest first; what came later is left out."""
    last, until = plan["first_day"] + timedelta(days=7 * weeks - 1), datetime.fromisoformat(plan["as_of"])
    for event in plan["changed"]:
        if event["happened_on"] <= last:
            events.add(workspace, event["title"], event["happened_on"], _at(event["happened_on"]), touchpoint_id=event["touchpoint"], by=event["by"])
    for wanted in plan["decisions"]:
        for signal in _raised(workspace, wanted["touchpoint"], wanted["raised"]):
            if wanted["state"] in signal_states.may_follow(signal["state"], wanted["by"]):
                signal_states.change(workspace, signal["signal_id"], wanted["state"], wanted["by"], wanted["why"],
                                     min(until, _at(signal["raised_on"] + timedelta(days=3))))
    for fix in sorted((*plan["fixes"], *plan["not_shipped"]), key=lambda one: one["decided_on"]):
        if fix["decided_on"] <= last:
            _register(workspace, fix, last)


def _register(workspace: Workspace, fix: Mapping[str, Any], last: date) -> None:
    owner = next(touchpoint.owner for touchpoint in workspace.taxonomy.touchpoints if touchpoint.id == fix["touchpoint"])
    answers = tuple(signal["signal_id"] for signal in _raised(workspace, fix["touchpoint"], fix["answers"])) if "answers" in fix else ()
    register.add(workspace, fix["title"], fix["touchpoint"], owner, _at(fix["decided_on"]), fix_id=fix["id"], signals=answers,
                 **{name: fix[name] for name in _FIELDS if name in fix})
    if fix.get("started_on", date.max) <= last:
        register.start(workspace, fix["id"], owner, _at(fix["started_on"]))
    if fix.get("shipped_on", date.max) <= last:
        register.ship(workspace, fix["id"], owner, _at(fix["shipped_on"]))
    if fix.get("abandoned_on", date.max) <= last:
        register.abandon(workspace, fix["id"], owner, _at(fix["abandoned_on"]), fix["why"])


def _raised(workspace: Workspace, touchpoint_id: str, between: Sequence[date]) -> list[dict[str, Any]]:
    """The signals of a touchpoint and of its topics that were raised between two days, oldest first."""
    frame = topics.every(workspace.store)
    own = {("touchpoint", touchpoint_id), *(("topic", topic) for topic in frame.loc[frame["touchpoint_id"] == touchpoint_id, "topic_id"])}
    return [signal for signal in signals.raised_between(workspace.store, *between) if (signal["level"], signal["target_id"]) in own]


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + _NOON
