"""The words of a piece of HTML, as a reader sees them: lines where blocks end, nothing of scripts, styles and quoted mails. Pure."""
from __future__ import annotations

import re
from html.parser import HTMLParser

_MAX_CHARS = 200_000
_LONG_TAG = re.compile(r"<[^<>]{4000,}>|<!\[[^<>]*>")   # a picture written into its address; "if Outlook"
_NO_TAG = re.compile(r"<(?![^<>]{0,4000}>)")
_UNREAD = frozenset({"script", "style", "head", "title", "template", "svg", "noscript"})
_BLOCKS = frozenset("address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td th tr ul".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_QUOTE_CLASSES = ("gmail_quote", "gmail_extra", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "gmail_signature")


def text_of(html: str, without_quotes: bool = False) -> str:
    """Its text; `without_quotes` leaves out what a mail program marks as the mail answered to. Never raises."""
    reader = _Reader(without_quotes)
    try:
        reader.feed(_well_formed(html[:_MAX_CHARS]))
        reader.close()
    except AssertionError:   # the standard library's word for a declaration that it does not know
        pass
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line, above in _with_above(lines) if line or above).strip()


class _Reader(HTMLParser):
    """Collects text; inside an element that is left out it only counts how deep it is."""

    def __init__(self, without_quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._without_quotes, self._left_out, self._depth = without_quotes, "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out:
            self._depth += tag == self._left_out
            return
        if tag not in _VOID and (tag in _UNREAD or (self._without_quotes and _is_quote(tag, dict(attrs)))):
            self._left_out, self._depth = tag, 1
        if tag in _BLOCKS:
            self.pieces.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._depth -= tag == self._left_out
            self._left_out = self._left_out if self._depth else ""
        if tag in _BLOCKS and tag not in _VOID:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.pieces.append(data.replace("\n", " "))


def _well_formed(html: str) -> str:
    """Without comments, endless tags and sections, and each "<" that begins no tag escaped: on those the parser takes quadratic time."""
    kept, at = [], 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        kept.append(html[at:begin])
        at = end + 3
    return _NO_TAG.sub("&lt;", _LONG_TAG.sub(" ", "".join([*kept, html[at:]])))


def _is_quote(tag: str, attrs: dict[str, str | None]) -> bool:
    classes = (attrs.get("class") or "").split()
    return tag == "blockquote" or any(name in classes for name in _QUOTE_CLASSES)


def _with_above(lines):
    above = ""
    for line in lines:
        yield line, above
        above = line
