"""The verbs of a model's life: train, compare, publish, rollback, models."""
from __future__ import annotations

from typing import Annotated

import typer

from pipeline import call, console

_BY = Annotated[str, typer.Option("--by", help="Who does it; stands in the history of models.")]
_WHY = Annotated[str, typer.Option("--why", help="In words; needed where a rule of the gate is not met.")]
_VERSION = Annotated[str, typer.Argument(metavar="VERSION", help="As `models` lists it; the newest candidate when not given.")]


def train(
    publish: Annotated[bool, typer.Option("--publish", help="Then publish it, if it passes the gate.")] = False,
    why: _WHY = "", by: _BY = "",
    teacher: Annotated[str, typer.Option(help="A sentence encoder, as a folder or a package that ships one: a fast student is taught on your own complaints. Slow once.")] = "",
) -> None:
    """Learn the topics anew from all complaints and what people decided. The result is a candidate: people see it when it is published.

    The first model of a workspace is published at once.

    Example: python -m pipeline train
    """
    from pipeline.lock import only_one

    opened = call.opened()
    now = call.now(opened.settings.workspace.as_of)
    with only_one(opened.path / "run.lock", "a run of this workspace"):
        with console.progress("getting ready to learn"):
            from pipeline import stages
            from pipeline.learn import choose
        is_first = not choose.has_published(opened)
        stages.learn(opened, now, console.stage_line, console.progress, by, teacher)
        if is_first:
            return stages.understand(opened, now, console.stage_line, console.progress)
        version = choose.newest_candidate(opened)
        if version is None:
            return None
        _compared(opened, version, is_short=True)
        if publish:
            return _publish(opened, version, by, why)
    return None


def compare(version: _VERSION = "") -> None:
    """Show a candidate beside the published model: what becomes of each topic, what moves, twenty to read, and the rules of the gate.

    Example: python -m pipeline compare
    """
    from pipeline.learn import choose

    opened = call.opened()
    _compared(opened, version or choose.required_candidate(opened))


def publish(version: _VERSION = "", why: _WHY = "", by: _BY = "") -> None:
    """Publish a candidate: everything is assigned aside and changes over in one moment. Refused where a rule of the gate is not met, but for --why.

    Example: python -m pipeline publish --by Ann
    """
    from pipeline.learn import choose
    from pipeline.lock import only_one

    opened = call.opened()
    with only_one(opened.path / "run.lock", "a run of this workspace"):
        _publish(opened, version or choose.required_candidate(opened), by, why)


def rollback(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A model that was published before; the last one when not given.")] = "",
    why: _WHY = "", by: _BY = "",
) -> None:
    """Go back to the model that was published before; it stays until somebody publishes another.

    Example: python -m pipeline rollback --why "two topics became one" --by Ann
    """
    from pipeline import stages
    from pipeline.learn import publish as publishing
    from pipeline.lock import only_one

    opened = call.opened()
    now = call.now(opened.settings.workspace.as_of)
    with only_one(opened.path / "run.lock", "a run of this workspace"):
        stages.switch(opened, lambda done: publishing.rollback(opened, version or None, by, why, now, done), now, console.stage_line, console.progress)


def models() -> None:
    """List the models, newest first: candidates, the published one, and those that a rollback can go back to.

    Example: python -m pipeline models
    """
    from pipeline.learn import choose

    console.table(choose.COLUMNS, choose.table(call.opened()), ("topics", "complaints"), folds="note")


def _publish(opened, version: str, by: str, why: str) -> None:
    from pipeline import stages
    from pipeline.learn import publish as publishing

    now = call.now(opened.settings.workspace.as_of)
    stages.switch(opened, lambda done: publishing.run(opened, version, by, why, now, done), now, console.stage_line, console.progress)


def _compared(opened, version: str, is_short: bool = False) -> None:
    """Print what a comparison found. is_short: the outcome alone."""
    with console.progress("compare"):
        from pipeline.learn import comparison_words

        lines = comparison_words.lines(opened, version, is_short)
    for line in lines:
        console.out.print(line, markup=False)
