"""Complaints as what was said in them: clauses, and the language they are in."""
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from models.stopwords import ENGLISH, FRENCH, GERMAN, SPANISH, STOPWORDS
from models.unsayable import NAMES, SWEARING
from models.words import clauses, fold

LANGUAGES = {"en": frozenset(ENGLISH.split()), "es": frozenset(SPANISH.split()), "de": frozenset(GERMAN.split()),
             "fr": frozenset(FRENCH.split())}
_TOLD_APART = {word: [name for name, known in LANGUAGES.items() if word in known] for word in STOPWORDS}
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)[@#]\w+|\[[a-z][a-z /-]*\]|&\w+;", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """words: as written, lower case; content: its folded words that can carry a topic."""
    words: tuple[str, ...]
    content: frozenset[str] = field(compare=False)  # follows from the words


def spoken(text: str, left_out: Collection[str] = frozenset()) -> list[Clause]:
    """The clauses of a text. A pause ends one, and so does what may not be quoted: a number, handle, link,
    placeholder, name, swearword or a word of `left_out` (folded)."""
    return [clause(tuple(run)) for said in clauses(_NOT_WORDS.sub(" | ", text)) for run in _quotable(said, left_out)]


def clause(words: tuple[str, ...]) -> Clause:
    return Clause(words, frozenset(map(_carried, words)) - {""})


@lru_cache(maxsize=200_000)
def _carried(word: str) -> str:
    """What a word adds to the content of a clause: "" where it carries no topic."""
    return fold(word) if is_content(word) else ""


def is_content(word: str) -> bool:
    return word not in STOPWORDS and len(word) > 1


def _quotable(said: Sequence[str], left_out: Collection[str]) -> list[list[str]]:
    if all(map(_may_be_said, said)) and frozenset(left_out).isdisjoint(map(fold, said)):
        return [list(said)]  # most are: fast
    runs: list[list[str]] = [[]]
    for word in said:
        if _may_be_said(word) and fold(word) not in left_out:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


@lru_cache(maxsize=200_000)
def _may_be_said(word: str) -> bool:
    own = word.removesuffix("'s")
    return not any(c.isdigit() for c in word) and own not in NAMES and own not in SWEARING and fold(word) not in SWEARING


def language(said: Sequence[Clause]) -> str:
    """The language most of the small words are of; English where there are none."""
    votes = dict.fromkeys(LANGUAGES, 0.0) | {"en": 0.5}
    for one in said:
        for word in one.words:
            for name in _TOLD_APART.get(word, ()):
                votes[name] += 1
    return max(votes, key=lambda name: (votes[name], name == "en"))
