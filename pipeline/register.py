"""The register: one function for each thing that a person does to a fix. Reads what is known, asks the rules, writes it with its history."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from pipeline import fix_rules, fixes, signal_states
from pipeline.errors import FixError
from pipeline.fix_rules import Known
from pipeline.fixes import Fix
from pipeline.said import plain
from pipeline.store import fixes as stored
from pipeline.store import signals, streams, topics
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace

EDITABLE = ("title", "touchpoint_id", "topics", "signals", "hypothesis", "expected_fall", "due_on", "owner", "verifier", "decided_on", "started_on",
            "shipped_on", "lag_days", "scope", "links")
_JUDGED_BY = ("topics", "shipped_on", "stages", "lag_days", "scope")


def known(workspace: Workspace) -> Known:
    """What a fix of this workspace may name."""
    found = topics.every(workspace.store)
    links = {topic: touchpoint if isinstance(touchpoint, str) else None for topic, touchpoint in zip(found["topic_id"], found["touchpoint_id"], strict=True)}
    return Known({t.id: t.owner for t in workspace.taxonomy.touchpoints}, dict(zip(found["topic_id"], found["state"], strict=True)), links,
                 frozenset(signals.every(workspace.store)["signal_id"]), streams.attribute_names(workspace.store))


def add(workspace: Workspace, title: str, touchpoint_id: str, by: str, as_of: datetime, then: Callable[[Fix], Fix] = lambda fix: fix, **values: Any) -> Fix:
    """Register a fix and return it. values: fields of Fix; fix_id: of your own tracker, else the next free number; then: steps that it took before.

    Without an owner it is the touchpoint's; without topics, those of its signals, else all that point to its touchpoint. Raises FixError with the rule that it breaks; nothing is written then.
    """
    what, given = known(workspace), dict(values)
    fix = Fix(given.pop("fix_id", ""), title, touchpoint_id, (given.pop("owner", "") or what.owners.get(touchpoint_id, "")).strip(), made_at=as_of, **given)
    fix, who = _said(workspace, replace(fix, topics=fix.topics or topics_of(workspace, fix, what))), plain(workspace, by)
    with workspace.store.write() as connection:
        fix = then(replace(fix, fix_id=fix.fix_id or stored.next_id(connection)))
        fix_rules.check(fix, what, _today(workspace, as_of))
        fix_rules.no_second(fix, stored.read_all(connection))
        stored.add(connection, fix, who, "")
        _tell_signals(connection, None, fix, who, as_of)
        workspace.store.touch(connection)
    return fix


def topics_of(workspace: Workspace, fix: Fix, what: Known) -> tuple[str, ...]:
    """The active topics that rose in its signals; where they name none, those of its touchpoint."""
    rose = signals.every(workspace.store).set_index("signal_id").reindex(list(fix.signals))
    named = {target for level, target in zip(rose["level"], rose["target_id"], strict=True) if level == "topic" and what.topics.get(target) == "active"}
    return tuple(sorted(named)) or fix_rules.topics_of(fix.touchpoint_id, what)


def change(workspace: Workspace, fix_id: str, step: Callable[[Fix], Fix], by: str, why: str, as_of: datetime) -> Fix:
    """Take a step with a fix and keep it in its history; the rules are asked of what differs. Nothing is written where nothing does."""
    what, today, who = known(workspace), _today(workspace, as_of), plain(workspace, by)
    with workspace.store.write() as connection:
        before = stored.read(connection, fix_id)
        after = _said(workspace, step(before))
        fix_rules.check(after, what, today, before)
        if stored.change(connection, before, after, who, plain(workspace, why), as_of):
            _tell_signals(connection, before, after, who, as_of)
            workspace.store.touch(connection)
    return after


def start(workspace: Workspace, fix_id: str, by: str, as_of: datetime, on: date | None = None) -> Fix:
    return change(workspace, fix_id, lambda fix: fixes.start(fix, on or _today(workspace, as_of)), by, "", as_of)


def ship(workspace: Workspace, fix_id: str, by: str, as_of: datetime, on: date | None = None, stage: tuple[str, str] | None = None) -> Fix:
    """Customers have it from `on` (today); stage: only those of one attribute value, the others later."""
    return change(workspace, fix_id, lambda fix: fixes.ship(fix, on or _today(workspace, as_of), stage), by, "", as_of)


def abandon(workspace: Workspace, fix_id: str, by: str, as_of: datetime, why: str) -> Fix:
    return change(workspace, fix_id, lambda fix: fixes.abandon(fix, why), by, why, as_of)


def resume(workspace: Workspace, fix_id: str, by: str, as_of: datetime) -> Fix:
    """An abandoned fix is proposed again."""
    return change(workspace, fix_id, fixes.resume, by, "", as_of)


def edit(workspace: Workspace, fix_id: str, by: str, as_of: datetime, values: Mapping[str, Any], why: str = "") -> Fix:
    """Change fields of EDITABLE. What its verdict rests on is judged anew. Raises FixError where a rule is broken."""
    return change(workspace, fix_id, lambda fix: edited(fix, values), by, why, as_of)


def edited(fix: Fix, values: Mapping[str, Any]) -> Fix:
    """Pure. Raises FixError for a day of shipping where there is none to correct."""
    after = replace(fix, **values)
    if after.shipped_on != fix.shipped_on and not fix.is_out:
        raise FixError(f"{fix.fix_id} is {fix.state}: it has no day of shipping to correct. Use `fix ship {fix.fix_id}`.")
    if after.shipped_on != fix.shipped_on and (fix.stages or after.shipped_on is None):
        raise FixError(f"{fix.fix_id}: the day of shipping cannot be edited here. Take it back with `fix undo {fix.fix_id}` and ship it anew.")
    is_judged_anew = fix.is_out and any(getattr(fix, name) != getattr(after, name) for name in _JUDGED_BY)
    return replace(after, state=fixes.SHIPPED) if is_judged_anew else after


def undo(workspace: Workspace, fix_id: str, by: str, as_of: datetime) -> Fix:
    """Take back the last change that a person made; asked twice, the change stands again."""
    who = plain(workspace, by)
    with workspace.store.write() as connection:
        fix, last = stored.read(connection, fix_id), stored.last_change(connection, fix_id)
        after = fixes.undone(fix, last["changes"])
        stored.change(connection, fix, after, who, "undo", as_of)
        _tell_signals(connection, fix, after, who, as_of)
        workspace.store.touch(connection)
    return after


def overlaps(workspace: Workspace, fix: Fix) -> list[Fix]:
    """Other fixes that could move the same counts."""
    return fix_rules.overlapping(fix, stored.every(workspace.store))


def history(workspace: Workspace, fix_id: str) -> pd.DataFrame:
    """at (UTC), by, what (words), why of every change, oldest first."""
    log = stored.log(workspace.store, fix_id)
    return pd.DataFrame(dict(at=log["at"], by=log["by"], what=[in_words(made) for made in log["changes"]], why=log["why"]))


def in_words(made: Mapping[str, list]) -> str:
    """A change as a person reads it: "state: under way → shipped; shipped on: 2026-06-15"."""
    if "fix_id" in made:
        return "registered"
    return "; ".join(f"{name.replace('_id', '').replace('_', ' ')}: {_cell(old)} → {_cell(new)}" for name, (old, new) in made.items())


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(" ".join(map(str, each)) if isinstance(each, list) else str(each) for each in value) or "none"
    return "none" if value in (None, "") else str(value)


def _said(workspace: Workspace, fix: Fix) -> Fix:
    """Without personal data in what a colleague wrote, as posts are kept."""
    return replace(fix, **{name: plain(workspace, getattr(fix, name)) for name in ("title", "hypothesis", "reason", "owner", "verifier")})


def _tell_signals(connection: Connection, before: Fix | None, after: Fix, by: str, as_of: datetime) -> None:
    """A signal that a fix answers is with a fix; when its last fix goes, it is only acknowledged. One that has ended stays so."""
    had, has = _answered(before), _answered(after)
    others = {signal for fix in stored.read_all(connection) if fix.fix_id != after.fix_id for signal in _answered(fix)}
    for signal_id in sorted(has - had):
        signal = signals.found(connection, signal_id)
        if signal and signal["state"] in (*signal_states.UNANSWERED, signal_states.ACKNOWLEDGED, signal_states.DISMISSED):
            signal_states.change_within(connection, signal_id, signal_states.WITH_A_FIX, by, after.fix_id, as_of)
    for signal_id in sorted(had - has - others):
        signal = signals.found(connection, signal_id)
        if signal and signal["state"] == signal_states.WITH_A_FIX:
            signal_states.change_within(connection, signal_id, signal_states.ACKNOWLEDGED, by, f"{after.fix_id} is not for it any more", as_of)


def _answered(fix: Fix | None) -> set[str]:
    return set(fix.signals) if fix and fix.state != fixes.ABANDONED else set()


def _today(workspace: Workspace, as_of: datetime) -> date:
    return as_of.astimezone(workspace.settings.zone).date()

