"""How a text is cut into words, in one place: encoder, linker and labels must agree on it."""
import re
from functools import lru_cache

from models.stopwords import ENGLISH_WORDS, LANGUAGE_WORDS, STOPWORDS

_NOISE = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|\[[a-z][a-z /-]*\]|&\w+;", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PAUSE = re.compile(r"[.,;:!?()\"/…–—|\n•*+=<>]+|\s-+\s")
_ENDING = re.compile(r"(?:ies|ied)$")
_SUFFIX = re.compile(r"(?<=[^\W_]{3})(?:ing|ed|es|s|ly)$")


def plain(text: str) -> str:
    """Lower case; links, @handles and [placeholders] out; every number is 0; soooo is soo."""
    text = _NOISE.sub(" ", text).lower().replace("’", "'")
    return _STRETCHED.sub(r"\1\1", _DIGITS.sub("0", text))


def words(text: str) -> list[str]:
    """The words of a text as written, lower case, in order: "Didn't WORK!" is ["didn't", "work"]."""
    return _WORD.findall(plain(text))


def clauses(text: str) -> list[list[str]]:
    """The words of a text between its pauses: no phrase runs across a full stop or a comma."""
    return [found for part in _PAUSE.split(plain(text)) if (found := _WORD.findall(part))]


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The key under which inflections meet: bag, bags; cancel, cancelled, canceled; price, prices."""
    if len(word) < 4 or "'" in word:
        return word.removesuffix("'s")
    word = _SUFFIX.sub("", _ENDING.sub("y", word)) or word
    word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def terms(text: str) -> list[str]:
    """Folded words of a text, stop words kept: what telling phrases are looked up in."""
    return [fold(word) for word in words(text)]


def content_terms(text: str) -> list[str]:
    """Folded words that can carry a topic: no stop words, no numbers, no single letters."""
    return [fold(word) for word in words(text) if word not in STOPWORDS and len(word) > 1]


def spelling(text: str) -> str:
    """A text as its characters are read: plain, without the small words that only tell its language.

    With them, complaints in Spanish met in one topic of their own. English ones stay: without them the
    link of airline complaints lost 1.5 points.
    """
    return " ".join(word for word in words(text) if word not in LANGUAGE_WORDS)


def ngrams(items: list[str], longest: int) -> list[str]:
    """All runs of 1 to `longest` neighbouring items, joined by a space."""
    return [" ".join(items[i:i + n]) for n in range(1, longest + 1) for i in range(len(items) - n + 1)]


def is_foreign(text: str) -> bool:
    """Is it told in Spanish, German or French rather than in English? By its small words; a text without any is not."""
    said = words(text)
    return sum(word in LANGUAGE_WORDS for word in said) > sum(word in ENGLISH_WORDS for word in said)
