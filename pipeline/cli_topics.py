"""The verbs that list and steer topics: topics, topics rename, merge, split, apart, link, hide."""
from __future__ import annotations

from typing import Annotated

import typer

from pipeline import call, console

topics = typer.Typer(help="Topics: list them, and say what is right. What you say outlives every retraining; `decisions` lists it.\n\nExample: python -m pipeline topics", rich_markup_mode=None)

_ID = Annotated[str, typer.Argument(metavar="ID", help="The topic, e.g. t-007: `topics` lists them.")]
_BY = Annotated[str, typer.Option("--by", help="Who says so; stands beside the decision.")]
_WHY = Annotated[str, typer.Option("--why", help="In a few words, for those who look back.")]


@topics.callback(invoke_without_command=True)
def _list_topics(context: typer.Context) -> None:
    """List the topics, most people first.

    Example: python -m pipeline topics
    """
    if context.invoked_subcommand is not None:
        return
    from pipeline.store import topics as stored

    frame = stored.every(call.opened().store)
    rows = [(t.topic_id, t.label, int(t.complaints_n), int(t.authors_n), t.touchpoint_id if isinstance(t.touchpoint_id, str) else None, t.state)
            for t in frame.itertuples()]
    console.table(("topic", "label", "complaints", "people", "touchpoint", "state"), rows, ("complaints", "people"))


@topics.command("rename")
def rename(topic_id: _ID, label: Annotated[str, typer.Argument(help="What went wrong, in a few words.")], by: _BY = "", why: _WHY = "") -> None:
    """Call a topic by words of your own.

    Example: python -m pipeline topics rename t-007 "No signal at home" --by Ann
    """
    decide("rename", topic_id, value=label, by=by, why=why)


@topics.command("merge")
def merge(topic_id: _ID, into: Annotated[str, typer.Argument(metavar="INTO", help="The topic that it goes into.")], by: _BY = "", why: _WHY = "") -> None:
    """Put one topic into another: they are one story. The one that goes keeps its history.

    Example: python -m pipeline topics merge t-012 t-003 --why "both are about evenings"
    """
    decide("merge", topic_id, value=into, by=by, why=why)


@topics.command("split")
def split(
    topic_id: _ID,
    posts: Annotated[list[str] | None, typer.Option("--posts", help="Ids of the complaints that are another topic; may be given several times, or separated by commas.")] = None,
    part: Annotated[int | None, typer.Option("--part", help="Number of the part that is split off; the second when not given.", min=1)] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Split; without it the parts are only shown.")] = False, by: _BY = "", why: _WHY = "",
) -> None:
    """Show the parts that a topic seems to have; with --yes, make one of them a topic of its own. With --posts, split off just those complaints.

    Example: python -m pipeline topics split t-001 --part 2 --yes --by Ann
    """
    if posts:
        return decide("split", topic_id, [one.strip() for given in posts for one in given.split(",") if one.strip()], by=by, why=why)
    from pipeline.decisions import parts
    from pipeline.errors import UsageError

    found = parts.find(call.opened(), topic_id)
    if len(found) < 2:
        console.out.print(f"{topic_id} does not fall into parts: its complaints say much the same. Pick complaints with --posts.", markup=False)
        return None
    console.table(("part", "label", "complaints", "for example"), [(n, one.label, len(one.posts), ", ".join(one.typical[:3])) for n, one in enumerate(found, 1)], ("part", "complaints"))
    if not yes:
        console.out.print(f"Nothing was changed. Split one off with: topics split {topic_id} --part 2 --yes", markup=False)
        return None
    if (part or 2) > len(found):
        raise UsageError(f"--part {part}: {topic_id} has {len(found)} parts.")
    return decide("split", topic_id, found[(part or 2) - 1].posts, by=by, why=why)


@topics.command("apart")
def apart(topic_id: _ID, other: Annotated[str, typer.Argument(metavar="OTHER", help="The other topic.")], by: _BY = "", why: _WHY = "") -> None:
    """Say that two topics are never one.

    Example: python -m pipeline topics apart t-001 t-011
    """
    decide("apart", topic_id, value=other, by=by, why=why)


@topics.command("link")
def link(topic_id: _ID, touchpoint: Annotated[str, typer.Argument(metavar="TOUCHPOINT", help="As `touchpoints` lists it.")], by: _BY = "", why: _WHY = "") -> None:
    """Say at which touchpoint a topic's complaints arise. Those that were counted at the touchpoint it is not follow.

    Example: python -m pipeline topics link t-007 mobile-network --by Ann
    """
    decide("link", topic_id, value=touchpoint, by=by, why=why)


@topics.command("hide")
def hide(topic_id: _ID, by: _BY = "", why: _WHY = "") -> None:
    """List a topic no more; its complaints are still counted at their touchpoints.

    Example: python -m pipeline topics hide t-027 --why "greetings, no failure"
    """
    decide("hide", topic_id, by=by, why=why)


def decide(kind: str, topic_id: str | None = None, posts=(), value: str = "", by: str = "", why: str = "") -> None:
    """Decide it, and say under which number it can be undone."""
    from pipeline.decisions import decide as decisions
    from pipeline.decisions.kinds import Decision, in_words
    from pipeline.store import decisions as stored

    opened = call.opened()
    number = decisions.add(opened, Decision(kind, topic_id, tuple(posts), value), by, why, call.now(opened.settings.workspace.as_of))
    with opened.store.read() as connection:
        made = stored.one(connection, number)
        replaced = stored.replaced_by(connection, number)
    console.out.print(f"Decision {number}: {in_words(made)}. Take it back with: decisions undo {number}", markup=False)
    for row in replaced:
        console.out.print(f"It takes the place of decision {row['decision_id']}: {in_words(row)}", markup=False)
