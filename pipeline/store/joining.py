"""Joining: which thread a post belongs to, in whatever order a reply, what it replies to and what that replied to arrive.

A post hangs on one other: what began its conversation where its source says so, else what it replies to. A thread is called by the post
that hangs on none, or by one that is not stored: replies to the same missing post are one thread, and move when it comes. Posts that
reply to each other in a ring are called by one of the ring.
"""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update

from pipeline.records import Post
from pipeline.store.in_parts import in_parts
from pipeline.store.tables import answers, posts, threads


def join(connection: Connection, new: Sequence[Post]) -> dict[str, str]:
    """post_id -> thread_id of posts that are about to be stored; stored posts that waited for one of them move to its thread."""
    hangs_on = {post.post_id: above for post in new if (above := _above(post))}
    stored = _threads_of(connection, set(hangs_on.values()) - {post.post_id for post in new})
    called = ends(hangs_on | {post_id: thread_id for post_id, thread_id in stored.items() if post_id != thread_id})
    found = {post.post_id: called.get(post.post_id, post.post_id) for post in new}
    rename(connection, {post_id: thread_id for post_id, thread_id in found.items() if post_id != thread_id})
    return found


def rename(connection: Connection, new_names: Mapping[str, str]) -> None:
    """Call threads otherwise, wherever they are named: old thread_id -> new one."""
    waited_for = {thread_id for ids in in_parts(new_names) for thread_id in connection.scalars(select(posts.c.thread_id).where(posts.c.thread_id.in_(ids)).distinct())}
    if pairs := [{"old": old, "new": new_names[old]} for old in sorted(waited_for)]:
        for table in (posts, threads, answers):
            connection.execute(update(table).where(table.c.thread_id == bindparam("old")).values(thread_id=bindparam("new")), pairs)


def ends(hangs_on: Mapping[str, str]) -> dict[str, str]:
    """What each id hangs on in the end: one that hangs on nothing or, where they go round in a ring, the least of the ring. Each step is gone once."""
    found: dict[str, str] = {}
    for start in hangs_on:
        path: dict[str, int] = {}
        at = start
        while at in hangs_on and at not in found and at not in path:
            path[at] = len(path)
            at = hangs_on[at]
        end = min(list(path)[path[at]:]) if at in path else found.get(at, at)
        found.update(dict.fromkeys(path, end))
    return found


def _above(post: Post) -> str | None:
    above = post.conversation_id or post.in_reply_to
    return above if above != post.post_id else None


def _threads_of(connection: Connection, post_ids: Collection[str]) -> dict[str, str]:
    query = select(posts.c.post_id, posts.c.thread_id)
    return {row.post_id: row.thread_id for ids in in_parts(post_ids) for row in connection.execute(query.where(posts.c.post_id.in_(ids)))}
