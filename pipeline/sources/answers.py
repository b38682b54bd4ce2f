"""What a service's JSON holds at a path, whatever shape it came in: text, a list of objects, or nothing. Pure; never raises."""
from __future__ import annotations

from typing import Any


def text_at(value: Any, *path: str | int) -> str:
    """What JSON holds at a path, as text; "" where there is nothing, or no single thing."""
    found = at(value, *path)
    if isinstance(found, bool) or isinstance(found, (dict, list)) or found is None:
        return ""
    return str(found)


def list_at(value: Any, *path: str | int) -> list[Any]:
    """The objects in the list at a path, without what is no object; a single object is a list of one."""
    found = at(value, *path)
    found = [found] if isinstance(found, dict) else found
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def at(value: Any, *path: str | int) -> Any:
    """What JSON holds at a path; None where the path ends early."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value
