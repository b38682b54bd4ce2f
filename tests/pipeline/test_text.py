"""Repair, words and language of a text."""

import csv
import gzip
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.settings import ROOT, load_settings
from pipeline.text import language, languages, repair, words_n

LANGUAGES = load_settings(ROOT).clean.languages

ODD = st.sampled_from(
    ["&amp;lt;", "&#x27;", "\u202e", "\u200d", "\u200b", "\r\n", "\n\n\n", "Ã©", "â€™", "\ud83d", "\x00", "\u00a0", "ﬁ", "“", "\x1b[31m", " ", "😡", "…"]
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("donâ€™t tell me itâ€™s fine", "don't tell me it's fine"),
        ("Je suis dÃ©Ã§u", "Je suis déçu"),
        ("e\u0301te\u0301", "été"),
        ("Fish &amp; chips &lt;3", "Fish & chips <3"),
        ("twice &amp;amp; escaped", "twice & escaped"),
        ("a\u202eevil\u202c b", "aevil b"),
        ("wor\u200bst com\u00adpany", "worst company"),
        ("\x00null\x07 bell", "null bell"),
        ("  too   many\t\tspaces  ", "too many spaces"),
        ("one \r\n\r\n\r\n\r\n two\n", "one\n\ntwo"),
        ("👩\u200d👩\u200d👧 family", "👩\u200d👩\u200d👧 family"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("<script>alert(1)</script> $x^2$ *bold* =HYPERLINK(1)", "<script>alert(1)</script> $x^2$ *bold* =HYPERLINK(1)"),
        ("", ""),
    ],
)
def test_repair_puts_right_what_is_broken_and_leaves_the_rest(before, after):
    assert repair(before, 5000) == after


@given(st.lists(ODD | st.text(max_size=10), max_size=20).map("".join), st.integers(3, 60))
@settings(max_examples=400, deadline=None)
def test_repairing_twice_changes_nothing_and_the_cap_holds(text, max_chars):
    once = repair(text, max_chars)
    assert len(once) <= max_chars
    assert repair(once, max_chars) == once
    once.encode("utf-8")


def test_a_long_text_is_cut_and_says_so():
    assert repair("ab " * 5000, 5000) == ("ab " * 5000)[:4999].rstrip() + "…"


def test_a_megabyte_costs_no_more_than_a_post():
    begun = time.perf_counter()
    repair("Ã©&amp;" * 200_000, 5000)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize(
    ("text", "n"),
    [("worst service ever", 3), ("@acme 😡😡 https://t.example/1", 0), ("call [phone] now", 2), ("don't", 1), ("12 34", 0), ("4th time", 1), ("最悪", 2), ("", 0)],
)
def test_words_are_what_a_person_wrote(text, n):
    assert words_n(text) == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("third week without internet, thanks a bunch", "en"),
        ("llevo tres semanas sin internet y nadie contesta", "es"),
        ("seit drei Wochen kein Internet und keiner geht ran", "de"),
        ("trois semaines sans internet et personne ne répond", "fr"),
        ("da tre settimane senza internet e nessuno risponde", "it"),
        ("há três semanas sem internet e ninguém responde", "pt"),
        ("al drie weken geen internet en niemand neemt op", "nl"),
        ("ok thanks", None),
        ("@acme @joe https://t.example/1 no", None),
        ("三週間もインターネットが使えません", None),
        ("уже три недели нет интернета и никто не отвечает", None),
    ],
)
def test_language_is_said_only_when_sure(text, expected):
    assert language(text, LANGUAGES) == expected


def test_only_allowed_languages_are_said():
    assert languages(["llevo tres semanas sin internet y nadie contesta"], ("en", "de")) == [None]


def test_reading_the_module_does_not_read_the_language_model():
    code = "import sys, pipeline.text; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_english_questions_are_taken_for_english(datasets):
    with gzip.open(datasets / "banking77_train.csv.gz", "rt", encoding="utf-8", newline="") as file:
        found = languages([row["text"] for row in csv.DictReader(file)][:2000], LANGUAGES)
    assert set(found) <= {"en", None} and found.count("en") > 0.98 * len(found)
