"""A text as sentences and clauses whose words keep their order: what tells who did something, and whether it was done at all.

models.words cuts a text into what it is about: numbers are all 0 there and questions are not told from statements. Here they are.
"""
from __future__ import annotations

import re
from typing import NamedTuple

_OUT = re.compile(r"https?://\S+|www\.\S+|(?<!\w)@\w+|&(?!amp;)\w+;|\[[a-z][a-z /-]*\]|(?<=\w)-(?=\w)|(?<=\w)/(?=\w)", re.IGNORECASE)
_SPEAKER = re.compile(r"(?<!\w)@\w+(?= (?:just )?(?:says?|said|tells?|told|keeps?|insists?|wants?|blames?|promised)\b)"
                      r"|(?<=\w )@\w+(?= (?:rang|called|phoned|e?mailed|texted|asked|replied)\b)")   # "@shop Called" is "I called"
_SPOKEN_TO = re.compile(r"\b(told|asked|email(?:ed)?|rang|phoned|messaged|contacted) @\w+\b(?! chat| bot| app)", re.IGNORECASE)
_BARE = {word.replace("'", ""): word for word in (
    "i've you've you're they've they're we've don't didn't doesn't isn't wasn't can't couldn't wouldn't won't haven't hasn't that's").split()}
_BARE_WORD = re.compile(rf"\b(?:{'|'.join(_BARE)})\b")   # as they are typed without an apostrophe; "im" is German too
_NUMBERED = re.compile(r"#\s?(?=\d)")
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[.!?\n…]+|[,;:()—–\"“”*|-]|&")
_JOINERS = frozenset("but and so then because cuz bc while after when since although though pero y luego aber und dann weil mais et puis".split())
_STOPS = ".!?…\n"
LONGEST = 1000          # tokens of a text that are read
LONGEST_SENTENCE = 80   # tokens; a text without stops is cut into as long ones


class Sentence(NamedTuple):
    """words: lower case, in order, at most twice the same in a row; begun: for each word, where its clause begins; is_question: it ends in a question mark."""

    words: tuple[str, ...]
    begun: tuple[int, ...]
    is_question: bool


def sentences(text: str) -> list[Sentence]:
    """In order; a sentence without words is none. Links, handles and [placeholders] are left out; a handle that speaks is "they"."""
    runs: list[list[str]] = [[]]
    for token in _TOKEN.findall(_readable(text))[:LONGEST]:
        runs[-1].append(token)
        if token[0] in _STOPS or len(runs[-1]) == LONGEST_SENTENCE:
            runs.append([])
    return [one for run in runs if (one := _sentence(run)).words]


def _sentence(tokens: list[str]) -> Sentence:
    words, begun, start = [], [], 0
    for token in tokens:
        if not token[0].isalnum() or token in _JOINERS:
            start = len(words)
        if token[0].isalnum() and words[-2:] != [token, token]:
            words.append(token)
            begun.append(start)
    return Sentence(tuple(words), tuple(begun), is_question=bool(tokens) and "?" in tokens[-1])


def _readable(text: str) -> str:
    text = _SPOKEN_TO.sub(r"\1 you", _SPEAKER.sub("they", text))
    text = text.lower().replace("’", "'").replace("e-mail", "email").replace("&amp;", "&").replace("\ufe0f", "").replace(" 1/2", ".5").replace("½", ".5")
    text = _BARE_WORD.sub(lambda found: _BARE[found[0]], text)
    return _OUT.sub(" ", _NUMBERED.sub(" number ", text))
