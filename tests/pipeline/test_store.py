"""The store: run twice, killed midway, read while written: nothing lost, nothing doubled."""
from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from first_release import take_back
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from pipeline.errors import StoreError
from pipeline.records import Filters, Post, Rejected
from pipeline.store import Store, complaints, counts, posts, runs
from pipeline.store.engine import SCHEMA_VERSION, set_meta
from pipeline.store.tables import attributes
from pipeline.store.tables import posts as posts_table
from pipeline.store.tables import replies

UTC_ZONE = ZoneInfo("UTC")
AT = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)


def post(native: str, text: str = "Nobody came", **own) -> Post:
    return Post(**{"post_id": f"x:{native}", "source": "x", "channel": "x", "posted_at": AT, "text": text, "text_key": text} | own)


def add(store: Store, *batch: Post, rejected: tuple[Rejected, ...] = ()):
    import_id = posts.begin_import(store, "x", "a.csv", "key", AT)
    return posts.add_batch(store, import_id, list(enumerate(batch, start=1)), rejected, UTC_ZONE, AT)


def n_of(store: Store, table) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def test_a_second_import_adds_nothing(workspace):
    first, second = (add(workspace.store, post("1"), post("2", attributes={"region": "North"})) for _ in range(2))
    assert (first.added_n, first.known_n) == (2, 0)
    assert (second.added_n, second.known_n) == (0, 2)
    assert (n_of(workspace.store, posts_table), n_of(workspace.store, attributes)) == (2, 1)


def test_an_id_with_another_text_goes_to_quarantine_and_the_first_stays(workspace):
    done = add(workspace.store, post("1", "first"), post("1", "second"))
    assert (done.added_n, done.quarantined_n) == (1, 1)
    assert posts.uncleaned(workspace.store, 9)[0]["text"] == "first"


def test_a_batch_is_stored_whole_or_not_at_all(workspace):
    broken = post("2", "x", channel=None)
    with pytest.raises(Exception, match="NOT NULL"):
        add(workspace.store, post("1"), broken)
    assert n_of(workspace.store, posts_table) == 0


def test_the_same_bad_row_is_quarantined_once(workspace):
    for _ in range(2):
        add(workspace.store, rejected=(Rejected(7, "no time", "a text"),))
    assert [(row["row_n"], row["reason"]) for row in runs.held(workspace.store, 9)] == [(7, "no time")]


def test_a_row_that_is_read_at_last_leaves_quarantine_and_no_other_does(workspace):
    add(workspace.store, rejected=(Rejected(1, "no time", ""), Rejected(2, "no time", "")))
    add(workspace.store, post("1"))
    assert [row["row_n"] for row in runs.held(workspace.store, 9)] == [2]
    assert list(posts.held_reasons(workspace.store, "x", "key")) == ["no time"]


def test_days_and_weeks_are_cut_in_the_workspaces_zone(workspace):
    import_id = posts.begin_import(workspace.store, "x", "a", "k", AT)
    late = post("1", posted_at=datetime(2026, 11, 15, 23, 30, tzinfo=UTC))
    posts.add_batch(workspace.store, import_id, [(1, late)], (), ZoneInfo("Europe/Berlin"), AT)
    row = posts.uncleaned(workspace.store, 1)[0]
    assert (row["day"], row["week"]) == (date(2026, 11, 16), date(2026, 11, 16))


def test_replies_join_their_thread_whatever_the_order_and_loops_end(workspace):
    add(workspace.store, post("root"))
    add(workspace.store, post("c", in_reply_to="x:b"), post("b", in_reply_to="x:root"), post("l1", in_reply_to="x:l2"), post("l2", in_reply_to="x:l1"))
    threads = {row["post_id"]: row["thread_id"] for row in posts.uncleaned(workspace.store, 9)}
    assert threads["x:b"] == threads["x:c"] == threads["x:root"] == "x:root"
    assert threads["x:l1"] in ("x:l1", "x:l2")


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from pipeline.records import Post
from pipeline.store import posts
from pipeline.workspace import open_workspace
store, at = open_workspace(Path(sys.argv[1])).store, datetime(2026, 11, 10, tzinfo=UTC)
import_id = posts.begin_import(store, "x", "a.csv", "key", at)
for start in range(0, 4000, 100):
    batch = [(n, Post(f"x:{n}", "x", "x", at, f"text {n}", f"key {n}")) for n in range(start, start + 100)]
    posts.add_batch(store, import_id, batch, (), ZoneInfo("UTC"), at)
    print(start, flush=True)
posts.end_import(store, import_id, at, 1.0)
"""


@pytest.mark.parametrize("kill_after", [0, 1, 5, 11])
def test_kill_9_in_the_middle_and_a_restart_lose_and_double_nothing(workspace, kill_after):
    run = [sys.executable, "-c", KILLED, str(workspace.path)]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(kill_after + 1):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    before = n_of(workspace.store, posts_table)
    assert before % 100 == 0 and before < 4000
    subprocess.run(run, check=True, capture_output=True)
    assert n_of(workspace.store, posts_table) == 4000


def test_readers_and_a_second_writer_work_while_one_writes(workspace):
    failures = []

    def write(name: str) -> None:
        try:
            for number in range(25):
                add(workspace.store, post(f"{name}{number}"))
        except Exception as error:  # noqa: BLE001 - the test reports whatever a thread died of
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    seen = [n_of(workspace.store, posts_table) for _ in range(50)]
    for writer in writers:
        writer.join()
    assert not failures and seen == sorted(seen) and n_of(workspace.store, posts_table) == 50


def test_a_store_of_a_newer_program_is_refused(workspace):
    with workspace.store.write() as connection:
        set_meta(connection, "schema_version", str(SCHEMA_VERSION + 1))
    with pytest.raises(StoreError, match="Update the program, or use another workspace"):
        Store.open(f"sqlite:///{workspace.path / 'canary.db'}")


def test_a_store_of_the_first_release_is_brought_up_to_date_and_keeps_its_imports(workspace):
    posts.end_import(workspace.store, posts.begin_import(workspace.store, "x", "a.csv", "key", AT), AT, 2.5)
    workspace.store.engine.dispose()
    take_back(workspace.path / "canary.db")
    store = Store.open(f"sqlite:///{workspace.path / 'canary.db'}")
    posts.end_import(store, posts.begin_import(store, "x", "b.csv", "other", AT), AT, 0.5)
    assert [(row["file_name"], row["seconds"]) for row in runs.all_imports(store)] == [("b.csv", 0.5), ("a.csv", None)]


def test_a_store_whose_replies_had_no_place_in_their_thread_gets_one(workspace):
    workspace.store.engine.dispose()
    with closing(sqlite3.connect(workspace.path / "canary.db")) as raw:
        raw.execute("ALTER TABLE replies DROP COLUMN turn_n")
        raw.execute("UPDATE meta SET value = '8' WHERE key = 'schema_version'")
        raw.commit()
    store = Store.open(f"sqlite:///{workspace.path / 'canary.db'}")
    with store.write() as connection:
        connection.execute(replies.insert().values(post_id="x:b", complaint_id="x:a", turn_n=1, kinds=[]))
        assert connection.execute(select(replies.c.turn_n)).scalar_one() == 1


@pytest.mark.parametrize("content", [b"", b"no database at all " * 300, b"SQLite format 3\0" + b"x" * 9000])
def test_a_damaged_store_is_named_and_not_made_anew(tmp_path, content):
    path = tmp_path / "canary.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"canary\.db is damaged or not a Canary store; restore it from a copy, or move it away and import again\.$"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_a_strange_database_is_no_store(tmp_path):
    path = tmp_path / "canary.db"
    with closing(sqlite3.connect(path)) as strange:
        strange.execute("CREATE TABLE songs (title)")
    with pytest.raises(StoreError, match="damaged or not a Canary store"):
        Store.open(f"sqlite:///{path}")


def test_damage_met_while_reading_is_named(workspace):
    add(workspace.store, *(post(str(n)) for n in range(400)))
    workspace.store.engine.dispose()
    path = workspace.path / "canary.db"
    head = path.read_bytes()[:8192]
    path.write_bytes(head + b"\xff" * (path.stat().st_size - 8192))
    with pytest.raises(StoreError, match="damaged"):
        posts.uncleaned(Store.open(f"sqlite:///{path}"), 400)


@pytest.fixture
def read_only():
    """A folder with a store that we, as nobody in particular, may read and not write."""
    folder = Path(tempfile.mkdtemp())
    add(store := Store.open(f"sqlite:///{folder / 'canary.db'}", create=True), post("1"))
    store.engine.dispose()
    for path, mode in ((folder / "canary.db", 0o444), (folder, 0o555)):
        path.chmod(mode)
    is_root = os.geteuid() == 0
    if is_root:
        os.setresuid(65534, 65534, 0)
    yield f"sqlite:///{folder / 'canary.db'}"
    if is_root:
        os.setresuid(0, 0, 0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_store_that_may_not_be_written_is_read_and_says_so_when_written(read_only):
    store = Store.open(read_only)
    assert n_of(store, posts_table) == 1
    with pytest.raises(StoreError, match=r"canary\.db is read-only: nothing was changed\. Make the file and its folder writable"):
        add(store, post("2"))


def test_a_store_is_opened_while_another_holds_the_write_lock(workspace):
    with workspace.store.write():
        assert Store.open(f"sqlite:///{workspace.path / 'canary.db'}").data_version() == 0


def complain(store: Store, rows: list[dict]) -> None:
    """Complaints as the stages leave them: author, day, topic_id, touchpoint_id."""
    made = [post(str(n), posted_at=AT + timedelta(days=row["day"]), author_id=row["author"], attributes=row.get("attributes", {}))
            for n, row in enumerate(rows)]
    add(store, *made)
    stored = {row["post_id"]: row for row in posts.uncleaned(store, 10_000)}
    keys = ("post_id", "posted_at", "day", "week", "source", "channel", "author_id")
    with store.write() as connection:
        complaints.add(connection, [{k: stored[p.post_id][k] for k in keys} | {"severity": 1} for p in made])
        blank = dict.fromkeys(complaints.ASSIGNED)
        complaints.assign(connection, [blank | dict(post_id=p.post_id, topic_id=row["topic"], touchpoint_id=row["tp"], model_version="m")
                                       for p, row in zip(made, rows, strict=True)])
        complaints.mark_stale(connection, {stored[p.post_id]["week"] for p in made})
    for week in complaints.stale_weeks(store):
        complaints.recount_week(store, week)


def test_one_person_counts_once_a_week_in_each_topic_and_touchpoint(workspace):
    complain(workspace.store, [
        dict(author="ann", day=0, topic="t-1", tp="billing"), dict(author="ann", day=1, topic="t-1", tp="billing"),
        dict(author="ann", day=1, topic="t-2", tp="billing"), dict(author="ann", day=7, topic="t-1", tp="billing"),
        dict(author="bob", day=0, topic="t-1", tp="billing"), dict(author=None, day=0, topic="t-1", tp="billing"),
        dict(author=None, day=0, topic="t-1", tp=None)])
    by_topic = counts.by(workspace.store, ("topic_id",)).set_index("topic_id")
    assert by_topic["topic_people_n"].to_dict() == {"t-1": 5, "t-2": 1}
    billing = counts.by(workspace.store, ("touchpoint_id",)).set_index("touchpoint_id").loc["billing"]
    assert (billing["complaints_n"], billing["touchpoint_people_n"]) == (6, 4)


def test_filters_by_attribute_and_by_rollup_agree(workspace):
    complain(workspace.store, [dict(author=str(n), day=n % 9, topic="t-1", tp="chat", attributes={"region": "North"}) for n in range(30)])
    week = Filters(first_day=date(2026, 11, 11), last_day=date(2026, 11, 16))
    everyone = Filters(week.first_day, week.last_day, attributes=(("region", "North"),))
    pd.testing.assert_frame_equal(counts.by(workspace.store, ("day", "touchpoint_id"), week), counts.by(workspace.store, ("day", "touchpoint_id"), everyone))
    nobody = Filters(attributes=(("region", "South"),))
    assert counts.by(workspace.store, ("day",), nobody).empty


def test_a_search_for_percent_finds_only_percent(workspace):
    complain(workspace.store, [dict(author="a", day=0, topic="t-1", tp="chat")])
    assert complaints.evidence_n(workspace.store, Filters(), words="nobody") == 1
    assert complaints.evidence_n(workspace.store, Filters(), words="%") == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 20), st.sampled_from(["t-1", "t-2"]), st.sampled_from(["chat", None])), min_size=1, max_size=25))
def test_the_rollup_holds_every_complaint_and_every_vote(tmp_path_factory, said):
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('s') / 'c.db'}", create=True)
    complain(store, [dict(author=a, day=d, topic=t, tp=p) for a, d, t, p in said])
    frame = counts.by(store, ("topic_id",))
    assert frame["complaints_n"].sum() == len(said)
    monday = lambda day: (AT + timedelta(days=day)).isocalendar()[:2]  # noqa: E731
    assert frame["topic_people_n"].sum() == len({(a, monday(d), t) for a, d, t, _ in said})
