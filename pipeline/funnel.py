"""What nobody acts on: how far what was heard has come, and what waits for whom, since when. Replying moves nothing here. Pure.

A topic's step is the furthest that a person took it: heard, owner (its touchpoint has one), acknowledged (somebody answered its signal, or proposed a fix),
under way, shipped, verified. A fix that had no effect or came back leaves its topic acknowledged: it needs another.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline import fixes, signal_states
from pipeline.fixes import Fix

STEPS = ("heard", "owner", "acknowledged", "under way", "shipped", "verified")
MANY_REPLIES = 5         # company replies in the span: fewer may be chance
MANY_A_PERSON = 0.2      # … and one for every fifth person heard: where a company answers a little everywhere, not every topic has many
_FIRING_DAYS = 28        # after shipping a signal may stay up so long before it counts as still firing: the first planned look
_STEP_OF_FIX = {fixes.PROPOSED: 2, fixes.UNDER_WAY: 3, fixes.SHIPPED: 4, fixes.NOT_YET_KNOWN: 4, fixes.VERIFIED: 5, fixes.NO_EFFECT: 2, fixes.CAME_BACK: 2}
_ANSWERED = (signal_states.ACKNOWLEDGED, signal_states.WITH_A_FIX, signal_states.DISMISSED)
_WAITS_FOR = ("an owner", "a fix", "a fix", "shipping", "a verdict", "")
WAITS_FOR = tuple(dict.fromkeys([*filter(None, _WAITS_FOR), "another fix", "work to begin", "somebody to look"]))
"""Everything that a topic may wait for."""
_RANK = {"many replies and no fix": 0, "called solved and still firing": 1, "a signal is up": 2, "": 3}
STEP_COLUMNS = tuple(f"{step.replace(' ', '_')}_n" for step in STEPS)
WAIT_COLUMNS = ["topic_id", "label", "touchpoint_id", "owner", "people_n", "replies_n", "step", "waits_for", "since", "age_days", "why", "signal_id", "fix_id"]


def by_touchpoint(heard: pd.DataFrame, steps: Mapping[str, int], owners: Mapping[str, str]) -> pd.DataFrame:
    """How many of the people heard at each touchpoint stand at each step or beyond, most people first.

    heard: touchpoint_id (NaN: unclear), topic_id, people_n. steps: topic -> position in STEPS. owners: touchpoint -> owner.
    Returns touchpoint_id (NaN: unclear), owner and STEP_COLUMNS, a column of people for each of STEPS.
    """
    step = heard["topic_id"].map(steps).fillna(0).astype(int)
    has_owner = heard["touchpoint_id"].map(lambda one: bool(owners.get(one)))
    step = step.where(has_owner, 0).clip(lower=has_owner.astype(int))
    counted = heard.assign(**{name: heard["people_n"].where(step >= n, 0) for n, name in enumerate(STEP_COLUMNS)})
    table = counted.groupby("touchpoint_id", dropna=False)[list(STEP_COLUMNS)].sum().reset_index()
    table = table.sort_values("heard_n", ascending=False, kind="stable", ignore_index=True)
    return table.assign(owner=[owners.get(one, "") for one in table["touchpoint_id"]])[["touchpoint_id", "owner", *STEP_COLUMNS]]


def waits(topics: pd.DataFrame, signals: Sequence[Mapping[str, Any]], register: Sequence[Fix], owners: Mapping[str, str], today: date) -> pd.DataFrame:
    """A row a topic that is not verified, what stands there longest and loudest in words first; columns WAIT_COLUMNS.

    topics: topic_id, label, touchpoint_id (NaN: unclear), people_n, replies_n (both of the span), first_on (date). since: the day on which it began to wait
    for what it waits for. why: a key of what is worst about it, "" when nothing is.
    """
    rows = [_waiting(topic, _of_topic(topic, signals), _of_fixes(topic, register), owners, today) for topic in topics.to_dict("records")]
    rows = [row for row in rows if row["waits_for"]]
    rows.sort(key=lambda row: (_RANK[row["why"]], row["waits_for"] == "a verdict", -row["replies_n"] if row["why"] == "many replies and no fix" else 0,
                               -row["people_n"] * max(1, row["age_days"]), row["topic_id"]))
    return pd.DataFrame(rows, columns=WAIT_COLUMNS)


def step_of(topic: Mapping[str, Any], signals: Sequence[Mapping[str, Any]], register: Sequence[Fix], owners: Mapping[str, str]) -> int:
    """Position in STEPS of a topic (topic_id, touchpoint_id)."""
    own_signals, own_fixes = _of_topic(topic, signals), _of_fixes(topic, register)
    reached = [1] if owners.get(topic["touchpoint_id"]) else [0]
    reached += [2] if any(signal["state"] in _ANSWERED for signal in own_signals) else []
    return max(reached + [_STEP_OF_FIX[fix.state] for fix in own_fixes])


def still_firing(signals: Sequence[Mapping[str, Any]], register: Sequence[Fix], today: date) -> list[tuple[Fix, Mapping[str, Any]]]:
    """Fixes that are verified, or shipped four weeks ago, beside a signal of their own that is up."""
    return [(fix, signal) for fix in register if _is_called_solved(fix, today)
            for signal in signals if _is_up(signal) and (signal["signal_id"] in fix.signals or signal["level"] == "topic" and signal["target_id"] in fix.topics)]


def days_to(signals: Sequence[Mapping[str, Any]], answered: Mapping[str, date], register: Sequence[Fix], fell: Mapping[str, date]) -> pd.DataFrame:
    """Days from a signal until it had an owner, was acknowledged, had a fix, one that shipped, and a fall that was verified; a row a signal.

    answered: signal -> day of the first answer by a person; fell: fix -> day on which its fall was known. Returns signal_id, raised_on, owner, acknowledged,
    fix, shipped, verified: days as floats, NaN where it has not happened.
    """
    rows = []
    for signal in signals:
        own = [fix for fix in register if signal["signal_id"] in fix.signals and fix.state != fixes.ABANDONED]
        first = {"owner": signal["raised_on"] if signal["owner"] else None, "acknowledged": answered.get(signal["signal_id"]),
                 "fix": min((fix.decided_on or fix.made_at.date() for fix in own), default=None),
                 "shipped": min((fix.shipped_on for fix in own if fix.shipped_on), default=None),
                 "verified": min((fell[fix.fix_id] for fix in own if fix.fix_id in fell), default=None)}
        rows.append({"signal_id": signal["signal_id"], "raised_on": signal["raised_on"]} | {
            name: float(max(0, (day - signal["raised_on"]).days)) if day else float("nan") for name, day in first.items()})
    return pd.DataFrame(rows, columns=["signal_id", "raised_on", "owner", "acknowledged", "fix", "shipped", "verified"])


def _waiting(topic: Mapping[str, Any], signals: list, own: list[Fix], owners: Mapping[str, str], today: date) -> dict[str, Any]:
    step, live = step_of(topic, signals, own, owners), [fix for fix in own if fix.state not in (fixes.NO_EFFECT, fixes.CAME_BACK)]
    up = [signal for signal in signals if _is_up(signal)]
    fix = max(live or own, key=lambda one: (_STEP_OF_FIX[one.state], one.made_at), default=None)
    since = _since(topic, up, fix, step)
    firing = still_firing(up, own, today)
    why = "called solved and still firing" if firing else ""
    if not live:
        is_many = topic["replies_n"] >= max(MANY_REPLIES, MANY_A_PERSON * topic["people_n"])
        why = "many replies and no fix" if is_many else "a signal is up" if up else ""
    return {name: topic[name] for name in ("topic_id", "label", "touchpoint_id", "people_n", "replies_n")} | dict(
        owner=fix.owner if fix else owners.get(topic["touchpoint_id"], ""), step=STEPS[step], waits_for=_what(step, fix, bool(firing), up), since=since, age_days=(today - since).days,
        why=why, signal_id=up[0]["signal_id"] if up else None, fix_id=fix.fix_id if fix else None)


def _what(step: int, fix: Fix | None, is_firing: bool, up: Sequence[Mapping[str, Any]]) -> str:
    """What the topic waits for; "" where nothing is left to do."""
    if is_firing or fix and fix.state in (fixes.NO_EFFECT, fixes.CAME_BACK):
        return "another fix"
    if fix and fix.state == fixes.PROPOSED:
        return "work to begin"
    return "somebody to look" if step == 1 and any(signal["state"] in signal_states.UNANSWERED for signal in up) else _WAITS_FOR[step]


def _since(topic: Mapping[str, Any], up: Sequence[Mapping[str, Any]], fix: Fix | None, step: int) -> date:
    """The day of the last thing that a person did for it; where nobody did anything, of the rise or of the first complaint."""
    if fix:
        return {fixes.PROPOSED: fix.decided_on, fixes.UNDER_WAY: fix.started_on}.get(fix.state, fix.shipped_on) or fix.made_at.date()
    return min((signal["raised_on"] for signal in up), default=topic["first_on"])


def _of_topic(topic: Mapping[str, Any], signals: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Its own signals and those of its touchpoint, oldest first."""
    wanted = {("topic", topic["topic_id"]), ("touchpoint", topic["touchpoint_id"])}
    return sorted((signal for signal in signals if (signal["level"], signal["target_id"]) in wanted), key=lambda signal: (signal["raised_on"], signal["signal_id"]))


def _of_fixes(topic: Mapping[str, Any], register: Sequence[Fix]) -> list[Fix]:
    return [fix for fix in register if topic["topic_id"] in fix.topics and fix.state != fixes.ABANDONED]


def _is_up(signal: Mapping[str, Any]) -> bool:
    return signal["ended_on"] is None and signal["state"] != signal_states.DISMISSED


def _is_called_solved(fix: Fix, today: date) -> bool:
    return fix.state == fixes.VERIFIED or fix.state in (fixes.SHIPPED, fixes.NOT_YET_KNOWN) and (today - fix.shipped_on).days - fix.lag_days >= _FIRING_DAYS
