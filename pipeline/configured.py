"""The sources that canary.toml names: made when they are wanted, checked by one cheap call, priced before they are asked."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipeline.budget import Purse, money
from pipeline.errors import CanaryError, LimitedError, UsageError
from pipeline.sources import make_source, source_class
from pipeline.sources.page import Checked, Source
from pipeline.store import Store, cursors, erasure, heartbeats, spending
from pipeline.workspace import Workspace

_NUMBERED = "https://x.com/i/status/"   # the links of collected posts whose authors are numbers: X's


@dataclass(frozen=True)
class Configured:
    """A section [sources.NAME], not yet looked into: one that is wrong must not stop the others."""

    name: str
    values: Mapping[str, Any]
    environment: Mapping[str, str] = field(repr=False)

    @property
    def kind(self) -> str:
        return self.values["kind"]

    def make(self) -> Source:
        """Raises SettingsError when a setting is off or a secret is missing."""
        return make_source(self.name, self.values, self.environment)


@dataclass
class Known:
    """By what names sources know a person: names, source -> name. notes: what else to know; missing: what could not be found out, in words."""

    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def chosen(workspace: Workspace, names: Sequence[str], environment: Mapping[str, str]) -> list[Configured]:
    """The sources of these names, all where none is given. Raises UsageError when one is unknown or there are none."""
    known = {name: Configured(name, values, environment) for name, values in workspace.settings.sources.items()}
    if not known:
        raise UsageError(f"no source is configured. Add a section to {workspace.path / 'canary.toml'}, e.g. [sources.x-acme] with kind = \"x\"; see docs/sources.md.")
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"there is no source '{unknown[0]}'. Configured: {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(names or known)]


def check(workspace: Workspace, one: Configured, as_of: datetime) -> Checked:
    """One cheap call to a source, within the budget; whatever is wrong is told in words."""
    try:
        with asking(workspace, one.name, one.kind, as_of) as purse:
            source = one.make()
            purse.allow(getattr(source, "check_posts_n", 0))
            return source.check()
    except CanaryError as error:
        return Checked(False, str(error))


def foretell(workspace: Workspace, one: Configured, as_of: datetime) -> str:
    """What a collection would cost, in words. Where the source can count what waits, it is asked, within the budget."""
    with asking(workspace, one.name, one.kind, as_of) as purse:
        source = one.make()
        if not purse.price:
            found = source.check()
            return f"{one.name}: free; nothing is billed for {one.kind}" + ("" if found.is_well else f". But {found.message}")
        waiting = getattr(source, "waiting", None)
        posts_n = waiting(cursors.read(workspace.store, one.name)[0], as_of, purse.allow) if waiting else None
    if posts_n is None:
        return f"{one.name}: {purse.price} {purse.budget.currency} a post; how many wait cannot be told beforehand"
    today, month = spending.day_and_month(workspace.store, purse.day)
    left_n = max(min(purse.budget.posts_per_day - today.posts_n, purse.budget.posts_per_month - month.posts_n), 0)
    return (f"{one.name}: about {posts_n:,} posts wait: {money(purse.micros(posts_n))} {purse.budget.currency}. "
            f"The budget leaves {left_n:,} posts today" + ("." if posts_n <= left_n else ": the rest would wait."))


def authors_of(workspace: Workspace, handle: str, source: str | None, environment: Mapping[str, str], as_of: datetime) -> Known:
    """By what names the sources know the person of a handle that know people by another; a number is such a name already."""
    known, handle = Known(), handle.strip().lstrip("@")
    if handle.isdigit():
        return known
    for name, values in workspace.settings.sources.items():
        one = Configured(name, values, environment)
        if source not in (None, name) or not hasattr(source_class(one.kind), "author_of"):
            continue
        try:
            with asking(workspace, name, one.kind, as_of) as purse:
                found = one.make().author_of(handle, purse.allow)
        except CanaryError as error:
            known.missing.append(f"{name} could not be asked whose handle it is: {error} Say the same again when it answers, or give the number as --author")
            continue
        if found:
            known.names[name] = found
        else:
            known.notes.append(f"{name} knows nobody of this handle any more: give the author's number as --author, or each post with --post.")
    for name in _unasked(workspace, source):
        known.missing.append(f"{name} holds posts but is in no section of canary.toml any more: nobody could be asked whose handle it is. "
                             "Put its section back and say the same again, or give the number as --author")
    return known


def _unasked(workspace: Workspace, source: str | None) -> list[str]:
    """Sources that posts by numbered authors were collected from and that have no section any more."""
    with workspace.store.read() as connection:
        return [name for name in erasure.collected(connection, _NUMBERED) if name not in workspace.settings.sources and source in (None, name)]


@contextmanager
def heeding(store: Store, name: str, as_of: datetime) -> Iterator[None]:
    """A service that asks to be left alone is, by every later call of every verb too. Raises LimitedError."""
    until = heartbeats.every(store).get(name, {}).get("not_before")
    if until and as_of < until:
        raise LimitedError(f"{name}: asked to wait until {until:%Y-%m-%d %H:%M} UTC; nothing was asked of it. Try again after that.", until)
    try:
        yield
    except LimitedError as error:
        with store.write() as connection:
            heartbeats.beat(connection, name, as_of, state="waiting", message=str(error), not_before=error.until)
            store.touch(connection)
        raise


@contextmanager
def asking(workspace: Workspace, name: str, kind: str, as_of: datetime) -> Iterator[Purse]:
    """The purse for calls of a source that is `heeding`. What is set aside and not settled is billed at the end, and given back when a call failed.

    A call that broke off may have been billed: X bills a post once a day, however often it is asked for. The calls of a
    killed run stay counted.
    """
    purse = Purse(workspace.store, workspace.settings.budget, name, kind, as_of)
    with heeding(workspace.store, name, as_of):
        try:
            yield purse
        except CanaryError:
            _settle(purse, 0)
            raise
        _settle(purse, purse.held_n)


def _settle(purse: Purse, billed_n: int) -> None:
    if purse.held_n:
        with purse.store.write() as connection:
            purse.settle(connection, billed_n)
