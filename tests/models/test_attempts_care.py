"""Menus, queues, bots, shops, private messages and the notes of a call centre: companies whose customers try many doors."""
import pytest

from models.attempts import tried
from models.conversation import Turn


def chain(text: str) -> list[str]:
    return [attempt.channel for attempt in tried([Turn(False, text)])]


@pytest.mark.parametrize("text, channels", [
    ("Been in your queue since lunch and nobody came.", ["phone"]),
    ("They put me through to sales, who put me through to billing.", ["phone"]),
    ("Your voice menu says goodbye before I can speak.", ["phone"]),
    ("The girl on the phone said it was the cable.", ["phone"]),
    ("Fifth call about this bill.", ["phone"]),
    ("Cust says prev calls were not noted.", ["phone"]),
    ("The bot sends me the same page whatever I write.", ["chat"]),
    ("Chat agent said it was done. It was not.", ["chat"]),
    ("You left me on read for nine days.", ["message"]),
    ("I post about my refund every week.", ["public"]),
    ("Your shop said head office does that.", ["in person"]),
    ("Went to the branch with my passport. No help.", ["in person"]),
    ("Your auto reply says three days. It has been ten.", ["email"]),
    ("Support told us to wait for an update.", ["unclear"]),
    ("They said Friday. Which Friday?", ["unclear"]),
])
def test_what_people_tell_of_care_is_an_attempt(text, channels):
    assert chain(text) == channels


@pytest.mark.parametrize("text", [
    "Cust called re a late fee. Fee off.", "Caller wants a paper bill.", "Engineer rang to ask where we live.", "Calls drop after four minutes, every one.",
    "There is no dial tone on the house phone.", "A debt agency rang about a line I never had.", "The group chat has sixty of us."])
def test_the_call_that_is_written_down_and_calls_of_others_are_none(text):
    assert chain(text) == []
