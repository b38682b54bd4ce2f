"""Erase: what a person asked to be forgotten, and what is not public any more, goes out of the store and never comes back."""
from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from pipeline import marks
from pipeline.store import erasure, tombstones
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace


def remove(workspace: Workspace, connection: Connection, post_ids: Collection[str], as_of: datetime) -> int:
    """Within a write: remove posts that their source says are gone (deleted, protected, withheld); returns how many were here.

    post_ids: "source:native id". Replies and copies by others stay; those that repeated it are looked at anew. Call
    `finish` after the write: until then their bytes may still be read from the file.
    """
    known_by = [marks.of_post(post_id, workspace.secret) for post_id in post_ids]
    tombstones.lay(connection, "post", known_by, tombstones.GONE, as_of)
    removed = erasure.remove(connection, post_ids, known_by)
    workspace.store.touch(connection)
    return len(removed)


def finish(workspace: Workspace) -> None:
    """Leave no byte of what was removed on the disk; quick when nothing was. Outside any write."""
    erasure.wipe(workspace.store)
