"""What people decided outlives every retraining, and goes to another workspace with the log."""
from __future__ import annotations

import io
import json
import shutil
from itertools import count
from random import Random

import pytest
from deciding import AS_OF, members, say, state, topic
from retraining import bring, broken, more, quiet, retrain, try_to

from pipeline import cluster, link
from pipeline.decisions import decide, log
from pipeline.errors import UsageError
from pipeline.store import decisions
from pipeline.workspace import open_workspace


@pytest.fixture
def another(trained_once, tmp_path):
    """A second workspace on the same data."""
    shutil.copytree(trained_once, tmp_path / "another")
    return open_workspace(tmp_path / "another")


def exported(workspace) -> list[str]:
    file = io.StringIO()
    log.write(workspace, file)
    return file.getvalue().splitlines()


def test_after_retrainings_on_growing_data_every_decision_holds(trained):
    """Twenty of them, faster: test_twenty_retrainings.py; on the sample: benchmarks/decisions.py."""
    random, serials, found = Random(4), count(), []
    for round_ in range(4):
        bring(trained, more(random, 3 * round_, 8), serials)
        for _ in range(8):
            try_to(trained, random)
        retrain(trained)
        found += broken(trained)
    kinds = {row["kind"] for row in decisions.active(trained.store)}
    assert found == [] and kinds >= {"merge", "split", "apart", "belongs", "link"}


def test_whatever_was_decided_and_in_whatever_order_it_is_undone_nothing_is_left_of_it(trained):
    random, before = Random(1), state(trained)
    for _ in range(30):
        try_to(trained, random)
    while rows := decisions.active(trained.store):
        for row in random.sample(rows, len(rows)):
            try:
                decide.undo(trained, row["decision_id"], "Bo", AS_OF)
                break
            except UsageError:
                continue        # others rest on it, or something older would come back that contradicts a newer one
        else:
            raise AssertionError(f"none of {len(rows)} decisions can be undone")
    assert state(trained) == before


def said_in(line: str) -> dict:
    """A line of the log without the complaints that were in its topics: answers that were taken back before it was written are not made again."""
    return json.loads(line) | {"detail": None}


def living(workspace) -> dict[str, list[tuple]]:
    """What is shown. A topic that ended keeps the counts of its last day, which answers that were taken back since are part of."""
    found = state(workspace, "complaints", "topics", "posts", "daily")
    return found | {"topics": [row for row in found["topics"] if "'ended'" not in row]}


def test_a_log_replayed_on_the_same_data_gives_the_same_state_and_the_same_log(trained, another):
    random = Random(2)
    made = [number for number in (try_to(trained, random) for _ in range(25)) if number]
    decide.undo(trained, made[-1], "Bo", AS_OF)
    lines = exported(trained)
    done = log.replay(another, lines)
    assert (done.left, done.known_n) == ((), 0) and done.made_n == len(decisions.active(trained.store))
    assert living(another) == living(trained)
    assert list(map(said_in, exported(another))) == list(map(said_in, lines))
    again = log.replay(another, lines)
    assert (again.made_n, again.past_n, again.known_n) == (0, 0, len(lines))


def test_topics_that_are_called_otherwise_are_found_by_the_complaints_that_stood_for_them(trained, another):
    first, second = members(trained, "t-001"), members(trained, "t-002")
    say(trained, "merge", "t-001", value="t-002")
    say(trained, "rename", "t-002", value="Both in one")
    lines = [line.replace("t-001", "t-071").replace("t-002", "t-072") for line in exported(trained)]
    assert log.replay(another, lines).left == ()
    assert members(another, "t-002") == sorted(first + second) and broken(another) == []


def test_what_cannot_be_replayed_is_listed_with_the_reason_and_the_rest_is_kept(trained, another, canary):
    say(trained, "rename", "t-001", value="Wrong amount")
    say(trained, "severity", None, members(trained, "t-002")[0], value="4")
    rows = [json.loads(line) for line in exported(trained)]
    rows[0]["anchors"] = {"t-001": ["x:gone"]}
    done = log.replay(another, map(json.dumps, rows))
    assert done.made_n == 1 and done.left == ((1, 't-001 is called "Wrong amount"', "none of the complaints that stood for t-001 is in a topic of this workspace."),)


def test_lines_that_are_no_log_are_refused_and_nothing_is_kept(another):
    for line, message in (("{", "line 1 is no JSON"), ("{}", "line 1 is no decision of a log"), ("[]", "line 1 is no decision of a log")):
        with pytest.raises(UsageError, match=message):
            log.replay(another, [line])
    assert decisions.every(another.store) == []


def test_a_log_goes_into_a_workspace_that_learned_other_topics(trained, another):
    """The new workspace learned from all the complaints at once; what was decided of complaints and of topics that can be found again holds there too."""
    random, serials = Random(6), count()
    later = more(random, 9, 48)
    bring(trained, later[:24], serials)
    say(trained, "merge", "t-001", value="t-002")
    say(trained, "split", "t-003", *members(trained, "t-003")[:6])
    say(trained, "belongs", "t-002", members(trained, "t-004")[0])
    retrain(trained)
    bring(trained, later[24:], serials)
    retrain(trained)
    bring(another, later, count())
    retrain(another)
    assert log.replay(another, exported(trained)).left == () and broken(another) == []
    retrain(another)
    assert broken(another) == [] and [row["kind"] for row in decisions.active(another.store)] == ["merge", "split", "belongs"]


def test_complaints_that_come_later_are_laid_under_what_was_decided(trained):
    say(trained, "merge", "t-001", value="t-002")
    retrain(trained)
    bring(trained, more(Random(3), 0, 12), count())
    cluster.run(trained, AS_OF, quiet)
    link.run(trained, AS_OF)
    assert members(trained, "t-001") == [] and broken(trained) == []


def test_a_merge_undone_after_a_retraining_brings_the_topic_back_with_its_complaints(trained):
    """No model knows it apart any more: its complaints are split off again, under its old number and name."""
    went, label = members(trained, "t-001"), topic(trained, "t-001")["label"]
    number = say(trained, "merge", "t-001", value="t-002")
    bring(trained, more(Random(3), 0, 12), count())
    retrain(trained)
    assert topic(trained, "t-001")["state"] == "ended"
    decide.undo(trained, number, "Bo", AS_OF)
    assert members(trained, "t-001") == went and topic(trained, "t-001")["state"] == "active" and topic(trained, "t-001")["label"] == label
    assert [(row["kind"], row["value"], row["why"]) for row in decisions.active(trained.store)] == [("split", "t-001", f"decision {number} is undone")]
    retrain(trained)
    assert set(members(trained, "t-001")) >= set(went) and broken(trained) == []


def test_whatever_is_undone_after_a_retraining_leaves_what_holds_unbroken(trained):
    random = Random(7)
    for _ in range(12):
        try_to(trained, random)
    retrain(trained)
    for row in random.sample(decisions.active(trained.store), 6):
        try:
            decide.undo(trained, row["decision_id"], "Bo", AS_OF)
        except UsageError:
            continue
        assert broken(trained) == []
    retrain(trained)
    assert broken(trained) == []
