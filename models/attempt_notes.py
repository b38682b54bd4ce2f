"""A note of a call centre is written by the company: the call that is written down is no earlier attempt, nor is what the adviser did."""
from __future__ import annotations

from collections.abc import Sequence

from models.attempt_book import Hit
from models.attempt_counts import counts
from models.phrasebook import Phrasebook
from models.sentences import Sentence

SUBJECT_REACH = 6   # words before a verb in which the customer stands who did it
COUNT_REACH = 2     # words around a contact that count it: "3rd call" is theirs, whoever writes it
_CALLERS = frozenset("cust caller clt cl kd kdin kde clte inbound".split())
_NOT_CALLERS = frozenset("serv service services svc care relations support rep reps id display waiting sat exp experience".split())
_THEY = _CALLERS | frozenset("cust's caller's he she they he's she's son daughter wife husband mother father carer was prev previous previously".split())
_DOORS = frozenset(("in person", "app", "letter"))   # an adviser goes through none of these
_OURS = Phrasebook({"ours": """
complaint/ticket/claim/case/query/report opened/logged/raised/chased/sent/ref/ouvert/eröffnet, logged/raised/opened/wants complaint/ticket/case
complaint ref, told him/her/cust/caller/tl/them, told … chat, calls/call i've, advised him/her/cust/caller/to, promised c, left message/voicemail/vm
tried outbound, called back, rang store, asked billing, messaged, escalated, recording requested, to exec, call attempted, call had to/and, rang off, hung up
read … to me, asked … me, asked where/that/us, rep calls, rückruf, way call, our own, asked … on chat/phone
"""})


def is_note(said: Sequence[Sentence]) -> bool:
    """Does the text speak of its customer as "cust", "caller", "Kd", "Clt"? "Cust service" and "cust. service" are no customer."""
    return any(word in _CALLERS and _NOT_CALLERS.isdisjoint(sentence.words[at + 1:at + 2] or _NOT_CALLERS)
               for sentence in said for at, word in enumerate(sentence.words))


def of_the_customer(found: Sequence[Hit], sentence: Sentence) -> list[Hit]:
    """The phrases of a note that can tell of what the customer did or met before this call."""
    ours = {at for _, start, end in _OURS.find(sentence.words) for at in range(start, end)}
    return [hit for hit in found if hit.kind not in ("did", "met", "near") or ours.isdisjoint((hit.start, hit.end - 1)) and (
            hit.kind != "did" or _is_theirs(hit, sentence))]


def _is_theirs(hit: Hit, sentence: Sentence) -> bool:
    before = sentence.words[max(sentence.begun[hit.start], hit.start - SUBJECT_REACH):hit.start]
    return hit.name in _DOORS or not _THEY.isdisjoint(before) or any(hit.start - COUNT_REACH <= at < hit.end + COUNT_REACH for at, _ in counts(sentence.words))
