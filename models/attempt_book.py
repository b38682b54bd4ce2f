"""The phrases of earlier attempts in all languages at once, as one book: a text may change its language in the middle."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from models.attempt_words_answers import ANSWERS
from models.attempt_words_care import CARE
from models.attempt_words_contact import CONTACT
from models.attempt_words_de import GERMAN
from models.attempt_words_en import ENGLISH
from models.attempt_words_es import SPANISH
from models.attempt_words_fr import FRENCH
from models.attempt_words_staff import STAFF
from models.phrasebook import Phrasebook
from models.stopwords import ENGLISH_WORDS, LANGUAGE_WORDS

LANGUAGES = (ENGLISH, SPANISH, GERMAN, FRENCH)
_LISTS = ((0, ENGLISH), (0, CARE), (0, ANSWERS), (0, CONTACT), (0, STAFF), (1, SPANISH), (2, GERMAN), (3, FRENCH))   # a language and its words


class Hit(NamedTuple):
    """A phrase that stands in a sentence. kind: a field of AttemptWords; name: a channel, or how it failed; start, end: words."""

    kind: str
    name: str
    language: int
    start: int
    end: int


def _entries() -> dict[tuple[str, str, int], str]:
    found: dict[tuple[str, str, int], str] = defaultdict(str)
    for at, words in _LISTS:
        for kind in ("did", "met", "near", "owed", "failures"):
            for name, block in getattr(words, kind).items():
                found[kind, name, at] += f"\n{block}"
        for kind in ("exchange", "unreal", "innocent"):
            found[kind, "", at] += f"\n{getattr(words, kind)}"
    return found


_BOOK = Phrasebook(_entries())
OURS, THEIRS, DENIALS = ([frozenset(getattr(words, kind).split()) for words in LANGUAGES] for kind in ("ours", "theirs", "denials"))


def hits(words: Sequence[str]) -> list[Hit]:
    """In the order of the words; in a plainly English sentence only English phrases: "standard" is a switchboard in French alone."""
    found = [Hit(*name, start, end) for name, start, end in _BOOK.find(words)]
    if any(hit.language for hit in found) and _is_english(words):
        found = [hit for hit in found if hit.language == 0]
    return sorted(found, key=lambda hit: (hit.start, hit.end))


def _is_english(words: Sequence[str]) -> bool:
    return sum(word in ENGLISH_WORDS for word in words) > 1 + sum(word in LANGUAGE_WORDS for word in words)
