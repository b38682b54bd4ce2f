"""The command line: one verb = one function, its docstring is the help."""
from __future__ import annotations

import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from pipeline import arguments, call, cli_decisions, cli_fixes, cli_models, cli_signals, cli_sources, cli_topics, cli_weekly, console, import_lines
from pipeline.errors import CanaryError, UsageError
from pipeline.settings import DEFAULT_WORKSPACE

app = typer.Typer(
    help="Canary finds the broken process behind public complaints.", no_args_is_help=True, add_completion=False,
    rich_markup_mode=None, pretty_exceptions_enable=False)
for _verb in (cli_sources.collect, cli_sources.sweep, cli_sources.forget, cli_models.train, cli_models.compare, cli_models.publish, cli_models.rollback, cli_models.models):
    app.command()(_verb)
app.add_typer(cli_sources.sources, name="sources")
app.add_typer(cli_topics.topics, name="topics")
app.add_typer(cli_decisions.complaint, name="complaint")
app.add_typer(cli_decisions.decisions, name="decisions")
app.add_typer(cli_fixes.fix, name="fix")
app.add_typer(cli_signals.signals, name="signals")
app.add_typer(cli_signals.event, name="event")
app.add_typer(cli_weekly.weekly, name="weekly")


@app.callback()
def _choose(
    workspace: Annotated[Path, typer.Option(envvar="CANARY_WORKSPACE", help="The folder of one brand.")] = DEFAULT_WORKSPACE,
    as_of: Annotated[str, typer.Option(help="The time that stands for now, ISO 8601. For replays and tests.")] = "",
) -> None:
    call.told(workspace, as_of)


@app.command()
def init(
    taxonomy: Annotated[str, typer.Option(help="airline, bank, retail-and-delivery, software, telecom, or your own YAML file.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone in which days and weeks are cut, e.g. Europe/London.")] = "",
    brand: Annotated[str, typer.Option(help="The name shown in headings.")] = "",
    handle: Annotated[list[str] | None, typer.Option(help="A handle of the brand; may be given several times.")] = None,
) -> None:
    """Make an empty workspace for one brand.

    Example: python -m pipeline --workspace acme init --taxonomy bank --zone Europe/London --brand Acme --handle @AcmeHelp
    """
    from pipeline.workspace import command, init_workspace

    own: dict[str, dict[str, object]] = {"workspace": {}, "brand": {}}
    own["workspace"] |= {name: value for name, value in (("zone", zone), ("taxonomy", taxonomy)) if value}
    own["brand"] |= {name: value for name, value in (("name", brand), ("handles", [h.lstrip("@") for h in handle or []])) if value}
    path = call.path()
    try:
        init_workspace(path, taxonomy or None, own)
    except OSError as error:
        raise UsageError(f"{path}: cannot be made: {error.strerror}. Name a --workspace in a folder that may be written.") from None
    console.out.print(f"Made {path}. Next: {command(path, 'import FILE --source NAME')}", markup=False)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSONL, Parquet or Excel; the text formats also as .gz.")],
    source: Annotated[str, typer.Option(help="A name for where these posts come from, e.g. app-store.")],
    map_: Annotated[list[str] | None, typer.Option("--map", help="field=column, comma-separated or repeated: text=body,posted_at=created.")] = None,
    attributes: Annotated[str, typer.Option(help="Columns that become dimensions, comma-separated: region,product.")] = "",
    channel: Annotated[str, typer.Option(help="The channel of rows that name none (x, review, e-mail, phone note …).")] = "",
    zone: Annotated[str, typer.Option(help="Time zone of times that carry none; the workspace's when not given.")] = "",
    dates: Annotated[str, typer.Option(help="How 03/04/2026 is meant: day-first or month-first.")] = "",
    company_is: Annotated[str, typer.Option(help="What the column of is_company says of the company's own posts, where it is not true, yes, 1 or company.")] = "",
    posted_at: Annotated[str, typer.Option(help="A time for all turns of a file of threads that says none, e.g. 2026-11-01.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show the first twenty rows as they will be understood; store nothing.")] = False,
    run_too: Annotated[bool, typer.Option("--run", help="Then run every stage over what is new, as the verb run does.")] = False,
) -> None:
    """Import complaints from a file. Personal data are removed before anything is stored; a second import adds nothing.

    Fields: posted_at, text (required); post_id, author, channel, language, url, in_reply_to, conversation (what began the thread), is_company,
    followers, likes, reposts. JSON lines with thread_id and turns (who: customer or company, text, posted_at) are read as threads.

    Example: python -m pipeline import complaints.csv --source acme --map text=body,posted_at=created --attributes region,product
    """
    if run_too and not preview:
        return _import_then_run()
    from pipeline import collect
    from pipeline.rows import choose_columns
    from pipeline.settings import load_settings
    from pipeline.sources.thread_file import opened as opened_file
    from pipeline.workspace import open_workspace

    asked = collect.Asked(
        source=arguments.source_name(source), columns=arguments.field_columns(map_ or []), attributes=arguments.listed(attributes),
        channel=channel or None, zone=arguments.time_zone(zone), day_first=arguments.is_day_first(dates), company_is=company_is.strip())
    found = opened_file(file, load_settings(call.path()).collect.max_row_bytes, posted_at.strip())
    choose_columns(found.columns, asked.columns, asked.attributes)   # a call that cannot work leaves nothing behind
    if preview:
        return _preview(found, asked)
    opened = open_workspace(call.path(), create=True)
    with console.progress(f"import {file.name}") as done:
        console.stage_line(collect.import_rows(opened, found, asked, call.now(opened.settings.workspace.as_of), done))
    for note in import_lines.notes(found.encoding, *collect.held_of(opened, found, asked)):
        console.out.print(f"         {note}", markup=False)


def _import_then_run() -> None:
    """The import in a process of its own: meanwhile this one reads the libraries of learning, which takes as long."""
    importing = subprocess.Popen([sys.executable, "-m", "pipeline", *(word for word in sys.argv[1:] if word != "--run")])
    from pipeline import text

    text.get_ready()
    from pipeline import stages   # noqa: F401  read now, used after the import

    if status := importing.wait():
        raise typer.Exit(status)
    _run_stages(call.opened())


def _preview(found, asked) -> None:
    from pipeline import collect
    from pipeline.workspace import peek

    settings, secret = peek(call.path())
    rows = list(islice(found.rows(), 20))
    read = collect.preview(rows, collect.reading_of(settings, secret, found.columns, asked, call.now(settings.workspace.as_of)))
    columns, cells = import_lines.preview_table([row.row_n for row in rows], read, settings.zone)
    console.table(columns, cells, ("row",), folds="text")
    console.out.print("Nothing was stored. Leave out --preview to import.")


@app.command()
def run() -> None:
    """Run every stage over what is new: clean, assign, threads, link, watch, track. A second run changes nothing.

    Example: python -m pipeline run
    """
    _run_stages(call.opened())


def _run_stages(opened) -> None:
    from pipeline import text
    from pipeline.lock import only_one
    from pipeline.store import posts

    with only_one(opened.path / "run.lock", "a run of this workspace"):
        if posts.uncleaned_n(opened.store):
            text.get_ready()
        from pipeline import stages, status   # learning costs seconds to import; the model of languages is read meanwhile

        stages.run_all(opened, call.now(opened.settings.workspace.as_of), console.stage_line, console.progress)
    if status.taxonomy_changed(opened):
        console.out.print(status.relearn(opened.path), markup=False)


@app.command()
def demo(
    weeks: Annotated[int, typer.Option(help="How many of the sample's 40 weeks to lay.", min=8, max=40)] = 40,
) -> None:
    """Build the sample workspace: a fictional broadband and mobile provider, 40 weeks, about 13,800 posts.

    Example: python -m pipeline demo
    """
    from pipeline import demo as sample

    if not sample.build(call.path(), weeks, console.stage_line, console.progress):
        console.out.print(f"the sample at {call.path()} is already there; nothing was done")


@app.command()
def touchpoints() -> None:
    """List the touchpoints in the order of the journey, with their complaints.

    Example: python -m pipeline touchpoints
    """
    from pipeline import export

    frame = export.touchpoints(call.opened())
    rows = [(t.touchpoint_id, t.stage, int(t.complaints_n), int(t.people_n), t.owner) for t in frame.itertuples()]
    console.table(("touchpoint", "stage", "complaints", "people", "owner"), rows, ("complaints", "people"))


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="complaints, threads, chains, topics, touchpoints, signals, notes, events, fixes, verdicts or decisions.")],
    format_: Annotated[str, typer.Option("--format", help="csv, json or parquet.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output when not given (csv, json).")] = None,
) -> None:
    """Export complaints, threads, chains, topics, touchpoints, signals, notes, events, fixes, verdicts or decisions. The columns are a contract: see the README.

    Example: python -m pipeline export topics --format json --out topics.json
    """
    from pipeline import export as exports

    written = exports.write(call.opened(), what, format_, out, sys.stdout)
    if out:
        console.out.print(f"Wrote {written:,} rows to {out}")


@app.command()
def status() -> None:
    """Say what the workspace holds, when each stage last ran and what waits.

    Example: python -m pipeline status
    """
    from pipeline import status as facts

    opened = call.opened()
    lines, rows = facts.summary(opened, call.now(opened.settings.workspace.as_of))
    for line in lines:
        console.out.print(line, markup=False)
    if rows:
        console.table(("source", "posts", "complaints", "quarantine", "last post"), rows, ("posts", "complaints", "quarantine"))


def main() -> None:
    """Run a verb; a CanaryError is one clear line and exit status 1, wrong words are 2."""
    try:
        app()
    except UsageError as error:
        console.err.print(f"Error: {error}", markup=False)
        raise SystemExit(2) from None
    except CanaryError as error:
        console.err.print(f"Error: {error}", markup=False)
        raise SystemExit(1) from None
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        console.err.print(f"Error: {where}{error.strerror or error}. Check that it exists, may be read and written, and that the disk has room.", markup=False)
        raise SystemExit(1) from None
