"""Changes of the store's shape since its first release, in order: each takes a connection inside a write.

A new store is made whole by tables.py; an older one is brought up by the functions it has not seen. Never edit
or remove one that was released: add another.
"""
from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect

from pipeline.store import tables


def _keep_the_seconds_of_imports(connection: Connection) -> None:
    """Imports of before have none: how long they took is not known."""
    connection.exec_driver_sql("ALTER TABLE imports ADD COLUMN seconds FLOAT")


def _add_erasure(connection: Connection) -> None:
    """Tombstones, the time of an edit and of a check, and what finds the rows that go with a post."""
    moment = "TIMESTAMP" if connection.dialect.name == "postgresql" else "DATETIME"
    for statement in (
        f"CREATE TABLE tombstones (mark TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, made_at {moment} NOT NULL, PRIMARY KEY (mark))",
        "ALTER TABLE imports ADD COLUMN forgotten_n INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE quarantine ADD COLUMN post_mark TEXT",
        "ALTER TABLE quarantine ADD COLUMN author_mark TEXT",
        f"ALTER TABLE posts ADD COLUMN edited_at {moment}",
        f"ALTER TABLE posts ADD COLUMN checked_at {moment}",
        "CREATE INDEX posts_checked ON posts (source, checked_at, post_id)",
        "CREATE INDEX posts_copies ON posts (copy_of) WHERE copy_of IS NOT NULL",
    ):
        connection.exec_driver_sql(statement)


def _add_collection(connection: Connection) -> None:
    """Where sources go on, what they cost, what they missed and how they are."""
    new = [tables.cursors, tables.spending, tables.gaps, tables.heartbeats]
    tables.metadata.create_all(connection, tables=new)


def _remember_first_tries(connection: Connection) -> None:
    """Since when a source is asked; of those asked before, the last time is the best that is known."""
    if "first_tried_at" not in {column["name"] for column in inspect(connection).get_columns("heartbeats")}:
        connection.exec_driver_sql(f"ALTER TABLE heartbeats ADD COLUMN first_tried_at {'TIMESTAMP' if connection.dialect.name == 'postgresql' else 'DATETIME'}")
        connection.exec_driver_sql("UPDATE heartbeats SET first_tried_at = tried_at")


def _add_watching_and_fixes(connection: Connection) -> None:
    """Signals with a life of their own, notes, events, fixes and verdicts. Signals of before are found again by the next run."""
    tables.signals.drop(connection, checkfirst=True)
    new = [tables.signals, tables.signal_log, tables.watched, tables.notes, tables.events, tables.fixes, tables.fix_log, tables.verdicts, tables.answers]
    tables.metadata.create_all(connection, tables=new)


def _add_decisions_models_and_mail(connection: Connection) -> None:
    """What people decide, the models' lives, further topics of a complaint, and the weekly snapshots with who got them."""
    new = [tables.decisions, tables.overruled, tables.models, tables.publications, tables.lineage, tables.waiting, tables.snapshots, tables.recipients, tables.mailings]
    tables.metadata.create_all(connection, tables=new)
    connection.exec_driver_sql("ALTER TABLE complaints ADD COLUMN also JSON")
    connection.exec_driver_sql("ALTER TABLE complaints ADD COLUMN unknown_share FLOAT")
    connection.exec_driver_sql("ALTER TABLE posts ADD COLUMN feeling INTEGER")
    from pipeline.store import models   # the store imports this list

    models.adopt(connection)


def _add_threads(connection: Connection) -> None:
    """What was tried before a complaint, what the replies did, and how often its author came back."""
    tables.metadata.create_all(connection, tables=[tables.threads, tables.replies, tables.steps])
    connection.exec_driver_sql("ALTER TABLE complaints ADD COLUMN came_back_n INTEGER NOT NULL DEFAULT 0")


def _keep_the_place_of_turns(connection: Connection) -> None:
    """The place of each turn in its thread, where the table was made before it had one."""
    if "turn_n" not in {column["name"] for column in inspect(connection).get_columns("replies")}:
        connection.exec_driver_sql("ALTER TABLE replies ADD COLUMN turn_n INTEGER NOT NULL DEFAULT 0")


MIGRATIONS: list[Callable[[Connection], None]] = [
    _keep_the_seconds_of_imports, _add_erasure, _add_collection, _remember_first_tries, _add_watching_and_fixes,
    _add_decisions_models_and_mail, _add_threads, _keep_the_place_of_turns,
]
