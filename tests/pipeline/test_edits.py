"""Edits: a text that its author changed upstream is replaced and understood anew; a file never changes one."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from erasing import AS_OF, NATIVE, PLAIN, Rows, bring, row, run, stored
from sqlalchemy import select

from pipeline.collect import Asked, import_rows
from pipeline.records import Post
from pipeline.store import complaints, posts, tables


def edit(workspace, text: str, edited_at: datetime | None, native: str = "1"):
    post = Post(f"x:{native}", "x", "x", AS_OF - timedelta(days=5), text, f"key {text}", author_id="ann", words_n=9, edited_at=edited_at,
                attributes={"region": text[:3]})
    with workspace.store.write() as connection:
        return posts.add_rows(connection, posts.Origin("x", "page", "page"), [(1, post)], (), workspace.settings.zone, AS_OF)


def test_an_edit_that_the_source_tells_of_replaces_the_text_and_is_understood_anew(workspace):
    edit(workspace, PLAIN[0], None)
    run(workspace)
    done = edit(workspace, "Thank you, all is well, lovely people", datetime(2026, 11, 12, tzinfo=UTC))
    assert (done.edited_n, done.known_n, done.quarantined_n) == (1, 0, 0) and stored(workspace, "x:1")["kind"] is None
    run(workspace)
    assert stored(workspace, "x:1")["kind"] == "other" and complaints.total_n(workspace.store) == 0
    with workspace.store.read() as connection:
        assert list(connection.scalars(select(tables.attributes.c.value))) == ["Tha"]


@pytest.mark.parametrize("first, second, kept, counted", [
    (None, None, "one", "quarantined_n"), (None, 12, "two", "edited_n"), (12, 12, "one", "known_n"), (12, 11, "one", "known_n"),
    (11, 12, "two", "edited_n"), (12, None, "one", "quarantined_n")])
def test_only_a_later_edit_replaces_a_text(workspace, first, second, kept, counted):
    moment = lambda day: day and datetime(2026, 11, day, tzinfo=UTC)  # noqa: E731
    edit(workspace, "one", moment(first))
    assert getattr(edit(workspace, "two", moment(second)), counted) == 1
    assert stored(workspace, "x:1")["text"] == kept


def test_an_edited_post_is_no_example_any_more_and_its_copies_are_looked_at_anew(understood):
    with understood.store.write() as connection:
        connection.execute(tables.topics.update().values(typical=[f"x:{NATIVE}", "x:1"], edge=[]))
    edit(understood, "Thank you, all is well, lovely people", datetime(2026, 11, 12, tzinfo=UTC), NATIVE)
    with understood.store.read() as connection:
        assert list(connection.scalars(select(tables.topics.c.typical).distinct())) == [["x:1"]]
    assert stored(understood, "x:8001")["copy_of"] is None


def test_a_file_never_edits_even_with_a_column_of_that_name(workspace):
    bring(workspace, row("1", "first text"))
    rows = Rows(row("1", "second text", edited_at="2026-11-12"))
    rows.columns = (*rows.columns, "edited_at")
    assert import_rows(workspace, rows, Asked("x", {}), AS_OF, lambda _: None).note == "0 added, 0 known already, 1 in quarantine"
