"""Changes of the store's shape since its first release, in order: each takes a connection inside a write.

A new store is made whole by tables.py; an older one is brought up by the functions it has not seen. Never edit
or remove one that was released: add another.
"""
from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

MIGRATIONS: list[Callable[[Connection], None]] = []
