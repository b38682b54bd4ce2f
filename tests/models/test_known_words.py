"""Words that a model has heard from enough people, and how much of a complaint it has not."""
from __future__ import annotations

from models.known_words import KnownWords

HEARD = ["the parcel arrived broken"] * 6 + ["courier shouted"] * 4


def test_a_word_is_known_when_five_others_said_it():
    known = KnownWords().fit(HEARD)
    assert set(known.counts_) == {"parcel", "arriv", "broken"}
    assert known.unknown_share(["parcel broken", "parcel zorblaxed", "zorblaxed quimby", ""]).tolist() == [0.0, 0.5, 1.0, 0.0]


def test_what_a_text_says_itself_does_not_make_its_words_known():
    known = KnownWords().fit(["the parcel arrived broken"] * 5)
    assert known.unknown_share(["parcel arrived broken"]).tolist() == [0.0]
    assert known.unknown_share(["parcel arrived broken"], is_own=True).tolist() == [1.0]


def test_words_that_too_few_others_said_are_forgotten_with_a_text():
    known = KnownWords().fit(HEARD + ["parcel"])
    assert set(known.without(HEARD[:2], least_n=5).counts_) == {"parcel"}
    assert known.without(["nothing of it"], least_n=5).counts_ == known.counts_


def test_it_comes_back_as_it_was():
    known = KnownWords().fit(HEARD)
    assert KnownWords.from_state(known.to_config(), known.to_arrays()).counts_ == known.counts_
