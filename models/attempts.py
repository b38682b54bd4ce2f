"""What a person tried before they complained in public, read from their words: on hold for an hour, a third e-mail, sent from the shop to the phone.

Phrases and clauses, no model: what was read can be pointed at. English first; common forms of Spanish, German and French.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.attempt_context import Context, is_yes
from models.attempt_signs import Reading, Sign, read
from models.attempt_tellings import Telling, tellings
from models.conversation import Turn

FAILED = ("waiting", "no answer", "cut off", "sent on", "refused", "promise broken", "wrong", "no help")
MINUTES_A_DAY = 1440
_TELLING = ("cut off", "promise broken", "sent on", "refused", "wrong", "no answer", "waiting", "no help")   # of several the first that was told
_WAITED_FOR = frozenset(("no answer", "waiting", "promise broken"))   # where whole days are time lost
_BEFORE = frozenset("already before earlier previously yesterday ago twice times had vorher schon bereits gestern ya antes ayer déjà avant hier".split())
_OF_THE_THREAD = frozenset(("message", "public"))   # in a later turn: what was sent in this thread


@dataclass(frozen=True)
class Attempt:
    """channel: of models.conversation.CHANNELS; n: how often, 1 or more; failed: of FAILED; lost_minutes: what the person says that it cost,
    None where they do not."""

    channel: str
    n: int
    failed: str
    lost_minutes: int | None = None


def tried(turns: Sequence[Turn]) -> tuple[Attempt, ...]:
    """Attempts made before the thread began, in the order in which they were made. turns: of one complainant and of the company.

    Attempts of one channel that follow each other are one. Not an attempt: a plan, a question, a wish, what was denied, and what was
    done in this thread because the company asked for it.
    """
    return tuple(_attempt(one) for one in _joined(_told(turns)))


def _told(turns: Sequence[Turn]) -> Iterator[Telling]:
    context = Context()
    is_later = False
    for turn in turns:
        if turn.is_company:
            context, is_later = context.after(turn.text), True
            continue
        if context.asked and is_yes(turn.text):
            yield Telling(context.asked, failures=frozenset(("waiting",) if context.is_case else ()))
        reading = read(turn.text)
        yield from tellings(reading, [sign for sign in reading.signs if not is_later or _was_before(sign, reading, context)])
        context = context._replace(asked="")


def _was_before(sign: Sign, reading: Reading, context: Context) -> bool:
    """Told in a later turn: was it done before the thread, and not because the company asked for it?"""
    said_so = not _BEFORE.isdisjoint(reading.sentences[sign.sentence].words)
    was_sent = context.sent_to - _OF_THE_THREAD if sign.channel == "unclear" else context.sent_to & {sign.channel}
    return sign.channel not in _OF_THE_THREAD and (said_so or not was_sent)


def _joined(told: Iterator[Telling]) -> list[Telling]:
    """One telling a channel, where it was tried first; a channel that was tried again after another stands twice. Contact that does not
    say how is that of a channel told before it; told first it is one of its own."""
    joined: list[Telling] = []
    for one in told:
        known = next((at for at in range(len(joined) - 1, -1, -1) if joined[at].channel == one.channel), None)
        if known is None or one.is_again and known < len(joined) - 1:
            joined.append(one)
        else:
            joined[known] = joined[known].with_(one)
    return [one for at, one in enumerate(joined) if at == 0 or one.channel != "unclear"]


def _attempt(one: Telling) -> Attempt:
    failed = next((how for how in _TELLING if how in one.failures), "no help")
    days = sum(days for days in one.days if days < 1 or failed in _WAITED_FOR)
    return Attempt(one.channel, one.n, failed, round(days * MINUTES_A_DAY) or None)
