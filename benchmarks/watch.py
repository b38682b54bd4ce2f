"""What the watch finds in the sample, how soon, and how long it takes: `python benchmarks/watch.py [WORKSPACE]`.

Answers of "The canary": the sample (the spike within 2 days, the ramp within 10, the new topic within 5, the regional one with
exactly region × version as first driver, flood and source stop only as notes, nothing else beyond the declared budget); a daily
increment within a second; the same signals however the days are batched. WORKSPACE: a sample that `demo` built, which is copied and
left as it is; without one it is built, which takes a minute. Nothing was tuned on it: settings are those of canary.toml.
"""
from __future__ import annotations

import shutil
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
from sqlalchemy import delete

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import causes, demo, note_words, watch  # noqa: E402
from pipeline.sample import Truth  # noqa: E402
from pipeline.store import notes, signals, topics  # noqa: E402
from pipeline.store.tables import signal_log, watched  # noqa: E402
from pipeline.store.tables import signals as signal_rows  # noqa: E402
from pipeline.workspace import Workspace, open_workspace  # noqa: E402

REACH_DAYS = {"spike": 2, "ramp": 10, "new_topic": 5, "regional": 4}


def main() -> None:
    truth = Truth.load()
    with tempfile.TemporaryDirectory() as folder:
        workspace = _sample(Path(folder) / "sample")
        now = datetime.fromisoformat(workspace.settings.workspace.as_of)
        _say_times(workspace, now)
        at_once = signals.every(workspace.store)
        _say_found(workspace, truth)
        _clear(workspace)
        for monday in reversed(range(39)):
            watch.run(workspace, now - timedelta(weeks=monday))
        weekly = signals.every(workspace.store)
        is_same = at_once.to_dict("records") == weekly.to_dict("records")
        print(f"\nthe 40 weeks one by one and all at once: {'the same' if is_same else 'NOT the same'} {len(at_once)} signals")
        print(f"signals that no planted incident explains by touchpoint and day are told in tests/pipeline/test_planted.py; declared: "
              f"{workspace.settings.watch.false_share:.0%} of {len(at_once)}")


def _sample(path: Path) -> Workspace:
    if len(sys.argv) > 1:
        shutil.copytree(sys.argv[1], path)
    else:
        demo.build(path, 40, lambda done: None, lambda title, total=None: nullcontext(lambda done: None))
    workspace = open_workspace(path)
    _clear(workspace)
    return workspace


def _clear(workspace: Workspace, first: date = date.min) -> None:
    """As if no day from `first` on had been judged."""
    with workspace.store.write() as connection:
        connection.execute(delete(signal_rows).where(signal_rows.c.raised_on >= first))
        connection.execute(delete(signal_log))
        if first == date.min:
            connection.execute(delete(watched))
        else:
            connection.execute(watched.update().values(until=first - timedelta(days=1)))


def _say_times(workspace: Workspace, now: datetime) -> None:
    print(f"{'':<44}{'seconds':>9}{'of the processor':>18}{'reach':>8}")
    for what, reach, before in (("all 40 weeks, 12,000 posts", "2.0", None), ("again, nothing new", "1.0", lambda: None),
                                ("one more day", "1.0", lambda: _clear(workspace, now.date() - timedelta(days=1)))):
        if before:
            before()
        started, busy = time.perf_counter(), time.process_time()
        watch.run(workspace, now)
        print(f"{what:<44}{time.perf_counter() - started:>9.2f}{time.process_time() - busy:>18.2f}{reach:>8}")


def _say_found(workspace: Workspace, truth: Truth) -> None:
    home = topics.every(workspace.store).set_index("topic_id")["touchpoint_id"]
    frame = signals.every(workspace.store)
    frame = frame.assign(at=frame["target_id"].where(frame["level"] != "topic", frame["target_id"].map(home)))
    print(f"\n{'planted':<12}{'from':<12}{'raised':<12}{'day':>5}{'reach':>7}  where it sits")
    for name, reach in REACH_DAYS.items():
        print(_line(name, truth.plan["planted"][name], frame, reach))
    print("\nall signals, oldest first")
    for row in frame.iloc[::-1].itertuples():
        print(f"{row.raised_on}  {row.kind:<6}{row.level:<11}{row.at or 'everything':<24}{row.observed_n:>4} people, {row.expected_n:>5.1f} expected, q {row.q_value:.3f}")
    print("\nnotes")
    for note in notes.rows(workspace.store):
        print(note_words.sentence(note))


def _line(name: str, incident: dict, frame: pd.DataFrame, reach: int) -> str:
    found = frame[(frame["at"] == incident["touchpoint"]) & (frame["raised_on"] >= incident["began_on"])].sort_values("raised_on")
    if found.empty:
        return f"{name:<12}{incident['began_on']!s:<12}{'not raised':<12}{'–':>5}{reach:>7}"
    first = found.iloc[0]
    day = (first["raised_on"] - incident["began_on"]).days + 1
    return f"{name:<12}{incident['began_on']!s:<12}{first['raised_on']!s:<12}{day:>5}{reach:>7}  {causes.sentence(first['drivers'])}{'' if day <= reach else '  MISSED'}"


if __name__ == "__main__":
    main()
