"""Where a text tells of contact with the company and of how it failed: signs, in the order in which they are told."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.attempt_book import Hit, hits
from models.attempt_mood import real
from models.attempt_notes import is_note, of_the_customer
from models.attempt_scene import is_face_to_face
from models.sentences import Sentence, sentences

FOLLOWS_REACH = 2    # words before a contact in which "after" says that it came first
_AFTER = frozenset("after following nach nachdem tras después après".split())
_AGAIN = frozenset("again then wieder erneut nochmal otra vuelta encore rappelé".split())
_LINES = frozenset("phone call calls line calling ring".split())
_CALLED_BACK = frozenset("called rang phoned".split())


class Sign(NamedTuple):
    """One telling of contact. sentence: its place in the text; start, end: words of it; is_again: told as a further attempt;
    is_earlier: what stands before it in the sentence came after it ("e-mailed after calling twice")."""

    channel: str
    sentence: int
    start: int
    end: int
    is_again: bool
    is_earlier: bool


class Failure(NamedTuple):
    """how: a word of models.attempts.FAILED; sentence, end: where its phrase ends."""

    how: str
    sentence: int
    end: int


class Reading(NamedTuple):
    """A text as it was read; signs and failures in its order. is_note: a call centre wrote it, of models.attempt_notes."""

    sentences: Sequence[Sentence]
    signs: Sequence[Sign]
    failures: Sequence[Failure]
    is_note: bool = False


def read(text: str) -> Reading:
    said = sentences(text)
    by_adviser = is_note(said)
    signs: list[Sign] = []
    failures: list[Failure] = []
    for place, sentence in enumerate(said):
        found = hits(sentence.words)
        found = of_the_customer(found, sentence) if by_adviser else found
        signs += [_sign(hit, sentence, place) for hit in _apart(list(real(found, sentence)), sentence)]
        failures += [Failure(hit.name, place, hit.end) for hit in found if hit.kind == "failures"]
    return Reading(said, [placed(sign, said) for sign in _clear(signs, failures)], failures, by_adviser)


def placed(sign: Sign, said: Sequence[Sentence]) -> Sign:
    """Contact that does not say how, where its words were spoken in a place where people meet: it was in person."""
    words = said[sign.sentence].words[sign.start:sign.end]
    return sign._replace(channel="in person") if sign.channel == "unclear" and is_face_to_face(words, said, sign.sentence) else sign


def _sign(hit: Hit, sentence: Sentence, place: int) -> Sign:
    before, after = sentence.words[max(0, hit.start - FOLLOWS_REACH):hit.start], sentence.words[hit.end - 1:hit.end + 2]
    is_back = sentence.words[hit.start] in _CALLED_BACK and "back" in after
    return Sign(hit.name, place, hit.start, hit.end, is_again=is_back or not _AGAIN.isdisjoint((*before, *after)),
                is_earlier=not _AFTER.isdisjoint((*before, sentence.words[hit.start])))


def _apart(told: Sequence[Hit], sentence: Sentence) -> list[Hit]:
    """Of two channels that are read from the same words the longer phrase is meant: "chat hung up on me" is no call, nor is a chat's queue."""
    has_chat = any(hit.name == "chat" for hit in told)
    return [hit for hit in told if not any(_holds(other, hit) and other.name not in (hit.name, "unclear") for other in told)
            and not (has_chat and hit.name == "phone" and _is_queue(sentence.words[hit.start:hit.end]))]


def _is_queue(words: Sequence[str]) -> bool:
    """A queue that does not say of what it is."""
    return "queue" in words and _LINES.isdisjoint(words)


def _holds(one: Hit, other: Hit) -> bool:
    return one.start <= other.start and other.end <= one.end and one.end - one.start > other.end - other.start


def _clear(signs: Sequence[Sign], failures: Sequence[Failure]) -> list[Sign]:
    """Without contact that does not say how beside one that does: they are one, unless the first sent them to the second."""
    sent_on = {failure.sentence for failure in failures if failure.how == "sent on"}
    clear = {sign.sentence: sign for sign in signs if sign.channel != "unclear"}
    beside = [(sign, [clear[near] for near in range(sign.sentence - 1, sign.sentence + 2) if near in clear]) for sign in signs]
    return [sign for sign, others in beside if sign.channel != "unclear" or not others
            or sign.sentence in sent_on and (sign.sentence, sign.start) < (others[0].sentence, others[0].start)]
