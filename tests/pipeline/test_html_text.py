"""HTML → words."""
from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.html_text import text_of


@pytest.mark.parametrize("html, text", [
    ("<p>No signal.</p><p>Since <b>Monday</b>&nbsp;&amp; still none</p>", "No signal.\n\nSince Monday & still none"),
    ("one<br>two<br/>three", "one\ntwo\nthree"),
    ("a\n  b\tc", "a b c"),
    ("<head><title>t</title></head><style>p{}</style><body>seen<script>var x='<p>no</p>'</script></body>", "seen"),
    ("<ul><li>one<li>two</ul>", "one\ntwo"),
    ("<p>cut off in the mid", "cut off in the mid"), ("2 < 3 & 4 > 1", "2 < 3 & 4 > 1"), ("", ""), ("<![weird[x]]>kept", "kept"),
    ("a<!-- <b>not</b> seen -->b<!-- open", "ab<!-- open"), (f"<img src='data:{'x' * 9000}'>seen", "seen"),
])
def test_a_reader_sees_these_words(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize("quote", [
    "<blockquote>old <blockquote>older</blockquote> old</blockquote>", '<div class="x gmail_quote">old <div>older</div> old</div>',
    '<div class="gmail_signature">Ada Example</div>',
])
def test_the_mail_answered_to_is_left_out_where_asked(quote):
    assert text_of(f"<div>mine</div>{quote}<div>below</div>", without_quotes=True) == "mine\n\nbelow"


def test_a_quote_is_kept_where_it_is_what_was_said():
    assert "older" in text_of("<blockquote>older</blockquote>")


@given(st.text(alphabet=st.sampled_from("<>/!-[]&#;=\"' \nabpdivstyle"), max_size=200) | st.text())
def test_no_html_breaks_the_reader(html):
    text = text_of(html, without_quotes=True)
    assert text == text.strip() and "\n\n\n" not in text


@pytest.mark.parametrize("piece", ["<!--", "<![", "<a ", "<a b='", "<blockquote>", "&", "</", "<div", "<script>", "<?", "<a a>", "<!>", "<a a=>",
                                   "<a " + "a " * 1900 + ">", "<a " + "='" * 1900 + ">", "<![x", "&#"])
def test_hostile_html_is_read_in_time(piece):
    started = time.process_time()
    text_of(piece * (200_000 // len(piece)), without_quotes=True)
    assert time.process_time() - started < 5
