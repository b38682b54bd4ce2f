"""The sample company's threads end as their writers planted them, above all those that only got apologies."""
import pytest

from benchmarks.replies_rivals import sample_threads
from models.replies import kinds, outcome


@pytest.fixture(scope="module")
def ends() -> list[tuple[str, str]]:
    """(planted, read) of every thread, its choices made in three ways."""
    threads = [thread for state in range(3) for thread in sample_threads(state)]
    return [(planted, outcome(turns, kinds(turns))) for planted, rows in threads for turns in [[turn for turn, _ in rows]]]


def test_no_thread_that_only_got_apologies_becomes_acted_or_confirmed(ends):
    assert [pair for pair in ends if pair[0] == "apologised only" and pair[1] in ("acted", "confirmed")] == []


def test_threads_without_a_reply_are_unanswered_and_no_other_is(ends):
    assert all((planted == "unanswered") == (read == "unanswered") for planted, read in ends)


def test_most_threads_end_as_planted(ends):
    assert sum(planted == read for planted, read in ends) / len(ends) > 0.75
