"""The mail and the report page as a program reads them: escaped, whole, small, the same in text and in HTML."""
from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from reported import APP, example

from pipeline.mail.compose import pattern, report_page
from pipeline.mail.letter import Letter, Links, letter
from pipeline.mail.pictures import sparkline

LINKS = Links("https://canary.example.com")
HOSTILE = replace(APP, name='<img src=x onerror="alert(1)">{{ 7*7 }} "quotes" & <b>', touchpoint="<script>", owner="</td>",
                  quotes=(replace(APP.quotes[0], text="مرحبا <b>bold</b> \u202e reversed", source="<x>", url="javascript:alert(1)"),))


class Page(HTMLParser):
    """What a reader sees, every address, every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.tags, self.sources, self._hidden = [], [], set(), [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        self._hidden += tag in ("style", "title")
        self.links += [found["href"]] if tag == "a" else []
        self.sources += [found["src"]] if tag == "img" else []
        self.words += [found["alt"]] if tag == "img" and found.get("alt") else []

    def handle_endtag(self, tag):
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data):
        self.words += [] if self._hidden else [data]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def told(said: Letter) -> list[str]:
    """Every sentence of a letter."""
    own = [part for section in said.sections for entry in section.entries
           for part in (entry.title, entry.sentence, *entry.notes, *(quote.words for quote in entry.quotes), *(label for label, _ in entry.answers))]
    return [*said.lines, *own, *said.warnings, *said.definitions, said.made, *(row.trend_alt for row in said.rows)]


@pytest.fixture(scope="module")
def hostile():
    said = letter(example(items=(HOSTILE, *example().items[1:]), owner="Digital product"), LINKS)
    return said, pattern(said).fill("You get this as <Ann>.", "https://canary.example.com/outbox?unsubscribe=a&b")


def test_text_and_html_say_the_same(hostile):
    said, mail = hostile
    page, text = Page(mail.html).text, " ".join(re.sub("[\u2068\u2069]", "", mail.text).split())
    assert not [sentence for sentence in told(said) if " ".join(sentence.split()) not in page]
    assert not [sentence for sentence in told(said) if " ".join(sentence.split()) not in text]


def test_words_of_the_public_are_only_words(hostile):
    _, mail = hostile
    page = Page(mail.html)
    assert "script" not in page.tags and "onerror" not in re.sub(r"onerror=(&quot;|&#34;)", "", mail.html)
    assert all(link.startswith("https://") for link in page.links) and "{{ 7*7 }}" in page.text and "\u202e" not in mail.html + mail.text
    assert "You get this as &lt;Ann&gt;." in mail.html and "You get this as <Ann>." in mail.text
    assert "unsubscribe=a&amp;b" in mail.html and "unsubscribe=a&b" in mail.text


def test_every_picture_that_is_named_is_there_and_says_its_numbers(hostile):
    _, mail = hostile
    page = Page(mail.html)
    assert {source.removeprefix("cid:") for source in page.sources} == set(mail.pictures) and all(png.startswith(b"\x89PNG") for png in mail.pictures.values())


def test_a_mail_is_small_and_asks_no_other_address(hostile):
    _, mail = hostile
    assert len(mail.html.encode()) < 100_000 and not re.search(r'(src|href)="(?!https://canary\.example\.com|https://x\.example|cid:)', re.sub("<!--.*?-->", "", mail.html, flags=re.S))


def test_the_same_letter_makes_the_same_mail():
    first, second = (pattern(letter(example(), LINKS)) for _ in range(2))
    assert first == second


def test_a_picture_of_nothing_and_of_gaps_can_be_drawn():
    assert all(sparkline(counts).startswith(b"\x89PNG") for counts in ((), (None,) * 12, (0,) * 12, (None, 3, None, 7)))


def test_the_report_page_holds_everything_and_asks_for_nothing(hostile):
    said, _ = hostile
    page = Page(report_page(said))
    assert all(source.startswith("data:image/png;base64,") for source in page.sources) and "script" not in page.tags and "link" not in page.tags
    assert not [sentence for sentence in [*said.lines, *said.warnings, said.made] if " ".join(sentence.split()) not in page.text]
