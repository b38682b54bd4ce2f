"""What a company's replies did, and how a thread ended. Rules, by sentence and clause: see models.reply_acts.

A small model was tried beside them (benchmarks/threads.py): words of our own are too few to learn from, and
the labelled threads are of a licence that lets nobody ship what was learnt from them.
"""
from collections.abc import Iterable, Sequence

from models.conversation import Turn
from models.reply_acts import acts
from models.settled import is_settled, is_unsettled, says_settled
from models.withdrawn import Matter, opposes, stands, takes_back

KINDS = ("apology", "information", "deflection", "question", "action", "compensation", "contradiction", "confirmation")
OUTCOMES = ("unanswered", "apologised only", "deflected", "answered", "acted", "confirmed")   # in this order: each is further
_REACHES = {"deflection": "deflected", "information": "answered", "action": "acted", "compensation": "acted"}
_HELPS = frozenset(("information", "deflection", "action", "compensation"))
_DEEDS = frozenset(("action", "compensation"))


def kinds(turns: Sequence[Turn]) -> list[tuple[str, ...]]:
    """What each turn did, one tuple a turn in the order of KINDS: of the company's several are possible, of a customer's
    only "confirmation"; () where it did none of them."""
    found: list[tuple[str, ...]] = []
    said: dict[Matter, frozenset] = {}   # the latest that the company said of each matter
    has_answered = was_helped = False
    for at, turn in enumerate(turns):
        if not turn.is_company:
            is_solved = at and (is_settled(turn.text, was_helped) or turns[at - 1].is_company and says_settled(turns[at - 1].text, turn.text))
            found.append(("confirmation",) if is_solved else ())
            continue
        did, now = acts(turn.text), stands(turn.text)
        if has_answered and (takes_back(turn.text) or opposes(now, said)):
            did |= {"contradiction"}
        found.append(tuple(kind for kind in KINDS if kind in did))
        said.update(now)
        has_answered, was_helped = True, was_helped or not _HELPS.isdisjoint(did)
    return found


def outcome(turns: Sequence[Turn], kinds: Sequence[tuple[str, ...]]) -> str:
    """One of OUTCOMES: the furthest that a turn reached. Apologies, questions, thanks and promises reach nothing beyond "apologised only".

    A customer's confirmation holds until it is taken back, whether or not the company said anything: otherwise an apology
    beside it would lift a thread.
    """
    reached = "apologised only" if any(turn.is_company for turn in turns) else "unanswered"
    is_confirmed = False
    for turn, did in zip(turns, kinds, strict=True):
        if "confirmation" in did:
            is_confirmed = True
        elif is_confirmed and not turn.is_company and is_unsettled(turn.text):
            is_confirmed = False
        reached = max([reached, *(_REACHES.get(kind, reached) for kind in did)], key=OUTCOMES.index)
    return "confirmed" if is_confirmed else reached


def first_answer_minutes(turns: Sequence[Turn]) -> float | None:
    """Minutes (>= 0) from the first post to the company's first turn; None: there is none, its time is not known, or lies before the post."""
    return _minutes(turn for turn in turns if turn.is_company)


def action_minutes(turns: Sequence[Turn], kinds: Sequence[tuple[str, ...]]) -> float | None:
    """Minutes (>= 0) from the first post to the company's first action or compensation; None as above."""
    return _minutes(turn for turn, did in zip(turns, kinds, strict=True) if turn.is_company and not _DEEDS.isdisjoint(did))


def _minutes(turns: Iterable[Turn]) -> float | None:
    first = next(iter(turns), None)
    return first.at_minutes if first and first.at_minutes is not None and first.at_minutes >= 0 else None
