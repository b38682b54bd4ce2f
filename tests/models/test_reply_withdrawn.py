"""Contradictions: a reply that says the opposite of an earlier one, or another figure of the same matter."""
import pytest

from models.conversation import Turn
from models.replies import kinds


def second_of(first: str, second: str) -> tuple[str, ...]:
    return kinds([Turn(False, "My line is dead"), Turn(True, first), Turn(False, "And?"), Turn(True, second)])[-1]


@pytest.mark.parametrize("first, second", [
    ("Just slide into our DMs.", "We can't deal with payments in DM, please ring us."),
    ("Please call us and choose option 3.", "No need to call! We can see it from here."),
    ("We don't take complaints by e-mail.", "You're right, e-mail is the correct way."),
    ("We can move your appointment.", "We are not able to move your appointment."),
    ("We can't waive the fee.", "We can waive the fee."),
    ("The engineer comes on Tuesday.", "Your engineer is booked for Thursday."),
    ("The fee is £30.", "There is a fee of £45."),
    ("Ring the desk.", "Sorry, ignore what my colleague wrote."),
    ("Der Techniker kommt am Montag.", "Korrektur: er kommt am Dienstag."),
    ("Der Techniker kommt am Montag.", "Der Techniker ist am Freitag da."),
    ("Le technicien passe mardi.", "Votre technicien passe jeudi."),
    ("It is zone 1.", "Contrary to what we said, it is zone 2."),
])
def test_an_opposite_is_a_contradiction(first, second):
    assert "contradiction" in second_of(first, second)


@pytest.mark.parametrize("first, second", [
    ("Please DM us your number.", "Thanks, we have your DM."),
    ("Please call us.", "As my colleague said, please call us."),
    ("We can move your appointment.", "We can't refund the ticket."),
    ("The engineer comes on Tuesday.", "The engineer comes on Tuesday at 9."),
    ("The fee is £30.", "The £30 fee was added on Monday."),
    ("Sorry!", "So sorry again!"),
    ("", "👍"),
])
def test_the_same_and_another_matter_are_none(first, second):
    assert "contradiction" not in second_of(first, second)


def test_a_first_reply_contradicts_nobody():
    assert "contradiction" not in kinds([Turn(True, "Correction: ignore what we said earlier.")])[0]


def test_only_the_latest_word_on_a_matter_is_contradicted():
    thread = [Turn(False, "My line is dead")] + [Turn(True, text) for text in ("DM us.", "We can't help in DM.", "We can't help in DM, as said.", "DM us.")]
    assert ["contradiction" in did for did in kinds(thread)] == [False, False, True, False, True]
