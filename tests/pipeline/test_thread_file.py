"""Files of threads, and files that say in a column which posts are the company's: every turn is a post of its thread."""
from __future__ import annotations

import csv
import gzip
import json
from itertools import islice

import pytest
from sqlalchemy import select

from pipeline.store import Store, tables

THREADS = [
    {"thread_id": "7", "turns": [{"who": "cust", "text": "My broadband is dead"}, {"who": "rep", "text": "Sorry, please DM us"}, {"who": "cust", "text": "I did"}]},
    {"thread_id": 8, "turns": [{"who": "customer", "author": "ben", "text": "Charged twice"}, {"who": "Agent", "text": "Refunded"},
                               {"who": "customer", "author": "cid", "text": "Me too"}]}]


def written(tmp_path, *threads, name: str = "threads.jsonl"):
    path = tmp_path / name
    (gzip.open if name.endswith(".gz") else open)(path, "wt").writelines(json.dumps(thread) + "\n" for thread in threads)
    return path


def posts(tmp_path) -> list[dict]:
    store = Store.open(f"sqlite:///{tmp_path / 'workspace' / 'canary.db'}")
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(tables.posts).order_by(tables.posts.c.post_id)).mappings()]


@pytest.mark.parametrize("name", ["threads.jsonl", "threads.jsonl.gz"])
def test_every_turn_becomes_a_post_in_reply_to_the_one_before(canary, tmp_path, name):
    status, out, _ = canary("import", written(tmp_path, *THREADS, name=name), "--source", "old", "--posted-at", "2026-11-01")
    assert status == 0 and "6 added" in out
    found = posts(tmp_path)
    assert [(row["post_id"], row["in_reply_to"], row["thread_id"], row["is_brand"]) for row in found[:3]] == [
        ("old:7-0", None, "old:7-0", False), ("old:7-1", "old:7-0", "old:7-0", True), ("old:7-2", "old:7-1", "old:7-0", False)]
    authors = [row["author_id"] for row in found]
    assert authors[0] == authors[2] and authors[1] is authors[4] is None and len({authors[0], authors[3], authors[5]}) == 3


def test_a_file_without_times_asks_for_one_and_stores_nothing(canary, tmp_path):
    status, _, errors = canary("import", written(tmp_path, *THREADS), "--source", "old")
    assert status == 2 and "its turns say no time. Name a day for all of them: --posted-at 2026-11-01" in errors
    assert not (tmp_path / "workspace").exists()


def test_a_turn_without_a_time_has_that_of_the_one_before(canary, tmp_path):
    turns = [{"who": "customer", "text": "One", "posted_at": "2026-11-01T10:00:00Z"}, {"who": "company", "text": "Two"},
             {"who": "customer", "text": "Three", "posted_at": "2026-11-02T10:00:00Z"}]
    assert canary("import", written(tmp_path, {"thread_id": "1", "turns": turns}), "--source", "old")[0] == 0
    assert [f"{row['posted_at']:%d %H}" for row in posts(tmp_path)] == ["01 10", "01 10", "02 10"]


def test_a_time_for_a_file_that_is_none_of_threads_is_refused(canary, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,posted_at\nDead again,2026-11-01\n")
    status, _, errors = canary("import", path, "--source", "x", "--posted-at", "2026-11-01")
    assert status == 2 and "a.csv is no file of threads, so each row needs a time of its own" in errors


@pytest.mark.parametrize("thread, reason", [
    ({"thread_id": "9"}, "line 2: no list of turns. One thread a line is needed"), ({"turns": [{"who": "cust", "text": "x"}]}, "line 2: no thread_id"),
    ({"thread_id": "9", "turns": "none"}, "line 2: no list of turns"),
    ({"thread_id": "9", "turns": [{"who": "bot", "text": "x"}]}, "line 2, turn 1: who is none of cust, customer, rep, company, agent"),
    ({"thread_id": "9", "turns": ["x"]}, "line 2, turn 1: who is none of"), ({"thread_id": "9", "turns": [{"who": "cust"}]}, "no text")])
def test_a_thread_that_cannot_be_read_goes_to_quarantine_with_the_reason_and_the_others_do_not(canary, tmp_path, thread, reason):
    status, out, _ = canary("import", written(tmp_path, THREADS[0], thread), "--source", "old", "--posted-at", "2026-11-01")
    assert status == 0 and "3 added, 0 known already, 1 in quarantine" in out and reason in out


def test_what_follows_an_empty_turn_hangs_on_the_one_before_it(canary, tmp_path):
    turns = [{"who": "cust", "text": "Dead"}, {"who": "rep", "text": " "}, {"who": "cust", "text": "Hello?"}]
    canary("import", written(tmp_path, {"thread_id": "1", "turns": turns}), "--source", "old", "--posted-at", "2026-11-01")
    assert [(row["post_id"], row["in_reply_to"]) for row in posts(tmp_path)] == [("old:1-0", None), ("old:1-2", "old:1-0")]


def test_a_second_import_of_a_file_of_threads_adds_nothing(canary, tmp_path):
    path = written(tmp_path, *THREADS)
    for added in ("6 added, 0 known", "0 added, 6 known"):
        assert added in canary("import", path, "--source", "old", "--posted-at", "2026-11-01")[1]


@pytest.mark.parametrize("words, brands", [(("--company-is", "False"), [True, False]), ((), [False, True])])
def test_a_column_says_which_posts_are_the_companys(canary, tmp_path, words, brands):
    path = tmp_path / "a.csv"
    path.write_text("id,at,text,inbound\n1,2026-11-01,Please DM us,False\n2,2026-11-01,Dead again,True\n")
    assert canary("import", path, "--source", "x", "--map", "post_id=id,posted_at=at,is_company=inbound", *words)[0] == 0
    assert [row["is_brand"] for row in posts(tmp_path)] == brands


def test_replies_find_what_they_reply_to_where_a_program_wrote_ids_as_decimals(canary, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("post_id,posted_at,text,in_reply_to\n17,2026-11-01,Dead again,\n18,2026-11-02,Same here,17.0\n")
    canary("import", path, "--source", "x")
    assert {row["thread_id"] for row in posts(tmp_path)} == {"x:17"}


def test_real_threads_of_fifty_brands_are_joined(canary, tmp_path, datasets):
    names = "post_id=tweet_id,author=author_id,posted_at=created_at_utc,in_reply_to=in_response_to_tweet_id,is_company=inbound"
    with gzip.open(datasets / "brand_threads.csv.gz", "rt", encoding="utf-8", newline="") as file, (tmp_path / "some.csv").open("w", encoding="utf-8", newline="") as some:
        csv.writer(some).writerows(islice(csv.reader(file), 1001))
    canary("import", tmp_path / "some.csv", "--source", "brands", "--channel", "x", "--map", names, "--company-is", "False")
    found = posts(tmp_path)
    assert (len(found), len({row["thread_id"] for row in found}), sum(row["is_brand"] for row in found)) == (1000, 255, 461)
