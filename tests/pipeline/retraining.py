"""A workspace that grows, is retrained and published round after round, while people go on deciding: what the tests of that share."""
from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from deciding import AS_OF
from few_complaints import OPENINGS, SAID
from sqlalchemy import select

from pipeline import clean, cluster, link
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.decisions.violations import violations
from pipeline.errors import UsageError
from pipeline.learn import choose, publish, train
from pipeline.records import Post
from pipeline.store import decisions, posts, published_version, tables

MORE = ("and nobody answers my mails", "for the second week now", "and I want my money back", "what is going on over there", "and my neighbour has the same",
        "as every month", "I am done with this company", "please look into it", "since the update", "although I pay on time")
NEW = {"delivery": ("the parcel with my router never came", "the courier left my new phone with a stranger", "tracking says delivered but there is no parcel"),
       "roaming": ("roaming does not work abroad", "no data in Spain although roaming is on", "they charged me a fortune for roaming on holiday")}


def quiet(_done) -> None:
    """Nobody watches."""


def bring(workspace, said: list[str], serials: count) -> None:
    """New complaints, cleaned, assigned by the published model and counted."""
    batch = [(n, Post(f"x:n{serial}", "x", "x", AS_OF - timedelta(hours=serial), text, f"n{serial}", author_id=f"n{serial}", words_n=9))
             for n, (text, serial) in enumerate(((text, next(serials)) for text in said), 1)]
    number = posts.begin_import(workspace.store, "x", "n.csv", f"key {batch[0][1].post_id}", AS_OF)
    posts.add_batch(workspace.store, number, batch, (), workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, number, AS_OF, 1.0)
    clean.run(workspace, AS_OF, quiet)
    cluster.run(workspace, AS_OF, quiet)
    link.run(workspace, AS_OF)


def more(random: Random, round_: int, n: int = 8) -> list[str]:
    """Complaints of the old kinds in other words; from the sixth round on of new kinds too."""
    kinds = list(SAID.values()) + (list(NEW.values()) if round_ >= 6 else [])
    return [f"{random.choice(OPENINGS)}{random.choice(random.choice(kinds))} {random.choice(MORE)}" for _ in range(n)]


def retrain(workspace) -> None:
    """A candidate, published whatever it is like: it is not compared, which takes longer than all else."""
    based_on = published_version(workspace.store)
    train.run(workspace, AS_OF, by="Ann")
    if version := choose.newest_candidate(workspace):
        publish._publish(workspace, publish.Step(version, publish.PUBLISH, "Ann", "", AS_OF), based_on, quiet)


def state(workspace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Complaints and topics as they stand."""
    with workspace.store.read() as connection:
        return tuple([dict(row) for row in connection.execute(select(table)).mappings()] for table in (tables.complaints, tables.topics))


def broken(workspace) -> list[str]:
    """The decisions that do not hold, in words."""
    from pipeline.decisions.check import named

    return [named(row) for row in violations(decisions.active(workspace.store), *state(workspace))]


def try_to(workspace, random: Random) -> int | None:
    """Something that a person might say now: its number where it was accepted, None where it contradicts what was said."""
    complaints, topics = state(workspace)
    standing = sorted(row["topic_id"] for row in topics if row["state"] != "ended" and row["topic_id"] != "t-short")
    decision = _some(random, [row["post_id"] for row in complaints], {row["post_id"]: row["topic_id"] for row in complaints}, standing)
    try:
        return decide.add(workspace, decision, "Ann", "", AS_OF + timedelta(seconds=next(_moments)))
    except UsageError:
        return None


_moments = count()


def _some(random: Random, ids: list[str], places: dict[str, str], topics: list[str]) -> Decision:
    topic, other, post = random.choice(topics), random.choice(topics), random.choice(ids)
    members = sorted(each for each in ids if places[each] == topic)
    kind = random.choice(("rename", "merge", "split", "apart", "apart", "belongs", "belongs", "link", "touchpoint", "complaint", "severity", "hide"))
    return {
        "rename": Decision(kind, topic, value=f"Called {random.randrange(99)}"), "merge": Decision(kind, topic, value=other),
        "split": Decision(kind, topic, tuple(random.sample(members, min(5, len(members))))), "belongs": Decision(kind, topic, (post,)),
        "apart": Decision(kind, None, (post, random.choice(ids))) if random.random() < 0.5 else Decision(kind, topic, value=other),
        "link": Decision(kind, topic, value=random.choice(("billing", "roaming", "chat"))), "touchpoint": Decision(kind, None, (post,), "payments"),
        "complaint": Decision(kind, None, (post,), "no"), "severity": Decision(kind, None, (post,), "4"), "hide": Decision(kind, topic)}[kind]
