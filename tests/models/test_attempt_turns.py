"""Told in a later turn an attempt counts where it was made before the thread, not where the company sent somebody in it."""
import pytest

from models.attempts import Attempt, tried
from models.conversation import Turn


def chain(*said: str) -> list[str]:
    """Turns by turns: what begins with "> " is said by the company."""
    return [attempt.channel for attempt in tried([Turn(text.startswith("> "), text.removeprefix("> ")) for text in said])]


def test_told_later_without_a_time_it_was_made_before():
    assert chain("Worst service ever", "> Sorry to hear that. What happened?", "I phoned nine times about one change and nobody could do it") == ["phone"]


@pytest.mark.parametrize("company, customer", [
    ("> Please call us on 0800 and we will look into it", "Called. Nobody could help."), ("> Please send us a DM", "I sent you a DM, no reply"),
    ("> You can fill in the form on our website", "Filled in the form, nothing"), ("> Please see an agent at the gate", "The gate agent told me no"),
    ("> Could you call our baggage team?", "rang, was on hold for an hour"),
])
def test_what_the_company_asked_for_in_this_thread_is_no_attempt(company, customer):
    assert chain("My bag is gone", company, customer) == []


def test_contact_that_does_not_say_how_is_where_the_company_had_sent_them():
    assert chain("My bag is gone", "> Please call us on 0800", "Customer service told me they couldn't help") == []
    assert chain("My bag is gone", "> Please send us a DM", "Customer service told me they couldn't help") == ["unclear"]


def test_having_done_it_already_it_is_one():
    assert chain("My bag is gone", "> Please call us on 0800", "I had already called twice, both times cut off") == ["phone"]


def test_a_question_what_was_tried_sends_nobody_there():
    assert chain("No luck with my refund", "> What number did you call?", "I called the one on your bill and it rings out") == ["phone"]


@pytest.mark.parametrize("question, channel", [
    ("> Did you file a report with our baggage office?", "in person"), ("> Have you filled out the lost item form?", "website"),
    ("> Have you contacted our complaints team yet?", "unclear"), ("> Did you call us about this?", "phone"),
])
def test_a_yes_answers_whether_it_was_tried(question, channel):
    assert chain("My bag is gone", question, "Yes, days ago") == [channel] and chain("My bag is gone", question, "No, not yet") == []


def test_a_report_that_was_filed_is_waiting():
    turns = [Turn(False, "Bag lost"), Turn(True, "Did you file a report with our baggage office?"), Turn(False, "yes")]
    assert tried(turns) == (Attempt("in person", 1, "waiting"),)


def test_nobody_asked_so_a_yes_says_nothing():
    assert chain("My bag is gone", "> Is it the black one?", "Yes") == []


def test_the_turns_of_a_thread_make_one_chain_with_one_entry_a_channel():
    attempts = tried([Turn(False, "On hold for 30 minutes."), Turn(False, "Still on hold, 20 minutes now, then cut off"), Turn(False, "E-mailed twice too")])
    assert attempts == (Attempt("phone", 1, "cut off", 50), Attempt("email", 2, "no help"))


def test_the_company_alone_tried_nothing():
    assert tried([]) == () == tried([Turn(True, "We called you twice and e-mailed you")])


def test_a_thread_of_ten_thousand_replies_is_one_chain():
    replies = [Turn(place % 2 == 0, "Please send us a DM" if place % 2 == 0 else "🙏") for place in range(10_000)]
    assert tried([Turn(False, "On hold for an hour, then cut off"), *replies]) == (Attempt("phone", 1, "cut off", 60),)
