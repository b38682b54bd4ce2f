"""What each stage did, and what came in from where."""
from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import insert, select

from pipeline.records import StageDone
from pipeline.store.engine import Store
from pipeline.store.tables import complaints, imports, posts, quarantine, runs


def record(store: Store, done: StageDone, as_of: datetime) -> None:
    row = dict(stage=done.stage, finished_at=as_of, in_n=done.in_n, out_n=done.out_n, seconds=done.seconds, note=done.note)
    with store.write() as connection:
        connection.execute(insert(runs).values(row))
        store.touch(connection)


def latest(store: Store) -> list[dict]:
    """The last run of each stage, newest first: stage, finished_at, in_n, out_n, seconds, note."""
    newest = select(sa.func.max(runs.c.run_id)).group_by(runs.c.stage)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(
            select(runs).where(runs.c.run_id.in_(newest)).order_by(runs.c.run_id.desc())).mappings()]


def all_imports(store: Store) -> list[dict]:
    """Every import, newest first, as in the table `imports`; finished_at None: running, or stopped midway."""
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(imports).order_by(imports.c.import_id.desc())).mappings()]


def sources_of(store: Store, file_key: str) -> list[str]:
    """The sources under which this content was imported, sorted."""
    with store.read() as connection:
        return sorted(connection.scalars(select(imports.c.source).distinct().where(imports.c.file_key == file_key)))


def by_source(store: Store) -> list[dict]:
    """A row a source: source, posts_n, complaints_n, first_at, last_at, quarantined_n."""
    complaints_n = select(complaints.c.source, sa.func.count().label("n")).group_by(complaints.c.source).subquery()
    held_n = select(quarantine.c.source, sa.func.count().label("n")).group_by(quarantine.c.source).subquery()
    query = select(
        posts.c.source, sa.func.count().label("posts_n"), sa.func.min(posts.c.posted_at).label("first_at"),
        sa.func.max(posts.c.posted_at).label("last_at"),
        sa.func.coalesce(sa.func.max(complaints_n.c.n), 0).label("complaints_n"),
        sa.func.coalesce(sa.func.max(held_n.c.n), 0).label("quarantined_n"),
    ).outerjoin(complaints_n, complaints_n.c.source == posts.c.source).outerjoin(
        held_n, held_n.c.source == posts.c.source).group_by(posts.c.source).order_by(posts.c.source)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def by_kind(store: Store) -> dict[str | None, int]:
    """How many posts are of each kind; None: not cleaned yet."""
    with store.read() as connection:
        return {kind: n for kind, n in connection.execute(
            select(posts.c.kind, sa.func.count()).group_by(posts.c.kind))}


def held(store: Store, limit: int, offset: int = 0) -> list[dict]:
    """Rows in quarantine, latest first: source, file_name, row_n, reason, excerpt, seen_at."""
    wanted = (quarantine.c.source, quarantine.c.file_name, quarantine.c.row_n, quarantine.c.reason, quarantine.c.excerpt, quarantine.c.seen_at)
    query = select(*wanted).order_by(quarantine.c.seen_at.desc(), quarantine.c.file_name, quarantine.c.row_n)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]


def unfinished(store: Store) -> list[dict]:
    """Imports that were stopped midway and not brought to an end since: source, file_name, file_key."""
    ended = select(imports.c.file_key).where(imports.c.finished_at.is_not(None))
    query = select(imports.c.source, imports.c.file_name, imports.c.file_key).distinct().where(
        imports.c.finished_at.is_(None), imports.c.file_key.not_in(ended))
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
