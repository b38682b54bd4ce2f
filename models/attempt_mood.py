"""Was it done at all? Plans, wishes, questions, denials, what others did and contact that helped are no attempts."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.attempt_book import DENIALS, OURS, THEIRS, Hit
from models.attempt_counts import time_spent
from models.complaint_words import PRAISE, THANKS, entries
from models.sentences import Sentence

UNREAL_REACH = 7     # words after "should I", "I'll" … that are still only a thought
SUBJECT_REACH = 6    # words before a verb in which its subject stands
DENIAL_REACH = 3     # words before a verb in which "not" takes it back
NEAR_REACH = 9       # words between a place or a person and what was said there
SENT_REACH = 4       # words after "sent me to" that name the place
_LINES = ("phone", "chat")   # channels where waiting or being cut off tells of contact as much as words do
_GLAD = frozenset((*entries(PRAISE), *entries(THANKS),
                   *"angel sweetest props shout shoutout helpful thanks effortless respect kudos friendliest loveliest funniest nicest".split())) - frozenset(
    "content contente top best fast kind easy rock".split())
_SOLVED = frozenset("sorted fixed solved resolved solucionado arreglado resuelto gelöst behoben résolu réglé réparé".split())
_UNSURE = frozenset("would will be get not never isn't wasn't hasn't it'd he'd she'd they'd to nicht no pas n'est".split())
_GREETED = frozenset("morning evening afternoon day".split())   # "good evening" is no praise
_TOLD_GOOD = frozenset("we we're i i'm i'd we'd".split())
_UNGLAD = frozenset("not never no isn't wasn't aren't weren't don't doesn't didn't hardly less zero nothing nicht kein keine pas sin".split())
_BUT = frozenset("but however yet though pero aber mais".split())
_BACK = frozenset("back zurück vuelta retour".split())


def real(found: Sequence[Hit], sentence: Sentence) -> Iterator[Hit]:
    """Of the phrases found in a sentence those that tell of contact that was made and did not help."""
    has_failed = any(hit.kind == "failures" for hit in found)
    thought, innocent, sent_to = _thought(found, sentence), _innocent(found), _destination(found, sentence)
    found = [hit for hit in found if hit.kind == "owed" or innocent.isdisjoint((hit.start, hit.end - 1))]
    for hit in found:
        is_meant = hit.start not in thought | sent_to
        if hit.kind == "owed" or is_meant and _is_told(hit, found, sentence) and (has_failed or not _is_glad(_part(sentence.words, hit.start))):
            yield hit


def _is_told(hit: Hit, found: Sequence[Hit], sentence: Sentence) -> bool:
    if hit.kind == "did":
        return _is_own(hit, sentence)
    return hit.kind == "met" or hit.kind == "near" and _is_met(hit, found, sentence)


def _is_own(hit: Hit, sentence: Sentence) -> bool:
    """Did the person do it? By the last subject before the verb in its clause; where none is said it is theirs."""
    ours, theirs = OURS[hit.language], THEIRS[hit.language]
    before = sentence.words[max(sentence.begun[hit.start], hit.start - SUBJECT_REACH):hit.start]
    subject_at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in ours or before[at] in theirs), None)
    is_ours = subject_at is None or before[subject_at] in ours
    return is_ours and DENIALS[hit.language].isdisjoint((*before[-DENIAL_REACH:], *sentence.words[hit.start:hit.end]))


def _is_met(near: Hit, found: Sequence[Hit], sentence: Sentence) -> bool:
    """Were words exchanged there? On a line a failure, or time that it took, tells as much."""
    is_line = near.name in _LINES
    told = [hit for hit in found if hit.kind == "exchange" or is_line and hit.kind == "failures" and not near.start <= hit.start < near.end]
    evidence = [(hit.start, hit.end) for hit in told]
    evidence += [(at, at + 1) for at, _ in time_spent(sentence.words)] if is_line else []
    return any(start - near.end <= NEAR_REACH and near.start - end <= NEAR_REACH for start, end in evidence)


def _is_glad(words: Sequence[str]) -> bool:
    """Praise, thanks or a problem solved."""
    glad = any(word in _GLAD and _UNGLAD.isdisjoint(words[max(0, at - 2):at]) and not _is_greeting(words, at) for at, word in enumerate(words))
    return glad or any(word in _SOLVED and _UNSURE.isdisjoint(words[max(0, at - 4):at]) for at, word in enumerate(words))


def _is_greeting(words: Sequence[str], at: int) -> bool:
    """"Good evening"; and "I was good", "we're good" is what they were told."""
    return words[at] == "good" and (not _GREETED.isdisjoint(words[at + 1:at + 2]) or not _TOLD_GOOD.isdisjoint(words[max(0, at - 2):at]))


def _part(words: Sequence[str], at: int) -> Sequence[str]:
    """The words around one of them that no "but" parts from it."""
    buts = [-1, *(place for place, word in enumerate(words) if word in _BUT), len(words)]
    return next(words[start + 1:end] for start, end in pairwise(buts) if start <= at < end)


def _thought(found: Sequence[Hit], sentence: Sentence) -> set[int]:
    """The places of words that are only a plan, a wish or a question: to the end of the clause, and not far."""
    return {at for hit in found if hit.kind == "unreal" for at in range(hit.start, min(hit.end + UNREAL_REACH, len(sentence.words)))
            if at < hit.end or sentence.begun[at] <= hit.start}


def _innocent(found: Sequence[Hit]) -> set[int]:
    return {at for hit in found if hit.kind == "innocent" for at in range(hit.start, hit.end)}


def _destination(found: Sequence[Hit], sentence: Sentence) -> set[int]:
    """The places of words that say where somebody was sent: they may not have gone, unless they came back or say how it failed there."""
    failures = [hit for hit in found if hit.kind == "failures"]
    failed_there = max((hit.start for hit in failures if hit.name != "sent on"), default=-1)
    return {at for hit in failures if hit.name == "sent on" for at in range(hit.start + 1, min(hit.end + SENT_REACH, len(sentence.words)))
            if sentence.begun[at] == sentence.begun[hit.start] and at > failed_there and _BACK.isdisjoint(sentence.words[at:at + SENT_REACH])}
