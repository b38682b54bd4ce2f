"""The Monday e-mail on its way: 1,000 personal editions a minute, and kills at random moments of four jobs at once.

python benchmarks/mailing.py [--recipients 1000] [--kills 200] [--sample WORKSPACE]

Answers issue 8, "figures to reach": 1,000 recipients × personal editions on the sample built and sent to a loopback server in under 60 s;
0 doubled and 0 lost in silence over 200 random kills and 4 parallel jobs. A miss is printed as a miss.
"""
from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "pipeline")]

from killing import Nursery, nursery  # noqa: E402
from post_office import PASSWORD, USER, PostOffice, Scripted  # noqa: E402
from reported import empty  # noqa: E402

from pipeline.mail import audience, deliver, sending  # noqa: E402
from pipeline.mail.recipient import LANGUAGES, Recipient  # noqa: E402
from pipeline.mail.smtp import Door, Server  # noqa: E402
from pipeline.mail.writer import Writer  # noqa: E402
from pipeline.report.as_json import digest, to_json  # noqa: E402
from pipeline.store import mailings, snapshots  # noqa: E402
from pipeline.workspace import init_workspace, open_workspace  # noqa: E402

SEED, WEEK, AT = 20261122, date(2026, 11, 9), datetime(2026, 11, 16, 6, tzinfo=UTC)
JOBS_N, TARGET_S = 4, 60.0
BEFORE = ("pipeline.mail.deliver", "mjml", "jinja2", "matplotlib.figure", "matplotlib.backends.backend_agg")
ZONES = ("Europe/London", "Europe/Berlin")
SEND = ["--as-of", AT.isoformat(), "weekly", "--send"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--recipients", type=int, default=1000)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--sample", type=Path, help="a built sample workspace; copied. Built here when not given")
    asked = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        children = [stack.enter_context(nursery(*BEFORE)) for _ in range(JOBS_N)] if asked.kills else []
        if asked.kills:
            kills(children, folder / "kills", asked.kills)
        if asked.recipients:
            speed(folder / "speed", asked.recipients, asked.sample)


def speed(path: Path, recipients_n: int, sample: Path | None) -> None:
    """Everything that a Monday does: freeze the week, write and send every personal edition over STARTTLS with a password."""
    if sample:
        shutil.copytree(sample, path)
    else:
        from pipeline import demo

        demo.build(path, 40, lambda done: None, lambda title, total=None: nullcontext(lambda done: None))
    own = {"sender": "Canary <canary@example.com>", "base_url": "https://canary.example.com"}
    opened = open_workspace(path)
    workspace = replace(opened, settings=opened.settings.model_copy(update={"weekly": opened.settings.weekly.model_copy(update=own)}))
    owners = ["", *sorted({touchpoint.owner for touchpoint in workspace.taxonomy.touchpoints})]
    for n in range(recipients_n):
        audience.add(workspace, Recipient(f"r{n}", f"r{n}@example.com", f"Reader {n}", owners[n % len(owners)], LANGUAGES[n // len(owners) % 4], ZONES[n % 2]), AT)
    with closing(PostOffice()) as office, closing(Door(Server("localhost", office.port, "starttls", USER, PASSWORD, 30.0, office.trust))) as door:
        started, used = time.perf_counter(), time.process_time()
        snapshot = deliver.frozen(workspace, WEEK, AT)
        frozen = time.perf_counter()
        sending.send(sending.Post(workspace, WEEK, AT, door, Writer(workspace, snapshot, AT), time.sleep))
        seconds, used = time.perf_counter() - started, time.process_time() - used
    again = Counter(address for address, _ in office.received)
    states = Counter(row["state"] for row in mailings.of_week(workspace.store, WEEK))
    kb = sum(len(content) for _, content in office.received) / 1024 / max(1, len(office.received))
    print(f"{recipients_n:,} recipients, {len(owners)} editions in {len(LANGUAGES)} languages: {seconds:.1f} s ({frozen - started:.1f} s of them to freeze the week), "
          f"{used:.1f} s of one processor with the server's part, {recipients_n / seconds:,.0f} mails/s, {kb:.0f} KB each; received {len(again):,}, doubled {sum(n > 1 for n in again.values())}; {dict(states)}")
    verdict("1,000 personal editions in under 60 s", seconds < TARGET_S and states == {"sent": recipients_n} and len(again) == recipients_n, f"{seconds:.1f} s")


def kills(children: list[Nursery], path: Path, kills_n: int) -> None:
    """Four jobs send at once and are killed, half at random moments and half at a random step of a mail, and started again, until so many are dead."""
    rng, recipients_n = random.Random(SEED), 5 * kills_n
    prepared(path, recipients_n)
    with closing(Scripted()) as office:
        killed, started = Killed(office, path / "weekly.lock", rng), time.perf_counter()
        office.on_step = killed.on_step
        jobs = [threading.Thread(target=restart, args=(born, path, office, killed, kills_n, random.Random(SEED + n))) for n, born in enumerate(children)]
        [job.start() for job in jobs], [job.join() for job in jobs]
        office.on_step = lambda when, step: None
        children[0].start(path, SEND, settings(office))
        children[0].ended()
        seconds, received = time.perf_counter() - started, Counter(office.received)
    rows = mailings.of_week(open_workspace(path).store, WEEK)
    states = Counter(row["state"] for row in rows)
    silent = [row["recipient_id"] for row in rows if row["state"] == "sent" and not received[f"{row['recipient_id']}@example.com"]]
    doubled_n, untold_n = sum(n > 1 for n in received.values()), recipients_n - len(rows) + len(silent)
    unsure_there_n = sum(received[f"{row['recipient_id']}@example.com"] for row in rows if row["state"] == "unsure")
    print(f"{killed.n} kills ({killed.at_step_n} within a mail) of {JOBS_N} jobs at once, {seconds:.0f} s: {recipients_n:,} recipients, {dict(states)}; of the unsure {unsure_there_n} had arrived; "
          f"doubled {doubled_n}, lost in silence {untold_n}")
    verdict("0 doubled and 0 lost in silence", not doubled_n and not untold_n and killed.n >= kills_n, f"{doubled_n} and {untold_n}")


class Killed:
    """Counts the dead; on some steps of a mail kills the job that sends it: the one that holds the lock."""

    def __init__(self, office: Scripted, lock: Path, rng: random.Random) -> None:
        self.n = self.at_step_n = 0
        self.office, self.lock, self.rng, self.guard = office, lock, rng, threading.Lock()

    def on_step(self, when: str, step: str) -> None:
        time.sleep(0.002)                 # a server that takes its time: most of a sender's life is waiting for one
        if self.rng.random() < 0.03 and (pid := self.holder()):
            with self.guard:
                self.at_step_n += 1
            kill(pid)

    def holder(self) -> int | None:
        inode = os.stat(self.lock).st_ino if self.lock.exists() else -1
        for line in Path("/proc/locks").read_text().splitlines():
            words = line.split()
            if "->" not in words and words[1] == "FLOCK" and words[5].endswith(f":{inode}"):
                return int(words[4])
        return None

    def died(self) -> None:
        with self.guard:
            self.n += 1


def restart(born: Nursery, path: Path, office: Scripted, killed: Killed, kills_n: int, rng: random.Random) -> None:
    """Start a job again and again; half of them are killed after a random time."""
    while killed.n < kills_n:
        pid = born.start(path, SEND, settings(office))
        timer = threading.Timer(rng.uniform(0.05, 3.0), kill, [pid]) if rng.random() < 0.5 else None
        if timer:
            timer.start()
        status = born.ended()
        if timer:
            timer.cancel()
        if status == -signal.SIGKILL:
            killed.died()
        elif status == 0 or not any_left(path):
            return


def any_left(path: Path) -> bool:
    workspace = open_workspace(path)
    try:
        return bool(sending.waiting(workspace, WEEK))
    finally:
        workspace.store.engine.dispose()


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def prepared(path: Path, recipients_n: int) -> None:
    """A small workspace whose week is frozen; `recipients_n` on the list."""
    init_workspace(path, "software")
    workspace, text = open_workspace(path), to_json(replace(empty(), touchpoints=()))
    for n in range(recipients_n):
        audience.add(workspace, Recipient(f"r{n}", f"r{n}@example.com"), AT - timedelta(days=60))
    with workspace.store.write() as connection:
        snapshots.keep(connection, WEEK, text, digest(text), AT)
    workspace.store.engine.dispose()


def settings(office: Scripted) -> dict[str, str]:
    values = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": office.port, "SMTP_SECURITY": "none", "SENDER": "c@example.com", "BASE_URL": "https://c.example.com", "RETRY_S": 0.0}
    return {f"CANARY__WEEKLY__{name}": str(value) for name, value in values.items()}


def verdict(target: str, is_met: bool, found: str) -> None:
    print(f"  {'met ' if is_met else 'MISS'}  {target}: {found}")


if __name__ == "__main__":
    main()
