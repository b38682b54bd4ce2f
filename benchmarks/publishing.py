"""Does publishing leave an empty or a mixed minute, and how long does anybody wait? `python -m benchmarks.publishing WORKSPACE [--complaints 100000]`.

Answers of issue 3, item 6: "`publish` is atomic, re-assigns in the background without an empty minute on the dashboard; `rollback` sticks". The
workspace (the sample: `python -m pipeline --workspace W demo`) is copied, and its complaints are laid again, under other ids and by other
people, until there are as many as asked for. Then: train, publish and rollback as a person calls them, each in a process of its own, while
this process looks at the dashboard's figures every 50 ms (which model they are of, how many complaints they hold) and takes the write lock
every 200 ms, as an import would.
"""
from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).resolve().parent.parent
LOOK_EVERY_S, WRITE_EVERY_S = 0.05, 0.2
TARGETS = {"moments with no model or two": 0, "moments with missing complaints": 0, "longest look, s": 1.0, "longest wait of a writer, s": 15.0}
"""A writer of ours gives up after 15 s (the store's busy timeout); a page waits for its slowest read."""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("workspace", type=Path)
    asked.add_argument("--complaints", type=int, default=100_000)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace"
        shutil.copytree(args.workspace, path)
        n = enlarge(path / "canary.db", args.complaints)
        print(f"{n:,} complaints, {(path / 'canary.db').stat().st_size / 1e6:.0f} MB")
        timed(path, "run")
        print(f"train     {timed(path, 'train'):>7.1f} s")
        for verb in ("publish", "rollback"):
            watched(path, n, verb)


def enlarge(db: Path, wanted_n: int) -> int:
    """Lay the complaints again, as complaints of other people, until there are `wanted_n`; returns how many there are."""
    with closing(sqlite3.connect(db)) as connection:
        names = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in ("posts", "complaints")}
        n = own_n = connection.execute("SELECT COUNT(*) FROM complaints").fetchone()[0]
        for copy in range(1, -(-wanted_n // own_n)):
            limit = min(own_n, wanted_n - n)
            for table, columns in names.items():
                changed = {"post_id": f"post_id || '#{copy}'", "author_id": f"author_id || '{copy}'", "thread_id": f"thread_id || '#{copy}'"}
                values = ", ".join(changed.get(name, name) for name in columns)
                connection.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE post_id IN (SELECT post_id FROM complaints WHERE post_id NOT LIKE '%#%' ORDER BY posted_at LIMIT {limit})")
            n += limit
        weeks = [row[0] for row in connection.execute("SELECT DISTINCT week FROM complaints")]
        connection.execute("DELETE FROM meta WHERE key = 'stale_weeks'")
        connection.execute("INSERT INTO meta (key, value) VALUES ('stale_weeks', ?)", (str(sorted(weeks)).replace("'", '"'),))
        connection.commit()
    return n


def timed(path: Path, *words: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pipeline", "--workspace", str(path), *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=os.environ)
    return time.perf_counter() - started


def watched(path: Path, n: int, verb: str) -> None:
    """One verb while others look and write."""
    db, over, looks, waits = path / "canary.db", Event(), [], []
    threads = [Thread(target=look, args=(db, over, looks)), Thread(target=write, args=(db, over, waits))]
    for thread in threads:
        thread.start()
    words = (verb, "--why", "measured") if verb == "publish" else (verb,)
    seconds = timed(path, *words)
    over.set()
    for thread in threads:
        thread.join()
    found = {"moments with no model or two": sum(models_n != 1 for _, models_n, _ in looks), "moments with missing complaints": sum(complaints_n != n for *_, complaints_n in looks),
             "longest look, s": max(second for second, *_ in looks), "longest wait of a writer, s": max(waits)}
    print(f"{verb:<10}{seconds:>6.1f} s, {len(looks):,} looks, {len(waits):,} writes")
    for name, value in found.items():
        print(f"  {name:<34}{value:>8.2f}   reach: {TARGETS[name]:g}   {'reached' if value <= TARGETS[name] else 'MISSED'}")


def look(db: Path, over: Event, looks: list[tuple[float, int, int]]) -> None:
    """What a page reads: (seconds, models that the complaints and topics it shows are of, complaints in the rollup), in one read transaction."""
    with closing(sqlite3.connect(db, isolation_level=None, check_same_thread=False)) as connection:
        while not over.wait(LOOK_EVERY_S):
            started = time.perf_counter()
            connection.execute("BEGIN")
            complaints_n = connection.execute("SELECT SUM(complaints_n) FROM daily").fetchone()[0]
            models = {row[0] for words in ("SELECT DISTINCT model_version FROM complaints", "SELECT DISTINCT model_version FROM topics WHERE state = 'active'",
                                           "SELECT value FROM meta WHERE key = 'published_model'") for row in connection.execute(words)}
            connection.execute("COMMIT")
            looks.append((time.perf_counter() - started, len(models), complaints_n))


def write(db: Path, over: Event, waits: list[float]) -> None:
    """What an import does: take the write lock, again and again; seconds until it had it."""
    with closing(sqlite3.connect(db, timeout=60, isolation_level=None, check_same_thread=False)) as connection:
        while not over.wait(WRITE_EVERY_S):
            started = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            waits.append(time.perf_counter() - started)
            connection.execute("ROLLBACK")


if __name__ == "__main__":
    main()
