"""Severity reads what happened, not how loudly it is said."""
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from models.severity import explain, severities, severity

WORDS = ("my bag", "is lost", "thanks", "3 weeks", "no internet", "£229", "£300", "2 hrs", "45 mins", "on hold", "not dangerous", "baby",
         "she's 86", "fraud", "missed the funeral", "STRASSE", "straße", "Großartig", "où", "¿", "http://a.example", "[phone]", "😡", "?")


@pytest.mark.parametrize("text, level", [
    ("Thank you, lovely crew on the flight to Oslo", 0),
    ("Is the shop open on Sunday?", 0),
    ("The engineer was so kind to my 84 year old mother, thank you", 0),
    ("the new logo is ugly", 1),
    ("2 hrs on hold and then they hung up", 2),
    ("You lost my parcel", 2),
    ("Charged me £229 for a router I sent back", 2),
    ("Charged me £300 for a router I sent back", 3),
    ("no internet for 3 weeks", 3),
    ("no internet for 3 days", 2),
    ("your delay made us miss my father's funeral", 3),
    ("someone took out a loan in my name and you did nothing", 3),
    ("My mother is 86 and her alarm does not work", 4),
    ("we could not ring 999", 4),
    ("they lost my wheelchair", 4),
    ("sin internet desde hace 3 semanas", 3),
    ("Der Anschluss ist tot und meine Mutter hat einen Hausnotruf", 4),
    ("mon père est sous oxygène et la ligne est coupée", 4),
])
def test_each_kind_of_harm_has_its_level(text, level):
    assert severity(text) == level


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_loudness_moves_nothing(text):
    assert severity(text) == severity(text.upper() + "!!!")


@pytest.mark.parametrize("text", ["You lost my parcel", "no signal at home", "the app crashes"])
def test_swearing_moves_nothing(text):
    assert severity(text) == severity(f"what the fucking hell, {text}, bloody bastards")


def test_a_denied_danger_is_no_danger():
    assert severity("the cable fell down, it is dangerous") == 4
    assert severity("the cable fell down, it is not dangerous") < 4


@pytest.mark.parametrize("span, level", [("19 mins", 1), ("20 mins", 2), ("2 hrs", 2), ("half a dozen days", 2), ("20 years", 1)])
def test_twenty_minutes_are_lost_time(span, level):
    assert severity(f"{span} of a humming noise next door") == level


def test_a_manner_of_speaking_is_no_harm():
    assert severity("the shop swore blind it had signal, it failed") < 4


def test_explain_names_the_words_worst_first():
    assert [(cue.name, cue.level, cue.words) for cue in explain("They lost my insulin")] == [
        ("illness", 4, "insulin"), ("not delivered", 2, "lost")]


def test_many_texts_are_read_like_one():
    assert severities(["You lost my parcel", "thanks"]).tolist() == [2, 0]
    assert severities([]).dtype == np.int8 and severities([]).shape == (0,)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "😡😡", "9" * 5000, "£", "1.2.3,4 weeks", "٣ weeks", "a" * 100_000])
def test_odd_texts_are_read_without_an_error(text):
    assert 0 <= severity(text) <= 4
