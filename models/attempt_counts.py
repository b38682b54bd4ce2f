"""How often somebody tried and how long it took, from the words around a contact."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.stretches import COUNTS, number, spans

NEXT_REACH = 3        # words after a time that say what it measured
SEVERAL = 3           # "multiple times", as models.stretches takes it
MOST = 99             # a larger number counts something else: a flight, a sum, a year
_COUNTED = frozenset("times x calls emails mails letters messages dms tweets attempts forms occasions evenings afternoons "
                     "mornings agents advisers mal anrufe veces llamadas correos fois appels".split())
_ORDINALS = {word: n for n, block in enumerate((
    "second 2nd zweite zweiten zweites segundo segunda deuxième", "third 3rd dritte dritten drittes tercer tercera tercero troisième",
    "fourth 4th vierte vierten cuarto cuarta quatrième", "fifth 5th fünfte fünften quinto quinta cinquième",
    "sixth 6th sechste sechsten sexto sixième", "seventh 7th siebte", "eighth 8th achte", "ninth 9th neunte", "tenth 10th zehnte"), 2) for word in block.split()}
_ORDERED = frozenset("time email call letter message dm tweet attempt complaint ticket chat mal mail anruf brief correo llamada carta vez fois appel "
                     "lettre courriel".split())
_WHOLE = {"twice": 2, "thrice": 3, "zweimal": 2, "dreimal": 3, "viermal": 4, "fünfmal": 5} | dict.fromkeys(
    "multiple various many varias varios plusieurs mehrfach mehrmals".split(), SEVERAL)
_MORE = frozenset("again repeatedly calls emails letters messages tweets dms wiederholt erneut wieder repetidamente nouveau".split())
_NOT_SPENT = frozenset("late delay delayed delays flight flights before early notice later layover survey".split())
_LENGTH_OF = frozenset("hold wait waits".split())   # "a 2 hour wait" is announced, "2 hours on hold" was waited
_ANNOUNCED = frozenset("estimated expected average currently".split())


def counts(words: Sequence[str], is_note: bool = False) -> Iterator[tuple[int, int]]:
    """(place, n) of what says how often: "called twice" is 2, "third e-mail" 3; in a note "3rd call" counts the one that is written down."""
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in _WHOLE:
            yield at, _WHOLE[word]
        elif word in _ORDINALS and following in _ORDERED:
            yield at, _ORDINALS[word] - is_note
        elif not _COUNTED.isdisjoint(words[at + 1:at + 3]) and (n := _number(word)) or word == "x" and (n := _number(following)):
            yield at, n


def is_more(words: Sequence[str]) -> bool:
    """Do the words of a contact say that it was more than one: "again", "calls"?"""
    return not _MORE.isdisjoint(words)


def time_spent(words: Sequence[str]) -> Iterator[tuple[int, float]]:
    """(place, days) of the stretches of time that somebody says something took; not a time that was only announced."""
    for at, days in spans(words):
        following = words[at + 1:at + 1 + NEXT_REACH]
        if _NOT_SPENT.isdisjoint(following) and _LENGTH_OF.isdisjoint(following[:1]) and _ANNOUNCED.isdisjoint(words) and not _is_announced(words, at):
            yield at, days


def _is_announced(words: Sequence[str], at: int) -> bool:
    """"Wait time is 30 minutes" is what a recording says."""
    return any(pair in (("wait", "time"), ("hold", "time"), ("wait", "times"), ("hold", "times"), ("waiting", "time")) for pair in zip(words[:at], words[1:at]))


def _number(word: str) -> int | None:
    n = COUNTS.get(word) or number(word)
    return int(n) if n and 1 <= n <= MOST else None
