"""Sweep: sources are asked which posts are gone, the longest unasked first, within the budget, from where the last one stopped."""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from pipeline.errors import LimitedError, SourceError
from pipeline.records import Post
from pipeline.store import heartbeats, posts, runs, spending, tables
from pipeline.sweep import sweep, todo_n
from pipeline.workspace import Workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


@dataclass
class Public:
    """A source that knows which of its posts are gone, and remembers what it was asked."""

    deleted: frozenset[str] | None = frozenset()
    fails_at: int = 0
    error: SourceError = field(default_factory=lambda: SourceError("x: cannot be reached"))
    name: str = "x"
    asked: list[list[str]] = field(default_factory=list)

    def gone(self, native_ids, allow):
        allow(len(native_ids))
        self.asked.append(list(native_ids))
        if len(self.asked) == self.fails_at:
            raise self.error
        return None if self.deleted is None else self.deleted & set(native_ids)


def store_posts(workspace: Workspace, first: int, last: int, source: str = "x") -> None:
    batch = [(n, Post(f"{source}:{n:04d}", source, source, AS_OF - timedelta(days=1), f"text number {n}", f"key {n}")) for n in range(first, last)]
    with workspace.store.write() as connection:
        posts.add_rows(connection, posts.Origin(source, "key", "file"), batch, (), workspace.settings.zone, AS_OF)


def limited(workspace: Workspace, posts_n: int) -> Workspace:
    settings = workspace.settings
    return replace(workspace, settings=settings.model_copy(update={"budget": settings.budget.model_copy(update={"posts_per_day": posts_n})}))


def ids(workspace: Workspace) -> set[str]:
    with workspace.store.read() as connection:
        return set(connection.scalars(select(tables.posts.c.post_id)))


def go(workspace: Workspace, source: Public, as_of: datetime = AS_OF):
    return sweep(workspace, source, "x", as_of, lambda _: None)


def test_posts_that_are_gone_are_removed_and_the_others_marked_as_asked(workspace):
    store_posts(workspace, 0, 250)
    store_posts(workspace, 0, 3, "mail")
    source = Public(frozenset({"0007", "0249"}))
    done = go(workspace, source)
    assert (done.in_n, done.out_n, done.note) == (250, 2, "x: 2 gone")
    assert list(map(len, source.asked)) == [100, 100, 50] and not {"x:0007", "x:0249"} & ids(workspace) and len(ids(workspace)) == 251
    assert todo_n(workspace, "x", AS_OF) == 0


def test_nobody_is_asked_again_before_the_days_of_the_setting_are_over(workspace):
    store_posts(workspace, 0, 10)
    go(workspace, Public())
    assert go(workspace, soon := Public(), AS_OF + timedelta(days=6)).in_n == 0 and soon.asked == []
    assert go(workspace, Public(), AS_OF + timedelta(days=8)).in_n == 10


def test_it_stops_at_the_budget_and_the_next_goes_on_with_those_never_asked(workspace):
    store_posts(workspace, 0, 250)
    tight = limited(workspace, 200)
    done = go(tight, first := Public())
    assert done.in_n == 200 and "the budget of this day is 200 posts" in done.note and len(first.asked) == 2
    go(tight, second := Public(), AS_OF + timedelta(days=1))
    assert [id_ for batch in second.asked for id_ in batch] == [f"{n:04d}" for n in range(200, 250)]


def test_new_posts_come_first_and_then_the_longest_unasked(workspace):
    store_posts(workspace, 0, 100)
    go(workspace, Public())
    store_posts(workspace, 100, 200)
    go(workspace, Public(), AS_OF + timedelta(days=1))
    store_posts(workspace, 200, 300)
    go(workspace, last := Public(), AS_OF + timedelta(days=20))
    assert [batch[0] for batch in last.asked] == ["0200", "0000", "0100"]


@pytest.mark.parametrize("error, state", [(SourceError("x: cannot be reached"), None), (LimitedError("x: wait", AS_OF + timedelta(hours=1)), "waiting")])
def test_a_source_that_fails_midway_leaves_what_was_found_done(workspace, error, state):
    store_posts(workspace, 0, 250)
    with pytest.raises(SourceError, match="^x: "):
        go(workspace, Public(frozenset({"0007", "0107"}), fails_at=2, error=error))
    assert "x:0007" not in ids(workspace) and "x:0107" in ids(workspace) and todo_n(workspace, "x", AS_OF) == 150
    assert heartbeats.every(workspace.store).get("x", {}).get("state") == state


def test_a_source_that_asked_to_wait_is_not_asked(workspace):
    store_posts(workspace, 0, 10)
    with pytest.raises(LimitedError):
        go(workspace, Public(fails_at=1, error=LimitedError("x: wait", AS_OF + timedelta(hours=1))))
    with pytest.raises(LimitedError, match="asked to wait until 2026-11-16 07:00 UTC"):
        go(workspace, early := Public(), AS_OF + timedelta(minutes=30))
    assert early.asked == [] and go(workspace, Public(), AS_OF + timedelta(hours=2)).in_n == 10


def test_a_source_that_cannot_say_is_asked_once_and_nothing_goes(workspace):
    store_posts(workspace, 0, 250)
    done = go(workspace, source := Public(None))
    assert (done.in_n, len(source.asked), done.note) == (0, 1, "x: 0 gone; x cannot say which posts are gone")
    assert len(ids(workspace)) == 250


def test_what_was_asked_is_paid_for(workspace):
    store_posts(workspace, 0, 150)
    go(workspace, Public())
    with workspace.store.read() as connection:
        spent = spending.between(connection, AS_OF.date(), AS_OF.date(), "x")
    assert (spent.calls_n, spent.posts_n) == (2, 150)


def test_a_call_that_failed_is_not_paid_for(workspace):
    store_posts(workspace, 0, 150)
    with pytest.raises(SourceError):
        go(workspace, Public(fails_at=2))
    assert spending.day_and_month(workspace.store, AS_OF.date(), "x")[0].posts_n == 100


def test_no_byte_of_what_was_gone_is_left(workspace):
    store_posts(workspace, 0, 150)
    with workspace.store.write() as connection:
        connection.execute(tables.posts.update().where(tables.posts.c.post_id == "x:0100").values(text="zorblax quimby"))
    go(workspace, Public(frozenset({"0100"})))
    assert not any(b"zorblax" in path.read_bytes() for path in workspace.path.rglob("*") if path.is_file())


def test_a_sweep_is_a_stage_that_is_written_down(workspace):
    store_posts(workspace, 0, 3)
    go(workspace, Public(frozenset({"0001"})))
    assert [(row["stage"], row["in_n"], row["out_n"]) for row in runs.latest(workspace.store)] == [("sweep", 3, 1)]


def test_the_verb_says_what_is_missing(workspace, canary):
    status, _, errors = canary("sweep")
    assert status == 2 and "no source is configured" in errors
