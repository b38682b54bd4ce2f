"""Taking posts out of every table that holds something of them. Counts of the past are remade with the weeks that changed."""
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, delete, func, or_, select, update

from pipeline.errors import StoreError
from pipeline.store import decisions, joining, models, overruled, snapshots, threads, waiting
from pipeline.store.complaints import add_copies, mark_stale
from pipeline.store.engine import Store, get_meta, set_meta
from pipeline.store.in_parts import in_parts
from pipeline.store.tables import decisions as decided
from pipeline.store.tables import (
    answers, attributes, complaints, cursors, events, fix_log, fixes, heartbeats, imports, notes, posts, publications, quarantine, runs, signal_log, topics,
)

_TELLING_CHARS = 20   # a shorter excerpt may be anybody's
_WORD_CHARS = 3       # a shorter handle or id stands in everything
_NUMBER_DIGITS = 6    # a shorter number in a cursor may count something else
_UNWIPED = "unwiped"  # set in the write that removes something, cleared when no byte of it is left
_NOT_CLEANED = dict(kind=None, complaint_p=None, severity=None, feeling=None, copy_of=None)


def remove(connection: Connection, post_ids: Iterable[str], post_marks: Iterable[str] = ()) -> list[str]:
    """Remove these posts and all that was made of them; returns the texts that went. Others' replies and copies stay.

    post_marks: of rows in quarantine that go too, as does every excerpt that repeats a removed text.
    """
    texts: list[str] = []
    for ids in in_parts(post_ids):
        texts += connection.scalars(select(posts.c.text).where(posts.c.post_id.in_(ids)))
        connection.execute(delete(answers).where(answers.c.thread_id.in_(ids)))     # a thread is called by its first post, whose author was asked
        take_back(connection, ids)
        _close_threads(connection, ids)
        _step_back(connection, ids)
        decisions.remove_posts(connection, ids)
        for table in (attributes, posts):
            connection.execute(delete(table).where(table.c.post_id.in_(ids)))
    for marks in in_parts(post_marks):
        connection.execute(delete(quarantine).where(quarantine.c.post_mark.in_(marks)))
    _remove_excerpts(connection, texts)
    set_meta(connection, _UNWIPED, "1")
    return texts


def take_back(connection: Connection, post_ids: Sequence[str]) -> None:
    """Undo what the stages made of these posts, in what was reported too: they and their copies are cleaned anew, if they stay."""
    snapshots.forget(connection, set(post_ids))
    look_again(connection, post_ids)


def look_again(connection: Connection, post_ids: Sequence[str]) -> None:
    """The same of posts that say what they said: what was reported of them stays as it was reported."""
    for part in in_parts(post_ids):
        _undo(connection, part)


def _undo(connection: Connection, post_ids: Sequence[str]) -> None:
    ids = set(post_ids)
    threads.forget(connection, post_ids)
    copied = connection.scalars(select(posts.c.copy_of).where(posts.c.post_id.in_(ids), posts.c.copy_of.is_not(None))).all()
    add_copies(connection, {post_id: -n for post_id, n in Counter(copied).items() if post_id not in ids})
    mark_stale(connection, connection.scalars(select(complaints.c.week).where(complaints.c.post_id.in_(ids)).distinct()).all())
    connection.execute(delete(complaints).where(complaints.c.post_id.in_(ids)))
    connection.execute(update(posts).where(or_(posts.c.post_id.in_(ids), posts.c.copy_of.in_(ids))).values(_NOT_CLEANED))
    for topic in connection.execute(select(topics.c.topic_id, topics.c.typical, topics.c.edge)).all():
        if not ids.isdisjoint((*topic.typical, *topic.edge)):
            left = {name: [post_id for post_id in shown if post_id not in ids] for name, shown in (("typical", topic.typical), ("edge", topic.edge))}
            connection.execute(update(topics).where(topics.c.topic_id == topic.topic_id).values(left))
    waiting.forget(connection, post_ids)
    overruled.forget_posts(connection, ids)
    models.forget_posts(connection, ids)


def copies_of(connection: Connection, post_ids: Iterable[str]) -> list[str]:
    """The posts that repeat one of these."""
    return [post_id for ids in in_parts(post_ids) for post_id in connection.scalars(select(posts.c.post_id).where(posts.c.copy_of.in_(ids)))]


def found(connection: Connection, author_ids: Iterable[str], post_ids: Iterable[str]) -> list[str]:
    """The ids of stored posts that are by one of these pseudonyms or have one of these ids."""
    wanted = [(posts.c.author_id, part) for part in in_parts(author_ids)] + [(posts.c.post_id, part) for part in in_parts(post_ids)]
    return sorted({post_id for column, part in wanted for post_id in connection.scalars(select(posts.c.post_id).where(column.in_(part)))})


def described(connection: Connection, post_ids: Iterable[str]) -> list[Mapping[str, Any]]:
    """source, day, kind and text of these posts."""
    wanted = (posts.c.source, posts.c.day, posts.c.kind, posts.c.text)
    return [row for ids in in_parts(post_ids) for row in connection.execute(select(*wanted).where(posts.c.post_id.in_(ids))).mappings()]


def held_n(connection: Connection, author_marks: Iterable[str], post_marks: Iterable[str]) -> int:
    """Rows in quarantine that are known to be by these authors or of these posts."""
    return connection.scalar(select(func.count()).select_from(quarantine).where(or_(
        quarantine.c.author_mark.in_(list(author_marks)), quarantine.c.post_mark.in_(list(post_marks)))))


def remove_held(connection: Connection, author_marks: Iterable[str]) -> None:
    """Remove the rows in quarantine that are by these authors."""
    connection.execute(delete(quarantine).where(quarantine.c.author_mark.in_(list(author_marks))))


def blank_excerpts(connection: Connection, word: str, instead: str) -> None:
    """Replace a handle or an id, in any case, in the excerpts of quarantine: rows that could not be read may hold it bare."""
    if len(word) >= _WORD_CHARS:
        _blank(connection, quarantine.c.excerpt, [word], word, instead)


def blank_words(connection: Connection, words: Sequence[str], hint: str, instead: str) -> None:
    """Replace words that are nobody else's in what others wrote, in names of files and in what was said of them, of signals,
    of events and of fixes, and in what was reported; links that hold one go.

    hint: stands in every place that is looked at: the word itself, or "/" for ids, which others write in links.
    """
    for column, new in ((posts.c.text, instead), (attributes.c.value, instead), (posts.c.url, None),
                        (imports.c.file_name, instead), (quarantine.c.file_name, instead), (heartbeats.c.message, instead), (runs.c.note, instead),
                        (signal_log.c.why, instead), (events.c.title, instead), (notes.c.target, instead),
                        (fixes.c.title, instead), (fixes.c.hypothesis, instead), (fixes.c.reason, instead), (fix_log.c.why, instead),
                        (publications.c.why, instead), (decided.c.why, instead), (decided.c.value, instead)):
        _blank(connection, column, words, hint, new)
    for column in (fixes.c.links, fix_log.c.changes):
        _blank_json(connection, column, words, instead)
    snapshots.blank(connection, re.compile("|".join(map(re.escape, words)), re.IGNORECASE), instead)


def sources(connection: Connection) -> list[str]:
    """Every source that something was ever brought from."""
    return sorted({name for table in (posts, imports, quarantine) for name in connection.scalars(select(table.c.source).distinct())})


def collected(connection: Connection, link: str) -> list[str]:
    """Sources that were collected and hold posts whose links begin so."""
    wanted = select(posts.c.source).distinct().where(posts.c.url.startswith(link, autoescape=True), posts.c.source.in_(select(heartbeats.c.source)))
    return sorted(connection.scalars(wanted))


def is_said(connection: Connection, words: str) -> bool:
    """Does a stored post hold these words, in any case?"""
    return connection.scalar(select(posts.c.post_id).where(posts.c.text.icontains(words, autoescape=True)).limit(1)) is not None


def wipe(store: Store) -> bool:
    """Leave no byte of what was removed in the file of the store or its log; False, and nothing done, when nothing was removed.

    Raises StoreError when another program keeps the log open: what was removed is gone from every page all the same.
    """
    with store.read() as connection:
        if not get_meta(connection, _UNWIPED):
            return False
    if store.engine.dialect.name == "sqlite" and not _rewrite(store):
        raise StoreError("removed, but another program kept the old pages of the file open, most often an open dashboard. Stop it and say the same again.")
    with store.write() as connection:
        set_meta(connection, _UNWIPED, "")
    return True


def is_unwiped(store: Store) -> bool:
    """Was something removed whose bytes may still be in the file?"""
    with store.read() as connection:
        return bool(get_meta(connection, _UNWIPED))


def _rewrite(store: Store) -> bool:
    """Write the file anew without free pages, and empty its log. SQLite keeps removed cells in both."""
    raw = store.engine.raw_connection()
    try:
        raw.execute("VACUUM")
        return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()


def _blank(connection: Connection, column: Column, words: Sequence[str], hint: str, instead: str | None) -> None:
    """Whole words are replaced; where a name may hang together with others, as in a link or a file's name, parts too."""
    edge = r"\b" if column in (posts.c.text, quarantine.c.excerpt) else ""
    pattern = re.compile("|".join(rf"{edge}{re.escape(word)}{edge}" for word in words), re.IGNORECASE)
    lowered = [word.lower() for word in words]
    keys = list(column.table.primary_key.columns)
    for row in connection.execute(select(*keys, column.label("found")).where(column.icontains(hint, autoescape=True))).all():
        if any(word in row.found.lower() for word in lowered) and (new := pattern.sub(instead or "", row.found)) != row.found:
            value = new if instead is not None else None
            connection.execute(update(column.table).where(*(key == getattr(row, key.name) for key in keys)).values({column.name: value}))


def _close_threads(connection: Connection, ids: Sequence[str]) -> None:
    """Replies lose the id of what they replied to; a thread that lost its first post is called by the next one.

    Who wrote first, or complained first, may be another now, so follow-ups are looked at anew.
    """
    lost_one = set(connection.scalars(select(posts.c.thread_id).where(posts.c.post_id.in_(ids)).distinct()))
    connection.execute(update(posts).where(posts.c.in_reply_to.in_(ids)).values(in_reply_to=None))
    first: dict[str, str] = {}
    left = select(posts.c.thread_id, posts.c.post_id).where(posts.c.thread_id.in_(ids), posts.c.post_id.not_in(ids))
    for row in connection.execute(left.order_by(posts.c.posted_at, posts.c.post_id)):
        first.setdefault(row.thread_id, row.post_id)
    joining.rename(connection, first)
    for called in in_parts({first.get(thread_id, thread_id) for thread_id in lost_one | set(first)}):
        connection.execute(update(posts).where(posts.c.thread_id.in_(called), posts.c.kind == "follow-up").values(_NOT_CLEANED))


def _step_back(connection: Connection, ids: Sequence[str]) -> None:
    """A source that goes on after a removed post goes on after the number before it: at worst it brings the post once more, which is refused."""
    for row in connection.execute(select(cursors)).all():
        said = json.dumps(row.cursor)
        names = {native for post_id in ids for source, _, native in [post_id.partition(":")] if source == row.source and native in said}
        numbers = [native for native in names if native.isascii() and native.isdigit() and len(native) >= _NUMBER_DIGITS]
        new = said
        for number in numbers:
            new = re.sub(rf"(?<!\d){number}(?!\d)", str(int(number) - 1), new)
        if new != said:
            connection.execute(update(cursors).where(cursors.c.source == row.source).values(cursor=json.loads(new)))


def _remove_excerpts(connection: Connection, texts: Sequence[str]) -> None:
    """Rows in quarantine whose excerpt holds the beginning of a removed text, or is a part of one."""
    telling = [text for text in texts if len(text) >= _TELLING_CHARS]
    keys = (quarantine.c.source, quarantine.c.file_key, quarantine.c.row_n)
    for row in connection.execute(select(*keys, quarantine.c.excerpt).where(quarantine.c.excerpt != "")).all() if telling else ():
        excerpt = row.excerpt
        if any(text[:_TELLING_CHARS * 2] in excerpt or (len(excerpt) >= _TELLING_CHARS and excerpt in text) for text in telling):
            connection.execute(delete(quarantine).where(*(key == getattr(row, key.name) for key in keys)))


def _blank_json(connection: Connection, column: Column, words: Sequence[str], instead: str) -> None:
    """The same in a column of JSON: few rows, looked at one by one."""
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    key = next(iter(column.table.primary_key.columns))
    for row in connection.execute(select(key.label("key"), column.label("found"))).all():
        found = json.dumps(row.found, ensure_ascii=False)
        if (new := pattern.sub(instead, found)) != found:
            connection.execute(update(column.table).where(key == row.key).values({column.name: json.loads(new)}))
