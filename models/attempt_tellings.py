"""Contacts as one text tells them: each channel in the order in which it was tried, how often, how it failed, what it cost."""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.attempt_counts import counts, is_more, time_spent
from models.attempt_signs import Reading, Sign

FAILURE_REACH = 2   # sentences after a contact in which its failure is still told
COUNT_REACH = 5     # words between a contact and how often it was tried
TIME_REACH = 9      # words between a contact and a time that it took
MORE_THAN_ONE = 2   # "again", "calls": nobody says how often
SAID_BEFORE = 1     # sentences before the first contact in which its failure may be told


@dataclass(frozen=True)
class Telling:
    """failures: words of models.attempts.FAILED; days: stretches of time that it took; is_again: told as a further attempt."""

    channel: str
    n: int = 1
    failures: frozenset[str] = frozenset()
    days: tuple[float, ...] = ()
    is_again: bool = False

    def with_(self, other: Telling) -> Telling:
        """Both as one attempt."""
        n = max(self.n, other.n, MORE_THAN_ONE if other.is_again else 1)
        return Telling(self.channel, n, self.failures | other.failures, (*self.days, *other.days), self.is_again)


def tellings(reading: Reading, signs: Sequence[Sign]) -> list[Telling]:
    """signs: those of the reading that count."""
    failed = _failed(reading)
    return [_telling(list(same), reading, failed) for _, same in groupby(_in_order(signs), key=lambda sign: sign.channel)]


def _telling(same: Sequence[Sign], reading: Reading, failed: Mapping[Sign, set[str]]) -> Telling:
    failures = frozenset(how for sign in same for how in failed[sign])
    n = max(_times(sign, reading) for sign in same)
    days = tuple(days for sign in same for at, days in time_spent(reading.sentences[sign.sentence].words) if _nearest(at, sign, reading, TIME_REACH))
    return Telling(same[0].channel, max(n, MORE_THAN_ONE if any(sign.is_again for sign in same[1:]) else 1), failures, days, same[0].is_again)


def _times(sign: Sign, reading: Reading) -> int:
    words = reading.sentences[sign.sentence].words
    said = [n for at, n in counts(words, reading.is_note) if _nearest(at, sign, reading, COUNT_REACH)]
    return max(said, default=MORE_THAN_ONE if is_more(words[max(0, sign.start - 1):sign.end + 1]) else 1)


def _nearest(at: int, sign: Sign, reading: Reading, reach: int) -> bool:
    """Does a word of a sentence belong to this contact rather than to another one there? To one of its clause first."""
    begun = reading.sentences[sign.sentence].begun
    there = (other for other in reading.signs if other.sentence == sign.sentence)
    nearest = min(there, key=lambda other: (begun[at] != begun[other.start], _distance(at, other)))
    return nearest is sign and _distance(at, sign) <= reach


def _distance(at: int, sign: Sign) -> int:
    return max(sign.start - at, at - sign.end + 1, 0)


def _failed(reading: Reading) -> Mapping[Sign, set[str]]:
    """How each contact failed: as told after it and before the next; the first of a text also as told right before."""
    failed: dict[Sign, set[str]] = defaultdict(set)
    for failure in reading.failures:
        at = bisect_left(reading.signs, (failure.sentence, failure.end), key=lambda sign: (sign.sentence, sign.start)) - 1
        owner = reading.signs[max(at, 0)] if reading.signs else None
        if owner and -SAID_BEFORE <= failure.sentence - owner.sentence <= FAILURE_REACH:
            failed[owner].add(failure.how)
    return failed


def _in_order(signs: Sequence[Sign]) -> list[Sign]:
    """As they happened: "e-mailed after calling" is a call, then an e-mail."""
    ordered: list[Sign] = []
    for sign in signs:
        follows = bool(ordered) and sign.is_earlier and ordered[-1].sentence == sign.sentence
        ordered.insert(len(ordered) - follows, sign)
    return ordered
