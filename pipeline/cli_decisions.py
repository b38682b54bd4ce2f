"""The verbs of single complaints and of the log of decisions: complaint belongs, touchpoint, yes, no, severity, apart; decisions undo, redo, export, replay."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline import call, console
from pipeline.cli_topics import decide

complaint = typer.Typer(help="Say what is right of one complaint. What you say outlives every retraining.\n\nExample: python -m pipeline complaint no x:1234 --by Ann", no_args_is_help=True, rich_markup_mode=None)
decisions = typer.Typer(help="What people decided: list it, take it back, carry it to another workspace.\n\nExample: python -m pipeline decisions", rich_markup_mode=None)

_POST = Annotated[str, typer.Argument(metavar="POST", help="Id of the post, as `export complaints` has it.")]
_BY = Annotated[str, typer.Option("--by", help="Who says so; stands beside the decision.")]
_WHY = Annotated[str, typer.Option("--why", help="In a few words, for those who look back.")]
_NUMBER = Annotated[int, typer.Argument(metavar="NUMBER", help="As `decisions` lists it.")]


@complaint.command("belongs")
def belongs(post: _POST, topic_id: Annotated[str, typer.Argument(metavar="TOPIC", help="The topic that it belongs to.")], by: _BY = "", why: _WHY = "") -> None:
    """Put a complaint into a topic.

    Example: python -m pipeline complaint belongs x:1234 t-007
    """
    decide("belongs", topic_id, [post], by=by, why=why)


@complaint.command("touchpoint")
def touchpoint(post: _POST, touchpoint_id: Annotated[str, typer.Argument(metavar="TOUCHPOINT", help="As `touchpoints` lists it.")], by: _BY = "", why: _WHY = "") -> None:
    """Say at which touchpoint a complaint arises.

    Example: python -m pipeline complaint touchpoint x:1234 billing
    """
    decide("touchpoint", None, [post], touchpoint_id, by, why)


@complaint.command("yes")
def yes(post: _POST, by: _BY = "", why: _WHY = "") -> None:
    """Say that a post is a complaint. It is counted from now on, in the topic that the published model finds for it.

    Example: python -m pipeline complaint yes x:1234
    """
    decide("complaint", None, [post], "yes", by, why)


@complaint.command("no")
def no(post: _POST, by: _BY = "", why: _WHY = "") -> None:
    """Say that a post is no complaint: it is counted nowhere.

    Example: python -m pipeline complaint no x:1234
    """
    decide("complaint", None, [post], "no", by, why)


@complaint.command("severity")
def severity(post: _POST, harm: Annotated[str, typer.Argument(metavar="N", help="0 none, 1 annoyance, 2 cost or lost time, 3 serious loss, 4 safety or a vulnerable person.")],
             by: _BY = "", why: _WHY = "") -> None:
    """Say how bad what happened is.

    Example: python -m pipeline complaint severity x:1234 3
    """
    decide("severity", None, [post], harm, by, why)


@complaint.command("apart")
def apart(post: _POST, other: Annotated[str, typer.Argument(metavar="OTHER", help="The other complaint.")], by: _BY = "", why: _WHY = "") -> None:
    """Say that two complaints are never in one topic.

    Example: python -m pipeline complaint apart x:1234 x:5678
    """
    decide("apart", None, [post, other], by=by, why=why)


@decisions.callback(invoke_without_command=True)
def _every(context: typer.Context) -> None:
    """List every decision, oldest first, undone ones too.

    Example: python -m pipeline decisions
    """
    if context.invoked_subcommand is None:
        list_()


@decisions.command("list")
def list_() -> None:
    """List every decision, oldest first, undone ones too.

    Example: python -m pipeline decisions list
    """
    from pipeline.decisions.kinds import in_words
    from pipeline.store import decisions as stored

    opened = call.opened()
    rows = [(row["decision_id"], f"{row['made_at'].astimezone(opened.settings.zone):%d %b %Y}", row["by"] or None, in_words(row), _state(row), row["why"] or None)
            for row in stored.every(opened.store)]
    console.table(("decision", "day", "by", "what", "state", "why"), rows, ("decision",), folds="what")


def _state(row) -> str:
    return "holds" if row["undone_at"] is None else f"replaced by {row['replaced_by']}" if row["replaced_by"] else "undone"


@decisions.command("undo")
def undo(number: _NUMBER, by: _BY = "") -> None:
    """Take a decision back: what is published is as it was without it.

    Example: python -m pipeline decisions undo 3 --by Ann
    """
    from pipeline.decisions import decide as decisions_

    opened = call.opened()
    decisions_.undo(opened, number, by, call.now(opened.settings.workspace.as_of))
    console.out.print(f"Decision {number} is undone. Decide it again with: decisions redo {number}", markup=False)


@decisions.command("redo")
def redo(number: _NUMBER, by: _BY = "") -> None:
    """Decide once more what was undone; it gets a number of its own.

    Example: python -m pipeline decisions redo 3 --by Ann
    """
    from pipeline.decisions import decide as decisions_

    opened = call.opened()
    new = decisions_.redo(opened, number, by, call.now(opened.settings.workspace.as_of))
    console.out.print(f"Decision {new} says again what decision {number} said.", markup=False)


@decisions.command("export")
def export(file: Annotated[Path, typer.Argument(help="The file to write, JSON lines.")]) -> None:
    """Write the whole log, undone decisions too. It holds ids of posts, and no text of any.

    Example: python -m pipeline decisions export decisions.jsonl
    """
    from pipeline.decisions import log

    opened = call.opened()
    with file.open("w", encoding="utf-8") as out:
        written = log.write(opened, out)
    console.out.print(f"Wrote {written:,} {'decision' if written == 1 else 'decisions'} to {file}", markup=False)


@decisions.command("replay")
def replay(file: Annotated[Path, typer.Argument(help="What `decisions export` wrote.", exists=True, dir_okay=False)]) -> None:
    """Decide again what a log holds, in a workspace on the same data. Said twice, it changes nothing.

    Topics are found by the complaints that stood for them. What cannot be replayed is listed with the reason; the exit status is then 1.

    Example: python -m pipeline --workspace other decisions replay decisions.jsonl
    """
    from pipeline.decisions import log

    opened = call.opened()
    with file.open(encoding="utf-8") as lines:
        done = log.replay(opened, lines)
    console.out.print(f"{done.made_n:,} decisions hold now, {done.past_n:,} undone ones are kept as history, {done.known_n:,} were there already, {len(done.left):,} could not be replayed")
    for line, what, why in done.left:
        console.err.print(f"line {line} ({what}): {why}", markup=False)
    if done.left:
        raise typer.Exit(1)
