"""Who gets the Monday e-mail. Nobody is deleted from the list: who was told what stays true."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.mail.recipient import Recipient
from pipeline.store.engine import Store
from pipeline.store.tables import recipients

ACTIVE, UNSUBSCRIBED, REMOVED = "active", "unsubscribed", "removed"
_OWN = ("address", "name", "owner", "language", "zone")


def every(store: Store, state: str | None = None) -> list[dict[str, Any]]:
    """Rows of the table by short name; only those of a state where one is given."""
    with store.read() as connection:
        return read_all(connection, state)


def read_all(connection: Connection, state: str | None = None) -> list[dict[str, Any]]:
    """As `every`, within a read or a write."""
    query = select(recipients).order_by(recipients.c.recipient_id)
    return [dict(row) for row in connection.execute(query if state is None else query.where(recipients.c.state == state)).mappings()]


def one(connection: Connection, recipient_id: str) -> dict[str, Any] | None:
    row = connection.execute(select(recipients).where(recipients.c.recipient_id == recipient_id)).mappings().first()
    return dict(row) if row else None


def put(connection: Connection, recipient: Recipient, as_of: datetime) -> str:
    """Keep a recipient as it is now: "added", "changed" or "known". A changed one keeps its state: who unsubscribed is not brought back by a file."""
    values = {name: getattr(recipient, name) for name in _OWN}
    if (before := one(connection, recipient.recipient_id)) is None:
        connection.execute(insert(recipients).values(recipient_id=recipient.recipient_id, state=ACTIVE, changed_at=as_of, **values))
        return "added"
    if {name: before[name] for name in _OWN} == values:
        return "known"
    connection.execute(update(recipients).where(recipients.c.recipient_id == recipient.recipient_id).values(values))
    return "changed"


def set_state(connection: Connection, recipient_id: str, state: str, as_of: datetime) -> None:
    connection.execute(update(recipients).where(recipients.c.recipient_id == recipient_id).values(state=state, changed_at=as_of))


def of_row(row: Mapping[str, Any]) -> Recipient:
    return Recipient(row["recipient_id"], **{name: row[name] for name in _OWN})
