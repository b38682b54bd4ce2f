"""The door to the database: one writer, many readers, a number that changes whenever the data do."""
from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, case, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError

from pipeline.errors import StoreError
from pipeline.migrations import MIGRATIONS
from pipeline.store.tables import meta, metadata

SCHEMA_VERSION = 1 + len(MIGRATIONS)
PUBLISHED = "published_model"
_BUSY_TIMEOUT_MS = 15_000
_DAMAGED = "{} is damaged or not a Canary store; restore it from a copy, or move it away and import again."
_FULL = "{} could not be written: {}. Nothing of this step was kept; free some space on the disk and run again."
_READ_ONLY = "{} is read-only: nothing was changed. Make the file and its folder writable, or work on a copy of the folder."


class Store:
    """A workspace's store. Reads never wait for the writer; writes queue behind each other.

    Open it with `Store.open(url)`; an older store is brought up to date, one of a newer program is refused.
    Damage and a store that may not be written are StoreErrors wherever they are met.
    touchpoint_ids: those of the taxonomy as it is now; None takes every link as it is stored.
    """

    def __init__(self, engine: Engine, touchpoint_ids: tuple[str, ...] | None = None) -> None:
        self.engine = engine
        self.touchpoint_ids = touchpoint_ids

    @classmethod
    def open(cls, url: str, create: bool = False, touchpoint_ids: tuple[str, ...] | None = None) -> Store:
        """The store at a SQLAlchemy `url`. Raises StoreError when it is missing and not `create`, or unusable."""
        path = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
        if path and not create and not path.exists():
            raise StoreError(
                f"no store at {path}. Make one with `python -m pipeline init`, or see the sample with `python -m pipeline demo`."
            )
        if path and not create and not path.stat().st_size:
            raise StoreError(_DAMAGED.format(path))      # SQLite would take it for a new one, and all that was in it for lost
        store = cls(_engine(url, path), touchpoint_ids)
        try:
            store._check(must_exist=bool(path) and not create)
        except OperationalError as error:
            raise StoreError(f"the store at {path or store.engine.url!r} cannot be opened: {str(error.orig).rstrip('.')}.") from None
        return store

    def _check(self, must_exist: bool) -> None:
        """Read the schema's version; take the write lock only where something is to be made or brought up to date."""
        with self.read() as connection:
            version = _schema_version(connection)
        if must_exist and version is None:
            raise StoreError(_DAMAGED.format(self.engine.url.database))
        if version != SCHEMA_VERSION:
            with self.write() as connection:
                _bring_up_to_date(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def moment(self) -> Iterator[Store]:
        """The store as it is at one moment: whatever is read of it meanwhile is of that moment, whoever writes beside. It takes no writes."""
        engine = self.engine if self.engine.dialect.name == "sqlite" else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            get_meta(connection, "data_version")        # the moment is that of the first read
            yield _Moment(self, connection)

    @contextmanager
    def write(self, is_durable: bool = False) -> Iterator[Connection]:
        """One transaction that holds the write lock from its start: all of it or nothing.

        is_durable: it outlives a power cut too, which takes SQLite a wait for the disk; others may then lose their last moments.
        """
        with self.engine.execution_options(is_writer=True, is_durable=is_durable).begin() as connection:
            yield connection

    def linked(self, column: ColumnElement[str]) -> ColumnElement[str]:
        """A column of touchpoint ids as it is read: NULL, unclear, where the taxonomy has that touchpoint no more.

        What is stored stays, so that a touchpoint put back has its links again.
        """
        if self.touchpoint_ids is None:
            return column
        # Written out, not bound: PostgreSQL takes an expression in GROUP BY for another where its parameters are.
        known = bindparam(None, self.touchpoint_ids, expanding=True, literal_execute=True)
        return case((column.in_(known), column)).label(column.name)

    def data_version(self) -> int:
        """Changes with every write that people can see: the key of every cached read."""
        with self.read() as connection:
            return int(get_meta(connection, "data_version") or 0)

    def touch(self, connection: Connection) -> None:
        """Say, within a write, that what people see has changed."""
        set_meta(connection, "data_version", str(int(get_meta(connection, "data_version") or 0) + 1))


class _Moment(Store):
    """A store all of whose reads are of one transaction."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store.engine, store.touchpoint_ids)
        self._connection = connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def write(self, is_durable: bool = False) -> Iterator[Connection]:
        raise StoreError("a store of one moment is read only: write to the store itself.")
        yield                                           # never reached: what makes this a generator


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


def _engine(url: str, path: Path | None) -> Engine:
    is_read_only = bool(path) and path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    engine = create_engine(url, creator=_read_only(path)) if is_read_only else create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def _set_up(raw, _record) -> None:
        raw.isolation_level = None          # transactions are ours: pysqlite would begin them late
        wal = () if is_read_only else ("journal_mode=WAL",)
        for pragma in (*wal, f"busy_timeout={_BUSY_TIMEOUT_MS}", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another writer came between.
        options = connection.get_execution_options()
        if (is_durable := bool(options.get("is_durable"))) != connection.info.get("is_durable", False):
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if is_durable else 'NORMAL'}")
            connection.info["is_durable"] = is_durable
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("is_writer") else "BEGIN")

    @event.listens_for(engine, "handle_error")
    def _tell(context: ExceptionContext) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0) & 0xFF      # the rest says more exactly where
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreError(_DAMAGED.format(path)) from None
        if code == sqlite3.SQLITE_READONLY:
            raise StoreError(_READ_ONLY.format(path)) from None
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise StoreError(_FULL.format(path, context.original_exception)) from None

    return engine


def _read_only(path: Path) -> Callable[[], sqlite3.Connection]:
    """Connect to a file that may not be written. SQLite keeps an index beside a WAL store: where it cannot, and nobody
    has left anything to be merged, the file is read as it is."""
    def connect() -> sqlite3.Connection:
        address = f"{path.absolute().as_uri()}?mode=ro"
        raw = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            raw.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            raw.close()
            left = path.with_name(f"{path.name}-wal")
            if left.exists() and left.stat().st_size:
                raise
            raw = sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False)
        return raw

    return connect


def _schema_version(connection: Connection) -> int | None:
    """The store's version, or None where there is no store yet."""
    if not inspect(connection).has_table("meta"):
        return None
    found = get_meta(connection, "schema_version") or ""
    return int(found) if found.isdigit() else 0


def _bring_up_to_date(connection: Connection) -> None:
    version = _schema_version(connection)
    if version is None:
        metadata.create_all(connection)
        set_meta(connection, "schema_version", str(SCHEMA_VERSION))
        return
    if version < 1:
        raise StoreError(_DAMAGED.format(connection.engine.url.database))
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"the store is of schema {version}, this program knows up to {SCHEMA_VERSION}. Update the program, or use another workspace."
        )
    for number, migrate in enumerate(MIGRATIONS[version - 1:], start=version + 1):
        migrate(connection)
        set_meta(connection, "schema_version", str(number))
