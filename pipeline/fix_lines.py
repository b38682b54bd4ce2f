"""A fix in lines to read on a terminal. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline import verdict_words
from pipeline.fixes import CAME_BACK, STATES, Fix


def about(fix: Fix, touchpoint_ids: Sequence[str], overlapping: Sequence[Fix]) -> list[str]:
    """What it is, whose, and what stands in the way of telling whether it helped."""
    lines = [f"{fix.fix_id}: {fix.title}", f"{fix.state}, at {fix.touchpoint_id}, topics {', '.join(fix.topics) or 'none'}",
             f"owner {fix.owner}, verified by {fix.verifier or 'nobody yet: name somebody with fix edit --verifier'}"]
    if fix.hypothesis or fix.expected_fall:
        fall = f"{100 * fix.expected_fall:.0f} % of the complaints should go" if fix.expected_fall else ""
        lines.append("; ".join(part for part in (fix.hypothesis, fall, f"by {fix.due_on}" if fix.due_on else "") if part))
    days = [f"{word} {day}" for word, day in (("decided", fix.decided_on), ("started", fix.started_on), ("shipped", fix.shipped_on)) if day]
    lines += [", ".join(days)] if days else []
    lines += [f"only {', '.join(f'{name}={value}' for name, value in fix.scope)}"] if fix.scope else []
    lines += [f"shipped to {name}={value} on {day}" for name, value, day in fix.stages]
    lines += [f"answers {', '.join(fix.signals)}"] if fix.signals else []
    lines += [f"abandoned: {fix.reason}"] if fix.reason else []
    lines += list(fix.links)
    if fix.touchpoint_id not in touchpoint_ids:
        lines.append(f"'{fix.touchpoint_id}' is in touchpoints.yaml no more; its topics are counted as before. Name another with fix edit --touchpoint.")
    return lines + [f"{other.fix_id} ({other.state}) is about the same complaints: while both are judged, none can be told from the other" for other in overlapping]


def said(row: Mapping[str, Any] | None, answers: Mapping[str, int] | None) -> list[str]:
    """The verdict aloud, the plain facts, what would help, and what complainants answered."""
    lines = [] if row is None else [verdict_words.sentence(row), verdict_words.facts(row), *verdict_words.what_helps(row)]
    if answers:
        asked_n = sum(answers[name] for name in ("better", "same", "worse"))
        lines.append(f"asked, {asked_n} answered: {answers['better']} better, {answers['same']} the same, {answers['worse']} worse (no part of the verdict)")
    return [line for line in lines if line]


def row_of(fix: Fix, verdict: Mapping[str, Any] | None) -> tuple:
    """A row of `fix list`: fix, title, touchpoint, owner, state, shipped, verdict."""
    return (fix.fix_id, fix.title, fix.touchpoint_id, fix.owner, fix.state, str(fix.shipped_on) if fix.shipped_on else None,
            verdict_words.sentence(verdict) if verdict else None)


def of_status(register: Sequence[Fix], latest: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """How many fixes are in which state, and for each that came back whose it is; nothing where there are none."""
    counted = {state: sum(fix.state == state for fix in register) for state in STATES}
    told = ", ".join(f"{n} {state}" for state, n in counted.items() if n)
    lines = [f"fixes: {told}"] if told else []
    return lines + [f"CAME BACK: {fix.fix_id} ({fix.title}), owner {fix.owner}: {verdict_words.came_back(latest[fix.fix_id])}"
                    for fix in register if fix.state == CAME_BACK and fix.fix_id in latest]
