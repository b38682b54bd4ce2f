"""Take personal data out of a text before anything is stored: find it, then put [phone], [email] … in its place."""

import hmac
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.redaction import births, codes, contact, neutral, numbers, people, phones, places, postcodes
from pipeline.redaction.spans import Span, hide, hide_placeholders, outside, settled

_DIGIT = re.compile(r"\d")
_CODE_LIKE = re.compile(r"\d|[A-Z]{6}")
# The shortest number of a person: a local phone number after "call me on".
_NUMBER_DIGITS_MIN = 6
# pipeline/text.py cuts posts far below this. What is longer was never meant to be read: all its numbers go unexamined.
_CLOSELY_READ_MAX_CHARS = 20_000
# Each pass strictly blanks more of the text. Posts need one or two; the limit is for hostile texts.
_PASSES_MAX = 20


@dataclass(frozen=True)
class Redacted:
    """A text without personal data, and how many spans of each kind were replaced."""

    text: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Redactor:
    """Finds and replaces personal data. Safe to share between threads and processes.

    regions: ISO countries whose phone numbers are looked for without a country code, the likeliest first;
    brand_handles: handles that stay, with or without @, in any case.
    """

    regions: tuple[str, ...]
    brand_handles: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        plain = frozenset(handle.lstrip("@").lower() for handle in self.brand_handles)
        object.__setattr__(self, "brand_handles", plain)

    def find(self, text: str) -> list[Span]:
        """Spans of personal data, sorted, apart, never inside an earlier placeholder. Never raises on any text."""
        found: list[Span] = []
        hidden = neutral.hide_public_lines(hide_placeholders(text))
        if len(text) > _CLOSELY_READ_MAX_CHARS:
            found = settled(hidden, numbers.find_anything_numeric(hidden))
            hidden = hide(hidden, found)
        for _ in range(_PASSES_MAX):
            spans = settled(hidden, self._candidates(hidden))
            if not spans:
                break
            found += spans
            hidden = hide(hidden, spans)
        return sorted(found)

    def redact(self, text: str) -> Redacted:
        """`text` with every span replaced by its kind in brackets. Redacting the result again changes nothing."""
        spans = self.find(text)
        parts, at = [], 0
        for span in spans:
            parts += [text[at : span.start], f"[{span.kind}]"]
            at = span.end
        return Redacted("".join([*parts, text[at:]]), dict(Counter(span.kind for span in spans)))

    def _candidates(self, text: str) -> Iterator[Span]:
        yield from contact.find_emails(text)
        if "@" in text or "/" in text:
            yield from contact.find_handles(text, self.brand_handles)
            yield from contact.find_queries(text)
        yield from people.find_names(text)
        if _CODE_LIKE.search(text):
            yield from codes.find_codes(text)
        if digits_n := len(_DIGIT.findall(text)):
            yield from _placed(text)
            if digits_n >= _NUMBER_DIGITS_MIN:
                yield from self._numbered(text)

    def _numbered(self, text: str) -> Iterator[Span]:
        for find in (
            numbers.find_cards, numbers.find_ibans, numbers.find_bank_accounts, numbers.find_national_numbers,
            numbers.find_ip_addresses,
        ):  # fmt: skip
            yield from find(text)
        kept = neutral.find_neutral(text)
        yield from outside(phones.find_phones(text, self.regions), kept)
        yield from outside(numbers.find_long_numbers(text), kept)


def _placed(text: str) -> Iterator[Span]:
    yield from places.find_addresses(text)
    yield from postcodes.find_postcodes(text)
    yield from births.find_birthdates(text)
    yield from codes.find_bare_locators(text)
    yield from numbers.find_secrets(text)


def pseudonym(source: str, author: str, secret: bytes) -> str:
    """16 hex characters that stand for an author: the same within a source, unlinkable between sources and workspaces.

    Keyed (HMAC-SHA256), so that nobody without `secret` can try names against it.
    """
    message = f"{source}\0{author}".encode("utf-8", "surrogatepass")
    return hmac.digest(secret, message, "sha256").hex()[:16]
