"""A text as it came → a text that can be read, counted and compared: repair, words, language. The one home of ftfy and py3langid."""

import html
import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from ftfy import TextFixerConfig, fix_text

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CUT = "…"
# Below this many words the language of a post is a guess ("ok" is read as Afrikaans).
_LANGUAGE_WORDS_MIN = 4
# Reading on changes no verdict and costs as much again.
_LANGUAGE_CHARS_MAX = 300
# Share of certainty among the allowed languages; and among all that py3langid knows, where another one wins.
_SURE = 0.6
_SURE_OTHER = 0.5

_FIXES = TextFixerConfig(unescape_html=False, explain=False)
_UNESCAPES_MAX = 5

# Bidi overrides can turn a quote around on the page; zero-width and tag characters hide words from readers and patterns.
# Joiners stay where scripts and emoji need them: after Arabic and Indic letters, symbols and variation selectors.
_INVISIBLE = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2065\u206a-\u206f\ufeff\u00ad\u180e\ufff9-\ufffb\U000e0000-\U000e0fff]|"
    "(?<![\u0600-\u06ff\u0900-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_SPACES = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")

_LINK = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_PLACEHOLDER = re.compile(r"\[[a-z]{2,10}\]")
# Scripts without spaces: every character stands for a word.
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|(?<!\w)[^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*")


def repair(text: str, max_chars: int) -> str:
    """`text` with broken encodings, HTML entities, control and invisible characters put right, at most max_chars long.

    A longer text is cut, before any work, and ends in "…". Line breaks stay, at most one blank line together; other
    space becomes one blank. Entities are unescaped until none is left: "&amp;amp;" is common, and so a second repair
    changes nothing.
    """
    for _ in range(_UNESCAPES_MAX):
        repaired = _repaired_once(text, max_chars)
        if repaired == text:
            break
        text = repaired
    return text


def words_n(text: str) -> int:
    """How many words a person wrote: links, handles, placeholders, emoji and bare numbers are none."""
    return len(_WORD.findall(_spoken(text)))


def language(text: str, allowed: Sequence[str]) -> str | None:
    """Two letters out of `allowed`, or None: under four words, in another language, or unsure.

    Raises ValueError when `allowed` holds a language that py3langid does not know.
    """
    spoken = _spoken(text)
    if len(_WORD.findall(spoken)) < _LANGUAGE_WORDS_MIN:
        return None
    shares = dict(get_ready().result().rank(spoken[:_LANGUAGE_CHARS_MAX]))
    if unknown := [code for code in allowed if code not in shares]:
        raise ValueError(f"py3langid knows no language {', '.join(map(repr, unknown))}")
    found, anywhere = max(allowed, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    is_another = anywhere not in allowed and shares[anywhere] >= _SURE_OTHER
    return None if is_another or shares[found] < _SURE * sum(shares[code] for code in allowed) or not shares[found] else found


def languages(texts: Sequence[str], allowed: Sequence[str]) -> list[str | None]:
    """`language` of each text."""
    return [language(text, allowed) for text in texts]


def _repaired_once(text: str, max_chars: int) -> str:
    text = _cut(text, max_chars)
    if "&" in text:
        text = html.unescape(text)
    text = _INVISIBLE.sub("", fix_text(text, _FIXES))
    text = _LINE_EDGES.sub("\n", _SPACES.sub(" ", text))
    return _cut(_BLANK_LINES.sub("\n\n", text).strip(), max_chars)


def _cut(text: str, max_chars: int) -> str:
    return text if len(text) <= max_chars else text[: max_chars - len(_CUT)].rstrip() + _CUT


def _spoken(text: str) -> str:
    return _PLACEHOLDER.sub(" ", _HANDLE.sub(" ", _LINK.sub(" ", text)))


@cache
def get_ready() -> "Future[LanguageIdentifier]":
    """Begin to read the model of languages beside other work: unpacking it takes a second and needs no interpreter."""
    return ThreadPoolExecutor(1).submit(_read_identifier)


def _read_identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
