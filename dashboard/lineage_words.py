"""What became of a topic through the publications, in words. Pure; plain text, not Markdown."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from dashboard.wording import day, percent

_GONE = ("merged", "ended")


def became(fates: Sequence[Mapping], labels: Mapping[str, str], zone: ZoneInfo) -> str:
    """Of a topic that is not there any more, where it went. fates: as of store.lineage.of, oldest first."""
    last = next((fate for fate in reversed(fates) if fate["event"] in _GONE), None)
    if last is None:
        return "This topic has ended. What became of it was not written down yet when it did."
    said = line(last, labels, zone)
    return f"This topic has ended. {said[:1].upper()}{said[1:]} Its history, signals and fixes are kept."


def successors(fates: Sequence[Mapping], labels: Mapping[str, str]) -> list[str]:
    """The topics it went to, the latest first."""
    return list(dict.fromkeys(fate["other_id"] for fate in reversed(fates) if fate["event"] in _GONE and fate["other_id"] in labels))


def lines(fates: Sequence[Mapping], labels: Mapping[str, str], zone: ZoneInfo) -> list[str]:
    """Every change, newest first; publications that kept it as it was (nine in ten complaints) are not told, nor a birth after which nothing changed."""
    told = [fate for fate in fates if fate["event"] != "kept" or (fate["share"] is not None and fate["share"] < 0.9)]
    told = told if [fate["event"] for fate in told] != ["born"] else []
    return [_capital(line(fate, labels, zone)) for fate in reversed(told)]


def line(fate: Mapping, labels: Mapping[str, str], zone: ZoneInfo) -> str:
    when = f"on {day(fate['at'].astimezone(zone).date())}" if fate.get("at") else "by a decision"
    other = f"“{labels.get(fate['other_id'], fate['other_id'])}”" if fate["other_id"] else None
    part = f"{percent(fate['share'])} of its complaints" if fate["share"] is not None else "its complaints"
    match fate["event"]:
        case "born":
            return f"{when} it was found for the first time."
        case "split":
            return f"{when} it was split from {other}: {part} came from there."
        case "merged":
            return f"{when} it went into {other} with {part}."
        case "ended":
            return f"{when} it ended" + (f"; {part} went to {other}." if other else "; its complaints went to no one topic.")
    return f"{when} it kept {part}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
