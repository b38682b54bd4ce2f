"""Watch: people by day → signals. Each complete day is judged once; what was raised stays, and grows while it is up."""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from models.watching import KNOWN_DAYS, Limits, find_rises
from pipeline import causes, noting, raising, world
from pipeline.complete_days import complete_until
from pipeline.raising import Judged, Row
from pipeline.records import StageDone
from pipeline.settings import Settings
from pipeline.signal_states import CANARY, UNANSWERED
from pipeline.store import Store, complaints, counts, notes, runs, signal_log, signals, topics, watched
from pipeline.store.engine import Connection
from pipeline.touchpoints import Taxonomy
from pipeline.workspace import Workspace
from pipeline.world import Watched


def run(workspace: Workspace, as_of: datetime) -> StageDone:
    """Judge the complete days that were not judged yet. A second run on the same data changes nothing."""
    started, store = time.perf_counter(), workspace.store
    until = complete_until(workspace, as_of)
    noted = noting.found(workspace, until)
    judged = judge(workspace, until, noted.lost) if until else Judged()
    with store.write() as connection:
        _keep(connection, judged, as_of)
        notes.replace(connection, noted.rows)
        store.touch(connection)
    rows = signals.every(store)
    up = rows[rows["ended_on"].isna()]
    note = f"{len(rows)} signals in all, {len(up)} still up, {int(up['state'].isin(UNANSWERED).sum())} of them unanswered; {len(noted.rows)} notes"
    done = StageDone("watch", len(judged.new), len(up), time.perf_counter() - started, note)
    runs.record(store, done, as_of)
    return done


def judge(workspace: Workspace, until: date, lost: set[tuple[str, date]]) -> Judged:
    """Everything that is to be written, from what is stored. lost: (source, day) pairs on which a source was not collecting."""
    store, settings = workspace.store, workspace.settings
    with store.read() as connection:
        kept, weeks = signals.all_rows(connection), complaints.recounted_weeks(connection)
    judged_until = watched.untils(store)
    seen = world.read(store, _first_day(judged_until, kept, topics.active_ids(store), store.touchpoint_ids or ()), until, lost)
    if seen is None:
        return Judged()
    rises = find_rises(seen.world, limits(settings), raising.first_positions(seen, judged_until), raising.rises_of(kept, seen))
    found = raising.decide(rises, seen, kept, weeks, settings.watch)
    hidden = topics.hidden_ids(store)       # counted as ever, but a person said that nobody is to be told of them
    raised = [row for row in found.new if row["level"] != "topic" or row["target_id"] not in hidden]
    new, grown = _described(store, workspace.taxonomy, raised, settings), _described(store, None, found.grown, settings)
    return replace(found, new=new, grown=grown)


def limits(settings: Settings) -> Limits:
    """[watch] of canary.toml as the models take it."""
    watch = settings.watch
    return Limits(watch.false_share, watch.min_people, watch.history_weeks * 7)


def _first_day(judged_until: Mapping[tuple[str, str], date], kept: Sequence[Row], topic_ids: Sequence[str], touchpoint_ids: Sequence[str]) -> date | None:
    """From which day on the world must be read; None: from its beginning, because something in it was never judged."""
    wanted = {("topic", topic_id) for topic_id in topic_ids} | {("touchpoint", touchpoint_id) for touchpoint_id in touchpoint_ids}
    if not judged_until or not wanted <= judged_until.keys():
        return None
    oldest = min([*(judged_until[target] for target in wanted), *(row["began_on"] for row in kept if row["ended_on"] is None)])
    return oldest - timedelta(days=KNOWN_DAYS)


def _described(store: Store, taxonomy: Taxonomy | None, rows: Sequence[Row], settings: Settings) -> list[Row]:
    """The rows with their harm and drivers as they are now; with a taxonomy, new ones, also with their owner."""
    with store.read() as connection:
        return [row | dict(
            harm=counts.harm_of(connection, row["level"], row["target_id"], row["began_on"], row["last_on"]),
            drivers=causes.find(connection, row, settings),
            **({"owner": _owner(connection, taxonomy, row)} if taxonomy else {})) for row in rows]


def _owner(connection: Connection, taxonomy: Taxonomy, row: Row) -> str:
    """Who gets the complaints about the touchpoint now; "" where a topic points to none, and for everything."""
    touchpoint_id = topics.touchpoint_of(connection, row["target_id"]) if row["level"] == "topic" else row["target_id"]
    return taxonomy.routes.get(touchpoint_id, "")


def _keep(connection: Connection, judged: Judged, as_of: datetime) -> None:
    """Signals, their log and the days that were judged, in one write: killed before its end, the same is found again."""
    signals.add(connection, judged.new)
    signals.grow(connection, [*judged.grown, *judged.gone])
    states = {row["signal_id"]: row["state"] for row in signals.all_rows(connection)}
    for row in raising.changes(judged.new, judged.over, states):
        signal_log.add(connection, [row | dict(at=as_of, by=CANARY)])
        signals.set_state(connection, row["signal_id"], row["to_state"])
    if judged.until is not None:
        watched.move(connection, judged.until)
        complaints.counts_were_read(connection)
