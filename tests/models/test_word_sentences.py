"""Sentences keep the order of their words and know where each clause begins."""
from hypothesis import given
from hypothesis import strategies as st

from models.sentences import LONGEST, sentences


def test_a_text_is_cut_at_its_stops_and_links_and_handles_are_left_out():
    assert [one.words for one in sentences("I've e-mailed @you 3x! See https://x.example/y. [phone]\nOn-hold 2.5hrs")] == [
        ("i've", "emailed", "3", "x"), ("see",), ("on", "hold", "2.5", "hrs")]


def test_a_clause_begins_at_a_pause_or_a_joining_word():
    (one,) = sentences("they said no, I called and waited")
    assert one.begun == (0, 0, 0, 3, 3, 5, 5)


def test_a_question_ends_in_its_mark():
    assert [one.is_question for one in sentences("Should I call? I did. Why?!")] == [True, False, True]


@given(st.text(max_size=300))
def test_any_text_has_sentences_of_lower_case_words(text):
    for one in sentences(text):
        assert one.words and len(one.words) == len(one.begun) and all(start <= at for at, start in enumerate(one.begun))


def test_a_word_that_is_said_over_and_over_is_read_twice():
    assert [one.words for one in sentences("no no no no no answer")] == [("no", "no", "answer")]


def test_a_text_without_stops_is_cut_and_a_long_one_ends():
    said = sentences("one more " * 2500)
    assert sum(len(one.words) for one in said) == LONGEST and max(len(one.words) for one in said) <= 80
