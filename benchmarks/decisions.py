"""Does what people decide outlive retrainings? `python -m benchmarks.decisions WORKSPACE [--rounds 20] [--seed 0]`.

Answers of issue 3, item 2: "twenty retrainings on growing data: 0 violations, and the whole decision log can be exported and replayed into a new
workspace". WORKSPACE: a built sample (`python -m pipeline --workspace DIR demo`); it is read only. Its posts come into a new workspace in equal parts, oldest
first, through every stage; in each round people say ten things of it, drawn by a stated seed from all kinds (what contradicts is refused and counted),
then it is retrained and published, whatever the gate would say. After each round every decision is held against what stands, by a function that
knows nothing of how decisions are kept. At the end the log goes into another new workspace, trained
once on all posts.
"""
from __future__ import annotations

import argparse
import io
import shutil
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import insert, select

from pipeline import clean, cluster, link
from pipeline.decisions import decide, log
from pipeline.decisions.kinds import Decision
from pipeline.decisions.violations import violations
from pipeline.errors import UsageError
from pipeline.learn import choose, publish, train
from pipeline.settings import database_url
from pipeline.store import Store, decisions, published_version, tables
from pipeline.workspace import Workspace, open_workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
A_ROUND = 10        # things that people say between two retrainings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--posts", type=int, default=12_000, help="at most so many posts, the oldest")
    asked = parser.parse_args()
    random, said, refused = Random(asked.seed), Counter(), 0
    with tempfile.TemporaryDirectory() as folder:
        rows = posts_of(open_workspace(asked.workspace))[:asked.posts]
        one = empty(asked.workspace, Path(folder) / "one")
        parts = [rows[len(rows) * n // (asked.rounds + 1):len(rows) * (n + 1) // (asked.rounds + 1)] for n in range(asked.rounds + 1)]
        bring(one, parts[0])
        print("round  complaints  topics  decisions  refused  not kept  ids kept  seconds", flush=True)
        total = 0
        for number, part in enumerate(parts[1:], 1):
            begun = time.perf_counter()
            for _ in range(A_ROUND):
                kind = something(one, random, number)
                said.update([kind] if kind else [])
                refused += not kind
            kept_ids = standing(one)
            bring(one, part)
            retrain(one)
            wrong = broken(one)
            total += len(wrong)
            after = standing(one)
            print(f"{number:5}  {counted(one):10,}  {len(after):6}  {len(decisions.active(one.store)):9}  {refused:7}  {len(wrong):8}  "
                  f"{len(kept_ids & after)}/{len(kept_ids):<5}  {time.perf_counter() - begun:7.1f}", flush=True)
            for row in wrong[:3]:
                print("       not kept:", row["kind"], row["topic_id"], row["value"], row["posts"][:3])
        print(f"kinds: {dict(said.most_common())}")
        print(f"violations over {asked.rounds} retrainings: {total} (target 0: {'met' if not total else 'MISSED'})")
        replayed(one, asked.workspace, Path(folder) / "two", rows)


def replayed(one: Workspace, like: Path, path: Path, rows: list[dict]) -> None:
    """The log of one workspace in another that was trained once, on the same posts."""
    two, file = empty(like, path), io.StringIO()
    bring(two, rows)
    written = log.write(one, file)
    done = log.replay(two, file.getvalue().splitlines())
    wrong = broken(two)
    retrain(two)
    print(f"log of {written} decisions into a workspace trained once on all posts: {done.made_n} hold, {done.past_n} kept as history, {len(done.left)} could not be "
          f"replayed; not kept: {len(wrong)}, after a retraining {len(broken(two))} (target 0: {'met' if not wrong and not broken(two) else 'MISSED'})")
    for _, what, why in done.left[:5]:
        print(f"    {what}: {why}")


def posts_of(workspace: Workspace) -> list[dict]:
    with workspace.store.read() as connection:
        return [dict(row) for row in connection.execute(select(tables.posts).order_by(tables.posts.c.posted_at, tables.posts.c.post_id)).mappings()]


def empty(like: Path, path: Path) -> Workspace:
    """A workspace of the same settings and touchpoints without a post."""
    path.mkdir(parents=True)
    for name in ("canary.toml", "touchpoints.yaml", "author.key"):
        shutil.copy(like / name, path / name)
    Store.open(database_url(path), create=True)
    return open_workspace(path)


def bring(workspace: Workspace, rows: list[dict]) -> None:
    """The posts, as they were before any stage looked at them; then every stage that topics hang on."""
    with workspace.store.write() as connection:
        connection.execute(insert(tables.posts), [row | dict(kind=None, complaint_p=None, severity=None, feeling=None, copy_of=None) for row in rows])
    clean.run(workspace, AS_OF, quiet)
    if train.is_needed(workspace):
        train.run(workspace, AS_OF)
    cluster.run(workspace, AS_OF, quiet)
    link.run(workspace, AS_OF)


def retrain(workspace: Workspace) -> None:
    """A candidate, published as `publish` does it, but for the comparison and the gate, which take longer than all else and change nothing."""
    based_on = published_version(workspace.store)
    train.run(workspace, AS_OF, by="benchmark")
    if version := choose.newest_candidate(workspace):
        publish._publish(workspace, publish.Step(version, publish.PUBLISH, "benchmark", "", AS_OF), based_on, quiet)


def quiet(_done) -> None:
    """Nobody watches."""


def standing(workspace: Workspace) -> set[str]:
    with workspace.store.read() as connection:
        return set(connection.scalars(select(tables.topics.c.topic_id).where(tables.topics.c.state != "ended", tables.topics.c.topic_id != "t-short")))


def counted(workspace: Workspace) -> int:
    with workspace.store.read() as connection:
        return len(connection.scalars(select(tables.complaints.c.post_id)).all())


def broken(workspace: Workspace) -> list[dict]:
    with workspace.store.read() as connection:
        complaints, topics = ([dict(row) for row in connection.execute(select(table)).mappings()] for table in (tables.complaints, tables.topics))
    return violations(decisions.active(workspace.store), complaints, topics)


def something(workspace: Workspace, random: Random, round_: int) -> str:
    """Something that a person might say now; its kind, "" where it contradicts what was said."""
    with workspace.store.read() as connection:
        places = dict(connection.execute(select(tables.complaints.c.post_id, tables.complaints.c.topic_id).order_by(tables.complaints.c.post_id)).all())
    topics, posts = sorted(standing(workspace)), list(places)
    touchpoints = workspace.taxonomy.ids
    topic, other, post = random.choice(topics), random.choice(topics), random.choice(posts)
    inside = [each for each, at in places.items() if at == topic]
    decision = random.choice([
        Decision("rename", topic, (), f"Named in round {round_}, {random.randrange(1000)}"), Decision("split", topic, tuple(random.sample(inside, min(6, len(inside))))),
        Decision("apart", topic, (), other), Decision("apart", None, (post, random.choice(posts))), Decision("belongs", topic, (post,)), Decision("belongs", other, (random.choice(posts),)),
        Decision("link", topic, (), random.choice(touchpoints)), Decision("touchpoint", None, (post,), random.choice(touchpoints)), Decision("complaint", None, (post,), "no"),
        Decision("severity", None, (post,), str(random.randrange(5))), Decision("merge", topic, (), other), Decision("hide", topic)])
    try:
        decide.add(workspace, decision, "benchmark", "", AS_OF + timedelta(seconds=random.randrange(10 ** 7)))
    except UsageError:
        return ""
    return decision.kind


if __name__ == "__main__":
    main()
