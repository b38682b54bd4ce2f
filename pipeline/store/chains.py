"""Chains and outcomes as pages read them: which touchpoints were tried before, how threads ended, what a card shows of one.

A thread counts for each complaint in it that was read; a person counts once a week, as everywhere. A node is a touchpoint's id
or one of pipeline.nodes.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select, select

from models.replies import OUTCOMES
from pipeline.nodes import ENDS, PUBLIC
from pipeline.records import Filters
from pipeline.store.engine import Store
from pipeline.store.in_parts import in_parts
from pipeline.store.people import PERSON
from pipeline.store.read_threads import of_read
from pipeline.store.tables import complaints, posts, replies, steps, threads

CARE_COLUMNS = ["node", "threads_n", "people_n", "times_n", "last_n", "failed", "of_n"]
OUTCOME_COLUMNS = ["outcome", "threads_n", "people_n"]
THREAD_COLUMNS = ["post_id", "person", "day", "source", "channel", "language", "followers", "touchpoint_id", "topic_id", "outcome", "replies_n",
                  "answer_minutes", "action_minutes", "severity", "came_back_n"]
_PERSON = PERSON.label("person")


def care(store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> pd.DataFrame:
    """CARE_COLUMNS of every node that was tried before, most people first.

    threads_n: threads in which it was tried, of of_n that were read; people_n: who tried it, each once a week; times_n: tries together;
    last_n: threads in which nothing was tried after it before the public heard of it; failed: {how it failed: threads}.
    """
    found = _steps(filters, topic_id, touchpoint_id).subquery()
    tried = select(found).where(found.c.to_node.not_in(ENDS)).subquery()
    frame = _counted(store, tried, (tried.c.to_node,), ["node", "threads_n", "people_n", "times_n"])
    n = sa.func.count(found.c.post_id.distinct())
    left = found.c.step_n > 0
    with store.read() as connection:
        last = dict(connection.execute(select(found.c.from_node, n).where(left, found.c.to_node == PUBLIC).group_by(found.c.from_node)).all())
        failed: dict[str, dict[str, int]] = {}
        for node, how, threads_n in connection.execute(select(found.c.from_node, found.c.failed, n).where(left).group_by(
                found.c.from_node, found.c.failed).order_by(n.desc(), found.c.failed)):
            failed.setdefault(node, {})[how] = threads_n
        of_n = connection.scalar(of_read(select(sa.func.count()).select_from(complaints), filters, topic_id, touchpoint_id))
    return frame.assign(last_n=[last.get(node, 0) for node in frame["node"]], failed=[failed.get(node, {}) for node in frame["node"]], of_n=of_n)


def outcomes(store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> pd.DataFrame:
    """OUTCOME_COLUMNS: how threads ended where the company answers, every outcome in the order of OUTCOMES, 0 where none did.

    Threads of other channels (see answering_channels) are left out: nothing is known of them. People once a week and outcome.
    """
    wanted = select(threads.c.outcome, complaints.c.post_id, complaints.c.week, _PERSON, sa.literal(1).label("times_n"))
    found = of_read(wanted, filters, topic_id, touchpoint_id).where(complaints.c.channel.in_(_answering())).subquery()
    frame = _counted(store, found, (found.c.outcome,), [*OUTCOME_COLUMNS, "times_n"]).set_index("outcome")
    return frame.reindex(OUTCOMES, fill_value=0).reset_index()[OUTCOME_COLUMNS]


def answering_channels(store: Store) -> tuple[str, ...]:
    """Channels in which the company was ever seen to reply: of the others nobody can say that a thread was left unanswered."""
    with store.read() as connection:
        return tuple(connection.scalars(_answering().order_by(complaints.c.channel)))


def thread_rows(store: Store, filters: Filters) -> pd.DataFrame:
    """THREAD_COLUMNS, a row a complaint whose thread was read, oldest first.

    person: its author, the post's own id where there is none; day as datetime64; followers: for bands of reach on the Fairness page,
    never to rank by; minutes from the complaint to the first reply and to the first that says what was done, NaN: none, or times are
    not known.
    """
    wanted = [complaints.c.post_id, _PERSON, complaints.c.day, complaints.c.source, complaints.c.channel, posts.c.language, posts.c.followers,
              store.linked(complaints.c.touchpoint_id), complaints.c.topic_id, threads.c.outcome, threads.c.replies_n, threads.c.answer_minutes,
              threads.c.action_minutes, complaints.c.severity, complaints.c.came_back_n]
    query = of_read(select(*wanted).join(posts, posts.c.post_id == complaints.c.post_id), filters).order_by(complaints.c.posted_at, complaints.c.post_id)
    with store.read() as connection:
        frame = pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=THREAD_COLUMNS)
    floats = dict.fromkeys(("followers", "answer_minutes", "action_minutes"), "float64")
    return frame.assign(day=pd.to_datetime(frame["day"])).astype(floats)


def of_posts(store: Store, post_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """post id -> what an evidence card shows of a complaint whose thread was read.

    outcome, replies_n, came_back_n, answer_minutes, action_minutes, tried ([channel, n, failed, lost minutes or None] in order),
    lost_minutes, in_the_open (kinds of personal data) and nodes (its chain, from where it began to where it ends).
    """
    found: dict[str, dict[str, Any]] = {}
    shown = (threads.c.outcome, threads.c.replies_n, complaints.c.came_back_n, threads.c.answer_minutes, threads.c.action_minutes,
             threads.c.tried, threads.c.lost_minutes, threads.c.in_the_open)
    with store.read() as connection:
        for part in in_parts(post_ids):
            rows = connection.execute(select(threads.c.post_id, *shown).join(complaints, complaints.c.post_id == threads.c.post_id).where(threads.c.post_id.in_(part)))
            found |= {row["post_id"]: dict(row) | {"nodes": []} for row in rows.mappings()}
            for row in connection.execute(select(steps).where(steps.c.post_id.in_(part)).order_by(steps.c.post_id, steps.c.step_n)):
                nodes = found[row.post_id]["nodes"]
                nodes += [row.to_node] if nodes else [row.from_node, row.to_node]
    return found


def conversation(store: Store, post_id: str) -> list[dict[str, Any]]:
    """The turns of a complaint's thread in order: post_id, posted_at, kind, text, is_brand, kinds (what the turn does, [] for nothing)."""
    wanted = (posts.c.post_id, posts.c.posted_at, posts.c.kind, posts.c.text, posts.c.is_brand, replies.c.kinds)
    query = select(*wanted).join(replies, replies.c.post_id == posts.c.post_id).where(replies.c.complaint_id == post_id).order_by(replies.c.turn_n)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def in_the_open_n(store: Store, filters: Filters) -> pd.DataFrame:
    """Columns kind, threads_n, people_n (once a week) of complaints that hold personal data where all can read, most people first; kind "": any."""
    query = of_read(select(complaints.c.week, _PERSON, threads.c.in_the_open), filters).where(sa.cast(threads.c.in_the_open, sa.Text) != "[]")
    with store.read() as connection:
        rows = connection.execute(query).all()
    seen = [(kind, row.week, row.person) for row in rows for kind in ("", *row.in_the_open)]
    frame = pd.DataFrame(seen, columns=["kind", "week", "person"])
    both = frame.groupby("kind").size().rename("threads_n").to_frame().join(frame.drop_duplicates().groupby("kind").size().rename("people_n"))
    return both.reset_index().sort_values(["people_n", "kind"], ascending=[False, True], ignore_index=True)


def _answering() -> Select:
    return select(complaints.c.channel).join(threads, threads.c.post_id == complaints.c.post_id).where(threads.c.replies_n > 0).distinct()


def _steps(filters: Filters, topic_id: str | None, touchpoint_id: str | None) -> Select:
    own = (steps.c.step_n, steps.c.from_node, steps.c.to_node, steps.c.times_n, steps.c.failed)
    return of_read(select(complaints.c.post_id, complaints.c.week, _PERSON, *own).join(steps, steps.c.post_id == complaints.c.post_id), filters, topic_id, touchpoint_id)


def _counted(store: Store, found: FromClause, keys: tuple[ColumnElement, ...], columns: list[str]) -> pd.DataFrame:
    """`columns`: the keys, threads, people (each once a week) and tries, most people first. found: the keys, post_id, week, person, times_n."""
    threads_n, times_n = sa.func.count(found.c.post_id.distinct()), sa.func.sum(found.c.times_n)
    seen = select(*keys, found.c.week, found.c.person).distinct().subquery()
    names = [key.name for key in keys]
    with store.read() as connection:
        people = {tuple(row[:-1]): row[-1] for row in connection.execute(select(*(seen.c[n] for n in names), sa.func.count()).group_by(*(seen.c[n] for n in names)))}
        rows = [(*own, n, people[tuple(own)], tries) for *own, n, tries in connection.execute(select(*keys, threads_n, times_n).group_by(*keys))]
    named = [*names, "threads_n", "people_n", "tries_n"]
    frame = pd.DataFrame(rows, columns=named).astype(dict.fromkeys(named[len(names):], "int64"))
    return frame.sort_values(["people_n", *names], ascending=[False, *([True] * len(names))], ignore_index=True).set_axis(columns, axis=1)
