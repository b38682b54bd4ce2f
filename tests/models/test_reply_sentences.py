"""How a reply is cut: plain words, marks for what is no word, signatures left out."""
import pytest

from models.reply_sentences import plain_words, sentences


@pytest.mark.parametrize("written, plain", [("Can't", ("can", "not")), ("WE’VE", ("we", "have")), ("Anna's", ("anna",)), ("it's", ("it", "is")), ("désolée", ("desolee",)), ("l'équipe", ("l", "equipe")),
                                            ("Straße", ("strasse",)), ("pls", ("please",)), ("o'clock", ("o", "clock"))])
def test_words_are_plain(written, plain):
    assert plain_words(written) == plain


def test_what_is_no_word_is_a_mark():
    (said,) = sentences("See https://a.example/b, ring 0800 123 4567 or [phone], pay £4.50 by 3:30pm on day 2")
    assert [word for word in said.words if word[0] == "#"] == ["#link", "#phone", "#phone", "#money", "#time", "#number"]


def test_a_signature_and_the_number_of_a_part_are_left_out():
    assert [said.words for said in sentences("Thanks for waiting. ^Jo 1/2")] == [("thanks", "for", "waiting")]
    assert [said.words for said in sentences("Thanks *TMC")] == [("thanks",)]


def test_sentences_know_questions_and_clauses():
    first, second = sentences("Sorry, which street? We're on it!")
    assert first.is_question and first.clauses == (("sorry",), ("which", "street"))
    assert not second.is_question and second.words == ("we", "are", "on", "it")


@pytest.mark.parametrize("text", ["", "   ", "🎉", "...", "?", "^"])
def test_without_words_there_is_no_sentence(text):
    assert sentences(text) == ()
