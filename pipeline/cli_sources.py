"""The verbs of collection and erasure: collect, sources, sweep, forget."""
from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from pipeline import call, console
from pipeline.errors import CanaryError, UsageError

_ALL_GONE = "The last bytes are gone of what was removed before."


def collect(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names of sources in canary.toml; all of them when none is given.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what a collection could cost at most and what the budget leaves; store nothing.")] = False,
) -> None:
    """Bring in what is new in the configured sources, from where the last run stopped. For cron, systemd or CI: one at a time.

    Example: python -m pipeline collect x-acme
    """
    from pipeline import configured
    from pipeline.lock import only_one

    opened = call.opened()
    now = call.now(opened.settings.workspace.as_of)
    wanted = configured.chosen(opened, names or [], os.environ)
    if dry_run:
        ended = [_said(lambda one=one: console.out.print(configured.foretell(opened, one, now), markup=False)) for one in wanted]
    else:
        with only_one(opened.path / "collect.lock", "a collection of this workspace"):
            ended = [_said(lambda one=one: _collect_one(opened, one, now)) for one in wanted]
    if not all(ended):
        raise typer.Exit(1)


def _collect_one(opened, one, now: datetime) -> None:
    from pipeline import fetch

    with console.progress(f"collect {one.name}") as done:
        finished = fetch.fetch(opened, one, now, done)
    console.stage_line(finished)


def _said(work: Callable[[], None]) -> bool:
    """One source's failure is said and does not stop the others."""
    try:
        work()
    except CanaryError as error:
        console.err.print(f"Error: {error}", markup=False)
        return False
    return True


sources = typer.Typer(help="The configured sources: how each is, and what is wrong with one.", rich_markup_mode=None)


@sources.callback(invoke_without_command=True)
def _list_sources(context: typer.Context) -> None:
    """List the configured sources with their state, last success, backlog and budget.

    Example: python -m pipeline sources
    """
    if context.invoked_subcommand is None:
        from pipeline import status as facts

        opened = call.opened()
        lines, rows = facts.of_sources(opened, call.now(opened.settings.workspace.as_of))
        if rows:
            console.table(("source", "kind", "state", "last success", "posts", "billed today", "this month", "waits"), rows,
                          ("posts", "billed today", "this month"))
        for line in lines:
            console.out.print(line, markup=False)


@sources.command("check")
def check_source(name: Annotated[str, typer.Argument(help="The NAME of a section [sources.NAME].")]) -> None:
    """Make one cheap call to a source and say in words what is wrong.

    Example: python -m pipeline sources check x-acme
    """
    from pipeline import configured

    opened = call.opened()
    checked = configured.check(opened, configured.chosen(opened, [name], os.environ)[0], call.now(opened.settings.workspace.as_of))
    console.out.print(checked.message, markup=False)
    if not checked.is_well:
        raise typer.Exit(1)


def sweep(
    names: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Names of sources in canary.toml; all of them when none is given.")] = None,
) -> None:
    """Ask the sources which stored posts were deleted or protected, and remove those. For cron or systemd, within the budget.

    Example: python -m pipeline sweep x-acme
    """
    from pipeline import configured, erase
    from pipeline import sweep as sweeping
    from pipeline.lock import only_one

    opened = call.opened()
    now = call.now(opened.settings.workspace.as_of)

    def one_source(one: configured.Configured) -> None:
        with console.progress(f"sweep {one.name}", sweeping.todo_n(opened, one.name, now)) as done:
            console.stage_line(sweeping.sweep(opened, one.make(), one.kind, now, done))

    with only_one(opened.path / "collect.lock", "a collection of this workspace"):
        if erase.finish(opened, ()):   # what a stop midway left
            console.out.print(_ALL_GONE)
        ended = [_said(lambda one=one: one_source(one)) for one in configured.chosen(opened, names or [], os.environ)]
    if not all(ended):
        raise typer.Exit(1)


def forget(
    author: Annotated[str, typer.Option(help="The handle as people write it, e.g. @ann_b.")] = "",
    post: Annotated[str, typer.Option(help="The id of a post: of an export, of its source, or its address on X.")] = "",
    source: Annotated[str, typer.Option(help="Only in this source; in all of them when not given.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Remove it. Without, only what would be removed is shown.")] = False,
) -> None:
    """Remove an author or a post from everywhere, and refuse it for ever. Cannot be undone, so it first shows what would go.

    Example: python -m pipeline forget --author @ann_b --source x-acme --yes
    """
    from pipeline import configured, erase
    from pipeline.lock import only_one
    from pipeline.store import erasure
    from pipeline.workspace import command

    if bool(author) == bool(post):
        raise UsageError("forget needs --author HANDLE or --post ID, one of the two.")
    opened = call.opened()
    missing: list[str] = []
    meant = erase.author_meant(opened, author, source or None) if author else erase.post_meant(opened, post, source or None)
    if author:
        known = configured.authors_of(opened, author, source or None, os.environ, call.now(opened.settings.workspace.as_of))
        meant = erase.also(meant, [erase.author_meant(opened, number, name) for name, number in known.names.items()])
        missing = known.missing
        for note in (*known.notes, *(() if yes else missing)):
            console.out.print(note, markup=False)
    found = erase.find(opened, meant)
    if found.rows:
        console.table(("source", "posts", "complaints", "first", "last"), [(*row[:3], *map(str, row[3:])) for row in found.rows], ("posts", "complaints"))
    console.out.print(erase.in_words(found, meant), markup=False)
    if not yes:
        console.out.print("Nothing was removed. It cannot be undone: to do it, say the same with --yes.")
        return
    with only_one(opened.path / "collect.lock", "a collection of this workspace"):   # its cursor could bring an id back
        is_rest = erasure.is_unwiped(opened.store)
        removed_n = erase.forget(opened, meant, call.now(opened.settings.workspace.as_of))
    console.out.print(erase.removed_in_words(removed_n, found.quarantined_n, bool(author)), markup=False)
    if is_rest:
        console.out.print(_ALL_GONE)
    if removed_n or is_rest:
        console.out.print(f"Next, to bring the counts up to date: {command(opened.path, 'run')}", markup=False)
    if missing:
        raise CanaryError(f"not complete: {'; '.join(missing)}.")
