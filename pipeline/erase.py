"""Erase: what a person asked to be forgotten, and what is not public any more, goes out of the workspace and never comes back."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline import marks
from pipeline.decisions import apply
from pipeline.errors import UsageError
from pipeline.redact import pseudonym
from pipeline.rows import id_on_x, native_id
from pipeline.store import decisions, erasure, models, overruled, snapshots, tombstones, topics
from pipeline.store.engine import Connection
from pipeline.unlearn import names_without, unlearn
from pipeline.workspace import Workspace

# A shorter name, or one of letters alone, is a word that others use: it is not blanked in what they wrote.
_TELLING_CHARS = 6


@dataclass(frozen=True)
class Meant:
    """Whom or what a call of `forget` means, in these sources: pseudonyms and ids to look for, marks to lay.

    word: the handle or the native id as it could stand in a text; blank: what is put in its place.
    """

    sources: tuple[str, ...]
    word: str
    blank: str
    author_ids: frozenset[str] = frozenset()
    author_marks: frozenset[str] = frozenset()
    post_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What is stored of it. rows: source, posts, complaints, first day, last day. copies_n: reposts by others of the same words."""

    rows: tuple[tuple[str, int, int, date, date], ...]
    copies_n: int
    quarantined_n: int

    @property
    def posts_n(self) -> int:
        return sum(row[1] for row in self.rows)


def author_meant(workspace: Workspace, author: str, source: str | None = None) -> Meant:
    """The author as people write them: with or without @, in the case of the source, of capitals or of small letters."""
    handle = author.strip().lstrip("@")
    if not handle:
        raise UsageError(f"--author '{author}': a handle is needed, e.g. --author @ann_b.")
    sources = _sources(workspace, source)
    spellings = {handle, handle.lower(), handle.upper(), handle.capitalize(), handle.title()}
    return Meant(
        sources, handle, "[handle]", frozenset(pseudonym(name, spelling, workspace.secret) for name in sources for spelling in spellings),
        frozenset(marks.of_author(name, handle, workspace.secret) for name in sources))


def also(meant: Meant, others: Sequence[Meant]) -> Meant:
    """The same person by the names that other sources have for them."""
    return replace(meant, author_ids=meant.author_ids.union(*(other.author_ids for other in others)),
                   author_marks=meant.author_marks.union(*(other.author_marks for other in others)))


def post_meant(workspace: Workspace, post: str, source: str | None = None) -> Meant:
    """A post as "source:id" of an export, as the id that its source gave it, or as the address of a post on X."""
    prefix, colon, native = post.strip().partition(":")
    known = _sources(workspace, source)
    if colon and prefix in known:
        return Meant((prefix,), native, "[post]", post_ids=frozenset({post.strip()}))
    if not post.strip():
        raise UsageError("--post '': an id is needed, e.g. --post x-acme:1234567890.")
    plain = id_on_x(post.strip()) or native_id(post.strip(), workspace.secret)
    return Meant(known, plain, "[post]", post_ids=frozenset(f"{name}:{plain}" for name in known))


def find(workspace: Workspace, meant: Meant) -> Found:
    """What `forget` would remove; nothing is changed."""
    with workspace.store.read() as connection:
        own, copies = _ids(connection, meant)
        described = erasure.described(connection, own)
        held_n = erasure.held_n(connection, meant.author_marks, _post_marks(workspace, meant.post_ids))
    by_source: dict[str, list] = {}
    for row in described:
        by_source.setdefault(row["source"], []).append(row)
    rows = ((source, len(found), sum(row["kind"] == "complaint" for row in found), min(row["day"] for row in found), max(row["day"] for row in found))
            for source, found in sorted(by_source.items()))
    return Found(tuple(rows), len(copies), held_n)


def in_words(found: Found, meant: Meant) -> str:
    """What goes besides the posts, or that nothing is stored, and where was looked."""
    where = ", ".join(meant.sources) or "no source"
    if not found.posts_n and not found.quarantined_n:
        hint = " A handle is found as the source wrote it, in small letters or in capitals." if meant.author_marks else ""
        return f"Nothing of it is stored ({where}). With --yes it is refused from now on.{hint}"
    also = [f"{n:,} {what}" for n, what in ((found.copies_n, "reposts of the same words by others"), (found.quarantined_n, "rows in quarantine")) if n]
    return f"Looked in: {where}." + (f" With them go {' and '.join(also)}." if also else "")


def removed_in_words(removed_n: int, quarantined_n: int, is_author: bool) -> str:
    """What went, and what is refused: of what was never stored nothing went."""
    went = [f"{n:,} {one if n == 1 else many}" for n, one, many in ((removed_n, "post", "posts"), (quarantined_n, "row in quarantine", "rows in quarantine")) if n]
    if not went:
        return f"Nothing was removed; {'this author' if is_author else 'this id'} will be refused if it ever comes."
    return f"Removed {' and '.join(went)}; {'it is' if removed_n + quarantined_n == 1 else 'they are'} refused from now on."


def forget(workspace: Workspace, meant: Meant, as_of: datetime) -> int:
    """Remove everything of whom or what is meant, and refuse it for ever; returns how many posts went. Cannot be undone.

    Reposts by others of the same words go too, their authors are not refused. Models first, the store then, its free
    bytes last: killed at any instant, the same call again does the rest.
    """
    with workspace.store.read() as connection:
        texts = [row["text"] for row in erasure.described(connection, _ids(connection, meant)[0])]
    unlearn(workspace, texts)
    with workspace.store.write() as connection:
        own, copies = _ids(connection, meant)
        texts = [row["text"] for row in erasure.described(connection, own)]
        known_by = _post_marks(workspace, {*own, *copies, *meant.post_ids})
        tombstones.lay(connection, "post", known_by, tombstones.FORGOTTEN, as_of)
        tombstones.lay(connection, "author", meant.author_marks, tombstones.FORGOTTEN, as_of)
        tombstones.lay(connection, "words", (marks.of_words(text, workspace.secret) for text in texts), tombstones.FORGOTTEN, as_of)
        removed_n = len(_remove(connection, {*own, *copies, *meant.post_ids}, known_by))
        erasure.remove_held(connection, meant.author_marks)
        _blank(connection, meant, own)
        _rename(connection, [*texts, meant.word])
        workspace.store.touch(connection)
    erasure.wipe(workspace.store)
    return removed_n


def remove(workspace: Workspace, connection: Connection, post_ids: Collection[str], as_of: datetime) -> list[str]:
    """Within a write: remove posts that their source says are gone (deleted, protected, withheld); returns their texts.

    post_ids: "source:native id". Replies and copies by others stay; copies are looked at anew by the next run. Hand the
    texts to `finish` after the write: until then models know their words and their bytes may still be in the file.
    """
    known_by = _post_marks(workspace, post_ids)
    tombstones.lay(connection, "post", known_by, tombstones.GONE, as_of)
    texts = _remove(connection, post_ids, known_by)
    _rename(connection, texts)
    workspace.store.touch(connection)
    return texts


def finish(workspace: Workspace, texts: Sequence[str]) -> bool:
    """Make models unlearn removed texts and leave no byte of them in the file; quick, and False, when nothing was removed. Outside any write."""
    unlearn(workspace, texts)
    return erasure.wipe(workspace.store)


def _remove(connection: Connection, post_ids: Collection[str], known_by: Collection[str]) -> list[str]:
    """The posts, and what people decided of them alone; what was decided of them and others is laid anew over the others."""
    others, named = decisions.partners(connection, post_ids)
    texts = erasure.remove(connection, post_ids, known_by)
    if others or named:
        apply.lay(connection, apply.Reach(frozenset(others), frozenset(), frozenset(named)))
    return texts


def _ids(connection: Connection, meant: Meant) -> tuple[list[str], list[str]]:
    """The posts that are meant, and those by others that repeat them."""
    own = erasure.found(connection, meant.author_ids, meant.post_ids)
    return own, sorted(set(erasure.copies_of(connection, own)) - set(own))


def _blank(connection: Connection, meant: Meant, own: Sequence[str]) -> None:
    """The handle and the ids go from what others wrote, where they can mean nothing else."""
    erasure.blank_excerpts(connection, meant.word, meant.blank)
    if _is_telling(meant.word):
        erasure.blank_words(connection, [meant.word], meant.word, meant.blank)
    if ids := [native for post_id in own if _is_telling(native := post_id.partition(":")[2])]:
        erasure.blank_words(connection, ids, "/", "[post]")


def _is_telling(word: str) -> bool:
    """Can it be nobody's but theirs?"""
    return len(word) >= _TELLING_CHARS and any(not letter.isalpha() for letter in word)


def _rename(connection: Connection, texts: Sequence[str]) -> None:
    """Topics that were called by words of removed texts alone get another name, in what was reported of them too."""
    if texts:
        def lost(named: Sequence[Mapping]) -> dict[str, tuple[str, tuple[str, ...]]]:
            return names_without(named, texts, lambda words: erasure.is_said(connection, words))

        for topic_id, (label, keywords) in lost(topics.names(connection)).items():
            topics.rename(connection, topic_id, label, keywords)
        called = {topic["topic_id"]: topic["label"] for topic in topics.names(connection)}
        overruled.rename_topics(connection, lost)
        decisions.rename_topics(connection, lost, called)
        models.rename_topics(connection, lost)
        snapshots.rename_topics(connection, lost, called)


def _post_marks(workspace: Workspace, post_ids: Iterable[str]) -> list[str]:
    return [marks.of_post(post_id, workspace.secret) for post_id in post_ids]


def _sources(workspace: Workspace, source: str | None) -> tuple[str, ...]:
    """The source that was named, else every one that is configured or that something was brought from."""
    with workspace.store.read() as connection:
        known = tuple(sorted({*erasure.sources(connection), *workspace.settings.sources}))
    if source and source not in known:
        raise UsageError(f"--source {source}: nothing was ever brought from it. Known: {', '.join(known) or 'none'}.")
    return (source,) if source else known
