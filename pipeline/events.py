"""What changed at the company, as a person says it: checked, then kept. An event stands beside a rise, it is never called its cause."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pipeline.errors import UsageError
from pipeline.said import plain
from pipeline.store import events
from pipeline.workspace import Workspace, command

_TITLE_CHARS = 120   # it stands beside a line in a chart


def checked(title: str, on: date, until: date | None, touchpoint_id: str | None, known: tuple[str, ...]) -> dict[str, Any]:
    """The event as it is kept. known: touchpoint ids. Raises UsageError for an empty or long title, an end before the beginning, an unknown touchpoint."""
    words = " ".join(title.split())
    if not words:
        raise UsageError("the event has no title. Say in a few words what changed, e.g. \"new IVR menu\".")
    if len(words) > _TITLE_CHARS:
        raise UsageError(f"the title has {len(words)} characters; {_TITLE_CHARS} fit beside a chart. Say it shorter.")
    if until and until < on:
        raise UsageError(f"the event ends on {until}, before it begins on {on}. Swap them, or leave out the end.")
    if touchpoint_id and touchpoint_id not in known:
        raise UsageError(f"touchpoint '{touchpoint_id}' is unknown. Known: {', '.join(known)}.")
    return dict(title=words, happened_on=on, ended_on=until, touchpoint_id=touchpoint_id or None)


def add(workspace: Workspace, title: str, on: date, as_of: datetime, **more: Any) -> int:
    """Keep an event and return its number; the same one again adds nothing. more: until, touchpoint_id, by.

    Personal data in the title and in `by` are removed before they are kept. Raises UsageError as `checked`.
    """
    event = checked(title, on, more.get("until"), more.get("touchpoint_id"), workspace.taxonomy.ids)
    return events.add(workspace.store, event | {"title": plain(workspace, event["title"])}, plain(workspace, more.get("by") or ""), as_of)


def remove(workspace: Workspace, event_id: int, as_of: datetime) -> Mapping[str, Any]:
    """Take an event back; it is kept, so that `restore` can put it back. Raises UsageError when there is none of that number."""
    return _set(workspace, event_id, as_of)


def restore(workspace: Workspace, event_id: int) -> Mapping[str, Any]:
    """Put an event back that was removed. Raises UsageError when there is none of that number."""
    return _set(workspace, event_id, None)


def _set(workspace: Workspace, event_id: int, removed_at: datetime | None) -> Mapping[str, Any]:
    event = events.one(workspace.store, event_id)
    if event is None:
        raise UsageError(f"event {event_id}: unknown. List them: {command(workspace.path, 'event list')}")
    if (event["removed_at"] is None) != (removed_at is None):
        events.set_removed(workspace.store, event_id, removed_at)
    return event
