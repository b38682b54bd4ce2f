"""Replies that tell something against those that only sound so, and the many ways to send somebody elsewhere: words written for these tests."""
import pytest

from models.reply_acts import acts


@pytest.mark.parametrize("text", [
    "Your parcel is at the depot.", "The lounge is on the second floor.", "You can bring a folding bike.", "Some tariffs have an exit charge.", "The clinic needs a letter from your doctor.",
    "We currently have a backlog.", "We're experiencing high call volumes.", "We've had some problems with our website.", "We're not aware of any outage in your street.",
    "Try clearing your cookies.", "I'd recommend deleting the app and starting again.", "We're unable to discuss bills here.", "We can't extend a voucher.", "Cases are answered in date order.",
    "Sorry, the store has no control over courier times.", "The engine needed an inspection.", "Items left in a carriage will be handed in at the last station.",
])
def test_a_thing_a_rule_an_excuse_and_advice_tell_something(text):
    assert "information" in acts(text)


@pytest.mark.parametrize("text", [
    "That's what we like to do!", "We'll be waiting for you.", "You seem upset today.", "Customer service is in our DNA.", "Our people are our best asset.", "We dislike queues as much as you do.",
    "We aim to answer within 2 hours.", "Our goal is to have parcels with you in 3 days.", "Sorry for the confusion with our policy.", "We hope our fitter was on time.", "Our team will get your parcel to you.",
    "Our agents will reach out when they have more.", "We have asked the depot for news of your parcel.", "Have you cleared your cookies.", "Waiting for a bus can seem longer when it rains.", "What a cute idea for our shop!",
    "You are having problems with our website, we see.", "Our intentions aren't to hold you up.",
])
def test_attitudes_aims_promises_and_what_the_person_knows_tell_nothing(text):
    assert "information" not in acts(text)


def test_an_excuse_is_told_even_beside_a_sending_elsewhere():
    assert acts("There's a backlog at the depot. Please ring the shop.") == {"information", "deflection"}


@pytest.mark.parametrize("text", [
    "Our staff at the station will be happy to help you change seats.", "The branch team can assist.", "Only our claims department is able to help.", "Our billing desk will be your best resource.",
    "The agents will be able to rebook you.", "Please check in at the airport.", "You'll need to collect your card at the branch.", "Please continue checking with the depot.", "Please print your slip at the kiosk.",
    "Please follow up with our claims team.", "Make your way to the platform desk.", "Ask for a supervisor.", "Here is another number for the depot.", "Drop us a line.", "Please check online.", "Use our tracker via our website.",
    "You can view this on our website.", "Register your complaint with the council.", "Please put in a claim.", "Send copies of all receipts to our office.", "Changes have to be made with our bookings team.",
])
def test_who_will_help_where_and_by_what_number_sends_elsewhere(text):
    assert "deflection" in acts(text)


@pytest.mark.parametrize("text", [
    "I'm glad our staff were able to help.", "Our team will be in touch.", "Our fitters will be with you shortly.", "Thanks for speaking with our agents.", "Sorry for the rude answer you got when calling our desk.",
    "We appreciate you filing a report.", "If we can help with anything else, feel free to contact us.", "You know where we are if you need to contact us again.", "If you need me just reach out.",
    "You don't have to call.", "We've sent you a direct message.", "We will have them give you a call.", "It takes 7-10 business days.", "Our response time is 30-45 business days.", "We ask for your patience.",
    "Have you visited our website.", "Your wife spoke to me on the phone.", "The website is slow today.",
])
def test_promises_thanks_the_past_and_offers_of_more_send_nobody(text):
    assert "deflection" not in acts(text)
