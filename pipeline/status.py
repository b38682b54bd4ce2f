"""What the workspace holds, when each stage last ran, what waits and what is silent."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import fix_lines, lock, note_words, source_states
from pipeline.artifacts import read_card
from pipeline.errors import ModelError
from pipeline.learn import choose, drift
from pipeline.mail import outbox
from pipeline.signal_states import UNANSWERED
from pipeline.store import complaints, counts, erasure, fixes, heartbeats, notes, published_version, runs, signals, threads, tombstones, verdicts
from pipeline.workspace import Workspace, command


def summary(workspace: Workspace, as_of: datetime) -> tuple[list[str], list[tuple]]:
    """Lines to read, and a row a source: source, posts, complaints, in quarantine, last post."""
    kinds, sources = runs.by_kind(workspace.store), runs.by_source(workspace.store)
    lines = [_heading(workspace), *outbox.status_lines(workspace, as_of)]
    if not sources and not workspace.settings.sources:
        return [*lines, f"Nothing is in it yet. Next: {command(workspace.path, 'import FILE --source NAME')}"], []
    posts_n, waiting_n = sum(kinds.values()), kinds.get(None, 0)
    if posts_n:
        lines.append(_span(workspace, posts_n, complaints.total_n(workspace.store)))
    lines += _set_aside(kinds) + _threads(workspace)
    if waiting_n:
        lines.append(f"{_posts(waiting_n)} {'waits' if waiting_n == 1 else 'wait'} for the next run: {command(workspace.path, 'run')}")
    lines += _model(workspace, waiting_n, as_of)
    lines += [f"{row['stage']:<9}last run {_local(workspace, row['finished_at'])}: {row['in_n']:,} in, {row['out_n']:,} out, {row['seconds']:.1f} s"
              for row in reversed(runs.latest(workspace.store))]
    lines += [f"SILENT: {row['source']} has brought nothing since {_local(workspace, row['last_at'])}"
              for row in sources if row["source"] not in workspace.settings.sources and as_of - row["last_at"] > timedelta(days=workspace.settings.collect.silent_days)]
    lines += of_sources(workspace, as_of)[0] if workspace.settings.sources else []
    lines += [f"STOPPED MIDWAY: the import of {row['file_name']}; start it again, nothing will be doubled"
              for row in runs.unfinished(workspace.store)]
    lines += _watched(workspace)
    lines += fix_lines.of_status(fixes.every(workspace.store), verdicts.latest(workspace.store)) + _erased(workspace)
    rows = [(row["source"], row["posts_n"], row["complaints_n"], row["quarantined_n"], _local(workspace, row["last_at"])) for row in sources]
    return lines, rows


def relearn(path: Path) -> str:
    """What to say when `taxonomy_changed`."""
    return f"touchpoints.yaml changed since the topics were learned: {command(path, 'train')}"


def taxonomy_changed(workspace: Workspace) -> bool:
    """Has touchpoints.yaml other ids, descriptions or phrases than the published model learned from?

    False without a model, and for one of a version that did not note what it learned from. Raises ModelError when
    the model's folder is not whole.
    """
    version = published_version(workspace.store)
    return bool(version) and read_card(workspace.models, version).get("taxonomy_sha256", workspace.taxonomy.digest) != workspace.taxonomy.digest


def _watched(workspace: Workspace) -> list[str]:
    """What is up and waits for a person, and what only looks like a rise or a fall."""
    up = signals.every(workspace.store)
    up = up[up["ended_on"].isna()]
    waiting_n = int(up["state"].isin(UNANSWERED).sum())
    lines = [f"{len(up)} {'signal is' if len(up) == 1 else 'signals are'} up, {waiting_n} unanswered: {command(workspace.path, 'signals')}"] if len(up) else []
    return lines + [f"NOTE: {note_words.sentence(note)}" for note in notes.every(workspace.store).to_dict("records") if note["last_day"] is None]


def _erased(workspace: Workspace) -> list[str]:
    """What must not come back, and a removal that was stopped before its last byte."""
    refused = tombstones.counted(workspace.store)
    told = ", ".join(f"{n:,} {reason}" for reason, n in sorted(refused.items()))
    lines = [f"posts refused from now on: {told}"] if refused else []
    return [*lines, "STOPPED MIDWAY: a removal; its last bytes go with the next forget, sweep or collect"] if erasure.is_unwiped(workspace.store) else lines


def of_sources(workspace: Workspace, as_of: datetime) -> tuple[list[str], list[tuple]]:
    """Lines on what is wrong, missing and spent; and a row a configured source."""
    found = source_states.states(workspace.store, workspace.settings, as_of, lock.is_held(workspace.path / "collect.lock"))
    if not found:
        return [f"No source is configured. Add a section [sources.NAME] to {workspace.path / 'canary.toml'}: see docs/sources.md"], []
    lines = [f"{state.name} is {state.state}: {state.message}" for state in found if state.message]
    lines += [f"SILENT: {state.name}: {state.silence}" for state in found if state.silence]
    lines += [f"GAP: {gap['source']} from {_local(workspace, gap['began_at'])} to {_local(workspace, gap['ended_at'])}: {gap['reason']}"
              for gap in heartbeats.all_gaps(workspace.store)]
    lines += source_states.budget_lines(workspace.store, workspace.settings, as_of)
    rows = [(state.name, state.kind, state.state, _local(workspace, state.succeeded_at) if state.succeeded_at else None, state.posts_n,
             state.today.posts_n, state.month.posts_n, state.backlog or None) for state in found]
    return lines, rows


def _heading(workspace: Workspace) -> str:
    name = workspace.settings.brand.name or workspace.path.name
    sample = ", a fictional sample" if workspace.settings.workspace.is_sample else ""
    return f"{name}{sample}: {workspace.path}, touchpoints of {workspace.taxonomy.name}, times in {workspace.settings.workspace.zone}"


def _span(workspace: Workspace, posts_n: int, complaints_n: int) -> str:
    first, last = counts.span(workspace.store) or (None, None)
    return f"{_posts(posts_n)} from {first:%d %b %Y} to {last:%d %b %Y}, {complaints_n:,} of them complaints"


def _posts(n: int) -> str:
    return "1 post" if n == 1 else f"{n:,} posts"


def _set_aside(kinds: Mapping[str | None, int]) -> list[str]:
    """How many posts are counted as no complaint of their own, and why; reposts too: see pipeline/duplicates.py."""
    found = [f"{n:,} {kind}" for kind, n in sorted(kinds.items(), key=lambda pair: -pair[1]) if kind not in (None, "complaint")]
    return [f"not counted as complaints: {', '.join(found)}"] if found else []


def _threads(workspace: Workspace) -> list[str]:
    """How many threads were read, and how those with an answer ended; in a workspace of before, that they wait."""
    read_n, tried_n, ended = threads.counted(workspace.store)
    if not read_n and (waiting_n := complaints.total_n(workspace.store)):
        return [f"threads read: none; {'1 complaint waits' if waiting_n == 1 else f'{waiting_n:,} complaints wait'} for the next run: {command(workspace.path, 'run')}"]
    answers = f"; {sum(ended.values()):,} answered: {', '.join(f'{n:,} {outcome}' for outcome, n in ended.items())}" if ended else ""
    return [f"threads read: {read_n:,}, {tried_n:,} tell of earlier attempts{answers}"] if read_n else []


def _model(workspace: Workspace, waiting_n: int, as_of: datetime) -> list[str]:
    if version := published_version(workspace.store):
        return [f"model {version}", *_fault(workspace), *_candidate(workspace), *_drift(workspace, as_of)]
    missing = workspace.settings.topics.min_complaints - complaints.total_n(workspace.store)
    if missing <= 0 or waiting_n:
        return [f"no topics yet; run first: {command(workspace.path, 'run')}"]
    more = "1 more complaint is" if missing == 1 else f"{missing:,} more complaints are"
    return [f"no topics yet: {more} needed for a first model"]


def _candidate(workspace: Workspace) -> list[str]:
    if not (found := choose.waiting_since(workspace)):
        return []
    version, since = found
    return [f"a candidate waits since {_local(workspace, since)}: {command(workspace.path, f'compare {version}')}"]


def _drift(workspace: Workspace, as_of: datetime) -> list[str]:
    """Time to retrain; not said where a candidate waits already."""
    said = drift.words(drift.of_now(workspace, as_of))
    return [f"{said}: {command(workspace.path, 'train')}"] if said and not choose.newest_candidate(workspace) else []


def _fault(workspace: Workspace) -> list[str]:
    """What is wrong with the published model; a status that breaks off tells nothing."""
    try:
        return [relearn(workspace.path)] if taxonomy_changed(workspace) else []
    except ModelError as error:
        return [f"BROKEN: {error}"]


def _local(workspace: Workspace, moment: datetime) -> str:
    return f"{moment.astimezone(workspace.settings.zone):%d %b %Y %H:%M}"
