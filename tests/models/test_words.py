"""How a text is cut into words."""
import pytest

from models.words import clauses, content_terms, fold, plain, spelling, terms


@pytest.mark.parametrize(("one", "other"), [
    ("bags", "bag"), ("cancelled", "canceled"), ("cancelled", "cancel"), ("services", "service"), ("prices", "price"),
    ("delays", "delayed"), ("companies", "company"), ("dropping", "drop"), ("bill", "bills"), ("router", "router's"),
])
def test_inflections_meet_under_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("lost", "list"), ("phone", "phones line"), ("bag", "beg")])
def test_different_words_keep_different_keys(one, other):
    assert fold(one) != fold(other)


def test_handles_links_and_placeholders_are_no_words():
    assert terms("@acme ring me on [phone] https://t.example/x now") == ["ring", "me", "on", "now"]


def test_an_address_in_a_word_is_not_a_handle():
    assert "mail" in plain("a@mail")


def test_numbers_meet_and_stretched_letters_shrink():
    assert plain("Sooooo 14:30 or £1,200") == "soo 0 or £0"


def test_content_leaves_out_what_every_complaint_says():
    assert content_terms("I have been waiting for the router again!") == ["wait", "router"]


def test_words_that_only_tell_the_language_are_not_spelt_out():
    assert spelling("el router no funciona desde ayer") == "router no funciona ayer"


def test_no_clause_runs_across_a_pause():
    assert clauses("Rang again, no answer. Gave up") == [["rang", "again"], ["no", "answer"], ["gave", "up"]]
