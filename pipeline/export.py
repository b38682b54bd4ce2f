"""Exports: complaints, threads, chains, topics, touchpoints, signals, notes, events, fixes, verdicts and decisions in the columns of the contract, as CSV, JSON or Parquet."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

import pandas as pd

from pipeline import causes
from pipeline.errors import UsageError
from pipeline.store import counts, decisions, events, exported, fixes, notes, signals, verdicts
from pipeline.store import topics as stored_topics
from pipeline.workspace import Workspace

FORMATS = ("csv", "json", "parquet")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TOPIC_COLUMNS = ["topic_id", "label", "keywords", "complaints_n", "authors_n", "first_seen", "last_seen", "touchpoint_id",
                  "link_confidence", "link_by", "state"]
_SIGNAL_COLUMNS = ["signal_id", "level", "target_id", "kind", "began_on", "raised_on", "observed_n", "expected_n", "upper_n",
                   "q_value", "state", "drivers"]
_EVENT_COLUMNS = ["event_id", "title", "happened_on", "ended_on", "touchpoint_id", "by", "made_at"]
_FIX_COLUMNS = ["fix_id", "title", "touchpoint_id", "topics", "signals", "hypothesis", "expected_fall", "due_on", "owner", "verifier", "decided_on",
                "started_on", "shipped_on", "lag_days", "scope", "stages", "links", "state", "reason"]
_DECISION_COLUMNS = ["decision_id", "kind", "topic_id", "posts", "value", "by", "why", "made_at", "undone_at", "undone_by", "replaced_by"]
_VERDICT_COLUMNS = ["fix_id", "shipped_on", "weeks_n", "rate_ratio", "low", "high", "verdict"]


def topics(workspace: Workspace) -> pd.DataFrame:
    """One row a topic, ended ones too; keywords joined by commas."""
    frame = stored_topics.every(workspace.store)[_TOPIC_COLUMNS]
    return frame.assign(keywords=[", ".join(words) for words in frame["keywords"]])


def touchpoints(workspace: Workspace) -> pd.DataFrame:
    """One row a touchpoint in the order of the journey: touchpoint_id, name, stage, owner, care_channel, complaints_n, people_n."""
    counted = counts.by(workspace.store, ("touchpoint_id",)).set_index("touchpoint_id")
    rows = [(t.id, t.name, stage.name, t.owner, t.care_channel, *_counts_of(counted, t.id))
            for stage, members in workspace.taxonomy.by_stage().items() for t in members]
    return pd.DataFrame(rows, columns=["touchpoint_id", "name", "stage", "owner", "care_channel", "complaints_n", "people_n"])


def alarms(workspace: Workspace) -> pd.DataFrame:
    """One row a signal, newest first; drivers as a sentence."""
    frame = signals.every(workspace.store)[_SIGNAL_COLUMNS]
    return frame.assign(drivers=[causes.sentence(drivers) for drivers in frame["drivers"]])


def register(workspace: Workspace) -> pd.DataFrame:
    """One row a fix in the order of registering, without its made_at; lists joined by commas, pairs as name=value, stages as name=value on day."""
    frame = fixes.frame(workspace.store)[_FIX_COLUMNS]
    return frame.assign(
        **{name: [", ".join(each) for each in frame[name]] for name in ("topics", "signals", "links")},
        scope=[", ".join(f"{name}={value}" for name, value in pairs) for pairs in frame["scope"]],
        stages=[", ".join(f"{name}={value} on {day}" for name, value, day in stages) for stages in frame["stages"]])


def judged(workspace: Workspace) -> pd.DataFrame:
    """One row a fix that was judged: what its last week says."""
    rows = [[row[name] for name in _VERDICT_COLUMNS] for _, row in sorted(verdicts.latest(workspace.store).items())]
    return pd.DataFrame(rows, columns=_VERDICT_COLUMNS)


def decided(workspace: Workspace) -> pd.DataFrame:
    """One row a decision of a person, undone ones too, oldest first; posts joined by commas. `decisions export` writes all that a replay needs."""
    rows = [row | dict(posts=", ".join(row["posts"]), topic_id=row["topic_id"]) for row in decisions.every(workspace.store)]
    return pd.DataFrame([[row[name] for name in _DECISION_COLUMNS] for row in rows], columns=_DECISION_COLUMNS)


def threads_read(workspace: Workspace) -> Iterator[pd.DataFrame]:
    """One row a complaint whose thread was read; tried as "phone 2 waiting 120 min, email 1 no answer", kinds of data in the open joined by commas."""
    for frame in exported.thread_rows(workspace.store):
        yield frame.assign(tried=[", ".join(map(_attempt, tried)) for tried in frame["tried"]], in_the_open=[", ".join(kinds) for kinds in frame["in_the_open"]])


def _attempt(attempt: Sequence) -> str:
    channel, n, failed, lost_minutes = attempt
    return f"{channel} {n} {failed}" + (f" {lost_minutes} min" if lost_minutes is not None else "")


WHAT: dict[str, Callable[[Workspace], Iterator[pd.DataFrame]]] = {
    "complaints": lambda workspace: exported.complaint_rows(workspace.store),
    "threads": threads_read,
    "chains": lambda workspace: exported.step_rows(workspace.store),
    "topics": lambda workspace: iter([topics(workspace)]),
    "touchpoints": lambda workspace: iter([touchpoints(workspace)]),
    "signals": lambda workspace: iter([alarms(workspace)]),
    "notes": lambda workspace: iter([notes.every(workspace.store)]),
    "events": lambda workspace: iter([events.every(workspace.store)[_EVENT_COLUMNS]]),
    "fixes": lambda workspace: iter([register(workspace)]),
    "verdicts": lambda workspace: iter([judged(workspace)]),
    "decisions": lambda workspace: iter([decided(workspace)]),
}


def write(workspace: Workspace, what: str, file_format: str, out: Path | None, standard_output: TextIO) -> int:
    """Write an export batch by batch to `out` or standard output; returns the number of rows.

    Raises UsageError for an unknown export or format, Parquet without a file, or a file that cannot be written.
    """
    if what not in WHAT:
        raise UsageError(f"export {what}: unknown. Known: {', '.join(WHAT)}.")
    if file_format not in FORMATS:
        raise UsageError(f"--format {file_format}: unknown. Known: {', '.join(FORMATS)}.")
    frames = WHAT[what](workspace)
    if not out and file_format == "parquet":
        raise UsageError("--format parquet is not text: name a file with --out FILE.")
    if not out:
        return _write_text(frames, file_format, standard_output)
    try:
        return _write_file(frames, file_format, out)
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be written: {error.strerror or error}. Name a file in a folder that exists and may be written.") from None


def csv_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy in which no text cell can be run by a spreadsheet: those that begin with = + - @ get an apostrophe before."""
    def defuse(value: object) -> object:
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

    text = [name for name in frame.columns if pd.api.types.is_string_dtype(frame[name]) or frame[name].dtype == object]
    return frame.assign(**{name: frame[name].map(defuse) for name in text})


def _write_file(frames: Iterator[pd.DataFrame], file_format: str, out: Path) -> int:
    if file_format == "parquet":
        with out.open("wb") as file:
            frame = pd.concat(list(frames), ignore_index=True)
            frame.to_parquet(file, index=False)
            return len(frame)
    with out.open("w", encoding="utf-8", newline="") as file:
        return _write_text(frames, file_format, file)


def _write_text(frames: Iterator[pd.DataFrame], file_format: str, file: TextIO) -> int:
    rows_n = 0
    for number, frame in enumerate(frames):
        if file_format == "csv":
            csv_safe(frame).to_csv(file, index=False, header=number == 0, date_format="%Y-%m-%dT%H:%M:%SZ")
        else:
            # One object a line: a million rows need no closing bracket and no memory.
            frame.to_json(file, orient="records", lines=True, date_format="iso", force_ascii=False)
        rows_n += len(frame)
    return rows_n


def _counts_of(counted: pd.DataFrame, touchpoint_id: str) -> tuple[int, int]:
    if touchpoint_id not in counted.index:
        return 0, 0
    row = counted.loc[touchpoint_id]
    return int(row["complaints_n"]), int(row["touchpoint_people_n"])
