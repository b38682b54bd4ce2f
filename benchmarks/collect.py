"""Collect from a loopback server that behaves as X's API: posts a second, memory, kills, the budget and the server's limits.

python benchmarks/collect.py [--posts 100000] [--kills 200]
"""
from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fake_x import AT, TOKEN, FakeX, post  # noqa: E402
from killing import Nursery, nursery  # noqa: E402

from pipeline.workspace import init_workspace  # noqa: E402

SEED = 20261122
SECRET = {"CANARY_X_ACME_BEARER_TOKEN": TOKEN}
COLLECT = ["--as-of", AT.isoformat(), "collect"]
TEXTS = ("my acme broadband is down again, that is the third evening", "@acme held for 40 minutes and then cut off, call me on 07700 900123",
         "acme charged me twice and nobody answers my mail to bob@example.com", "the acme engineer did not come, I took a day off for nothing",
         "acme cancelled my order and kept the money, order 4471 since 3 November")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--posts", type=int, default=100_000)
    options.add_argument("--kills", type=int, default=200)
    asked = options.parse_args()
    with nursery() as children, tempfile.TemporaryDirectory() as folder:
        speed(children, Path(folder) / "speed", asked.posts)
        kills(children, Path(folder) / "kills", asked.kills)
        budget(children, Path(folder) / "budget")
        limits(children, Path(folder) / "limits")


def made(posts_n: int) -> list[dict]:
    """Posts of the last six days, every one another text."""
    apart = timedelta(days=6) / posts_n
    return [post(AT - timedelta(minutes=1) - apart * n, f"{TEXTS[n % len(TEXTS)]} {told_apart(n)}", author=f"person{n % 5000}", number=n % 4096) for n in range(posts_n)]


def told_apart(n: int) -> str:
    """A word of letters for a number."""
    return "#" + "".join("abcdefghij"[int(digit)] for digit in str(n))


def speed(children: Nursery, path: Path, posts_n: int) -> None:
    server = FakeX(made(posts_n), limit_n=1 << 30)
    with server.served():
        workspace(path, server.address)
        started, peaks = time.perf_counter(), []
        pid = children.start(path, COLLECT, SECRET)
        watcher = threading.Thread(target=watch, args=(pid, peaks), daemon=True)
        watcher.start()
        status = children.ended()
        seconds = time.perf_counter() - started
        watcher.join(2)
    ids = stored(path)
    print(f"{posts_n:,} posts in pages of 100: {seconds:.1f} s, {posts_n / seconds:,.0f} posts/s, {children.cpu_s:.1f} s of one processor ({posts_n / children.cpu_s:,.0f} posts/s), exit {status}; "
          f"lost {posts_n - len(set(ids)):,}, doubled {len(ids) - len(set(ids)):,}, billed {server.billed_n:,}")
    quarter = max(len(peaks) // 4, 1)
    print(f"memory of the collecting process (MB): {peaks[quarter] / 1e6:.0f} after a quarter, {peaks[-1] / 1e6:.0f} at the end, {max(peaks) / 1e6:.0f} at its peak")


def kills(children: Nursery, path: Path, kills_n: int) -> None:
    """Kill at random moments until `kills_n` processes died, then let one end."""
    rng, server = random.Random(SEED), FakeX(made(20 * kills_n), limit_n=1 << 30)
    with server.served():
        workspace(path, server.address, page_posts=20)
        died = tries = 0
        while died < kills_n:
            tries += 1
            left_n = len(server.posts) - len(stored(path))
            pid = children.start(path, COLLECT, SECRET)
            timer = threading.Timer(rng.uniform(0.02, 0.25 if left_n > 400 else 0.12), kill, (pid,))
            timer.start()
            died += children.ended() == -signal.SIGKILL
            timer.cancel()
            if not left_n:
                break
        while children.start(path, COLLECT, SECRET) and children.ended():
            pass
    ids, wanted = stored(path), {f"x-acme:{each['id']}" for each in server.posts}
    print(f"{died} kills at random moments: lost {len(wanted - set(ids)):,}, doubled {len(ids) - len(set(ids)):,} of {len(wanted):,}; "
          f"{server.too_soon_n} requests too soon")


def budget(children: Nursery, path: Path) -> None:
    """A budget of 1,000 posts a day, asked for ten times, killed now and then."""
    rng, server = random.Random(SEED), FakeX(made(5000), limit_n=1 << 30)
    with server.served():
        workspace(path, server.address, budget={"posts_per_day": 1000})
        for _ in range(10):
            pid = children.start(path, COLLECT, SECRET)
            timer = threading.Timer(rng.uniform(0.1, 0.6), kill, (pid,))
            timer.start()
            children.ended()
            timer.cancel()
        before = len(server.requests)
        for _ in range(3):
            children.start(path, COLLECT, SECRET)
            children.ended()
    print(f"budget of 1,000 posts: {server.billed_n:,} billed, {len(stored(path)):,} stored, {max(server.billed_n - 1000, 0)} past it, "
          f"{len(server.requests) - before} requests by the last three runs")


def limits(children: Nursery, path: Path) -> None:
    """A server that allows 7 calls in 2 s: waited for, killed now and then, never asked too soon."""
    rng, started = random.Random(SEED), time.time()
    server = FakeX(made(2500), limit_n=7, window_s=2.0, now=lambda: AT + timedelta(seconds=time.time() - started))
    died = 0
    with server.served():
        workspace(path, server.address)
        while len(stored(path)) < 2500:
            now = (AT + timedelta(seconds=time.time() - started)).isoformat()
            pid = children.start(path, ["--as-of", now, "collect"], SECRET)
            timer = threading.Timer(rng.uniform(0.3, 4.0), kill, (pid,))
            timer.start()
            died += children.ended() == -signal.SIGKILL
            timer.cancel()
    print(f"7 calls in 2 s allowed: {len(server.requests)} made over {died} kills, {server.too_soon_n} too soon")


def workspace(path: Path, address: str, page_posts: int = 100, budget: dict | None = None) -> None:
    unlimited = {name: 10**9 for name in ("posts_per_day", "posts_per_month", "money_per_day", "money_per_month")}
    source = {"kind": "x", "query": "acme", "address": address, "page_posts": page_posts, "follow_days": 0.0}
    init_workspace(path, "telecom", {"sources.x-acme": source, "budget": unlimited | (budget or {})})


def stored(path: Path) -> list[str]:
    with closing(sqlite3.connect(path / "canary.db")) as connection:
        return [row[0] for row in connection.execute("SELECT post_id FROM posts")]


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def watch(pid: int, peaks: list[int]) -> None:
    """Resident bytes of a process, twice a second, while it lives."""
    page = resource.getpagesize()
    while True:
        try:
            peaks.append(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * page)
        except (OSError, IndexError):
            return
        time.sleep(0.5)




if __name__ == "__main__":
    main()
