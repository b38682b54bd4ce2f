"""Further topics of complaints with several problems: who is counted in a topic beside those whose complaint is in it."""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, select

from pipeline.store.people import PERSON
from pipeline.store.tables import complaints

_HAS = complaints.c.also.is_not(None)


class Vote(NamedTuple):
    """A person in a further topic, once a week, unless a complaint of theirs is in it that week; where: as in the rollup."""

    post_id: str
    where: tuple[date, str | None, str, str, str]      # day, touchpoint_id, topic_id, source, channel


def votes(connection: Connection, weeks: Sequence[date] | None = None) -> list[Vote]:
    """Of these weeks, or of all, in the order of time."""
    of_these = _HAS if weeks is None else sa.and_(_HAS, complaints.c.week.in_(weeks))
    wanted = (complaints.c.post_id, complaints.c.day, complaints.c.week, complaints.c.source, complaints.c.channel, complaints.c.touchpoint_id, complaints.c.also)
    rows = connection.execute(select(*wanted, PERSON.label("person")).where(of_these).order_by(complaints.c.posted_at, complaints.c.post_id)).all()
    if not rows:
        return []
    known = select(complaints.c.week, PERSON, complaints.c.topic_id).where(
        complaints.c.is_topic_vote.is_(True), PERSON.in_(select(PERSON).where(of_these)), complaints.c.week.in_({row.week for row in rows}))
    voted, found = {tuple(row) for row in connection.execute(known)}, []
    for row in rows:
        for topic_id, _ in row.also:
            if (vote := (row.week, row.person, topic_id)) not in voted:
                voted.add(vote)
                found.append(Vote(row.post_id, (row.day, row.touchpoint_id, topic_id, row.source, row.channel)))
    return found


def rollup_rows(connection: Connection, weeks: Sequence[date]) -> list[dict[str, Any]]:
    """Rows for the rollup: no complaint more, but people in a topic."""
    names = ("day", "touchpoint_id", "topic_id", "source", "channel")
    return [dict(zip(names, where), complaints_n=0, topic_people_n=n, touchpoint_people_n=0, severity_sum=0)
            for where, n in Counter(vote.where for vote in votes(connection, weeks)).items()]


def speaking_of(topic_id: str) -> sa.ColumnElement[bool]:
    """Complaints whose further topics hold this one."""
    named = sa.cast(complaints.c.also, sa.Text).contains(f'"{topic_id}"', autoescape=True)
    return complaints.c.post_id.in_(select(complaints.c.post_id).where(_HAS, named))


def counted_too(connection: Connection, topic_ids: Collection[str] | None) -> dict[str, dict[str, Any]]:
    """topic id -> complaints_n, authors_n, first_seen, last_seen of the complaints that have it as a further topic; people who are in it already are left out."""
    rows = connection.execute(select(complaints.c.posted_at, PERSON.label("person"), complaints.c.also).where(_HAS)).all()
    seen: dict[str, list] = {}
    for row in rows:
        for topic_id, _ in row.also:
            if topic_ids is None or topic_id in topic_ids:
                seen.setdefault(topic_id, []).append(row)
    if not seen:
        return {}
    there = select(complaints.c.topic_id, PERSON).where(complaints.c.topic_id.in_(list(seen)), PERSON.in_(select(PERSON).where(_HAS))).distinct()
    known = {tuple(row) for row in connection.execute(there)}
    return {topic_id: _counts(own, {person for topic, person in known if topic == topic_id}) for topic_id, own in seen.items()}


def _counts(rows: Iterable[Any], known: set[str]) -> dict[str, Any]:
    rows = list(rows)
    at = [row.posted_at for row in rows]
    return dict(complaints_n=len(rows), authors_n=len({row.person for row in rows} - known), first_seen=min(at), last_seen=max(at))
