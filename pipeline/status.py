"""What the workspace holds, when each stage last ran, what waits and what is silent."""
from __future__ import annotations

from datetime import datetime, timedelta

from pipeline import lock, source_states
from pipeline.store import complaints, counts, erasure, heartbeats, published_version, runs, tombstones
from pipeline.workspace import Workspace


def summary(workspace: Workspace, as_of: datetime) -> tuple[list[str], list[tuple]]:
    """Lines to read, and a row a source: source, posts, complaints, in quarantine, last post."""
    kinds, sources = runs.by_kind(workspace.store), runs.by_source(workspace.store)
    lines = [_heading(workspace)]
    if not sources and not workspace.settings.sources:
        return [*lines, "Nothing is in it yet. Next: python -m pipeline import FILE --source NAME"], []
    posts_n, waiting_n = sum(kinds.values()), kinds.get(None, 0)
    if posts_n:
        lines.append(_span(workspace, posts_n, complaints.total_n(workspace.store)))
    if waiting_n:
        lines.append(f"{waiting_n:,} posts wait for the next run: python -m pipeline run")
    lines += _model(workspace)
    lines += [f"{row['stage']:<8}last run {_local(workspace, row['finished_at'])}: {row['in_n']:,} in, {row['out_n']:,} out, {row['seconds']:.1f} s"
              for row in reversed(runs.latest(workspace.store))]
    lines += [f"SILENT: {row['source']} has brought nothing since {_local(workspace, row['last_at'])}"
              for row in sources if as_of - row["last_at"] > timedelta(days=workspace.settings.collect.silent_days)]
    lines += of_sources(workspace, as_of)[0] if workspace.settings.sources else []
    lines += [f"STOPPED MIDWAY: the import of {row['file_name']}; start it again, nothing will be doubled"
              for row in runs.unfinished(workspace.store)]
    lines += _erased(workspace)
    rows = [(row["source"], row["posts_n"], row["complaints_n"], row["quarantined_n"], _local(workspace, row["last_at"])) for row in sources]
    return lines, rows


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
    return f"{posts_n:,} posts from {first:%d %b %Y} to {last:%d %b %Y}, {complaints_n:,} of them complaints"


def _model(workspace: Workspace) -> list[str]:
    if version := published_version(workspace.store):
        return [f"model {version}"]
    missing = workspace.settings.topics.min_complaints - complaints.total_n(workspace.store)
    return [f"no topics yet: {missing} more complaints are needed for a first model"] if missing > 0 else ["no topics yet: python -m pipeline run"]


def _local(workspace: Workspace, moment: datetime) -> str:
    return f"{moment.astimezone(workspace.settings.zone):%d %b %Y %H:%M}"
