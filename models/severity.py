"""How bad what happened is, 0 to 4: read from what happened, never from how loudly it is said.

0 none · 1 annoyance · 2 cost or lost time · 3 serious loss (large money, weeks without service, a missed funeral or
work, fraud, data exposed, livelihood) · 4 safety or a vulnerable person.
"""
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from models.complaint_words import ASKING, DEMAND, DENIAL, FAILURE, PRAISE, PROMOTION, SOLVED, THANKS, entries
from models.harm import HARMS, Harm
from models.phrasebook import Phrasebook
from models.stretches import days, sums
from models.words import fold

LARGE_SUM = 250          # £, $ or €: from here a sum is a serious loss; any smaller one is a cost
LOST_DAYS = 20 / 1440    # 20 minutes: a shorter wait is an annoyance
GONE_DAYS = 10           # without service for so long is a serious loss
OLD_YEARS = range(75, 111)
DENIAL_REACH = 3         # words before a sign in which a denial takes it back
_DENIALS = frozenset("not no never isn't wasn't aren't nothing nicht kein keine keinen pas sin sans".split())
_AGE_BEFORE = frozenset("am i'm im is he's she's aged turned who's ist est grandad grandma gran nan mum mam mom mother dad father wife husband uncle aunt oma opa abuela abuelo".split())
_AGE_AFTER = frozenset("year years yr yrs yo años jahre ans old".split())
_FAILING, _DENYING, _FRIENDLY = (frozenset(fold(word) for block in blocks for word in entries(block)) for blocks in (
    (FAILURE, DEMAND), (DENIAL,), (PRAISE, THANKS, SOLVED, PROMOTION)))
_ASKING = frozenset(entries(ASKING))
_TOKEN = re.compile(r"[£$€]? ?\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[€£$]")
_NUMBER = re.compile(r"\d")
_BOOK = Phrasebook({harm: harm.phrases for harm in HARMS})


class Cue(NamedTuple):
    """A sign of harm found in a text: its name, its level (1–4) and the words that were read."""

    name: str
    level: int
    words: str


def explain(text: str) -> list[Cue]:
    """The signs of harm in a text, worst first; none where no trouble is told of."""
    said = quiet(text)
    words = [word.replace(" ", "") for word in _TOKEN.findall(said)]
    found = _harms(words)
    cues = [Cue(harm.name, harm.level, " ".join(words[start:end])) for harm, start, end in found]
    if _NUMBER.search(said):
        cues += [*_ages(words), *_sums(words)]
    cues += _spans(words, any(harm.name == "no service" for harm, _, _ in found))
    if not any(harm.is_trouble for harm, _, _ in found) and not _tells_trouble(words, bool(cues), "?" in said):
        return []
    return sorted(cues, key=lambda cue: -cue.level) or [Cue("annoyance", 1, "")]


def severity(text: str) -> int:
    """0–4."""
    return max((cue.level for cue in explain(text)), default=0)


def severities(texts: Sequence[str]) -> np.ndarray:
    """(n,) int8, each 0–4."""
    return np.fromiter(map(severity, texts), np.int8, len(texts))


def quiet(text: str) -> str:
    """A text without its loudness: one case, no exclamation marks, single blanks."""
    return " ".join(text.upper().casefold().replace("!", " ").replace("’", "'").split())


def _harms(words: Sequence[str]) -> list[tuple[Harm, int, int]]:
    """(harm, first word, one past the last), without those that are denied or a manner of speaking."""
    found = list(_BOOK.find(words))
    innocent = {at for harm, start, end in found if not harm.level for at in range(start, end)}
    return [(harm, start, end) for harm, start, end in found
            if harm.level and start not in innocent and not (harm.is_deniable and _is_denied(words, start))]


def _is_denied(words: Sequence[str], start: int) -> bool:
    return not _DENIALS.isdisjoint(words[max(0, start - DENIAL_REACH):start])


def _tells_trouble(words: Sequence[str], has_cues: bool, is_question: bool) -> bool:
    """Praise, thanks and questions may speak of grandmothers, fees and hours: harm needs something that failed."""
    folded = [fold(word) for word in words]
    failing = [at for at, word in enumerate(folded) if word in _FAILING]
    denying = [at for at, word in enumerate(folded) if word in _DENYING]
    taken_back_n = sum(any(0 < at - denied <= DENIAL_REACH for denied in denying) for at in failing)
    if max(len(failing), len(denying)) > taken_back_n:
        return True
    is_friendly = not _FRIENDLY.isdisjoint(folded) or " ".join(words[:2]) in _ASKING
    return not is_friendly and (has_cues or not is_question)


def _ages(words: Sequence[str]) -> Iterator[Cue]:
    for at, word in enumerate(words):
        if len(word) < 4 and word.isdecimal() and int(word) in OLD_YEARS and (
                not _AGE_BEFORE.isdisjoint(words[max(0, at - 1):at]) or not _AGE_AFTER.isdisjoint(words[at + 1:at + 2])):
            yield Cue("old age", 4, word)


def _sums(words: Sequence[str]) -> Iterator[Cue]:
    for amount, said in sums(words):
        yield Cue("large sum", 3, said) if amount >= LARGE_SUM else Cue("sum", 2, said)


def _spans(words: Sequence[str], is_gone: bool) -> Iterator[Cue]:
    for length, said in days(words):
        if is_gone and length >= GONE_DAYS:
            yield Cue("long without service", 3, said)
        elif length >= LOST_DAYS:
            yield Cue("lost time", 2, said)
