"""The verbs of the register: fix add, start, ship, list, show, edit, abandon, undo, import, answers."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import arguments, call, console
from pipeline.errors import UsageError

fix = typer.Typer(help="Fixes: what is changed upstream, by whom, and whether complaints then fell.\n\nExample: python -m pipeline fix list", no_args_is_help=True, rich_markup_mode=None)

_FixId = Annotated[str, typer.Argument(metavar="ID", help="The fix, e.g. f-0001: `fix list` shows them.")]
_By = Annotated[str, typer.Option(help="Who says so; stands in the history.")]
_On = Annotated[str, typer.Option(help="The day, e.g. 2026-11-16; today when not given.")]
_Topics = Annotated[list[str] | None, typer.Option("--topic", help="A topic whose complaints should fall; may be given several times.")]
_Signals = Annotated[list[str] | None, typer.Option("--signal", help="A signal that it answers; may be given several times.")]
_Hypothesis = Annotated[str | None, typer.Option(help="Which cause, and what should fall.")]
_Fall = Annotated[float | None, typer.Option("--expected-fall", help="Share of the complaints that should go, e.g. 0.5.")]
_Due = Annotated[str | None, typer.Option(help="By which day.")]
_Owner = Annotated[str | None, typer.Option(help="Who makes the change; the touchpoint's owner when not given.")]
_Verifier = Annotated[str | None, typer.Option(help="Who looks whether it helped; never the owner.")]
_Decided = Annotated[str | None, typer.Option(help="The day on which it was decided.")]
_Lag = Annotated[int | None, typer.Option("--lag-days", help="Days from shipping until it can show.")]
_Scope = Annotated[list[str] | None, typer.Option("--scope", help="name=value: only these customers get it; may be given several times.")]
_Links = Annotated[list[str] | None, typer.Option("--link", help="An address of a ticket or a page; may be given several times.")]
_Map = Annotated[list[str] | None, typer.Option("--map", help="field=column, comma-separated or repeated.")]


@fix.command("add")
def add(
    title: Annotated[str, typer.Argument(help="What is changed, in a few words.")],
    touchpoint: Annotated[str, typer.Option(help="The touchpoint that is mended.")],
    topic: _Topics = None, signal: _Signals = None, hypothesis: _Hypothesis = None, expected_fall: _Fall = None, due: _Due = None, owner: _Owner = None,
    verifier: _Verifier = None, decided: _Decided = None, lag_days: _Lag = None, scope: _Scope = None, link: _Links = None, by: _By = "",
    fix_id: Annotated[str, typer.Option("--id", help="Its id in your own tracker; the next free number when not given.")] = "",
) -> None:
    """Register a fix. Without a topic it is judged on those of its signals, else on all that point to its touchpoint.

    Example: python -m pipeline fix add "Engineers are booked from their real calendar" --touchpoint engineer-visit --verifier "Quality team"
    """
    from pipeline import register

    opened, now = _opened()
    values = _fields(topic, signal, hypothesis, expected_fall, due, owner, verifier, decided, lag_days, scope, link)
    made = register.add(opened, title, touchpoint, by, now, fix_id=fix_id, **values)
    console.out.print(f"Registered {made.fix_id}, owner {made.owner}, judged on {', '.join(made.topics) or 'no topic yet: name one with fix edit --topic'}", markup=False)
    for other in register.overlaps(opened, made):
        console.out.print(f"{other.fix_id} ({other.title}) is about the same complaints: while both are judged, none can be told from the other", markup=False)


@fix.command("start")
def start(fix_id: _FixId, on: _On = "", by: _By = "") -> None:
    """Say that somebody works on it.

    Example: python -m pipeline fix start f-0001 --on 2026-06-01
    """
    from pipeline import register

    opened, now = _opened()
    _told(register.start(opened, fix_id, by, now, arguments.day_if_given("--on", on)))


@fix.command("ship")
def ship(
    fix_id: _FixId, on: _On = "", by: _By = "",
    stage: Annotated[str, typer.Option(help="name=value: only these customers have it; the others are what it is compared with.")] = "",
) -> None:
    """Say that customers have it, all of them or those of one stage of a roll-out. From then on its complaints are judged.

    Example: python -m pipeline fix ship f-0001 --on 2026-06-15 --stage region=North
    """
    from pipeline import register

    opened, now = _opened()
    _told(register.ship(opened, fix_id, by, now, arguments.day_if_given("--on", on), arguments.pair("--stage", stage) if stage else None))


@fix.command("list")
def list_(state: Annotated[str, typer.Option(help="Only those in this state, e.g. shipped.")] = "") -> None:
    """List the fixes with their state and what the counts say.

    Example: python -m pipeline fix list --state "not yet known"
    """
    from pipeline import fix_lines, fixes
    from pipeline.store import fixes as stored
    from pipeline.store import verdicts

    arguments.one_of("--state", state, fixes.STATES)
    opened = call.opened()
    said = verdicts.latest(opened.store)
    rows = [fix_lines.row_of(one, said.get(one.fix_id) if one.is_out else None) for one in stored.every(opened.store) if state in ("", one.state)]
    console.table(("fix", "title", "touchpoint", "owner", "state", "shipped", "verdict"), rows, folds="verdict")


@fix.command("show")
def show(fix_id: _FixId) -> None:
    """Show one fix: whose it is, what the counts say week by week, and every change.

    Example: python -m pipeline fix show f-0001
    """
    from pipeline import fix_lines, register, verdict_words
    from pipeline.store import answers, verdicts
    from pipeline.store import fixes as stored

    opened = call.opened()
    found = stored.one(opened.store, fix_id)
    weeks = verdicts.every(opened.store, fix_id).to_dict("records")
    answered = {row["fix_id"]: row for row in answers.counted(opened.store).to_dict("records")}
    lines = fix_lines.about(found, opened.taxonomy.ids, register.overlaps(opened, found)) + fix_lines.said(
        weeks[-1] if weeks and found.is_out else None, answered.get(fix_id))
    for line in lines:
        console.out.print(line, markup=False)
    if weeks:
        console.table(("week of", "weeks", "look", "verdict", "complaints without it"),
                      [(str(row["week"]), row["weeks_n"], "planned" if row["is_look"] else "provisional", row["verdict"], verdict_words.short(row) or None)
                       for row in weeks], ("weeks",))
    changes = register.history(opened, fix_id)
    console.table(("day", "by", "what", "why"), [(f"{row.at.astimezone(opened.settings.zone):%d %b %Y}", row.by or None, row.what, row.why or None)
                                                 for row in changes.itertuples()], folds="what")


@fix.command("edit")
def edit(
    fix_id: _FixId, title: Annotated[str | None, typer.Option(help="What is changed.")] = None,
    touchpoint: Annotated[str | None, typer.Option(help="The touchpoint that is mended.")] = None,
    topic: _Topics = None, signal: _Signals = None, hypothesis: _Hypothesis = None, expected_fall: _Fall = None, due: _Due = None, owner: _Owner = None,
    verifier: _Verifier = None, decided: _Decided = None, lag_days: _Lag = None, scope: _Scope = None, link: _Links = None,
    shipped: Annotated[str | None, typer.Option(help="The right day of shipping.")] = None,
    why: Annotated[str, typer.Option(help="Why it is changed.")] = "", by: _By = "",
) -> None:
    """Correct a fix; what is given replaces what was there. What its verdict rests on is judged anew.

    Example: python -m pipeline fix edit f-0001 --verifier "Quality team" --topic t-010
    """
    from pipeline import register

    opened, now = _opened()
    values = _fields(topic, signal, hypothesis, expected_fall, due, owner, verifier, decided, lag_days, scope, link)
    values |= {name: value for name, value in (("title", title), ("touchpoint_id", touchpoint), ("shipped_on", arguments.day_if_given("--shipped", shipped))) if value}
    if not values:
        raise UsageError(f"fix edit {fix_id}: nothing to change was given. `fix edit --help` lists what can be.")
    _told(register.edit(opened, fix_id, by, now, values, why))


@fix.command("abandon")
def abandon(fix_id: _FixId, why: Annotated[str, typer.Option(help="The reason.")], by: _By = "") -> None:
    """Give a fix up, with the reason. It stays in the register.

    Example: python -m pipeline fix abandon f-0001 --why "the supplier changes it in May"
    """
    from pipeline import register

    opened, now = _opened()
    _told(register.abandon(opened, fix_id, by, now, why))


@fix.command("resume")
def resume(fix_id: _FixId, by: _By = "") -> None:
    """Propose an abandoned fix again.

    Example: python -m pipeline fix resume f-0001
    """
    from pipeline import register

    opened, now = _opened()
    _told(register.resume(opened, fix_id, by, now))


@fix.command("undo")
def undo(fix_id: _FixId, by: _By = "") -> None:
    """Take back the last change that a person made; said again, the change stands again.

    Example: python -m pipeline fix undo f-0001
    """
    from pipeline import register

    opened, now = _opened()
    _told(register.undo(opened, fix_id, by, now))


@fix.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, JSONL, Parquet or Excel with a row a fix.")], map_: _Map = None, by: _By = "",
) -> None:
    """Bring in a team's own tracker; the same file again changes nothing. A fix is known again by fix_id, else by link.

    Fields: title, touchpoint (required), fix_id or link (one of them), topics, signals, hypothesis, expected_fall, due, owner, verifier, decided, started,
    shipped, scope, abandoned (the reason).

    Example: python -m pipeline fix import tracker.csv --map fix_id=key,title=summary,touchpoint=component
    """
    from pipeline import tracker
    from pipeline.sources.file import FileSource

    opened, now = _opened()
    found = FileSource.open(file, opened.settings.collect.max_row_bytes)
    done = tracker.bring(opened, found.rows(), tracker.columns_of(found.columns, arguments.field_columns(map_ or [])), by, now)
    console.out.print(f"{done.added_n:,} registered, {done.changed_n:,} changed, {done.same_n:,} as they were, {len(done.unread):,} not read")
    _unread(done.unread)


@fix.command("answers")
def answers_(file: Annotated[Path, typer.Argument(help="CSV, TSV, JSONL, Parquet or Excel with a row an answer.")], map_: _Map = None) -> None:
    """Bring in what complainants said when asked "is it better now?". It stands beside a verdict, never in it.

    Fields: post (id of a post or thread), said (better, same or worse); optionally answered_on and fix_id.

    Example: python -m pipeline fix answers answers.csv --map post=ticket,said=answer
    """
    from pipeline import answers
    from pipeline.sources.file import FileSource

    opened, now = _opened()
    found = FileSource.open(file, opened.settings.collect.max_row_bytes)
    done = answers.bring(opened, found.rows(), answers.columns_of(found.columns, arguments.field_columns(map_ or [])), now)
    console.out.print(f"{done.added_n:,} answers kept, {done.known_n:,} known already, {len(done.unread):,} rows not read")
    _unread(done.unread)


def _opened():
    opened = call.opened()
    return opened, call.now(opened.settings.workspace.as_of)


def _told(found) -> None:
    console.out.print(f"{found.fix_id} is {found.state}: {found.title}", markup=False)


def _unread(rows) -> None:
    for row_n, reason in rows:
        console.err.print(f"row {row_n}: {reason}", markup=False)
    if rows:
        raise typer.Exit(1)


def _fields(topic, signal, hypothesis, expected_fall, due, owner, verifier, decided, lag_days, scope, link) -> dict[str, Any]:
    """Field -> value of what was given; what was not given is not among them."""
    given = dict(
        topics=topic, signals=signal, links=link, scope=[arguments.pair("--scope", each) for each in scope or ()], hypothesis=hypothesis,
        expected_fall=expected_fall, due_on=arguments.day_if_given("--due", due), owner=owner, verifier=verifier,
        decided_on=arguments.day_if_given("--decided", decided), lag_days=lag_days)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items() if value not in (None, [])}
