"""How each configured source is: state, last success, what waits, what was spent, and whether it has been silent too long."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipeline.budget import money
from pipeline.settings import Settings
from pipeline.store import Store, heartbeats, runs, spending
from pipeline.store.spending import Spent

NEVER, STOPPED = "never run", "stopped"


@dataclass(frozen=True)
class SourceState:
    """A configured source. state: never run, running, stopped, well, waiting, over budget or failing; message: what is wrong, in words.

    posts_n and last_post_at: of what is stored of it. silence: why it counts as silent, "" when it does not.
    """

    name: str
    kind: str
    state: str
    message: str
    tried_at: datetime | None
    succeeded_at: datetime | None
    not_before: datetime | None
    added_n: int
    backlog: str
    posts_n: int
    last_post_at: datetime | None
    today: Spent
    month: Spent
    silence: str


def states(store: Store, settings: Settings, as_of: datetime, is_collecting: bool = True) -> list[SourceState]:
    """Every source of canary.toml, in its order. is_collecting: does a collection hold the lock; without one none is running."""
    beats, stored = heartbeats.every(store), {row["source"]: row for row in runs.by_source(store)}
    found = []
    for name, values in settings.sources.items():
        beat, posts = beats.get(name, {}), stored.get(name, {})
        if beat.get("state") == "running" and not is_collecting:
            beat = beat | dict(state=STOPPED, message="the last collection was stopped midway; the next goes on, nothing is lost or doubled")
        today, month = spending.day_and_month(store, as_of.astimezone(UTC).date(), name)
        found.append(SourceState(
            name, values["kind"], beat.get("state", NEVER), beat.get("message", ""), beat.get("tried_at"), beat.get("succeeded_at"),
            beat.get("not_before"), beat.get("added_n", 0), beat.get("backlog", ""), posts.get("posts_n", 0), posts.get("last_at"), today, month,
            silence(beat.get("succeeded_at"), beat.get("first_tried_at"), posts.get("last_at"), as_of, settings.collect.silent_days)))
    return found


def silence(succeeded_at: datetime | None, first_tried_at: datetime | None, last_post_at: datetime | None, as_of: datetime, days: float) -> str:
    """Why a source counts as silent; "" when it does not, or was never asked. Its days count from the first time that it was asked."""
    before = as_of - timedelta(days=days)
    if first_tried_at is None or first_tried_at >= before:
        return ""
    if succeeded_at is None or succeeded_at < before:
        return "no collection has succeeded " + (f"since {succeeded_at:%d %b %Y}" if succeeded_at else "yet")
    if last_post_at is None or last_post_at < before:
        return "has brought nothing " + (f"since {last_post_at:%d %b %Y}" if last_post_at else "yet")
    return ""


def budget_lines(store: Store, settings: Settings, as_of: datetime) -> list[str]:
    """What is spent of the budget of the day and of the month."""
    limits = settings.budget
    today, month = spending.day_and_month(store, as_of.astimezone(UTC).date())
    return [
        f"budget of the {period} (UTC): {spent.posts_n:,} of {most_n:,} posts, {money(spent.micros)} of {most:,.2f} {limits.currency}"
        for period, spent, most_n, most in (("day", today, limits.posts_per_day, limits.money_per_day),
                                            ("month", month, limits.posts_per_month, limits.money_per_month))]
