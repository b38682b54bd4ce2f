"""Staff met face to face: who was asked or answered was tried; who was rude, late, heard or only spoke to everybody was not."""
import pytest

from models.attempts import tried
from models.conversation import Turn


def chain(text: str) -> list[str]:
    return [attempt.channel for attempt in tried([Turn(False, text)])]


@pytest.mark.parametrize("text", [
    "Asked the stewardess for another seat and she said no", "We begged the lady at the ticket counter to rebook us",
    "I flagged down an attendant about the leak, nothing happened",
    "Gate ladies said I'm out of luck", "The desk agent blamed it on a new computer", "Counter clerk couldn't tell me where the pushchair is",
    "The man behind the desk had no idea what to do", "Nobody at the counter could help with the missed connection",
    "Airport staff refuse to print my boarding pass",
    "Was told by the check in lady that the bag is too big", "Denied at the gate by your staff", "At the counter I was told it cannot be changed",
    "Stood in line for two hours for customer service after the cancellation", "Passed from desk to desk all morning",
    "Got different stories from the gate agents",
    "Filed a missing bag report and heard nothing", "Called over an attendant and asked if the bag could come up. No.",
    "I asked to move seats while boarding and was told no",
    "My pram is broken. Spoke to staff at the airport, no use", "Sought help from your crew, nothing can be done they said",
])
def test_staff_who_were_asked_or_answered_were_tried(text):
    assert chain(text) == ["in person"]


@pytest.mark.parametrize("text", [
    "The check in lady was so rude this morning", "No attendant at the desk since noon", "Great crew today, the steward was lovely",
    "Please ask the crew to smile",
    "Flight attendant made an announcement telling us to sit", "Saw a man ask a steward for help, the steward laughed",
    "Gate agents are saying mechanical again",
    "I've heard attendants say that seats cannot be saved", "They haven't told us why, and there is no gate agent",
    "Been waiting at the counter for 30 minutes, nobody there",
    "Should I ask at the gate?", "Will the agent at the desk tell me?", "Shout out to the gate agent who told me to breathe", "Hire gate agents who help",
    "Your flight attendants never said a word all night", "Captain told us the weather is fine",
])
def test_rude_late_overheard_or_announced_is_no_attempt(text):
    assert chain(text) == []


@pytest.mark.parametrize("text, channels", [
    ("Tweeted you yesterday about my bag and got no reply", ["public"]), ("You keep ignoring my tweets", ["public"]),
    ("Posted on your Facebook page last week, silence", ["public"]),
    ("I love your tweets", []), ("Tweeting from seat 4B", []), ("Your tweet made me laugh", []),
    ("Filled out the lost item form, no word since", ["website"]), ("Website says go to the counter", ["website"]),
    ("The site won't let me change the name on the ticket", ["website"]),
    ("Your website is down", []), ("Nice new website", []), ("Is there an online form?", []),
    ("Messaged you on instagram, nothing", ["message"]),
])
def test_public_posts_forms_and_messages_are_read_in_their_ways(text, channels):
    assert chain(text) == channels


@pytest.mark.parametrize("text, channels", [
    ("Your rep told me it was fine", ["unclear"]), ("I was told no at boarding", ["in person"]), ("An agent told me no. I'm at the gate now.", ["in person"]),
    ("I was told online that I could pay at the airport", ["unclear"]), ("My complaint about the gate was ignored", ["unclear"]),
])
def test_what_was_told_where_people_meet_was_told_in_person(text, channels):
    assert chain(text) == channels
