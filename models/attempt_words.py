"""The shape of the lists by which earlier attempts are read, one list a language.

The phrases are in the small language of models.phrasebook: "a/b" either word, "miss*" a beginning, "…" a gap of up to four words.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class AttemptWords(NamedTuple):
    """did, met, near, owed: channel -> phrases. The channel "unclear" is contact that does not say how.

    did: the person did it ("called", "tried … email"): counts where they are its subject and it is not denied
    met: speaks for itself ("on hold", "hung up on")
    near: names a place or a person ("gate agent", "over the phone"): counts beside words exchanged
    owed: an answer that is asked for ("respond to my e-mail"): even a wish shows that something was sent
    innocent: sounds like contact and is none ("called me a liar", "travel agent")
    exchange: words that were exchanged ("told me"), or help that was not given
    failures: how it failed -> phrases, of models.attempts.FAILED
    unreal: what follows is a plan, a wish or a question ("should i")
    ours, theirs: subjects of `did`; without any it is ours. denials: take `did` back
    """

    did: Mapping[str, str]
    met: Mapping[str, str]
    near: Mapping[str, str]
    owed: Mapping[str, str]
    innocent: str
    exchange: str
    failures: Mapping[str, str]
    unreal: str
    ours: str
    theirs: str
    denials: str
