"""Models: candidates and what was published, and who published which when. The newest publication holds."""
from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.store import overruled
from pipeline.store.engine import PUBLISHED, Store, get_meta, set_meta
from pipeline.store.tables import complaints, models, publications, runs, topics, waiting

_COUNTS = ("complaints_n", "authors_n", "first_seen", "last_seen")
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
CANDIDATE, CURRENT, RETIRED = "candidate", "published", "retired"


def every(store: Store) -> list[dict[str, Any]]:
    """All models, newest first: version, made_at, state (candidate | published | retired), based_on, rows, comparison."""
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(models).order_by(models.c.made_at.desc(), models.c.version)).mappings()]


def one(connection: Connection, version: str) -> dict[str, Any] | None:
    row = connection.execute(select(models).where(models.c.version == version)).mappings().first()
    return dict(row) if row else None


def add(connection: Connection, version: str, made_at: datetime, based_on: str | None, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep a candidate with its topics as they will stand in the table `topics`; one that was made before is a candidate anew.

    Where the clock stands still, as in the sample, the one that is kept later counts as made later, by a millionth of a second.
    """
    connection.execute(delete(models).where(models.c.version == version))
    latest = connection.scalar(select(models.c.made_at).order_by(models.c.made_at.desc()).limit(1))
    made_at = max(made_at, latest + timedelta(microseconds=1)) if latest else made_at
    connection.execute(insert(models).values(
        version=version, made_at=made_at, state=CANDIDATE, based_on=based_on, rows=[dict(row) for row in rows], comparison={}))


def keep_comparison(connection: Connection, version: str, comparison: Mapping[str, Any]) -> None:
    connection.execute(update(models).where(models.c.version == version).values(comparison=dict(comparison)))


def published(connection: Connection) -> str | None:
    """The model that complaints are assigned by, read within a write."""
    return get_meta(connection, PUBLISHED)


def move(connection: Connection, version: str, kind: str, by: str, why: str, at: datetime) -> int:
    """Say that `version` is published from now on; the one before is retired. kind: publish | rollback. Returns the publication's id."""
    before = get_meta(connection, PUBLISHED)
    set_meta(connection, PUBLISHED, version)
    connection.execute(update(models).where(models.c.state == CURRENT).values(state=RETIRED))
    connection.execute(update(models).where(models.c.version == version).values(state=CURRENT))
    row = dict(version=version, from_version=before, kind=kind, at=at, by=by, why=why)
    return connection.execute(insert(publications).values(row)).inserted_primary_key[0]


def adopt(connection: Connection) -> None:
    """Give a model that was published before models were kept its row and its publication, at the time of the last training."""
    version = get_meta(connection, PUBLISHED)
    if not version or one(connection, version):
        return
    at = connection.scalar(select(runs.c.finished_at).where(runs.c.stage == "train").order_by(runs.c.run_id.desc()).limit(1)) or _UNKNOWN
    own = [column for column in topics.columns if column.name not in _COUNTS]
    rows = [dict(row) for row in connection.execute(select(*own).where(topics.c.state != "ended").order_by(topics.c.topic_id)).mappings()]
    connection.execute(insert(models).values(version=version, made_at=at, state=CURRENT, based_on=None, rows=rows, comparison={}))
    connection.execute(insert(publications).values(version=version, from_version=None, kind="publish", at=at, by="", why=""))


def all_publications(store: Store) -> list[dict[str, Any]]:
    """Oldest first: publication_id, version, from_version, kind (publish | rollback), at, by, why."""
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(publications).order_by(publications.c.publication_id)).mappings()]


def drop(connection: Connection, versions: Iterable[str]) -> None:
    """Forget models whose folders go; what was published when is kept."""
    connection.execute(delete(models).where(models.c.version.in_(list(versions))))


def rename(connection: Connection, old: str, new: str) -> None:
    """Call a model by another version wherever it is named: the same model, with less in it."""
    overruled.rename_model(connection, old, new)
    for column in (complaints.c.model_version, topics.c.model_version, models.c.version, models.c.based_on,
                   publications.c.version, publications.c.from_version, waiting.c.model_version):
        connection.execute(update(column.table).where(column == old).values({column.name: new}))
    overruled.rename_model(connection, old, new)
    change_rows(connection, lambda rows: [row | {"model_version": new} if row["model_version"] == old else row for row in rows])
    for version, comparison in connection.execute(select(models.c.version, models.c.comparison)).all():
        if old in (said := json.dumps(comparison)):
            keep_comparison(connection, version, json.loads(said.replace(old, new)))
    if get_meta(connection, PUBLISHED) == old:
        set_meta(connection, PUBLISHED, new)


def change_rows(connection: Connection, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> list[str]:
    """Hand the topics that every model keeps to `change`, and keep what it returns where that is something else; the versions where it is."""
    versions = []
    for version, rows in connection.execute(select(models.c.version, models.c.rows)).all():
        if (changed := change(rows)) != rows:
            connection.execute(update(models).where(models.c.version == version).values(rows=changed))
            versions.append(version)
    return versions


def rename_topics(connection: Connection, names_of: Callable[[list[dict[str, Any]]], Mapping[str, tuple[str, Sequence[str]]]]) -> None:
    """Call topics of kept models by other words: `names_of` their rows are topic_id -> label, keywords. What was compared under the old words goes."""
    def renamed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        names = names_of(rows)
        return [row | {"label": names[row["topic_id"]][0], "keywords": list(names[row["topic_id"]][1])} if row["topic_id"] in names else row for row in rows]

    for version in change_rows(connection, renamed):
        keep_comparison(connection, version, {})


def forget_posts(connection: Connection, post_ids: set[str]) -> None:
    """Take posts out of what the models show: typical and doubtful ones, and those that a comparison gives to read."""
    def without(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row | {name: [post_id for post_id in row[name] if post_id not in post_ids] for name in ("typical", "edge")} for row in rows]

    change_rows(connection, without)
    for version, comparison in connection.execute(select(models.c.version, models.c.comparison)).all():
        left = [read for read in comparison.get("to_read", []) if read["post_id"] not in post_ids]
        if len(left) != len(comparison.get("to_read", [])):
            keep_comparison(connection, version, comparison | {"to_read": left})
