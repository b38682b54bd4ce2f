"""Erasure: what is forgotten is nowhere in the workspace, byte for byte, and no door brings it back."""
from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest
from erasing import (
    AS_OF, HANDLE, NATIVE, PLAIN, TEXT, Rows, bring, forget_author, forget_post, gone, ids, left_in_files, row, run, stored,
)
from first_release import take_back
from sqlalchemy import select

from pipeline import marks
from pipeline.records import Filters
from pipeline.redact import pseudonym
from pipeline.store import Store, complaints, erasure, posts, published_version, runs, tables, topics
from pipeline.workspace import open_workspace


def test_after_forget_author_no_byte_of_the_workspace_tells_of_them(understood):
    pseudonyms = [pseudonym("x", HANDLE, understood.secret), "zorblaxed", "quimby", TEXT[:30], NATIVE, HANDLE]
    assert {word for _, word in left_in_files(understood, *pseudonyms)} == set(pseudonyms) - {""}
    with understood.store.write() as connection:
        connection.execute(tables.topics.update().values(typical=[f"x:{NATIVE}", "x:1"], edge=["x:7002"]))
    assert forget_author(understood, f"@{HANDLE.upper()}") == 3          # her two posts and the copy of one
    understood.store.engine.dispose()
    assert left_in_files(understood, *pseudonyms) == []


def test_after_forget_post_no_byte_of_it_is_left_and_the_authors_other_post_is(understood):
    assert forget_post(understood, f"https://x.com/{HANDLE}/status/{NATIVE}") == 2
    understood.store.engine.dispose()
    assert left_in_files(understood, NATIVE, TEXT[:30], "quimby") == []
    assert "x:7002" in ids(understood)


def test_a_reader_that_has_the_store_open_sees_the_post_no_more_and_the_bytes_go_too(understood):
    reader = Store.open(f"sqlite:///{understood.path / 'canary.db'}")
    before = reader.data_version()
    forget_post(understood, f"x:{NATIVE}")
    assert complaints.evidence_n(reader, Filters(), words="zorblaxed my") == 0 and reader.data_version() > before
    assert left_in_files(understood, NATIVE, "quimby") == []


def test_bytes_that_were_deleted_before_deletion_was_secure_go_too(workspace):
    bring(workspace, *(row(str(n), f"{TEXT} {n}", f"person{n}") for n in range(300)), row("a", PLAIN[0], HANDLE))
    workspace.store.engine.dispose()
    with closing(sqlite3.connect(workspace.path / "canary.db")) as raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("DELETE FROM posts WHERE text LIKE 'The engineer%'")
        raw.commit()
    assert left_in_files(workspace, "zorblaxed")
    forget_author(workspace)
    assert left_in_files(workspace, "zorblaxed") == []


@pytest.mark.parametrize("words", [("--author", f"@{HANDLE}"), ("--post", f"x:{NATIVE}"), ("--post", NATIVE, "--source", "x")])
def test_forget_shows_what_would_go_and_removes_nothing_before_yes(understood, canary, words):
    before, status_out = ids(understood), canary("forget", *words)
    assert status_out[0] == 0 and ids(understood) == before
    assert "Nothing was removed. It cannot be undone" in status_out[1] and "1 reposts of the same words by others" in status_out[1]
    assert status_out[1].splitlines()[1].split()[-2:] == ["2026-11-10", "2026-11-11" if "--author" in words else "2026-11-10"]
    assert canary("forget", *words, "--yes")[1].splitlines()[-2].startswith("Removed ") and f"x:{NATIVE}" not in ids(understood)


def test_a_call_of_forget_that_cannot_work_says_what_is_needed(workspace, canary):
    bring(workspace, row("1", PLAIN[0], "ben"))
    assert "needs --author HANDLE or --post ID" in canary("forget")[2] and canary("forget")[0] == 2
    assert "one of the two" in canary("forget", "--author", "a", "--post", "b")[2]
    assert "nothing was ever brought from it. Known: x." in canary("forget", "--author", "a", "--source", "y")[2]
    assert canary("forget", "--author", "@ ")[0] == 2


def test_what_was_forgotten_is_counted_when_it_is_imported_again_and_not_quarantined(understood):
    mine = [row(NATIVE, TEXT, HANDLE), row("7002", PLAIN[0] + " zorblaxed", HANDLE), row("7003", TEXT, HANDLE) | {"posted_at": "never"}]
    forget_author(understood)
    held_n = len(runs.held(understood.store, 999))
    assert bring(understood, *mine, key="again") == "0 added, 0 known already, 0 in quarantine, 3 forgotten"
    assert len(runs.held(understood.store, 999)) == held_n and left_in_files(understood, NATIVE, "zorblaxed", HANDLE) == []


@pytest.mark.parametrize("again", [
    row("9001", "Something new and quite different", HANDLE), row("9001", "And in other letters", f"@{HANDLE.title()}"), row(NATIVE, "An edited text"),
    row("9001", TEXT, "somebody_else"), row("9001", f"RT @{HANDLE}: “{TEXT.upper()}!!”", "somebody_else")])
def test_no_other_spelling_id_or_repost_brings_it_back(understood, again):
    forget_author(understood)
    assert bring(understood, again, key="again").endswith("1 forgotten")


def test_the_same_words_from_another_source_are_refused_and_another_author_of_that_name_there_is_not(understood):
    forget_author(understood)
    assert bring(understood, row("1", TEXT, "x"), source="mail", key="m").endswith("1 forgotten")
    assert bring(understood, row("2", PLAIN[1], HANDLE), source="mail", key="n").startswith("1 added")


def test_a_short_text_that_many_say_is_not_refused_to_the_others(workspace):
    bring(workspace, row("1", "My train is late again", HANDLE))
    forget_author(workspace)
    assert bring(workspace, row("2", "My train is late again", "ben"), key="b").startswith("1 added")


def test_only_the_named_source_forgets(workspace):
    for source in ("x", "mail"):
        bring(workspace, row("1", f"{PLAIN[0]} {source}", HANDLE), source=source, key=source)
    assert forget_author(workspace, source="mail") == 1
    assert ids(workspace) == {"x:1"}


def test_what_was_never_stored_is_refused_from_then_on(workspace):
    bring(workspace, row("1", PLAIN[0], "ben"))
    assert forget_author(workspace) == forget_post(workspace, "x:2") == 0
    assert bring(workspace, row("2", PLAIN[1], "cid"), row("3", PLAIN[2], HANDLE), key="b").endswith("2 forgotten")


def test_tombstones_tell_nothing_without_the_key(understood):
    forget_author(understood)
    with understood.store.read() as connection:
        laid = connection.execute(select(tables.tombstones.c.mark, tables.tombstones.c.kind)).all()
    assert {kind for _, kind in laid} == {"post", "author", "words"}
    assert (marks.of_author("x", HANDLE, understood.secret), "author") in laid
    assert marks.of_author("x", HANDLE, b"another") not in {mark for mark, _ in laid}


def test_a_reply_to_what_was_forgotten_stays_without_its_id_even_when_it_comes_later(understood):
    forget_post(understood, f"x:{NATIVE}")
    bring(understood, row("8009", "And here it is dead as well", "dee", in_reply_to=NATIVE), key="later")
    for post_id in ("x:8002", "x:8009"):
        assert (stored(understood, post_id)["in_reply_to"], stored(understood, post_id)["thread_id"]) == (None, post_id)
    assert left_in_files(understood, NATIVE) == []


def test_a_thread_whose_beginning_went_goes_on_with_its_next_post(workspace):
    bring(workspace, row("root", PLAIN[0], "ann"), row("b", PLAIN[2], "ann", 11, in_reply_to="root"), row("c", PLAIN[1], "cid", 12, in_reply_to="b"))
    run(workspace)
    assert stored(workspace, "x:b")["kind"] == "follow-up"
    gone(workspace, "x:root")
    run(workspace)
    assert {stored(workspace, post_id)["thread_id"] for post_id in ("x:b", "x:c")} == {"x:b"} and stored(workspace, "x:b")["kind"] == "complaint"


def test_a_post_gone_upstream_goes_its_copy_takes_its_place_and_it_does_not_come_back(understood):
    assert stored(understood, "x:8001")["copy_of"] == f"x:{NATIVE}"
    assert gone(understood, f"x:{NATIVE}", "x:never-seen") == [TEXT]
    run(understood)
    assert (stored(understood, "x:8001")["kind"], stored(understood, "x:8001")["copy_of"]) == ("complaint", None)
    assert bring(understood, row(NATIVE, TEXT, HANDLE), key="again").endswith("1 forgotten")


def test_an_original_loses_the_count_of_a_copy_that_went(understood):
    gone(understood, "x:8001")
    assert next(found for found in complaints.evidence(understood.store, Filters(), 1, post_ids=[f"x:{NATIVE}"]))["copies_n"] == 0


def test_counts_are_those_of_what_is_stored_after_the_next_run(understood):
    with understood.store.read() as connection:
        day_n = lambda: sum(connection.scalars(select(tables.daily.c.complaints_n)))  # noqa: E731
        before = day_n()
    forget_author(understood)
    run(understood)
    with understood.store.read() as connection:
        assert sum(connection.scalars(select(tables.daily.c.complaints_n))) == complaints.total_n(understood.store) < before


def test_a_day_that_lost_its_only_complaint_counts_nothing(workspace):
    bring(workspace, row("1", PLAIN[0], "ann", 3), row("2", PLAIN[2], "ben", 5))
    run(workspace)
    gone(workspace, "x:1")
    run(workspace)
    with workspace.store.read() as connection:
        assert [str(day) for day in connection.scalars(select(tables.daily.c.day))] == ["2026-11-05"]


def test_models_unlearn_the_words_and_assign_the_others_as_before(understood):
    before = published_version(understood.store)
    forget_author(understood)
    after = published_version(understood.store)
    assert after != before and not (understood.models / before).exists() and (understood.models / after).is_dir()
    run(understood)
    assert next(done for done in runs.latest(understood.store) if done["stage"] == "assign")["in_n"] <= 1


def test_a_card_of_the_first_release_loses_its_ids(understood):
    place = understood.models / published_version(understood.store) / "card.json"
    card = {name: value for name, value in json.loads(place.read_text()).items() if name != "card_sha256"}      # it had none yet
    place.write_text(json.dumps(card | {"first_post": f"x:{NATIVE}"}))
    forget_author(understood)
    assert left_in_files(understood, NATIVE) == []


def test_a_topic_called_by_forgotten_words_gets_another_name(understood):
    with understood.store.write() as connection:
        topic_id = topics.names(connection)[0]["topic_id"]
        topics.rename(connection, topic_id, "Zorblaxed my quimby", ("quimby", "bill", "phone"))
    forget_author(understood)
    with understood.store.read() as connection:
        named = {topic["topic_id"]: topic for topic in topics.names(connection)}[topic_id]
    assert (named["label"], named["keywords"]) == ("Bill, phone", ["bill", "phone"])


KILLED = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from pipeline import erase
from pipeline.store import erasure
from pipeline.workspace import open_workspace
import os, signal
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[2]
if where == "before the write": erase.tombstones.lay = die
if where == "within the write": erase._rename = die
if where == "before the wipe": erase.erasure.wipe = die
if where == "before the models": erase.unlearn = die
workspace = open_workspace(Path(sys.argv[1]))
erase.forget(workspace, erase.author_meant(workspace, sys.argv[3]), datetime(2026, 11, 16, tzinfo=UTC))
"""


@pytest.mark.parametrize("where", ["before the models", "before the write", "within the write", "before the wipe"])
def test_killed_at_any_instant_the_same_call_again_does_the_rest(understood, where):
    understood.store.engine.dispose()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(understood.path), where, HANDLE], capture_output=True, text=True)
    assert killed.returncode == -9, killed.stderr
    again = open_workspace(understood.path)
    forget_author(again)
    again.store.engine.dispose()
    assert left_in_files(again, NATIVE, HANDLE, "zorblaxed", "quimby") == []


def collected(workspace, *posts_: tuple[str, str, str]) -> None:
    """Posts as a source gives them: id, what it replies to, what began its thread."""
    from pipeline.rows import Reading, to_post
    from pipeline.redact import Redactor
    fields = {name: name for name in (*Rows.columns, "conversation")}
    reading = Reading("x", fields, (), "x", workspace.settings.zone, Redactor(("GB",)), workspace.secret, AS_OF, 5000)
    read = [(n, to_post(n, row(native, f"{PLAIN[0]} {native}", in_reply_to=parent, conversation=thread), reading))
            for n, (native, parent, thread) in enumerate(posts_, start=1)]
    with workspace.store.write() as connection:
        posts.add_rows(connection, posts.Origin("x", "page", "page"), read, (), workspace.settings.zone, AS_OF)


def test_the_id_of_a_thread_does_not_come_back_with_its_later_replies(workspace):
    collected(workspace, ("20000001", "", "20000001"), ("20000002", "20000001", "20000001"))
    forget_post(workspace, "20000001", "x")
    collected(workspace, ("20000003", "20000002", "20000001"))
    assert {stored(workspace, f"x:2000000{n}")["thread_id"] for n in (2, 3)} == {"x:20000002"}
    assert left_in_files(workspace, "20000001") == []


def test_a_post_that_is_not_stored_goes_from_the_replies_to_it(workspace):
    collected(workspace, ("20000003", "20000002", "20000001"))
    assert forget_post(workspace, "x:20000001") == forget_post(workspace, "x:20000002") == 0
    assert left_in_files(workspace, "20000001", "20000002") == []


def test_a_cursor_that_stands_at_a_forgotten_post_steps_back_and_no_other_does(workspace):
    from pipeline.store import cursors
    collected(workspace, ("20000001", "", ""))
    with workspace.store.write() as connection:
        cursors.move(connection, "x", {"since_id": "20000001", "n": 120000001, "other": "120000001"})
        cursors.move(connection, "y", {"since_id": "20000001"})
    forget_post(workspace, "x:20000001")
    assert cursors.read(workspace.store, "x")[0] == {"since_id": "20000000", "n": 120000001, "other": "120000001"}
    assert cursors.read(workspace.store, "y")[0] == {"since_id": "20000001"}


def test_forget_waits_for_a_collection_that_runs(workspace, canary):
    from pipeline.lock import only_one
    bring(workspace, row("1", PLAIN[0], "ben"))
    with only_one(workspace.path / "collect.lock", "a collection"):
        status, _, errors = canary("forget", "--post", "x:1", "--yes")
    assert status == 1 and "try again when that has ended" in errors and ids(workspace) == {"x:1"}


def test_a_store_of_the_first_release_learns_to_forget(workspace):
    bring(workspace, row("1", TEXT, HANDLE))
    workspace.store.engine.dispose()
    take_back(workspace.path / "canary.db")
    older = open_workspace(workspace.path)
    assert forget_author(older) == 1
    assert bring(older, row("1", TEXT, HANDLE), key="again").endswith("1 forgotten")


def test_a_reader_that_keeps_old_pages_open_is_told_and_the_next_call_does_the_rest(workspace, monkeypatch):
    from pipeline.errors import StoreError
    from pipeline.store import engine, erasure
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT_MS", 20)
    bring(workspace, row("1", TEXT, HANDLE))
    impatient = open_workspace(workspace.path)
    with closing(sqlite3.connect(workspace.path / "canary.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM posts").fetchall()
        with pytest.raises(StoreError, match="another program kept the old pages of the file open, most often an open dashboard. Stop it and say the same again"):
            forget_author(impatient)
        assert ids(impatient) == set() and erasure.is_unwiped(impatient.store)
    forget_author(impatient)
    assert left_in_files(impatient, "zorblaxed") == [] and not erasure.is_unwiped(impatient.store)


@pytest.mark.parametrize("verb", [("forget", "--author", HANDLE, "--yes"), ("sweep",)])
def test_a_repeat_says_that_the_last_bytes_are_gone(workspace, canary, verb):
    settings = workspace.path / "canary.toml"
    settings.write_text(settings.read_text() + '[sources.inbox]\nkind = "folder"\npath = "inbox"\n')
    bring(workspace, row("1", TEXT, HANDLE))
    forget_author(workspace)
    assert "last bytes" not in canary(*verb)[1]
    with workspace.store.write() as connection:
        erasure.set_meta(connection, "unwiped", "1")
    assert "The last bytes are gone of what was removed before." in canary(*verb)[1] and not erasure.is_unwiped(workspace.store)


@pytest.mark.parametrize("words, who", [(("--post", "nope"), "this id"), (("--author", "nobody"), "this author")])
def test_where_nothing_was_stored_nothing_is_called_removed(workspace, canary, words, who):
    bring(workspace, row("1", PLAIN[0], "ben"))
    assert canary("forget", *words, "--yes")[1].splitlines()[-1] == f"Nothing was removed; {who} will be refused if it ever comes."


def test_what_was_removed_is_counted_and_the_next_step_names_the_workspace(workspace, canary):
    bring(workspace, row("1", PLAIN[0], HANDLE), row("2", PLAIN[1], HANDLE), row("3", PLAIN[2], HANDLE) | {"posted_at": "never"})
    assert canary("forget", "--author", HANDLE, "--yes")[1].splitlines()[-2:] == [
        "Removed 2 posts and 1 row in quarantine; they are refused from now on.",
        f"Next, to bring the counts up to date: python -m pipeline --workspace {workspace.path} run"]


def test_status_counts_what_is_refused(understood, canary):
    forget_author(understood)
    gone(understood, "x:1")
    out = canary("status")[1]
    assert "posts refused from now on: 3 forgotten, 1 gone" in out and "STOPPED MIDWAY: a removal" in out


def test_the_verbs_have_help_with_an_example(canary):
    for verb in ("forget", "sweep"):
        assert f"Example: python -m pipeline {verb}" in canary(verb, "--help")[1]


def test_another_text_in_quarantine_goes_with_its_post(workspace):
    bring(workspace, row("1", "first text", HANDLE), row("1", "quite another text of it", HANDLE))
    forget_post(workspace, "x:1")
    assert runs.held(workspace.store, 9) == []
