"""Numbers, days and text from outside, as they are written."""
from datetime import date

import pytest

from dashboard import wording


@pytest.mark.parametrize("n, said", [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1234, "1,234"), (float("nan"), "–"), (None, "–")])
def test_fewer_people_than_five_are_never_told(n, said):
    assert wording.few(n, 5) == said


@pytest.mark.parametrize("n, height", [(0, 0), (1, 2.5), (4, 2.5), (5, 5)])
def test_a_chart_places_every_small_count_at_the_same_height(n, height):
    assert wording.masked(n, 5) == height


@pytest.mark.parametrize("part, whole, said", [(3, 14, "3 of 14"), (1, 400, "<1 %"), (12, 100, "12 %"), (0, 100, "0 %"), (0, 0, "–")])
def test_a_small_whole_is_told_as_counts_and_a_small_share_as_less_than_one_percent(part, whole, said):
    assert wording.share(part, whole) == said


@pytest.mark.parametrize("first, last, said", [
    (date(2026, 11, 9), date(2026, 11, 15), "9–15 Nov 2026"), (date(2026, 8, 24), date(2026, 11, 15), "24 Aug – 15 Nov 2026"),
    (date(2025, 12, 29), date(2026, 1, 4), "29 Dec 2025 – 4 Jan 2026"), (date(2015, 2, 24), date(2015, 2, 24), "24 Feb 2015")])
def test_days_are_told_once(first, last, said):
    assert wording.days(first, last) == said


@pytest.mark.parametrize("words, said", [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c", "d"], "a, b and 2 more"), (["a", "b", "c"], "a, b and c")])
def test_a_listing_names_a_few_and_counts_the_rest(words, said):
    assert wording.listing(words) == said if len(words) != 4 else wording.listing(words, 2) == said


def test_signed_counts_use_a_real_minus():
    assert [wording.signed(n) for n in (12.4, -3, 0.2)] == ["+12", "−3", "0"]


@pytest.mark.parametrize("mark", list("*_`#[]<>$~|\\:!"))
def test_plain_escapes_every_mark_that_markdown_knows(mark):
    assert f"\\{mark}" in wording.plain(f"a{mark}b")


def test_plain_breaks_what_streamlit_looks_for_again_after_reading():
    joined = wording.plain("www.evil.example https://a.example me@a.example :smile: a->b -- <=").replace("\\", "")
    assert not any(pattern in joined for pattern in ("www.evil", "https://", "me@a.", ":smile", "->", "--", "<="))


def test_plain_keeps_the_words_for_a_reader():
    seen = wording.plain("Bill & “refund”: 50% off\nnow").replace("\\", "").replace("\u2060", "")
    assert seen == "Bill & “refund”: 50% off now"


def test_plain_shortens_and_drops_signs_that_turn_the_direction():
    assert wording.plain("\u202Eabc" + "d" * 300, 10) == "abcdddddd…"
