"""Topics are steered and decisions are listed, undone and carried from a terminal."""
from __future__ import annotations

import pytest
from deciding import members, topic

from pipeline.store import decisions


@pytest.fixture
def said(trained, canary):
    """Run a verb in the workspace that has learned topics."""
    return lambda *words: canary("--as-of", "2026-11-16T06:00:00Z", *words)


def test_a_topic_is_renamed_and_the_decision_listed_and_undone(trained, said):
    old = topic(trained, "t-001")["label"]
    assert said("topics", "rename", "t-001", "Wrong amount", "--by", "Ann", "--why", "clearer") == (
        0, 'Decision 1: t-001 is called "Wrong amount". Take it back with: decisions undo 1\n', "")
    assert "1  16 Nov 2026  Ann  t-001 is called \"Wrong amount\"  holds  clearer" in said("decisions")[1]
    assert said("decisions", "undo", "1") == (0, "Decision 1 is undone. Decide it again with: decisions redo 1\n", "")
    assert topic(trained, "t-001")["label"] == old and "undone" in said("decisions", "list")[1]
    assert said("decisions", "redo", "1")[1] == "Decision 2 says again what decision 1 said.\n"


def test_every_steering_verb_decides(trained, said):
    first, second = members(trained, "t-001")[:2]
    for words in (("topics", "link", "t-001", "roaming"), ("topics", "apart", "t-001", "t-003"), ("topics", "hide", "t-004"), ("complaint", "belongs", first, "t-002"),
                  ("complaint", "touchpoint", first, "billing"), ("complaint", "severity", first, "3"), ("complaint", "apart", first, second),
                  ("topics", "split", "t-003", "--posts", ",".join(members(trained, "t-003")[:2])), ("complaint", "no", second), ("complaint", "yes", second),
                  ("topics", "merge", "t-001", "t-002")):
        assert said(*words)[0] == 0, words
    assert [row["kind"] for row in decisions.every(trained.store)] == [
        "link", "apart", "hide", "belongs", "touchpoint", "severity", "apart", "split", "complaint", "complaint", "merge"]


def test_what_takes_the_place_of_an_older_answer_says_so(trained, said):
    said("topics", "rename", "t-001", "Wrong amount")
    assert said("topics", "rename", "t-001", "Too much")[1].splitlines()[1] == 'It takes the place of decision 1: t-001 is called "Wrong amount"'


def test_a_contradiction_is_one_clear_line_and_status_two(trained, said):
    said("topics", "merge", "t-001", "t-002", "--by", "Ann")
    assert said("topics", "apart", "t-001", "t-002") == (
        2, "", "Error: t-001 went into t-002 by decision 1 (t-001 goes into t-002, Ann, 16 Nov 2026). Say it of t-002, or undo decision 1 first.\n")
    assert said("topics", "merge", "t-002", "t-002")[0] == 2 and len(decisions.every(trained.store)) == 1


def test_the_parts_of_a_topic_are_shown_before_it_is_split(trained, said):
    said("topics", "merge", "t-002", "t-001")
    status, shown, _ = said("topics", "split", "t-001")
    assert status == 0 and "Nothing was changed" in shown and len(decisions.every(trained.store)) == 1
    assert said("topics", "split", "t-001", "--part", "9", "--yes")[0] == 2
    status, shown, _ = said("topics", "split", "t-001", "--part", "2", "--yes")
    assert status == 0 and "are t-005. Take it back with: decisions undo 2" in shown and topic(trained, "t-005")["complaints_n"] >= 5


def test_a_topic_that_is_one_thing_does_not_fall_into_parts(trained, said):
    assert "does not fall into parts" in said("topics", "split", "t-004", "--posts", members(trained, "t-004")[0])[1] + said("topics", "split", "t-005")[1]


def test_a_log_goes_from_workspace_to_workspace(trained, said, tmp_path):
    said("topics", "rename", "t-001", "Wrong amount", "--by", "Ann")
    assert said("decisions", "export", tmp_path / "log.jsonl")[1] == f"Wrote 1 decision to {tmp_path / 'log.jsonl'}\n"
    assert said("decisions", "replay", tmp_path / "log.jsonl")[:2] == (
        0, "0 decisions hold now, 0 undone ones are kept as history, 1 were there already, 0 could not be replayed\n")
    (tmp_path / "log.jsonl").write_text((tmp_path / "log.jsonl").read_text().replace('"x:', '"x:no').replace("Ann", "Bo"))
    status, told, wrong = said("decisions", "replay", tmp_path / "log.jsonl")
    assert status == 1 and "1 could not be replayed" in told and wrong.startswith('line 1 (t-001 is called "Wrong amount"): none of the')
    assert said("export", "decisions")[1].splitlines()[0] == "decision_id,kind,topic_id,posts,value,by,why,made_at,undone_at,undone_by,replaced_by"
