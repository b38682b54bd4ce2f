"""The list of who gets the Monday e-mail: added, brought from a file, removed, unsubscribed, restored."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pipeline import file_columns
from pipeline.errors import CanaryError, UsageError
from pipeline.mail import unsubscribe
from pipeline.mail.recipient import Recipient, checked
from pipeline.sources.file import Row
from pipeline.store import recipients
from pipeline.workspace import Workspace

FILE_NAME = "recipients.csv"
"""In the workspace: brought in before every sending."""
FIELDS = ("recipient", "address", "name", "owner", "language", "zone")
_ALSO = {"recipient_id": "recipient", "id": "recipient", "e-mail": "address", "email": "address", "mail": "address", "time zone": "zone"}


@dataclass(frozen=True)
class Brought:
    """What a file did. unread: (row, reason) of rows that changed nothing."""

    added_n: int
    changed_n: int
    known_n: int
    unread: tuple[tuple[int, str], ...]


def add(workspace: Workspace, recipient: Recipient, as_of: datetime) -> str:
    """Put somebody on the list, or change what is known of them: "added", "changed" or "known". Raises UsageError."""
    tidy = _fitting(workspace, recipient)
    with workspace.store.write() as connection:
        _not_twice(recipients.read_all(connection, recipients.ACTIVE), tidy)
        done = recipients.put(connection, tidy, as_of)
        workspace.store.touch(connection)
    return done


def columns_of(found: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """field -> column. Raises UsageError for an unknown field or column, or when the short name or the address is missing."""
    file_columns.check(found, mapping, FIELDS)
    chosen = {_ALSO.get(name.lower(), name.lower()): name for name in reversed(list(found)) if _ALSO.get(name.lower(), name.lower()) in FIELDS} | dict(mapping)
    file_columns.require(found, chosen, ("recipient", "address"))
    return chosen


def bring(workspace: Workspace, rows: Iterable[Row], columns: Mapping[str, str], as_of: datetime) -> Brought:
    """Put the rows of a file on the list; a row that cannot be used is named and the others are kept. Nobody is removed, and who unsubscribed stays so."""
    done, unread = [], []
    for row in rows:
        try:
            if row.problem:
                raise UsageError(row.problem)
            done.append(add(workspace, _of_cells(workspace, {field: row.values.get(column, "") for field, column in columns.items()}), as_of))
        except CanaryError as error:
            unread.append((row.row_n, str(error)))
    return Brought(done.count("added"), done.count("changed"), done.count("known"), tuple(unread))


def remove(workspace: Workspace, recipient_id: str, as_of: datetime) -> None:
    """Take somebody off the list; what they were sent stays known. Raises UsageError when there is nobody of that name."""
    _set(workspace, recipient_id, recipients.REMOVED, as_of)


def restore(workspace: Workspace, recipient_id: str, as_of: datetime) -> None:
    """Put somebody back on the list who was removed or has unsubscribed."""
    _set(workspace, recipient_id, recipients.ACTIVE, as_of)


def of_token(workspace: Workspace, token: str) -> dict[str, Any]:
    """The row of whom an unsubscribe link belongs to. Raises UsageError when it is nobody's, or of an address that was changed since."""
    with workspace.store.read() as connection:
        row = recipients.one(connection, unsubscribe.named(token))
    if row is None or not unsubscribe.is_of(workspace.secret, token, row["recipient_id"], row["address"]):
        raise UsageError("this link to unsubscribe belongs to nobody on the list now. Use the one of a newer mail, or ask who runs Canary here; nothing was changed.")
    return row


def leave(workspace: Workspace, token: str, as_of: datetime) -> str:
    """Unsubscribe the one whose token it is; again changes nothing. Returns the short name. Raises UsageError."""
    row = of_token(workspace, token)
    if row["state"] == recipients.ACTIVE:
        _set(workspace, row["recipient_id"], recipients.UNSUBSCRIBED, as_of)
    return row["recipient_id"]


def active(workspace: Workspace) -> list[Recipient]:
    """Who gets the next mail, by short name."""
    return [recipients.of_row(row) for row in recipients.every(workspace.store, recipients.ACTIVE)]


def _set(workspace: Workspace, recipient_id: str, state: str, as_of: datetime) -> None:
    with workspace.store.write() as connection:
        row = recipients.one(connection, recipient_id)
        if row is None:
            raise UsageError(f"there is no recipient '{recipient_id[:40]}'. `weekly recipients list` shows them.")
        if row["state"] == state:
            return
        if state == recipients.ACTIVE:
            _not_twice(recipients.read_all(connection, recipients.ACTIVE), recipients.of_row(row))
        recipients.set_state(connection, recipient_id, state, as_of)
        workspace.store.touch(connection)


def _of_cells(workspace: Workspace, cells: Mapping[str, str]) -> Recipient:
    """A row of a file; what it leaves out is everybody's edition, in English, in the workspace's zone."""
    known = {name: cells.get(name, "").strip() for name in FIELDS}
    return Recipient(known["recipient"].lower(), known["address"], known["name"], known["owner"], known["language"].lower() or "en",
                     known["zone"] or workspace.settings.workspace.zone)


def _fitting(workspace: Workspace, recipient: Recipient) -> Recipient:
    """`checked`, and the owner written as the touchpoints name it."""
    tidy = checked(recipient)
    owners = {owner.casefold(): owner for owner in workspace.taxonomy.owners}
    if tidy.owner and tidy.owner.casefold() not in owners:
        raise UsageError(f"recipient {tidy.recipient_id}: no touchpoint is owned by '{tidy.owner}'. Owners: {', '.join(workspace.taxonomy.owners)}. Leave it out for everybody's edition.")
    return replace(tidy, owner=owners.get(tidy.owner.casefold(), ""))


def _not_twice(on_list: Sequence[Mapping[str, Any]], wanted: Recipient) -> None:
    """Raises UsageError where somebody else on the list has the address and the edition: one mail would come twice."""
    for row in on_list:
        same = row["address"].casefold() == wanted.address.casefold() and row["owner"] == wanted.owner
        if same and row["recipient_id"] != wanted.recipient_id:
            raise UsageError(f"recipient {wanted.recipient_id}: {row['recipient_id']} has that address and edition already; the mail would come twice.")
