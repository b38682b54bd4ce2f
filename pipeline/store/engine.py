"""The door to the database: one writer, many readers, a number that changes whenever the data do."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.exc import OperationalError

from pipeline.errors import StoreError
from pipeline.migrations import MIGRATIONS
from pipeline.store.tables import meta, metadata

SCHEMA_VERSION = 1 + len(MIGRATIONS)
PUBLISHED = "published_model"
_BUSY_TIMEOUT_MS = 15_000


class Store:
    """A workspace's store. Reads never wait for the writer; writes queue behind each other.

    Open it with `Store.open(url)`; an older store is brought up to date, one of a newer program is refused.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str, create: bool = False) -> Store:
        """The store at a SQLAlchemy `url`. Raises StoreError when it is missing and not `create`, or unusable."""
        path = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
        if path and not create and not path.exists():
            raise StoreError(
                f"no store at {path}. Make one with `python -m pipeline init`, or see the sample with `python -m pipeline demo`."
            )
        store = cls(_engine(url))
        try:
            with store.write() as connection:
                _bring_up_to_date(connection)
        except OperationalError as error:
            raise StoreError(f"the store at {store.engine.url!r} cannot be opened: {error.orig}.") from None
        return store

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start: all of it or nothing."""
        with self.engine.execution_options(is_writer=True).begin() as connection:
            yield connection

    def data_version(self) -> int:
        """Changes with every write that people can see: the key of every cached read."""
        with self.read() as connection:
            return int(get_meta(connection, "data_version") or 0)

    def touch(self, connection: Connection) -> None:
        """Say, within a write, that what people see has changed."""
        set_meta(connection, "data_version", str(int(get_meta(connection, "data_version") or 0) + 1))


def published_version(store: Store) -> str | None:
    """The model that complaints are assigned by, or None before the first."""
    with store.read() as connection:
        return get_meta(connection, PUBLISHED)


def get_meta(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(meta.c.value).where(meta.c.key == key))


def set_meta(connection: Connection, key: str, value: str) -> None:
    changed = connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount
    if not changed:
        connection.execute(insert(meta).values(key=key, value=value))


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def _set_up(raw, _record) -> None:
        raw.isolation_level = None          # transactions are ours: pysqlite would begin them late
        for pragma in ("journal_mode=WAL", f"busy_timeout={_BUSY_TIMEOUT_MS}", "synchronous=NORMAL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another writer came between.
        is_writer = connection.get_execution_options().get("is_writer")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")

    return engine


def _bring_up_to_date(connection: Connection) -> None:
    if not inspect(connection).has_table("meta"):
        metadata.create_all(connection)
        set_meta(connection, "schema_version", str(SCHEMA_VERSION))
        return
    version = int(get_meta(connection, "schema_version") or 0)
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the store is of schema {version}, this program knows up to {SCHEMA_VERSION}. Update the program, or use another workspace."
        )
    for number, migrate in enumerate(MIGRATIONS[version - 1:], start=version + 1):
        migrate(connection)
        set_meta(connection, "schema_version", str(number))
