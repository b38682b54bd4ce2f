"""Report: freeze a week once, and read it for ever. The store is read as of one moment and written to once."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline import causes
from pipeline.errors import UsageError
from pipeline.report import make, quotes, read, signal_items, weeks
from pipeline.report.as_json import digest, from_json, to_json
from pipeline.report.snapshot import Item, Quote, Snapshot
from pipeline.store import Store, counts, quotable, snapshots
from pipeline.workspace import Workspace

_ASKED_N = 40            # complaints looked at for two quotes
_BACK_WEEKS = 4


def freeze(workspace: Workspace, week: str, as_of: datetime) -> Snapshot:
    """The snapshot of an ISO week ("2026-W46"): made now, or as it was kept when it was made first.

    Raises UsageError for a week that is not over, that lies before the data, or whose name is none. Killed midway, nothing is kept and the next call makes it.
    """
    monday = weeks.parse(week)
    if kept := of_week(workspace.store, monday):
        return kept
    weeks.check_over(monday, as_of, workspace.settings.zone)
    found = made(workspace, monday)
    with workspace.store.write() as connection:
        text = to_json(_without_gone(found, snapshots.gone(connection, post_ids(found))))
        snapshots.keep(connection, monday, text, digest(text), as_of)
        workspace.store.touch(connection)
    return of_week(workspace.store, monday)          # of two jobs at once the first one's


def made(workspace: Workspace, monday: date) -> Snapshot:
    """What the week's snapshot says now; nothing is kept. Raises UsageError for a week before the data."""
    with workspace.store.moment() as store:
        return of_moment(replace(workspace, store=store), monday)


def of_moment(workspace: Workspace, monday: date) -> Snapshot:
    """As `made`, from a workspace whose store is of one moment."""
    store = workspace.store
    _check_begun(store, monday)
    before = _before(store, monday)
    found = read.week(workspace, monday, before)
    return make.snapshot(found, workspace.settings, workspace.taxonomy.name, before, lambda item: _filled(workspace, item, found))


def of_week(store: Store, monday: date) -> Snapshot | None:
    """The snapshot of a week as it was kept; None where it was not made."""
    row = snapshots.one(store, monday)
    return from_json(row["content"], row["made_at"]) if row else None


def every(store: Store) -> list[tuple[str, datetime]]:
    """(week, made_at) of all that were made, latest first."""
    return [(weeks.name_of(row["week"]), row["made_at"]) for row in snapshots.every(store)]


def post_ids(snapshot: Snapshot) -> set[str]:
    """Of the posts that are quoted."""
    return {quote.post_id for item in snapshot.items for quote in item.quotes}


def _before(store: Store, monday: date) -> Snapshot | None:
    row = snapshots.before(store, monday)
    return from_json(row["content"], row["made_at"]) if row else None


def _check_begun(store: Store, monday: date) -> None:
    span = counts.span(store)
    if span and monday + timedelta(days=6) < span[0]:
        raise UsageError(f"week {weeks.name_of(monday)} lies before the data: the first post is of {span[0]}, in week {weeks.name_of(span[0])}.")


def _filled(workspace: Workspace, item: Item, found: read.Found) -> Item:
    """The item with its quotes, and with the drivers of its days where later ones are kept."""
    if (most_n := workspace.settings.weekly.quotes_per_item) and quotes.may_quote(item, found.around.min_people):
        item = replace(item, quotes=_quoted(workspace.store, item, found, most_n))
    row = next((row for row in found.signals if item.item_id == f"signal:{row['signal_id']}" and row["drivers"] is None), None)
    if row is None or item.section == "over":
        return item
    with workspace.store.read() as connection:
        return replace(item, facts=dict(item.facts) | dict(drivers=signal_items.largest(causes.find(connection, row, workspace.settings))))


def _quoted(store: Store, item: Item, found: read.Found, most_n: int) -> tuple[Quote, ...]:
    """Of the week; where it has too few, of the four weeks up to its end. Of what waits one, of those weeks: it is many weeks old and needs no second."""
    around = found.around
    back = around.sunday - timedelta(days=7 * _BACK_WEEKS - 1)
    for first in (back,) if item.section == "unacted" else (around.monday, back):
        chosen = quotes.choose(quotable.surest(store, (item.level, item.target_id), (first, around.sunday), around.hidden, _ASKED_N), most_n)
        if len(chosen) == most_n:
            break
    return chosen[:1] if item.section == "unacted" else chosen


def _without_gone(snapshot: Snapshot, gone: set[str]) -> Snapshot:
    """A post that was erased while the snapshot was made is not quoted."""
    items = tuple(replace(item, quotes=tuple(quote for quote in item.quotes if quote.post_id not in gone)) for item in snapshot.items)
    return replace(snapshot, items=items)
