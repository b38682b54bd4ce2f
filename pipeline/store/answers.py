"""Answers: what complainants say when they are asked whether it is better now. Shown beside a verdict, never instead of it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from pipeline.store.engine import Store
from pipeline.store.tables import answers, complaints, posts

SAID = ("better", "same", "worse")


def counted(store: Store) -> pd.DataFrame:
    """A row a fix with answers: fix_id, better, same, worse (numbers of threads; the last answer of each counts)."""
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(select(answers.c.fix_id, answers.c.thread_id, answers.c.said).order_by(answers.c.answered_on))]
    last = pd.DataFrame(rows, columns=["fix_id", "thread_id", "said"]).drop_duplicates(["fix_id", "thread_id"], keep="last")
    table = pd.crosstab(last["fix_id"], last["said"]) if len(last) else pd.DataFrame(index=pd.Index([], name="fix_id"))
    return table.reindex(columns=list(SAID), fill_value=0).astype(int).rename_axis(columns=None).reset_index()


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Keep answers; one that is kept already (by its id) stays. Returns how many are new."""
    about = {row["fix_id"] for row in rows}      # not the ids: a database takes only so many values in one question
    known = set(connection.scalars(select(answers.c.answer_id).where(answers.c.fix_id.in_(sorted(about)))))
    new = {row["answer_id"]: dict(row) for row in rows if row["answer_id"] not in known}
    if new:
        connection.execute(insert(answers), list(new.values()))
    return len(new)


def threads(store: Store, names: Sequence[str]) -> dict[str, tuple[str, str | None]]:
    """name -> (thread_id, topic_id) of what people call a post or thread: a stored id, or the id that its source gave it.

    Where several sources have a post of that id it is left out: nobody can say which is meant.
    """
    wanted, found = set(names), dict[str, set[str]]()
    with store.read() as connection:
        for post_id, thread_id in connection.execute(select(posts.c.post_id, posts.c.thread_id)):
            for name in wanted & {post_id, post_id.partition(":")[2], thread_id}:
                found.setdefault(name, set()).add(thread_id)
        topic = {thread_id: topic_id for thread_id, topic_id in connection.execute(select(posts.c.thread_id, func.min(complaints.c.topic_id)).join(
            complaints, complaints.c.post_id == posts.c.post_id).group_by(posts.c.thread_id))}
    return {name: (thread_id, topic.get(thread_id)) for name, each in found.items() if len(each) == 1 for thread_id in each}
