"""The verbs of what was raised and of what changed: signals and event."""
from __future__ import annotations

from typing import Annotated

import typer

from pipeline import arguments, call, console

_ID = Annotated[str, typer.Argument(metavar="ID", help="As `signals` lists it, e.g. s-topic-t-007-20261107.")]
_BY = Annotated[str, typer.Option("--by", help="Who says so; stands in the signal's history.")]
_WHY = Annotated[str, typer.Option("--why", help="In a few words, for those who look back.")]

signals = typer.Typer(help="What rose above what is expected: list it, look at one, say what is done about it.\n\nExample: python -m pipeline signals --state new", rich_markup_mode=None)


@signals.callback(invoke_without_command=True)
def _list_signals(
    context: typer.Context,
    state: Annotated[str, typer.Option(help="Only those: new, acknowledged, with a fix, recovered, dismissed or regressed.")] = "",
    level: Annotated[str, typer.Option(help="Only those: all, touchpoint or topic.")] = "",
) -> None:
    """List what rose above what is expected: what is still up first, then by harm × people beyond the expected × days.

    Example: python -m pipeline signals --state new
    """
    if context.invoked_subcommand is not None:
        return
    from pipeline import signal_order
    from pipeline.signal_states import STATES
    from pipeline.store import signals as stored

    arguments.one_of("--state", state, STATES)
    arguments.one_of("--level", level, signal_order.LEVELS)
    frame = signal_order.worst_first(stored.every(call.opened().store))
    frame = frame[(frame["state"] == state) if state else frame["state"].notna()]
    frame = frame[(frame["level"] == level) if level else frame["level"].notna()]
    rows = [(s.signal_id, s.target_id or "everything", s.kind, str(s.began_on), int(s.observed_n), round(s.expected_n, 1), s.state) for s in frame.itertuples()]
    console.table(("signal", "where", "kind", "since", "observed", "expected", "state"), rows, ("observed", "expected"))


@signals.command("show")
def show(signal_id: _ID) -> None:
    """Say everything that is known of a signal, and who did what about it.

    Example: python -m pipeline signals show s-topic-t-007-20261107
    """
    from pipeline import signal_states, signal_words
    from pipeline.store import signal_log, topics

    opened = call.opened()
    signal = signal_states.required(opened, signal_id)
    labels = {t.id: t.name for t in opened.taxonomy.touchpoints} | topics.labels(opened.store)
    for line in signal_words.lines(signal, labels, signal_log.of(opened.store, signal_id), opened.settings.zone):
        console.out.print(line, markup=False)


@signals.command("acknowledge")
def acknowledge(signal_id: _ID, by: _BY = "", why: _WHY = "") -> None:
    """Say that somebody looks at it.

    Example: python -m pipeline signals acknowledge s-topic-t-007-20261107 --by "Ann, app team"
    """
    _change(signal_id, "acknowledged", by, why)


@signals.command("dismiss")
def dismiss(signal_id: _ID, why: _WHY, by: _BY = "") -> None:
    """Say that nothing needs to be done, and why. It tunes nothing: the same rise will be raised again.

    Example: python -m pipeline signals dismiss s-topic-t-026-20260917 --why "a competitor's campaign" --by Ann
    """
    _change(signal_id, "dismissed", by, why)


@signals.command("reopen")
def reopen(signal_id: _ID, by: _BY = "", why: _WHY = "") -> None:
    """Take the last change of a signal back; once more takes the one before it back.

    Example: python -m pipeline signals reopen s-topic-t-026-20260917
    """
    from pipeline import signal_states

    opened = call.opened()
    state = signal_states.reopen(opened, signal_id, by, why, call.now(opened.settings.workspace.as_of))
    console.out.print(f"{signal_id} is {state} again", markup=False)


def _change(signal_id: str, to_state: str, by: str, why: str) -> None:
    from pipeline import signal_states

    opened = call.opened()
    signal_states.change(opened, signal_id, to_state, by, why, call.now(opened.settings.workspace.as_of))
    console.out.print(f"{signal_id} is {to_state}. Taken back with: signals reopen {signal_id}", markup=False)


event = typer.Typer(help="What changed at the company, drawn beside every trend. It is never called a cause.\n\nExample: python -m pipeline event list", no_args_is_help=True, rich_markup_mode=None)


@event.command("add")
def add_event(
    title: Annotated[str, typer.Argument(help="What changed, in a few words.")],
    on: Annotated[str, typer.Option("--on", help="The day it happened, or began: 2026-10-01.")],
    until: Annotated[str, typer.Option(help="The day it ended; leave it out for one moment, or while it goes on.")] = "",
    touchpoint: Annotated[str, typer.Option(help="Where; everywhere when not given.")] = "",
    by: Annotated[str, typer.Option(help="Who says so.")] = "",
) -> None:
    """Write down what changed, so that a later reader sees what else happened when complaints rose. The same event twice is one.

    Example: python -m pipeline event add "new IVR menu" --touchpoint phone-line --on 2026-10-01
    """
    from pipeline import events

    opened = call.opened()
    number = events.add(opened, title, arguments.day("--on", on), call.now(opened.settings.workspace.as_of),
                        until=arguments.day("--until", until) if until else None, touchpoint_id=touchpoint or None, by=by)
    console.out.print(f"Event {number} is kept. Taken back with: event remove {number}")


@event.command("list")
def list_events(
    removed: Annotated[bool, typer.Option("--removed", help="Those that were taken back.")] = False,
) -> None:
    """List the events, latest first.

    Example: python -m pipeline event list
    """
    from pipeline.store import events as stored

    rows = [(int(e.event_id), str(e.happened_on), str(e.ended_on) if e.ended_on else None, e.touchpoint_id if isinstance(e.touchpoint_id, str) else "everywhere", e.title, e.by or None)
            for e in stored.every(call.opened().store, removed).itertuples()]
    console.table(("event", "on", "until", "where", "title", "by"), rows, ("event",), folds="title")


@event.command("remove")
def remove_event(event_id: Annotated[int, typer.Argument(metavar="EVENT", help="Its number, as `event list` shows it.")]) -> None:
    """Take an event back; it can be put back.

    Example: python -m pipeline event remove 3
    """
    from pipeline import events

    opened = call.opened()
    events.remove(opened, event_id, call.now(opened.settings.workspace.as_of))
    console.out.print(f"Event {event_id} is taken back. Put back with: event restore {event_id}")


@event.command("restore")
def restore_event(event_id: Annotated[int, typer.Argument(metavar="EVENT", help="Its number, as `event list --removed` shows it.")]) -> None:
    """Put an event back that was removed.

    Example: python -m pipeline event restore 3
    """
    from pipeline import events

    events.restore(call.opened(), event_id)
    console.out.print(f"Event {event_id} is back")
