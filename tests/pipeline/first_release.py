"""A store as the first release made it: what every migration begins with."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_NEWER_TABLES = ("tombstones", "cursors", "spending", "gaps", "heartbeats", "signal_log", "watched", "notes", "events", "fixes", "fix_log", "verdicts",
                 "answers", "decisions", "overruled", "models", "publications", "lineage", "waiting", "snapshots", "recipients", "mailings", "threads", "replies", "steps")
_NEWER_INDEXES = ("posts_checked", "posts_copies")
_NEWER_COLUMNS = (
    ("imports", "seconds"), ("imports", "forgotten_n"), ("quarantine", "post_mark"), ("quarantine", "author_mark"),
    ("posts", "edited_at"), ("posts", "checked_at"),
    ("complaints", "also"), ("complaints", "unknown_share"), ("posts", "feeling"), ("complaints", "came_back_n"))


def take_back(store: Path) -> None:
    """Give a SQLite store the shape of the first release, its rows kept."""
    statements = [
        *(f"DROP TABLE {name}" for name in _NEWER_TABLES), *(f"DROP INDEX {name}" for name in _NEWER_INDEXES),
        *(f"ALTER TABLE {table} DROP COLUMN {column}" for table, column in _NEWER_COLUMNS),
        "UPDATE meta SET value = '1' WHERE key = 'schema_version'"]
    with closing(sqlite3.connect(store)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
