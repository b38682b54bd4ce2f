"""Feeling reads how it was said, severity what happened: neither moves the other."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.feeling import feeling
from models.severity import severity


@pytest.mark.parametrize("text, level", [
    ("", 0), ("My parcel has not arrived.", 0), ("My parcel has not arrived!", 1), ("Annoying, the parcel has not arrived!", 2),
    ("This is DISGUSTING, I am furious", 3), ("WHERE IS MY FUCKING PARCEL YOU THIEVES!!!", 4),
    ("The BBC app on my SIM from EE", 0), ("Es una vergüenza, ladrones!!!", 4), ("Frechheit! Ich bin wütend", 3), ("C'est honteux !", 2), ("parcel lost 😡", 2),
])
def test_the_same_news_is_said_calmly_or_not(text, level):
    assert feeling(text) == level


@pytest.mark.parametrize("calm, loud", [("My mother is 86 and her alarm does not work", "MY MOTHER IS 86 AND HER ALARM DOES NOT WORK!!! BASTARDS"), ("the new logo is ugly", "THE NEW LOGO IS UGLY!!! fucking hell")])
def test_a_loud_voice_raises_the_feeling_and_not_the_harm(calm, loud):
    assert severity(calm) == severity(loud) and feeling(loud) == 4 and feeling(calm) == 0


@given(st.text(max_size=120))
def test_any_text_has_a_feeling(text):
    assert 0 <= feeling(text) <= 4
