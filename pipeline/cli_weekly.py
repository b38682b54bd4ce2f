"""The verbs of the Monday e-mail: weekly, and who gets it."""
from __future__ import annotations

import os
import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline import arguments, call, console
from pipeline.errors import CanaryError, UsageError

_ID = Annotated[str, typer.Argument(metavar="NAME", help="The short name, as `weekly recipients list` shows it.")]

weekly = typer.Typer(help="The Monday e-mail: make a week's snapshot, send it once to everybody on the list, see whether one is missed.\n\n"
                     "Example: python -m pipeline weekly --send", rich_markup_mode=None)


@weekly.callback(invoke_without_command=True)
def _weekly(
    context: typer.Context,
    week: Annotated[str, typer.Option(help="Which week, e.g. 2026-W47; the last complete one when not given.")] = "",
    out: Annotated[Path | None, typer.Option(help="A folder for the mails (.eml), the report (HTML), the text and the facts (JSON).")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it to everybody on the list who has none of this week. Safe to repeat, and from several jobs at once.")] = False,
    resend: Annotated[str, typer.Option(metavar="NAME", help="Send one recipient another copy, whatever became of the first.")] = "",
    arrived: Annotated[str, typer.Option(metavar="NAME", help="Say that a mail arrived of which that was not known.")] = "",
    check: Annotated[bool, typer.Option("--check", help="One line for a monitor, and exit status 1, when a mail that is due was not sent to everybody.")] = False,
) -> None:
    """The Monday e-mail: make a week's snapshot and say what it says; send it once to everybody on the list; see whether one is missed.

    Example: python -m pipeline weekly --send
    """
    if context.invoked_subcommand is not None:
        return
    if sum(map(bool, (send, resend, arrived, check))) > 1:
        raise UsageError("--send, --resend, --arrived and --check are four different things: say one of them.")
    opened = call.opened()
    now = call.now(opened.settings.workspace.as_of)
    if check:
        return _check(opened, week, now)
    from pipeline.report import weeks

    monday = weeks.parse(week) if week else weeks.last_complete(now, opened.settings.zone)
    if arrived:
        return _arrived(opened, monday, arrived, now)
    _tell(opened, monday, now, out, send, resend)


def _check(opened, week: str, now: datetime) -> None:
    from pipeline.mail import outbox
    from pipeline.report import weeks

    if week:
        weeks.check_over(weeks.parse(week), now, opened.settings.zone)
    found = outbox.owed(opened, now, weeks.parse(week) if week else None)
    if not found.is_well:
        raise CanaryError(outbox.sentence(found))
    console.out.print(outbox.sentence(found), markup=False)


def _arrived(opened, monday: date, name: str, now: datetime) -> None:
    from pipeline.mail import sending

    sending.settle(opened, monday, name, "", now)
    console.out.print(f"{name}: counts as sent from now on")


def _tell(opened, monday: date, now: datetime, out: Path | None, send: bool, resend: str) -> None:
    """Freeze the week; then what was asked for, and without that its words."""
    from pipeline.mail import deliver

    snapshot = deliver.frozen(opened, monday, now)
    is_whole = _bring_file(opened, now) if send or out else True
    if out:
        for path in deliver.write_files(opened, snapshot, out):
            console.out.print(f"Wrote {path}", markup=False)
    if resend:
        answer = deliver.again(opened, snapshot, resend, now, os.environ, time.sleep)
        console.out.print(f"{resend}: {answer.state}: {answer.note}", markup=False)
        is_whole = answer.state == "sent"
    elif send:
        is_whole = _send(opened, snapshot, monday, now) and is_whole
    elif not out:
        console.out.print(deliver.words(opened, snapshot), markup=False)
    if not is_whole:
        raise typer.Exit(1)


def _send(opened, snapshot, monday: date, now: datetime) -> bool:
    """Send, then say how it stands, also where the server could not be spoken to. Was everybody sent to?"""
    from pipeline.mail import deliver, outbox

    try:
        with console.progress("weekly", deliver.waiting_n(opened, monday)) as done:
            deliver.everybody(opened, snapshot, now, os.environ, time.sleep, done)
    finally:
        for line in outbox.said(outbox.lines(opened, monday), monday):
            console.out.print(line, markup=False)
    return outbox.is_whole(outbox.lines(opened, monday))


def _bring_file(opened, now: datetime) -> bool:
    """Bring in recipients.csv of the workspace, where there is one; what is wrong with a row keeps nobody else from their mail."""
    from pipeline.mail import audience

    path = opened.path / audience.FILE_NAME
    try:
        return not path.exists() or _bring(opened, path, {}, now)
    except CanaryError as error:
        console.err.print(f"{path.name} was not brought in: {error}", markup=False)
        return False


def _bring(opened, path: Path, mapping: dict[str, str], now: datetime) -> bool:
    from pipeline.mail import audience
    from pipeline.sources.file import FileSource

    found = FileSource.open(path, opened.settings.collect.max_row_bytes)
    done = audience.bring(opened, found.rows(), audience.columns_of(found.columns, mapping), now)
    console.out.print(f"{path.name}: {done.added_n:,} added, {done.changed_n:,} changed, {done.known_n:,} as they were, {len(done.unread):,} not read", markup=False)
    for row_n, reason in done.unread:
        console.err.print(f"row {row_n}: {reason}", markup=False)
    return not done.unread


recipients = typer.Typer(help="Who gets the Monday e-mail.\n\nExample: python -m pipeline weekly recipients list", no_args_is_help=True, rich_markup_mode=None)
weekly.add_typer(recipients, name="recipients")


@recipients.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A short name by which you speak of them, e.g. ann or network-team.")],
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Where the mail goes.")],
    called: Annotated[str, typer.Option("--called", help="The name beside the address.")] = "",
    owner: Annotated[str, typer.Option(help="Only the touchpoints of this owner; everybody's edition when not given.")] = "",
    language: Annotated[str, typer.Option(help="en, de, fr or es.")] = "en",
    zone: Annotated[str, typer.Option(help="In which times are told, e.g. Europe/Berlin; the workspace's when not given.")] = "",
) -> None:
    """Put somebody on the list, or change what is known of them.

    Example: python -m pipeline weekly recipients add ann ann@example.com --owner "Field operations" --language de
    """
    from pipeline.mail import audience
    from pipeline.mail.recipient import Recipient

    opened, now = _opened()
    done = audience.add(opened, Recipient(name, address, called, owner, language, zone or opened.settings.workspace.zone), now)
    if name in {one.recipient_id for one in audience.active(opened)}:
        console.out.print(f"{name}: {_DONE[done]}. Taken back with: weekly recipients remove {name}", markup=False)
    else:
        console.out.print(f"{name}: {'changed, and ' if done == 'changed' else ''}still off the list. Put back with: weekly recipients restore {name}", markup=False)


@recipients.command("list")
def list_(all_: Annotated[bool, typer.Option("--all", help="Those too who unsubscribed or were removed.")] = False) -> None:
    """List who gets the Monday e-mail.

    Example: python -m pipeline weekly recipients list --all
    """
    from pipeline.store import recipients as stored

    rows = [(row["recipient_id"], row["address"], row["owner"] or "everybody's", row["language"], row["zone"], row["state"])
            for row in stored.every(call.opened().store, None if all_ else stored.ACTIVE)]
    console.table(("recipient", "address", "edition", "language", "zone", "state"), rows, folds="edition")


@recipients.command("remove")
def remove(name: _ID) -> None:
    """Take somebody off the list; they can be put back.

    Example: python -m pipeline weekly recipients remove ann
    """
    from pipeline.mail import audience

    opened, now = _opened()
    audience.remove(opened, name, now)
    console.out.print(f"{name} is off the list. Put back with: weekly recipients restore {name}", markup=False)


@recipients.command("restore")
def restore(name: _ID) -> None:
    """Put somebody back who was removed, or who unsubscribed and asks for it again.

    Example: python -m pipeline weekly recipients restore ann
    """
    from pipeline.mail import audience

    opened, now = _opened()
    audience.restore(opened, name, now)
    console.out.print(f"{name} is on the list again", markup=False)


@recipients.command("leave")
def leave(token: Annotated[str, typer.Argument(metavar="TOKEN", help="What follows \"unsubscribe\" in the subject of their mail, or in their link.")]) -> None:
    """Unsubscribe somebody who asked for it by mail.

    Example: python -m pipeline weekly recipients leave ann.0123456789abcdef0123456789abcdef
    """
    from pipeline.mail import audience

    opened, now = _opened()
    name = audience.leave(opened, token.strip(), now)
    console.out.print(f"{name} gets no more mails. Put back with: weekly recipients restore {name}", markup=False)


@recipients.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSONL, Parquet or Excel with a row a recipient.")],
    map_: Annotated[list[str] | None, typer.Option("--map", help="field=column, comma-separated or repeated.")] = None,
) -> None:
    """Bring in a list; the same file again changes nothing, and nobody is removed. recipients.csv of the workspace is brought in before every sending.

    Fields: recipient, address (required); name, owner, language, zone.

    Example: python -m pipeline weekly recipients import list.csv --map recipient=login,address=mail
    """
    opened, now = _opened()
    if not _bring(opened, file, arguments.field_columns(map_ or []), now):
        raise typer.Exit(1)


_DONE = {"added": "on the list", "changed": "changed", "known": "on the list already"}


def _opened():
    opened = call.opened()
    return opened, call.now(opened.settings.workspace.as_of)
