"""How long a week's track takes with 1,000 fixes that are out: `python benchmarks/tracking.py`.

Answers of issue 5: "1,000 open fixes are judged in under 30 s": here with everything around it, from the store and back into it, on one core. The counts
are drawn (60 topics, 120 weeks, Poisson, rises left alone in each), seeded; fixes shipped in nine different weeks, one to nine weeks of evidence each.
"""
from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import insert

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import track  # noqa: E402
from pipeline.fixes import Fix  # noqa: E402
from pipeline.store import fixes, topics  # noqa: E402
from pipeline.store.tables import daily, posts  # noqa: E402
from pipeline.workspace import Workspace, init_workspace, open_workspace  # noqa: E402

FIXES_N, TOPICS_N, WEEKS_N, SHIPPED = 1000, 60, 120, 100
FIRST = date(2024, 3, 4)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        init_workspace(Path(folder) / "workspace", "telecom")
        workspace = open_workspace(Path(folder) / "workspace")
        fill(workspace)
        for weeks_n, what in ((SHIPPED + 8, "all weeks since shipping, as after an import of the register"), (SHIPPED + 9, "one more week")):
            started = time.perf_counter()
            done = track.run(workspace, datetime.combine(monday(weeks_n), datetime.min.time(), UTC))
            print(f"{what}: {time.perf_counter() - started:.1f} s, {done.in_n:,} fixes, {done.out_n:,} rows written", flush=True)
        print(f"reach: one more week in under 30 s: {'reached' if time.perf_counter() - started < 30 else 'MISSED'}")


def fill(workspace: Workspace) -> None:
    rng = np.random.default_rng(5)
    mean = np.full((TOPICS_N, WEEKS_N), 40.0)
    for topic in range(TOPICS_N):
        at = 28 + (topic * 11) % 52
        mean[topic, at:at + 18] = 90
    names = [f"t-{n + 1:03d}" for n in range(TOPICS_N)]
    rows = [dict(day=monday(at), touchpoint_id="billing", topic_id=name, source="x", channel="x", complaints_n=int(n), topic_people_n=int(n),
                 touchpoint_people_n=int(n), severity_sum=0) for name, people in zip(names, rng.poisson(mean), strict=True) for at, n in enumerate(people)]
    last = monday(WEEKS_N) - timedelta(days=1)
    post = dict(post_id="x:1", source="x", channel="x", posted_at=datetime.combine(last, datetime.min.time(), UTC), day=last, week=monday(WEEKS_N - 1), text="",
                text_key="", words_n=1, thread_id="x:1", is_brand=False, redactions={}, kind="other")
    topic = dict(label="", keywords=[], typical=[], edge=[], touchpoint_id="billing", link_confidence=0.9, link_by="model", touchpoint_shares={}, cohesion=None,
                 is_mixed=False, state="active", model_version="m")
    with workspace.store.write() as connection:
        connection.execute(insert(daily), rows)
        connection.execute(insert(posts), [post])
        topics.publish(connection, [topic | {"topic_id": name} for name in names], "m")
        for n in range(FIXES_N):
            shipped = monday(SHIPPED - 8 + n % 9) if n % 9 else monday(SHIPPED)
            fixes.add(connection, Fix(f"f-{n:04d}", f"fix {n}", "billing", "Ann", (names[n % TOPICS_N],), decided_on=shipped - timedelta(days=28), shipped_on=shipped,
                                      state="shipped", made_at=datetime(2026, 1, 5, tzinfo=UTC)), "Ann", "")


def monday(position: int) -> date:
    return FIRST + timedelta(days=7 * position)


if __name__ == "__main__":
    main()
