"""Who was sent what: a mail is claimed here before it leaves, so that nobody gets it twice; what a crash leaves open is said, not sent again."""
from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from pipeline.store.engine import Store
from pipeline.store.tables import mailings

CLAIMED, SENT, REFUSED, FAILED, UNSURE = STATES = ("claimed", "sent", "refused", "failed", "unsure")
"""On its way or, when nobody sends any more, unsure · taken by the server · refused for good · certainly not sent, tried again by the next job · nobody knows."""


@dataclass(frozen=True)
class Claim:
    """One mail to one recipient. week: its Monday; copy_n: 1, more where a person sent it again."""

    week: date
    recipient_id: str
    edition: str
    copy_n: int = 1


def of_week(store: Store, week: date) -> list[dict[str, Any]]:
    """Rows of a week by recipient and copy."""
    with store.read() as connection:
        return read_week(connection, week)


def read_week(connection: Connection, week: date) -> list[dict[str, Any]]:
    query = select(mailings).where(mailings.c.week == week).order_by(mailings.c.recipient_id, mailings.c.copy_n)
    return [dict(row) for row in connection.execute(query).mappings()]


def counted(store: Store) -> list[dict[str, Any]]:
    """week, state, n: how many mails of each week are in which state, latest week first."""
    query = select(mailings.c.week, mailings.c.state, func.count().label("n")).group_by(mailings.c.week, mailings.c.state).order_by(mailings.c.week.desc(), mailings.c.state)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def take(store: Store, wanted: Claim, message_id: str, by: str, as_of: datetime, still: Callable[[Connection], bool] = lambda connection: True) -> bool:
    """`claim` in a write of its own, where `still` holds within it. It is on the disk when this returns: a power cut cannot undo it."""
    try:
        with store.write(is_durable=True) as connection:
            return still(connection) and claim(connection, wanted, message_id, by, as_of)
    except IntegrityError:
        return False                      # another machine was quicker


def claim(connection: Connection, wanted: Claim, message_id: str, by: str, as_of: datetime) -> bool:
    """Take a copy within a write; False where somebody has it, in whatever edition. One that failed is taken anew: it certainly was not sent."""
    at = (mailings.c.week == wanted.week, mailings.c.recipient_id == wanted.recipient_id, mailings.c.copy_n == wanted.copy_n)
    if connection.scalar(select(func.count()).select_from(mailings).where(*at)) == 0:
        add(connection, wanted, CLAIMED, message_id, by, as_of)
        return True
    again = update(mailings).where(*at, mailings.c.state == FAILED).values(
        edition=wanted.edition, state=CLAIMED, claimed_at=as_of, finished_at=None, message_id=message_id, by=by, note="")
    return connection.execute(again).rowcount == 1


def add(connection: Connection, claim: Claim, state: str, message_id: str, by: str, as_of: datetime) -> None:
    connection.execute(insert(mailings).values(
        week=claim.week, recipient_id=claim.recipient_id, edition=claim.edition, copy_n=claim.copy_n, state=state, claimed_at=as_of, finished_at=None,
        message_id=message_id, by=by, note=""))


def next_copy_n(connection: Connection, week: date, recipient_id: str) -> int:
    """The number of the copy to send when a person asks for one: the last again where it failed, else one more."""
    query = select(mailings.c.copy_n, mailings.c.state).where(mailings.c.week == week, mailings.c.recipient_id == recipient_id)
    copy_n, state = connection.execute(query.order_by(mailings.c.copy_n.desc()).limit(1)).first() or (0, "")
    return copy_n if state == FAILED else copy_n + 1


def finish(connection: Connection, claim: Claim, state: str, note: str, as_of: datetime) -> None:
    connection.execute(update(mailings).where(_is(claim)).values(state=state, note=note, finished_at=as_of))


def claims_left(connection: Connection) -> list[Claim]:
    """Claims that nobody has finished. Whoever holds the lock of sending knows that their sender is gone."""
    query = select(mailings.c.week, mailings.c.recipient_id, mailings.c.edition, mailings.c.copy_n).where(mailings.c.state == CLAIMED)
    return [Claim(*row) for row in connection.execute(query)]


def told(connection: Connection, week: date, states: Collection[str] = (CLAIMED, SENT, REFUSED, UNSURE)) -> set[str]:
    """The recipients who have a mail of the week in one of the states."""
    return set(connection.scalars(select(mailings.c.recipient_id).where(mailings.c.week == week, mailings.c.state.in_(sorted(states)))))


def newest(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Recipient -> its last copy, out of the rows of one week."""
    return {row["recipient_id"]: row for row in sorted(rows, key=lambda row: row["copy_n"])}


def _is(claim: Claim):
    return and_(mailings.c.week == claim.week, mailings.c.recipient_id == claim.recipient_id, mailings.c.edition == claim.edition, mailings.c.copy_n == claim.copy_n)
