"""What replies did and how a thread ended: an apology lifts nothing, a confirmation holds until it is taken back."""
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.conversation import Turn
from models.replies import KINDS, OUTCOMES, action_minutes, first_answer_minutes, kinds, outcome

COMPLAINT = "Third evening without internet and nobody tells me why"
SORRY = "We're so sorry for the inconvenience. We know how frustrating this is, thank you for your patience. ^Jo"
SENT_ON = "Please DM us your account number."
ANSWER = "A cabinet lost power at 18:50, the crew expects it back by 23:00."
DEED = "I've refunded the charge to your account."
SOLVED = "All working again, thank you!"
RELAPSE = "Spoke too soon, it's down again"
ASKED = "Which street are you in?"
GIFT = "We're adding a £10 voucher to your account."


def customer(text: str, at_minutes: float | None = None) -> Turn:
    return Turn(False, text, at_minutes)


def company(text: str, at_minutes: float | None = None) -> Turn:
    return Turn(True, text, at_minutes)


def ends(*turns: Turn) -> str:
    thread = [customer(COMPLAINT), *turns]
    return outcome(thread, kinds(thread))


@pytest.mark.parametrize("turns, wanted", [
    ([], "unanswered"),
    ([customer("Anybody there?")], "unanswered"),
    ([company(SORRY)], "apologised only"),
    ([company(ASKED)], "apologised only"),
    ([company("Thanks for letting us know! 😊")], "apologised only"),
    ([company("We will look into this and get back to you.")], "apologised only"),
    ([company(SENT_ON)], "deflected"),
    ([company(SORRY), company(SENT_ON), customer("I did"), company(SORRY)], "deflected"),
    ([company(SENT_ON), company(ANSWER)], "answered"),
    ([company(ANSWER), company(SENT_ON)], "answered"),
    ([company(DEED), company(ANSWER)], "acted"),
    ([company(GIFT)], "acted"),
    ([company(ANSWER), customer(SOLVED)], "confirmed"),
    ([company(SORRY), customer("Thanks for the quick answer")], "apologised only"),
])
def test_a_thread_ends_with_the_furthest_that_was_reached(turns, wanted):
    assert ends(*turns) == wanted


def test_a_confirmation_that_is_taken_back_does_not_count():
    assert ends(company(ANSWER), customer(SOLVED), customer(RELAPSE)) == "answered"


def test_what_was_done_between_a_confirmation_and_its_end_stays_done():
    assert ends(company(ANSWER), customer(SOLVED), company(DEED), customer(RELAPSE)) == "acted"


def test_a_second_confirmation_counts_again():
    assert ends(company(ANSWER), customer(SOLVED), customer(RELAPSE), company(DEED), customer(SOLVED)) == "confirmed"


def test_the_first_post_confirms_nothing():
    assert kinds([customer("My phone was fixed last year, now this")]) == [()]


def test_kinds_stand_one_tuple_a_turn_in_their_order():
    thread = [customer(COMPLAINT), company(f"{SORRY} {ANSWER} {DEED}"), customer(SOLVED), company("👍")]
    assert kinds(thread) == [(), ("apology", "information", "action"), ("confirmation",), ()]


_TURNS = st.lists(st.sampled_from([*map(company, (SORRY, SENT_ON, ANSWER, DEED, ASKED, GIFT, "", "💔")), *map(customer, (COMPLAINT, SOLVED, RELAPSE, "ok", "🙄"))]), max_size=8)
_SORRIES = st.sampled_from([SORRY, "Sorry!", "Our apologies for the wait.", "Lo sentimos mucho.", "Das tut uns leid.", "Nous sommes désolés.", "We regret any trouble caused."])


@settings(max_examples=150, deadline=None)
@given(turns=_TURNS, text=_SORRIES, data=st.data())
def test_no_apology_changes_how_a_thread_ends_unless_it_is_the_only_answer(turns, text, data):
    thread = [customer(COMPLAINT), *turns]
    at = data.draw(st.integers(1, len(thread)))
    longer = [*thread[:at], company(text), *thread[at:]]
    before, after = outcome(thread, kinds(thread)), outcome(longer, kinds(longer))
    assert after == ("apologised only" if before == "unanswered" else before)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Turn, st.booleans(), st.text(max_size=60), st.none() | st.floats(-100, 100))))
def test_any_turns_have_kinds_and_an_outcome(turns):
    found = kinds(turns)
    assert len(found) == len(turns) and {kind for did in found for kind in did} <= set(KINDS)
    assert outcome(turns, found) in OUTCOMES


def test_ten_thousand_turns_are_read_one_by_one():
    thread = [customer(COMPLAINT)] + [company(f"We can move order {n} to depot{n}."[:60]) if n % 2 else customer("and now?") for n in range(10_000)]
    assert outcome(thread, kinds(thread)) == "answered"


def test_the_first_answer_is_the_companys_first_turn_even_where_it_comes_first():
    thread = [customer(COMPLAINT, 0.0), customer("hello?", 5.0), company(SORRY, 40.0), company(DEED, 90.0)]
    found = kinds(thread)
    assert (first_answer_minutes(thread), action_minutes(thread, found)) == (40.0, 90.0)
    late = [company(SORRY, 0.0), customer(COMPLAINT, 3.0)]
    assert first_answer_minutes(late) == 0.0


@pytest.mark.parametrize("minutes", [None, -0.5, nan])
def test_a_time_that_is_unknown_or_before_the_post_is_no_time(minutes):
    thread = [customer(COMPLAINT, 0.0), company(DEED, minutes)]
    found = kinds(thread)
    assert first_answer_minutes(thread) is None and action_minutes(thread, found) is None


def test_without_answer_or_deed_there_is_no_time_of_one():
    thread = [customer(COMPLAINT, 0.0), customer("?", 9.0)]
    assert first_answer_minutes(thread) is None
    thread.append(company(SORRY, 12.0))
    assert action_minutes(thread, kinds(thread)) is None
