"""Lines, mail and answers that did not come, told in all forms of verb and object; beside each what is nearly the same and tells of nothing."""
import pytest

from models.attempts import tried
from models.conversation import Turn


def chain(text: str) -> list[str]:
    return [attempt.channel for attempt in tried([Turn(False, text)])]


PHONE = [
    "Why is there a 2 hour hold to talk to your boiler team?", "I got disconnected twice before anyone spoke.", "No one ever called me back about the sofa.",
    "There's a 90 minute wait to speak to a representative", "On the phone with four people for hours and the meter is still wrong",
    "Every time I call it says you are busy and hangs up", "Busy signal since nine this morning", "Your rep hung up on my gran",
    "Can't reach anyone on the phone", "Always a busy tone", "My husband has called three times about the oven", "Keep getting transferred",
    "It took 3 calls to cancel a lamp", "The phone line just plays music, gave up after 20 minutes", "cannot get thru to customer service",
    "You guys never pick up the phone", "Reservations says it's not refundable", "Spoke to 2 different people on phone, both said we were good",
    "I have called 5 times to get my fridge fixed"]
EMAIL = ["Did you get my email?", "My email bounced back", "Contacted you by email in May", "All I got was a canned email", "email after email and nothing",
         "Can you please check my email from last week"]
LETTER = ["Mailed in my receipts six weeks ago", "Sent a fax on Monday", "You never answered my letter"]
MESSAGE = ["Please answer my DM", "Why do you never respond to direct messages?", "I already sent you a message with the number of the order"]
UNCLEAR = ["Been trying for weeks to get a refund for the sofa", "Nobody gets back to me", "Still haven't heard back", "My claim was denied",
           "Can't get a straight answer from anyone", "Requested a refund and was denied", "Customer relations have not responded", "Getting the runaround",
           "We were given conflicting information about the meter", "I have an open case since June", "3 weeks and still no refund", "What is happening with my claim?",
           "Any update on my complaint?", "Ignored by customer service"]
TOLD = [(text, channel) for channel, texts in (("phone", PHONE), ("email", EMAIL), ("letter", LETTER), ("message", MESSAGE), ("unclear", UNCLEAR)) for text in texts]


@pytest.mark.parametrize("text, channel", TOLD)
def test_each_form_is_read(text, channel):
    assert chain(text) == [channel]


@pytest.mark.parametrize("text", [
    "The cell phone drops into the shelf", "My phone number has changed", "The security line took two hours", "A two hour wait for a table", "Please hang up my coat",
    "Hold the door for two hours", "My reservation is already on hold until Friday, I put it on hold", "We got thru to the beach", "Is this the confirmation number?", "The wifi is slow today",
    "Please email me the menu", "I get a monthly email about sales", "Email is fine", "The letter box is red", "A letter of the alphabet is missing",
    "Free messaging on board is lovely", "An error message comes up", "Nice message on your mug",
    "We have heard nothing but praise", "Nobody knows the bus times", "This has been going on all night", "You claim it is green", "The case of the clock is broken",
    "I paid a hundred bucks", "We walked back and forth between the shelves", "Never going back"])
def test_what_is_nearly_the_same_is_none(text):
    assert chain(text) == []


@pytest.mark.parametrize("text", ["Rang and they were good to me", "Called, all sorted now", "Your phone service is effortless"])
def test_help_is_still_help(text):
    assert chain(text) == []
