"""Small workspaces for the pages: filled straight through the store, so that no model has to learn first."""
from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from pipeline.records import Post, Rejected, StageDone
from pipeline.store import complaints, posts, runs, topics
from pipeline.workspace import Workspace, init_workspace, open_workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
NASTY = (
    "<script>alert(1)</script> **bold** $x^2$ :smile: :red[red] [link](https://evil.example) https://evil.example www.evil.example a -> b",
    "=HYPERLINK(\"https://evil.example\")", "\u202Eright to left\u202C", "# head\n- list\n\n> quote", "![i](https://evil.example/i.png)", "`code` | table |", "w" * 400)


def fill(path, weeks: int = 14, is_sample: bool = True, texts: tuple[str, ...] = ("The bill is wrong again",), labels: tuple[str, str] = ("Wrong bill", "No signal")) -> Workspace:
    """Ten billing and ten mobile complaints a week from different people, thirty more of billing in the last week."""
    own = {"workspace": {"is_sample": is_sample, "as_of": AS_OF.isoformat()}, "brand": {"name": "Pellamere", "handles": ["Pellamere"]}}
    init_workspace(path, "telecom", own)
    workspace, monday = open_workspace(path), date(2026, 11, 9) - timedelta(weeks=weeks - 1)
    made = []
    for week in range(weeks):
        billing_n = 40 if week == weeks - 1 else 10
        for i in range(billing_n + 10):
            when = datetime.combine(monday + timedelta(weeks=week, days=i % 7), datetime.min.time(), UTC) + timedelta(hours=9)
            made.append((when, "billing" if i < billing_n else "mobile-network", f"{week}-{i}"))
    store_posts(workspace, made, texts)
    store_topics(workspace, labels)
    return workspace


def import_posts(workspace: Workspace, made: list, texts: tuple[str, ...]) -> None:
    number = posts.begin_import(workspace.store, "x", "x <b>file</b>.csv", "key", AS_OF)
    batch = [(n + 1, Post(f"x:{name}", "x", "x", when, texts[n % len(texts)], name, author_id=f"a{name}", url="https://social.example/1", words_n=9,
                          attributes={"region": ("North", "South")[n % 2]})) for n, (when, _, name) in enumerate(made)]
    posts.add_batch(workspace.store, number, batch, [Rejected(9999, "'soon' is not a time", "=1+1")], workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, number, AS_OF, 1.0)


def store_posts(workspace: Workspace, made: list, texts: tuple[str, ...]) -> None:
    import_posts(workspace, made, texts)
    home = {f"x:{name}": touchpoint for _, touchpoint, name in made}
    with workspace.store.write() as connection:
        todo = posts.uncleaned(workspace.store, len(made))
        posts.save_cleaned(connection, [dict(post_id=r["post_id"], kind="complaint", complaint_p=0.9, severity=2, feeling=0, language="en", copy_of=None) for r in todo])
        names = ("post_id", "posted_at", "day", "week", "source", "channel", "author_id")
        complaints.add(connection, [{n: r[n] for n in names} | {"severity": 2} for r in todo])
        complaints.assign(connection, [dict(
            post_id=r["post_id"], topic_id=f"t-{home[r['post_id']]}", topic_confidence=0.8, touchpoint_id=home[r["post_id"]], touchpoint_confidence=0.8,
            shares={}, x=float(i % 7), y=float(i % 5), model_version="m") for i, r in enumerate(todo)])
        weeks = sorted({r["week"] for r in todo})
        complaints.count_people(connection, weeks)
        complaints.roll_up(connection, weeks)


def store_topics(workspace: Workspace, labels: tuple[str, str]) -> None:
    with workspace.store.write() as connection:
        topics.publish(connection, [dict(
            topic_id=f"t-{home}", label=label, keywords=["bill", "<i>wrong</i>"], typical=["x:0-0"], edge=["x:0-1"], touchpoint_id=home, link_confidence=0.8,
            link_by="model", touchpoint_shares={home: 0.8, "phone-line": 0.1}, cohesion=0.4, is_mixed=False, state="active", model_version="m")
            for home, label in zip(("billing", "mobile-network"), labels)], "m")
        topics.recount(connection)
        workspace.store.touch(connection)
    (workspace.models / "m").mkdir(parents=True)
    (workspace.models / "m" / "card.json").write_text(json.dumps({"taxonomy_sha256": workspace.taxonomy.digest}))
    runs.record(workspace.store, StageDone("clean", 320, 320, 1.0), AS_OF)
