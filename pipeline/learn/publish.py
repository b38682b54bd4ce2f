"""Publish: everything is assigned aside, and becomes what people see in one write. Rollback: the same, back to a model before."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from models.lineage import Fate, lineage
from pipeline.artifacts import read_card
from pipeline.decisions import apply
from pipeline.errors import ModelError
from pipeline.fitted import Fitted
from pipeline.learn import compare, gate, keeping
from pipeline.learn.filling import fill
from pipeline.learn.measuring import known
from pipeline.records import TOO_SHORT, StageDone
from pipeline.said import plain
from pipeline.store import complaints, models, published_version, runs, topics, waiting
from pipeline.store import lineage as lineages
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace, command

PUBLISH, ROLLBACK = "publish", "rollback"
_TRIES_N = 5      # how often what came meanwhile is laid, too


@dataclass(frozen=True)
class Step:
    """A model that is to be published, and what stands in the log of it."""

    version: str
    kind: str
    by: str
    why: str
    at: datetime


def run(workspace: Workspace, version: str, by: str, why: str, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Publish a candidate. Raises ModelError, and changes nothing, where it does not fit the store or a rule of the gate is not met and `why` is empty."""
    row = candidate(workspace, version)
    refuse_other_touchpoints(workspace, version)
    refuse_outrun(workspace, row, published_version(workspace.store))
    refuse_used_ids(workspace, row)
    comparison = compare.fresh(workspace, version)
    if not why.strip() and (unmet := gate.unmet(comparison, workspace.settings.publish)):
        raise ModelError(gate.refusal(version, unmet, command(workspace.path, f'publish {version} --why "..."')))
    return _publish(workspace, Step(version, PUBLISH, plain(workspace, by), plain(workspace, why), as_of), row["based_on"], progress)


def rollback(workspace: Workspace, version: str | None, by: str, why: str, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Go back to the model published before, or to any that was published and is kept. It stays until somebody publishes another."""
    standing = keeping.stack(models.all_publications(workspace.store))
    kept = [row["version"] for row in models.every(workspace.store) if row["state"] == models.RETIRED]
    target = chosen(standing, kept, version)
    refuse_other_touchpoints(workspace, target)
    return _publish(workspace, Step(target, ROLLBACK, plain(workspace, by), plain(workspace, why), as_of), standing[-1], progress)


def chosen(standing: Sequence[str], kept: Sequence[str], version: str | None) -> str:
    """The model to go back to. standing: see keeping.stack(); kept: models that were published before and are still there.

    Raises ModelError where there is none, or not that one.
    """
    if standing and version == standing[-1]:
        raise ModelError(f"{version} is published now. There is nothing to go back to.")
    if version is None and len(standing) > 1 and standing[-2] in kept:
        return standing[-2]
    if version is None:
        raise ModelError("nothing was published before the model that is published now. There is nothing to go back to.")
    if version not in kept:
        raise ModelError(f"{version} is not one of the models to go back to. Those are: {', '.join(kept) or 'none'}.")
    return version


def publish_first(connection: Connection, version: str, rows: list[dict], by: str, at: datetime) -> None:
    """Publish the first model of a workspace, in the write that keeps it; the assign stage then does the rest."""
    publication = models.move(connection, version, PUBLISH, by, "", at)     # by: as it may be kept, see pipeline.said
    topics.publish(connection, rows, version)
    apply.lay_all(connection)
    lineages.add(connection, publication, [asdict(Fate(row["topic_id"], "born")) for row in rows if row["topic_id"] != TOO_SHORT])


def candidate(workspace: Workspace, version: str) -> dict:
    """The row of a model that may be published. Raises ModelError where it is none."""
    with workspace.store.read() as connection:
        row = models.one(connection, version)
    known = [found["version"] for found in models.every(workspace.store) if found["state"] == models.CANDIDATE]
    if row is None:
        raise ModelError(f"there is no model {version} in this workspace. Candidates: {', '.join(known) or 'none; make one: ' + command(workspace.path, 'train')}.")
    if row["state"] == models.CURRENT:
        raise ModelError(f"{version} is published already.")
    if row["state"] == models.RETIRED:
        raise ModelError(f"{version} was published before. Go back to it with: {command(workspace.path, 'rollback ' + version)}")
    return row


def refuse_other_touchpoints(workspace: Workspace, version: str) -> None:
    if read_card(workspace.models, version).get("taxonomy_sha256", workspace.taxonomy.digest) != workspace.taxonomy.digest:
        raise ModelError(f"{version} learned other touchpoints than {workspace.path / 'touchpoints.yaml'} has now. "
                         f"Train again ({command(workspace.path, 'train')}), or put the file back as it was. What is published stays as it is.")


def refuse_outrun(workspace: Workspace, row: dict, published: str | None) -> None:
    """Somebody published another model since this one was made: it knows nothing of that one's topics."""
    if row["based_on"] != published:
        raise ModelError(f"{row['version']} was made from {row['based_on']}, but {published} is published now. Train again: {command(workspace.path, 'train')}")


def refuse_used_ids(workspace: Workspace, row: dict) -> None:
    """A topic that the candidate gave birth to has a number that a person's split, or a model gone back from, used since."""
    born = set(read_card(workspace.models, row["version"]).get("born", ()))
    if used := sorted(born & set(topics.every(workspace.store)["topic_id"])):
        raise ModelError(f"{row['version']} calls new topics {', '.join(used)}, which other topics are called since. Train again: {command(workspace.path, 'train')}")


def _publish(workspace: Workspace, step: Step, expected: str | None, progress: Callable[[int], None]) -> StageDone:
    started = time.perf_counter()
    fitted = Fitted.read(workspace.models, step.version)
    for _ in range(_TRIES_N):
        fill(workspace, fitted, step.version, step.kind == PUBLISH, progress)
        if (moved_n := _switch(workspace, step, expected)) is not None:
            break
    else:
        raise ModelError("complaints kept coming in while the model was laid ready. Nothing was published; try again when the import has ended.")
    keeping.drop_old(workspace)
    total_n = complaints.total_n(workspace.store)
    done = StageDone(step.kind, total_n, moved_n, time.perf_counter() - started, f"{len(fitted.topic_ids)} topics, model {step.version}, {moved_n:,} complaints moved")
    runs.record(workspace.store, done, step.at)
    return done


def _switch(workspace: Workspace, step: Step, expected: str | None) -> int | None:
    """The one write: how many complaints moved to another topic, or None, and nothing done, where more complaints came meanwhile.

    What people decided is laid over the model in the same write. Raises ModelError where another model was published meanwhile.
    """
    with workspace.store.write() as connection:
        if (published := models.published(connection)) != expected:
            raise ModelError(f"{published} was published meanwhile, in place of {expected}. Nothing was changed; train again: {command(workspace.path, 'train')}")
        if waiting.missing_n(connection, step.version):
            return None
        models.adopt(connection)
        before, stood = complaints.places(connection), topics.standing_ids(connection)
        weeks = {*waiting.changed_weeks(connection, step.version), *complaints.stale_weeks_of(connection)}
        rows = models.one(connection, step.version)["rows"]
        waiting.take(connection, step.version)
        publication = models.move(connection, step.version, step.kind, step.by, step.why, step.at)
        topics.publish(connection, rows, step.version)
        complaints.recount_weeks(connection, sorted(weeks))
        apply.lay_all(connection)
        topics.recount(connection)
        after = complaints.places(connection)
        lineages.add(connection, publication, map(asdict, fates(before, after, stood, topics.standing_ids(connection))))
        workspace.store.touch(connection)
    return sum(after[post_id] != topic_id for post_id, topic_id in before.items() if post_id in after)


def fates(before: Mapping[str, str | None], after: Mapping[str, str | None], stood: Iterable[str], stand: Iterable[str]) -> list[Fate]:
    """What becomes of each topic. before, after: post -> topic; stood, stand: the topics there were and are."""
    both = [(known(topic_id), known(after.get(post_id))) for post_id, topic_id in before.items()]
    return lineage([old for old, _ in both], [new for _, new in both], list(filter(known, stood)), list(filter(known, stand)))
