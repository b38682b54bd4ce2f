"""Signs of a complaint that a person can name: how often each kind of word stands in a text, denials understood."""
from collections.abc import Sequence

import numpy as np

from models.complaint_words import LISTS, entries
from models.words import terms

EXTRA = ("denied failure", "denied praise", "praise of a failure", "thanks for a failure", "thanks first", "question mark", "exclamation",
         "link", "number", "glad sign", "angry sign", "length")
NAMES = (*LISTS, *EXTRA)
DENIAL_REACH = 3   # words before a sign in which "not", "no" … turn it round
MOST = 3.0         # a sign counts at most so often: a rant is no more of a complaint than a sentence
THANKS_REACH = 5   # words before a failure in which "thanks for" is meant for it
OPENING = 3        # words: thanks among them are for something; at the end they are manners
LONGEST = 3        # words in an entry of the lists
ORDINARY_WORDS = 12 # of a short post; a count in a text four times as long is halved
LONG_WORDS = 15    # from here on length says no more: praise and news may be long too
FEWEST_WORDS = 4   # a shorter text is taken to have so many
_GLAD = frozenset("❤♥😍🥰😊😀😃😄😁👍🎉🥳💙💛💚💜😎🤩💕🙌☺🎊✨😘🤗")
_ANGRY = frozenset("😡😠🤬👎😤🙄😩😫😒💔😞😔🤦😭😢🤯")


def _lexicon() -> dict[str, tuple[int, ...]]:
    places: dict[str, set[int]] = {}
    for column, block in enumerate(LISTS.values()):
        for entry in entries(block):
            places.setdefault(" ".join(terms(entry)), set()).add(column)
    return {key: tuple(sorted(columns)) for key, columns in places.items() if key}


_LEXICON = _lexicon()
_STARTS = frozenset(key.split()[0] for key in _LEXICON if " " in key)
_THANKFUL = frozenset(terms(" ".join(entries(LISTS["thanks"])) + " thank great nice good job work way well done bravo congrats"))
_FOR = frozenset(terms("for por für pour job work on"))
_THANKS = frozenset(terms(" ".join(entries(LISTS["thanks"]))))
_AT = {name: column for column, name in enumerate(NAMES)}
_SIGNS_FROM = _AT["question mark"]
_FAILURE, _PRAISE, _DENIAL = _AT["failure"], _AT["praise"], _AT["denial"]


def cues(texts: Sequence[str], cut: Sequence[list[str]]) -> np.ndarray:
    """(n, len(NAMES)) float32, each >= 0; counts are taken to the length of an ordinary post, halfway. cut: the terms() of each text."""
    rows = np.array([_cues(text, found) for text, found in zip(texts, cut, strict=True)], np.float32).reshape(-1, len(NAMES))
    words_n = np.maximum([len(found) for found in cut], FEWEST_WORDS)
    rows[:, :_SIGNS_FROM] *= np.sqrt(ORDINARY_WORDS / words_n, dtype=np.float32)[:, None]
    return rows


def named(text: str) -> dict[str, float]:
    """The cues of one text by name and how often each stands there (0–3); those at 0 are left out."""
    return {name: value for name, value in zip(NAMES, _cues(text, terms(text)), strict=True) if value}


def _cues(text: str, found: list[str]) -> list[float]:
    row = [0.0] * len(NAMES)
    denied_until = -1
    for at, columns, length in _hits(found):
        for column in columns:
            if at < denied_until and column == _FAILURE:
                row[_AT["denied failure"]] += 1
            elif at < denied_until and column == _PRAISE:
                row[_AT["denied praise"]] += 1
            else:
                row[column] += 1
        if (_FAILURE in columns or _DENIAL in columns) and _is_thanked(found, at):
            row[_AT["thanks for a failure"]] = 1.0
        if _DENIAL in columns:
            denied_until = at + length + DENIAL_REACH
    row[_AT["praise of a failure"]] = row[_PRAISE] * row[_FAILURE]
    row[_AT["thanks first"]] = float(not _THANKS.isdisjoint(found[:OPENING]))
    _signs(row, text, len(found))
    return [min(value, MOST) for value in row]


def _is_thanked(found: list[str], at: int) -> bool:
    """Does "thanks for", "great job" or the like stand right before? "Thanks for losing my bag" is no thanks."""
    before = found[max(0, at - THANKS_REACH):at]
    thanked = [place for place, word in enumerate(before) if word in _THANKFUL]
    return bool(thanked) and not _FOR.isdisjoint(before[thanked[-1] + 1:]) and not _FOR.isdisjoint(before[-2:])


def _hits(found: list[str]) -> list[tuple[int, tuple[int, ...], int]]:
    """(place, columns, words) of every entry in a text, longer entries at a place first."""
    hits = []
    for at, word in enumerate(found):
        if word in _STARTS:
            for length in range(min(LONGEST, len(found) - at), 1, -1):
                if columns := _LEXICON.get(" ".join(found[at:at + length])):
                    hits.append((at, columns, length))
        if columns := _LEXICON.get(word):
            hits.append((at, columns, 1))
    return hits


def _signs(row: list[float], text: str, words_n: int) -> None:
    letters = set(text)
    row[_AT["question mark"]] = float("?" in letters)
    row[_AT["exclamation"]] = float("!" in letters)
    row[_AT["link"]] = float("http" in text or "www." in text)
    row[_AT["number"]] = float(not letters.isdisjoint("0123456789"))
    row[_AT["glad sign"]] = float(not letters.isdisjoint(_GLAD) or ":)" in text)
    row[_AT["angry sign"]] = float(not letters.isdisjoint(_ANGRY) or ":(" in text)
    row[_AT["length"]] = min(words_n, LONG_WORDS) / 10
