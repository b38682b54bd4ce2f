"""What a person asked to be forgotten leaves what was reported too: the quote goes, the rest stays as it was."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from erasing import HANDLE, NATIVE, TEXT, forget_author, forget_post, gone, left_in_files
from reported import APP, MADE_AT, PORTING, example

from pipeline.erase import finish
from pipeline.report import run
from pipeline.report.as_json import digest, to_json
from pipeline.report.snapshot import Quote
from pipeline.store import erasure, snapshots

MONDAY = date(2026, 11, 9)
ANNS = Quote(TEXT, "x", date(2026, 11, 10), f"https://x.com/{HANDLE}/status/{NATIVE}", f"x:{NATIVE}")
BENS = Quote("Same here, the router is dead for a week now", "x", date(2026, 11, 12), None, "x:8002")
CIDS = Quote(f"As {HANDLE} said the router is dead", "x", date(2026, 11, 13), f"https://x.com/i/status/{NATIVE}", "x:8003")
SAID = example(items=(replace(APP, quotes=(ANNS, BENS)), replace(PORTING, name="Zorblaxed, router", quotes=(CIDS,))))


@pytest.fixture
def reported(understood):
    """The week as it was reported, with Ann's words in it."""
    text = to_json(SAID)
    with understood.store.write() as connection:
        snapshots.keep(connection, MONDAY, text, digest(text), MADE_AT)
    return understood


def quotes(workspace) -> list[list[Quote]]:
    return [list(item.quotes) for item in run.of_week(workspace.store, MONDAY).items]


def test_a_forgotten_persons_quote_leaves_no_byte_and_the_rest_stays(reported):
    forget_author(reported)
    after = run.of_week(reported.store, MONDAY)
    assert quotes(reported)[0] == [BENS] and after.items[0].facts["quotes_removed_n"] == 1
    assert quotes(reported)[1] == [replace(CIDS, text="As [handle] said the router is dead", url=None)]
    assert replace(after, items=()) == replace(SAID, items=()) and after.items[0].people_n == APP.people_n
    kept = snapshots.one(reported.store, MONDAY)
    assert kept["digest"] == digest(kept["content"]) and kept["made_at"] == MADE_AT
    reported.store.engine.dispose()
    assert left_in_files(reported, "zorblaxed", "quimby", HANDLE, NATIVE) == []


def test_a_topic_called_by_words_of_a_forgotten_person_is_called_otherwise_in_what_was_reported(reported):
    forget_author(reported)
    assert "zorblaxed" not in run.of_week(reported.store, MONDAY).items[1].name.casefold()


@pytest.mark.parametrize("remove", [lambda workspace: forget_post(workspace, f"x:{NATIVE}"), lambda workspace: finish(workspace, gone(workspace, f"x:{NATIVE}"))])
def test_one_forgotten_post_and_one_that_its_source_has_no_more_are_not_quoted(reported, remove):
    remove(reported)
    assert quotes(reported)[0] == [BENS]


def test_words_that_their_author_changed_are_not_quoted_any_more(reported):
    with reported.store.write() as connection:
        erasure.take_back(connection, ["x:8002"])                                                   # what an edit does to what was made of the old words
    assert quotes(reported)[0] == [ANNS]


def test_what_nobody_asked_to_forget_is_not_touched(reported):
    before = snapshots.one(reported.store, MONDAY)["content"]
    forget_post(reported, "x:77")
    assert snapshots.one(reported.store, MONDAY)["content"] == before
