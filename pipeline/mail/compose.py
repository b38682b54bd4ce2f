"""A letter to a mail: subject, HTML and its plain-text twin, pictures. What recipients share is made once."""
from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path

from pipeline.mail.letter import Letter
from pipeline.mail.pictures import sparkline

TEMPLATES = Path(__file__).parent / "templates"
_MARKS = {"why": "@@why@@", "unsubscribe": "https://unsubscribe.invalid/"}     # stand where each recipient's own words go
_ISOLATE, _END = "\u2068", "\u2069"     # so that words from right to left leave the rest of a line alone


@dataclass(frozen=True)
class Mail:
    """pictures: content id → PNG; the HTML names them as cid:ID. `pattern` makes one with marks where a recipient's own words go."""

    subject: str
    text: str
    html: str
    pictures: Mapping[str, bytes]

    def fill(self, why: str, unsubscribe: str) -> Mail:
        """The mail of one recipient. why: why they get this, in words; unsubscribe: the address of their own way out."""
        own = {_MARKS["why"]: why, _MARKS["unsubscribe"]: unsubscribe}
        text, html = self.text, self.html
        for mark, words in own.items():
            text, html = text.replace(mark, words), html.replace(mark, escape(words))
        return replace(self, text=text, html=html)


def pattern(letter: Letter) -> Mail:
    """The mail that a letter makes, with marks where a recipient's own words go: made once for everybody who reads the same."""
    import mjml

    facts = dict(letter=letter, own=_MARKS)
    html = mjml.mjml2html(_templates().get_template("mail.mjml").render(facts))
    text = _templates().get_template("mail.txt").render(facts)
    pictures = {row.cid: sparkline(row.trend) for row in letter.rows}
    return Mail(letter.subject, text, html, pictures)


def report_page(letter: Letter) -> str:
    """The letter as one HTML file to keep or print: nothing in it asks another address."""
    pictures = {row.cid: b64encode(sparkline(row.trend)).decode() for row in letter.rows}
    return _templates().get_template("report.html").render(letter=letter, pictures=pictures)


@cache
def _templates():
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=lambda name: not name.endswith(".txt"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["isolated"] = lambda words: f"{_ISOLATE}{words}{_END}"
    return found
