"""What the sample's words tell was tried before: planted beside them, never in them, and found again by who reads them."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from models.conversation import CHANNELS
from pipeline import demo, planted
from pipeline.sample import Sample

TRUTH = ("planted_tried", "planted_outcome", "planted_kinds")


@pytest.fixture(scope="module")
def rows(truth):
    return Sample(truth).rows()


@pytest.fixture(scope="module")
def chains(rows) -> dict[str, planted.Chain | None]:
    """By post_id of every complaint: what it tells was tried before."""
    about = {"praise", "question", "news", "spam", ""}
    return {row["post_id"]: planted.read(row["planted_tried"]) for row in rows if row["planted_topic"] not in about}


def test_the_truth_about_chains_moves_nothing_else_of_the_sample(truth, rows):
    bare = replace(truth, seeds=[replace(seed, tried=()) for seed in truth.seeds], threads=[{**thread, "tried": []} for thread in truth.threads])
    without = [[{name: value for name, value in row.items() if name not in TRUTH} for row in made] for made in (Sample(bare).rows(), rows)]
    assert without[0] == without[1]


def test_what_is_planted_is_never_imported(truth):
    assert not any(name.startswith("planted") for part in demo.sample_rows(truth, 8) for row in part.values for name in row)


def test_an_entry_takes_its_number_from_the_post_and_holds_where_its_words_do():
    entries = ("phone n", "email if by mail", "chat ordinal-1")
    assert planted.chain(entries, "rang 4 times, told by mail", {"n": "4", "ordinal": "third"}) == (("phone", 4), ("email", 1), ("chat", 2))
    assert planted.chain(entries, "rang 4 times", {"n": "4", "ordinal": "4th"}) == (("phone", 4), ("chat", 3))
    assert planted.chain(None, "", {}) is None and planted.chain((), "", {}) == ()


def test_an_entry_that_is_no_attempt_is_refused():
    with pytest.raises(ValueError, match="'fax 2' is no attempt. Write a channel"):
        planted.chain(("fax 2",), "", {})


def test_attempts_of_one_channel_that_follow_each_other_are_one():
    assert planted.joined(((("chat", 1), ("phone", 2)), (("phone", 1), ("chat", 1)))) == (("chat", 1), ("phone", 3), ("chat", 1))


def test_two_posts_in_one_tell_what_both_tell_only_where_both_are_whole():
    first, second = ("I rang. Nobody came.", (("phone", 1),)), ("It rains. I wrote.", (("email", 1),))
    assert planted.spliced(first, second, "I rang. Nobody came. I wrote.") is None
    assert planted.spliced(first, second, "I rang. Nobody came. It rains. I wrote.") == (("phone", 1), ("email", 1))
    assert planted.spliced(first, ("It rains. It pours.", ()), "I rang. Nobody came. It pours.") == (("phone", 1),)


@pytest.mark.parametrize("chain", [None, (), (("in person", 2), ("phone", 1))])
def test_a_chain_that_was_written_is_read_again(chain):
    assert planted.read(planted.written(chain)) == chain


def test_truth_says_in_numbers_what_is_planted(truth, rows, chains):
    known = [chain for chain in chains.values() if chain is not None]
    outcomes = Counter(row["planted_outcome"] for row in rows if "planted_outcome" in row and row["post_id"].startswith("t"))
    assert truth.plan["chains"] == {
        "tell_n": sum(map(bool, known)), "tell_nothing_n": known.count(()), "unknown_n": len(chains) - len(known),
        "tried": {channel: sum(channel in dict(chain) for chain in known) for channel in CHANNELS}, "threads": dict(outcomes)}
