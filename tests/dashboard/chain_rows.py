"""Chains and threads planted in the small workspace: straight through the store, as the stage would write them."""
from __future__ import annotations

from sqlalchemy import insert, select

from pipeline.store.tables import complaints, posts, replies, steps, threads
from pipeline.workspace import Workspace


def plant(workspace: Workspace, chains: dict[str, tuple], **values: dict) -> None:
    """chains: post id -> (tried, outcome), tried as [channel, n, failed, lost minutes | None]; every other complaint is read as unanswered, nothing tried.

    values: post id with "_" for ":" and "-" -> columns of the row that are otherwise.
    """
    with workspace.store.write() as connection:
        for row in connection.execute(select(complaints.c.post_id, complaints.c.touchpoint_id)).all():
            tried, outcome = chains.get(row.post_id, ([], "unanswered"))
            own = values.get(row.post_id.replace(":", "_").replace("-", "_"), {})
            lost = [one[3] for one in tried if one[3] is not None]
            connection.execute(insert(threads).values(dict(
                post_id=row.post_id, thread_id=row.post_id, touchpoint_id=row.touchpoint_id, reading="planted", turns_n=1, replies_n=0, outcome=outcome, answer_minutes=None,
                action_minutes=None, tried=tried, lost_minutes=sum(lost) if lost else None, in_the_open=[]) | own))
            _steps(connection, workspace, row, tried)
        workspace.store.touch(connection)


def answer(workspace: Workspace, post_id: str, *said: tuple[str, list[str]]) -> None:
    """Replies of the company to a complaint: (text, kinds), a minute apart."""
    from datetime import timedelta

    with workspace.store.write() as connection:
        first = connection.execute(select(posts).where(posts.c.post_id == post_id)).mappings().one()
        connection.execute(insert(replies).values(post_id=post_id, complaint_id=post_id, turn_n=0, kinds=[]))
        for n, (text, kinds) in enumerate(said, 1):
            made = dict(first) | dict(post_id=f"{post_id}-r{n}", text=text, text_key=f"k{n}{post_id}", is_brand=True, author_id="brand", kind="company",
                                      posted_at=first["posted_at"] + timedelta(minutes=n))
            connection.execute(insert(posts).values(made))
            connection.execute(insert(replies).values(post_id=f"{post_id}-r{n}", complaint_id=post_id, turn_n=n, kinds=kinds))
        workspace.store.touch(connection)


def _steps(connection, workspace: Workspace, row, tried: list) -> None:
    nodes = [row.touchpoint_id, *(workspace.taxonomy.answering(channel) or f"channel:{channel}" for channel, *_ in tried), "public"]
    times, failed = [*(n for _, n, *_ in tried), 1], ["", *(how for *_, how, _ in tried)]
    for n, (one, other) in enumerate(zip(nodes, nodes[1:])):
        connection.execute(insert(steps).values(post_id=row.post_id, step_n=n, from_node=one, to_node=other, times_n=times[n], failed=failed[n]))
