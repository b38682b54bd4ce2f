"""What the tests of erasure share: Ann, who is to be forgotten, and a search through every byte of a workspace."""
from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from pipeline import erase, stages
from pipeline.collect import Asked, import_rows
from pipeline.sources.file import Row
from pipeline.store import tables
from pipeline.workspace import init_workspace, open_workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
HANDLE, NATIVE = "ann_bloggs77", "1988031234567890123"
TEXT = "The engineer zorblaxed my quimby router and nobody at the call centre will say when the next visit can be"
COPY = f"RT @{HANDLE}: {TEXT}"
PLAIN = ("The bill is wrong again and nobody on the phone can say why", "No signal at home since Monday morning, no text about it",
         "The engineer never turned up and I lost a day of work", "Charged twice for the same month, where is my refund")


class Rows:
    """A file as an import reads it: rows of post_id, posted_at, text and more."""

    name, columns = "rows.csv", ("post_id", "posted_at", "author", "text", "in_reply_to", "url")

    def __init__(self, *rows: dict[str, str], key: str = "key") -> None:
        self.key, self.values = key, rows

    def rows(self):
        return (Row(n, values) for n, values in enumerate(self.values, start=1))


def row(native: str, text: str, author: str = "", day: int = 10, **own: str) -> dict[str, str]:
    return dict(post_id=native, posted_at=f"2026-11-{day:02d}T08:00:00Z", author=author, text=text) | own


def bring(workspace, *rows: dict[str, str], source: str = "x", key: str = "key") -> str:
    return import_rows(workspace, Rows(*rows, key=key), Asked(source, {}), AS_OF, lambda _: None).note


def run(workspace) -> None:
    stages.run_all(workspace, AS_OF, lambda _: None, lambda title, total=None: nullcontext(lambda _: None))


def ids(workspace) -> set[str]:
    with workspace.store.read() as connection:
        return set(connection.scalars(select(tables.posts.c.post_id)))


def stored(workspace, post_id: str) -> dict:
    with workspace.store.read() as connection:
        return dict(connection.execute(select(tables.posts).where(tables.posts.c.post_id == post_id)).mappings().one())


def forget_author(workspace, author: str = HANDLE, source: str | None = None) -> int:
    return erase.forget(workspace, erase.author_meant(workspace, author, source), AS_OF)


def forget_post(workspace, post: str, source: str | None = None) -> int:
    return erase.forget(workspace, erase.post_meant(workspace, post, source), AS_OF)


def gone(workspace, *post_ids: str) -> list[str]:
    with workspace.store.write() as connection:
        return erase.remove(workspace, connection, post_ids, AS_OF)


def left_in_files(workspace, *words: str) -> list[tuple[str, str]]:
    """(file, word) of every word that stands in any file of the workspace, in UTF-8 or UTF-16, in capitals or not."""
    found = []
    for path in (path for path in workspace.path.rglob("*") if path.is_file()):
        content = path.read_bytes().lower()
        found += [(path.name, word) for word in words for code in ("utf-8", "utf-16-le") if word.lower().encode(code) in content]
    return found


def understand(path: Path) -> Path:
    """A hundred complaints of others and three posts of Ann's, with topics: one of hers was copied, one is a reply's parent, one is unreadable."""
    init_workspace(path, "telecom", {"brand": {"name": "Pellamere", "handles": ["Pellamere"]}})
    workspace = open_workspace(path)
    others = [row(str(n), f"{PLAIN[n % 4]}, case {chr(97 + n // 26)}{chr(97 + n % 26)}", f"person{n}", day=1 + n % 14) for n in range(100)]
    ann = [row(NATIVE, TEXT, HANDLE, url=f"https://x.com/{HANDLE}/status/{NATIVE}"), row("7002", PLAIN[0] + " zorblaxed", HANDLE, day=11),
           row("7003", TEXT, HANDLE) | {"posted_at": "never"}]
    after = [row("8001", COPY, "copycat", day=12), row("8002", "Same here, the router is dead for a week now", "ben", 12, in_reply_to=NATIVE),
             row("8003", f"As ann_bloggs77 said of https://x.com/i/status/{NATIVE} the router is dead", "cid", 13)]
    bring(workspace, *others, *ann, *after)
    run(workspace)
    workspace.store.engine.dispose()
    return path
