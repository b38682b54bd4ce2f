"""Changes of the store's shape since its first release, in order: each takes a connection inside a write.

A new store is made whole by tables.py; an older one is brought up by the functions it has not seen. Never edit
or remove one that was released: add another.
"""
from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text


def keep_the_seconds_of_imports(connection: Connection) -> None:
    """Imports of before have none: how long they took is not known."""
    connection.execute(text("ALTER TABLE imports ADD COLUMN seconds FLOAT"))


MIGRATIONS: list[Callable[[Connection], None]] = [keep_the_seconds_of_imports]
