"""One fact each as a sentence: an item of a snapshot, a note beside it, a warning. Pure; nothing in it says what caused what."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.mail.wording import Wording
from pipeline.report.snapshot import Item, Snapshot

_MOST_CHARS = 200                                          # of a name or a quote in a mail
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_COUNTED, _OF = ("posts_n", "complaints_n", "days"), ("of_n", "needed_n", "needed_days")


def in_words(text: object) -> str:
    """Text from outside on one line, without signs that turn the direction of what follows."""
    return cut(_BREAKS.sub(" ", str(text).translate(_BIDI)).strip(), _MOST_CHARS)


def cut(text: str, most_chars: int) -> str:
    """Cut at a word, with "…", where there is one in the last third; else at the character."""
    if len(text) <= most_chars:
        return text
    kept = text[: max(1, most_chars - 1)]
    at = kept.rfind(" ")
    return (kept[:at] if at > most_chars * 2 // 3 else kept).rstrip(" ,.;:") + "…"


def days_n(since: date, snapshot: Snapshot) -> int:
    """Whole days from a day to the end of the week, as the dashboard says them on the Monday after."""
    return max(0, (snapshot.last_day - since).days + 1)


def name_of(item: Item, w: Wording) -> str:
    return in_words(item.name) or w.say("all")


def sentence(item: Item, snapshot: Snapshot, w: Wording) -> str:
    """What is to be said of an item, without its name."""
    key, facts = f"items.{item.section}", item.facts
    people, since = w.people(item.people_n, snapshot.min_people), w.day(item.since, snapshot.last_day.year)
    if item.section == "unacted":
        why = w.say(f"why.{facts['why']}", replies=w.plural("replies", facts.get("replies_n") or 0)) if facts.get("why") else ""
        return w.say(key, people=people, age=w.age(days_n(item.since, snapshot)), waits_for=w.say(f"waits.{item.state}"), why=why)
    if item.level == "fix":
        return _of_fix(item, w, since)
    if item.section == "over":
        return w.say(key, since=since)
    if item.people_n is None and not item.is_few or item.expected_n is None:
        return w.say("items.no count", since=since)
    return w.say(key if item.section != "came back" else "items.came back, signal", people=people, expected=w.number(round(item.expected_n)), since=since)


def notes(item: Item, snapshot: Snapshot, w: Wording) -> tuple[str, ...]:
    """What stands beside it: where it sits, what moved, whose it is."""
    said = []
    if drivers := [driver for driver in item.facts.get("drivers", ()) if driver.get("where")]:
        where = " × ".join(in_words(value) for _, value in drivers[0]["where"])
        said.append(w.say("items.driver", where=where, share=w.percent(drivers[0]["share"])))
    if item.moved:
        said.append(w.say("items.moved", moved=_moved(item, snapshot, w)))
    said.append(w.say("items.owner", owner=in_words(item.owner)) if item.owner else w.say("items.no_owner"))
    if item.facts.get("quotes_removed_n"):
        said.append(w.say("foot.quote_gone"))
    return tuple(said)


def _moved(item: Item, snapshot: Snapshot, w: Wording) -> str:
    state = w.say(f"waits.{item.state}" if item.section == "unacted" else f"state.{item.state}") if item.moved == "state" else ""
    return w.say(f"moved.{item.moved}", state=state, owner=in_words(item.owner) or w.say("nobody"),
                 before=w.people(item.facts.get("said_people_n"), snapshot.min_people) if item.moved == "people" else "")


def warnings(snapshot: Snapshot, w: Wording) -> tuple[str, ...]:
    """What makes the numbers less than whole."""
    return tuple(_warning(found, snapshot, w) for found in snapshot.warnings)


def _of_fix(item: Item, w: Wording, since: str) -> str:
    low, high = item.facts.get("ratio_low"), item.facts.get("ratio_high")
    if item.section == "verified" and low is not None and high is not None:
        return w.say("items.verified", low=round(100 * (1 - high)), high=round(100 * (1 - low)), weeks=w.plural("weeks", item.facts["look_weeks"]))
    return w.say(f"items.{item.section}, fix", since=since)


def _warning(found: Mapping[str, Any], snapshot: Snapshot, w: Wording) -> str:
    n, of = (next((found[name] for name in names if found.get(name) is not None), 0) for names in (_COUNTED, _OF))
    return w.say(f"warnings.{warning_key(found)}", target=in_words(found.get("name") or found.get("source") or ""), when=_when(found, snapshot.last_day.year, w),
                 n=w.number(n), of=w.number(of))


def warning_key(found: Mapping[str, Any]) -> str:
    """Which sentence says a warning; see pipeline.report.warnings."""
    kind = found["kind"]
    if kind in ("model", "failing"):
        return f"{kind}, {found['fault' if kind == 'model' else 'state']}"
    is_never = kind == "unjudged" and not found.get("until") or kind == "silent" and not found.get("since")
    return f"{kind}, never" if is_never else kind


def _when(found: Mapping[str, Any], year: int, w: Wording) -> str:
    """A day for what has one; for a stretch since when, on which day or from when to when."""
    if day := next((found[name] for name in ("on", "until", "learned_on") if found.get(name)), None):
        return w.day(date.fromisoformat(day), year)
    first, last = (date.fromisoformat(day) if day else None for day in (found.get("first_day") or found.get("since"), found.get("last_day")))
    if first is None:
        return ""
    if last is None:
        return w.say("warnings.since", day=w.day(first, year))
    return w.say("warnings.on", day=w.day(first, year)) if first == last else w.say("warnings.between", first=w.day(first, year), last=w.day(last, year))
