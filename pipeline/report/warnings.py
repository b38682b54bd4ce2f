"""What makes a week's numbers less than whole. Pure: each is a mapping with a "kind", worded by the mail.

no data · data end (on) · early (days, needed_days) · unclear (complaints_n, of_n): most point to no touchpoint · waiting (posts_n): not read by the stages yet ·
unsorted (complaints_n): not in the topics yet · unjudged (until): not watched to the end of the week · unlearned (complaints_n, needed_n): no model
yet · model (fault: touchpoints | broken | old, learned_on) · gap, start, stop, jump, flood, campaign (scope, target, name, first_day, last_day, observed_n,
usual_n, people_n): notes · silent (source, since): brings nothing · failing (source, state): is not being collected.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.report.around import Around
from pipeline.source_states import silence

KINDS = ("no data", "data end", "early", "unclear", "waiting", "unsorted", "unjudged", "unlearned", "model", "gap", "start", "stop", "jump", "flood", "campaign",
         "silent", "failing")
OLD_WEEKS = 26
"""A model that learned longer ago has not seen what people say now."""
_WRONG_STATES = ("failing", "over budget", "waiting")
_ONCE_WEEKS = 12         # a file brought once, longer ago, is no source that fell silent

Fact = dict[str, Any]


def of_notes(notes: Iterable[Mapping[str, Any]], around: Around) -> list[Fact]:
    """The notes (rows of the table) that touch the week, as long as they had lasted by its end; oldest first."""
    touching = [note for note in notes if note["first_day"] <= around.sunday and (note["last_day"] is None or note["last_day"] >= around.monday)]
    touching = [note for note in touching if note["kind"] != "start" or note["first_day"] >= around.monday]
    return [_note(note, around) for note in sorted(touching, key=lambda note: (note["first_day"], note["note_id"])) if note["target"] not in around.hidden]


def of_sources(beats: Mapping[str, Mapping[str, Any]], last_days: Mapping[str, date], silent_days: float, ends_at: datetime, around: Around) -> list[Fact]:
    """Sources that were asked and fail, or brought nothing for too long at the end of the week. beats: rows of `heartbeats`; last_days: source -> day of its
    last post by then."""
    found: list[Fact] = []
    for source in sorted({*beats, *last_days}):
        last, beat = last_days.get(source), beats.get(source)
        if beat and beat["state"] in _WRONG_STATES:
            found.append(dict(kind="failing", source=source, state=beat["state"]))
        elif beat and silence(beat["succeeded_at"], beat["first_tried_at"], last and ends_at - timedelta(days=(around.sunday - last).days), ends_at, silent_days):
            found.append(dict(kind="silent", source=source, since=last.isoformat() if last else None))
        elif not beat and silent_days <= (around.sunday - last).days < 7 * _ONCE_WEEKS:
            found.append(dict(kind="silent", source=source, since=last.isoformat()))
    return found


def of_model(version: str | None, fault: str | None, learned_on: date | None, around: Around) -> list[Fact]:
    """fault: "touchpoints" (learned from others than those of now), "broken" or None."""
    is_old = learned_on is not None and (around.sunday - learned_on).days > 7 * OLD_WEEKS
    what = fault or ("old" if is_old else None)
    return [dict(kind="model", fault=what, learned_on=learned_on.isoformat() if learned_on else None)] if version and what else []


def _note(note: Mapping[str, Any], around: Around) -> Fact:
    last = note["last_day"] if note["last_day"] is not None and note["last_day"] <= around.sunday else None
    name = around.names.topics.get(note["target"], note["target"]) if note["scope"] == "topic" else note["target"]
    return dict(kind=note["kind"], scope=note["scope"], target=note["target"], name=name, first_day=note["first_day"].isoformat(), last_day=last.isoformat() if last else None,
                observed_n=note["observed_n"], usual_n=note["usual_n"], people_n=around.masked(note["people_n"]))
