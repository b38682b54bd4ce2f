"""What was tried before going public: contact that was made, in its order; not plans, questions, wishes, nor the failure itself."""
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attempts import FAILED, Attempt, tried
from models.conversation import CHANNELS, Turn


def chain(*said: str) -> list[str]:
    return [attempt.channel for attempt in tried([Turn(False, text) for text in said])]


@pytest.mark.parametrize("text, attempt", [
    ("on hold 2 hrs", Attempt("phone", 1, "waiting", 120)),
    ("third e-mail, no answer", Attempt("email", 3, "no answer")),
    ("promised a call back", Attempt("phone", 1, "promise broken")),
    ("The engineer said he'd ring me back, he never did", Attempt("phone", 1, "promise broken")),
    ("I rang three times last week and got cut off each time", Attempt("phone", 3, "cut off")),
    ("Live chat disconnected after 40 minutes in the queue", Attempt("chat", 1, "cut off", 40)),
    ("DM'd you on Monday, seen and not a word since", Attempt("message", 1, "no answer")),
    ("Wrote you a letter in March, silence since", Attempt("letter", 1, "no answer")),
    ("I tweeted you twice already", Attempt("public", 2, "no help")),
    ("Filled in the online form four weeks ago and heard nothing", Attempt("website", 1, "no answer", 28 * 1440)),
    ("contacted customer service three times, useless", Attempt("unclear", 3, "no help")),
    ("Tried to cancel by phone and was transferred five times", Attempt("phone", 5, "sent on")),
    ("The gate agent told me nothing can be done", Attempt("in person", 1, "refused")),
    ("Your phone rep lied to me", Attempt("phone", 1, "wrong")),
])
def test_an_attempt_has_a_channel_a_count_a_failure_and_a_cost(text, attempt):
    assert tried([Turn(False, text)]) == (attempt,)


@pytest.mark.parametrize("text, channels", [
    ("Called. Emailed. Went to the store. Nothing.", ["phone", "email", "in person"]),
    ("I was on hold for 50 minutes yesterday and then emailed twice, no reply", ["phone", "email"]),
    ("E-mailed you after calling twice", ["phone", "email"]),
    ("I emailed, then called, then emailed again", ["email", "phone", "email"]),
    ("store sent me to the website and back", ["in person", "website"]),
    ("Your phone rep told me to go to the shop, the shop told me to call", ["phone", "in person"]),
    ("Used the webchat. Nobody picked up the phone either", ["chat", "phone"]),
])
def test_attempts_come_in_the_order_in_which_they_were_made(text, channels):
    assert chain(text) == channels


@pytest.mark.parametrize("text", [
    "Should I call?", "I'm not going to e-mail you", "if I call will you fix it?", "I will email you tonight", "Can I call somebody about this?",
    "I want to speak to a manager",
    "please call me back", "can someone ring me", "answer your phones!", "I did not call you", "I haven't called yet", "I never emailed anybody",
    "you never called",
    "I wish I could talk to someone", "What's the best number to call?",
])
def test_a_plan_a_question_a_wish_or_a_denial_is_no_attempt(text):
    assert chain(text) == []


@pytest.mark.parametrize("text", [
    "Website won't load again", "The app crashes when I open it", "Your steward was rude at boarding", "He called me a liar in front of everybody",
    "Hold baggage is not included?",
    "my phone died on the train", "Waited 40 minutes for my bags at baggage claim", "I got three emails from you about a sale",
    "My sister rang me from the airport",
    "So called priority boarding is a joke", "Booked through a travel agent who told me lies",
])
def test_the_failure_itself_is_no_attempt(text):
    assert chain(text) == []


@pytest.mark.parametrize("text", [
    "Just called and Anna was brilliant, thank you", "Great help from your chat team today", "I rang and the lad sorted it in five minutes",
    "Kudos to the lady at the desk who told me where my bag was",
])
def test_contact_that_helped_is_no_attempt(text):
    assert chain(text) == []


def test_praise_does_not_hide_what_failed():
    assert chain("Great service: on hold for an hour and then hung up on") == ["phone"]


@pytest.mark.parametrize("said, channels", [
    (["Contacted customer service. Called twice. No help."], ["phone"]),
    (["Called twice.", "Delayed again.", "Spoke to a supervisor, no help"], ["phone"]),
    (["I complained a month ago, nothing.", "Also the seats are dirty.", "Called today and was hung up on"], ["unclear", "phone"]),
    (["Customer service told me to use the web form but no response"], ["unclear", "website"]),
])
def test_contact_that_does_not_say_how_is_one_with_what_was_told_beside_or_before_it(said, channels):
    assert chain(*said) == channels


@pytest.mark.parametrize("text", ["", "😡😡😡", "[phone] [name] [booking]", "@you https://example.org/a?b=c", "\n\n...!!!???", "\x00\ufe0f\u200d"])
def test_a_text_without_words_tells_of_nothing(text):
    assert chain(text) == []


WORDS = "i we you called on hold the phone not told me to if emailed twice 3 hours no reply agent back ?".split()
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(WORDS)).map(" ".join)


@given(st.lists(st.tuples(st.booleans(), TEXTS), max_size=4))
def test_whatever_is_said_an_attempt_is_well_formed(said):
    for attempt in tried([Turn(is_company, text) for is_company, text in said]):
        assert attempt.channel in CHANNELS and attempt.failed in FAILED and attempt.n >= 1 and (attempt.lost_minutes is None or attempt.lost_minutes > 0)


@pytest.mark.parametrize("text", [
    "on hold " * 700, "a" * 5000, "not " * 1250, "told me to " * 500, "no one … answer " * 350, "tried " * 900, "can't get " * 555, "@" * 5000, "[a" * 2500,
    "1 hour " * 700, "x-" * 2500])
def test_hostile_texts_are_read_in_no_time(text):
    def seconds() -> float:
        began = time.process_time()
        tried([Turn(True, text[:5000]), Turn(False, text[:5000])])
        return time.process_time() - began
    assert min(seconds() for _ in range(3)) < 0.05
