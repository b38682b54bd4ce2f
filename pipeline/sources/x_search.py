"""How far a query was read: X gives the newest first, so what is complete moves only when a whole pass is. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.sources.page import Gap
from pipeline.sources.x_posts import Answer, moment_of

WINDOW = timedelta(days=7)
"""Recent search knows no older posts."""

_MARGIN = timedelta(minutes=2)      # a floor so near the edge would be refused before the pass ends
_UNINDEXED = timedelta(minutes=1)   # the newest posts cannot be searched yet
_REST = timedelta(hours=1)          # a pass that takes longer loses posts at its far end
_GAP = "X can be searched for seven days back; nobody collected for longer"


@dataclass(frozen=True)
class Place:
    """How far one query was read.

    complete_id, complete_at: everything up to this post, this moment was read. The others are of the pass that runs:
    since_id or start_time is its floor; newest_id, oldest_id what it has read between; token its next page.
    """

    complete_id: str = ""
    complete_at: str = ""
    began_at: str = ""
    since_id: str = ""
    start_time: str = ""
    newest_id: str = ""
    oldest_id: str = ""
    token: str = ""

    def kept(self) -> dict[str, str]:
        return {name: value for name, value in vars(self).items() if value}


def begun(place: Place, now: datetime, first_days: float = 7.0) -> tuple[Place, tuple[Gap, ...]]:
    """The pass to go on with: the one that runs, or a new one; and what cannot be had any more."""
    edge = now - WINDOW + _MARGIN
    if place.began_at:
        return _kept_up(place, now)
    place = replace(place, began_at=now.isoformat())
    if place.complete_id and moment_of(place.complete_id) > edge:
        return replace(place, since_id=place.complete_id), ()
    if not place.complete_at:
        first = now - timedelta(days=first_days)
        return (replace(place, start_time=first.isoformat()) if first > edge else place), ()
    complete_at = datetime.fromisoformat(place.complete_at)
    if complete_at > edge:
        return replace(place, start_time=place.complete_at), ()
    return place, (Gap(complete_at, now - WINDOW, _GAP),)


def params(place: Place) -> dict[str, str]:
    """What a call of this pass is to be asked with."""
    wanted = {"since_id": place.since_id, "start_time": place.start_time[:19] + "Z" if place.start_time else "", "next_token": place.token}
    if place.oldest_id and not place.token:
        wanted["until_id"] = place.oldest_id
    return {name: value for name, value in wanted.items() if value}


def after(place: Place, answer: Answer) -> Place:
    """The place once a page is stored; a page without a token is the last of its pass."""
    newest = _max(place.newest_id, answer.newest_id)
    oldest = answer.oldest_id or place.oldest_id
    if answer.token:
        return replace(place, newest_id=newest, oldest_id=oldest, token=answer.token)
    complete_at = (datetime.fromisoformat(place.began_at) - _UNINDEXED).isoformat()
    return Place(complete_id=_max(place.complete_id, newest), complete_at=complete_at)


def without_token(place: Place) -> Place:
    """The same pass by ids: for a token that is not taken any more."""
    return replace(place, token="")


def place_of(kept: Mapping[str, str] | None) -> Place:
    """A place out of a cursor; what another version kept besides is left."""
    return Place(**{name: str(value) for name, value in (kept or {}).items() if name in Place.__dataclass_fields__})


def eased(place: Place, said: str, now: datetime) -> tuple[Place, tuple[Gap, ...]] | None:
    """The pass without what X says it does not take any more: an old token, a floor that has left the window; None: neither."""
    if place.token and "token" in said:
        return without_token(place), ()
    if place.oldest_id and not place.token and "until_id" in said:
        return _ended(place, now)
    if (place.since_id and "since_id" in said) or (place.start_time and "start_time" in said):
        return replace(place, since_id="", start_time="", token=""), (Gap(_floor(place), now - WINDOW, _GAP),)
    return None


def _kept_up(place: Place, now: datetime) -> tuple[Place, tuple[Gap, ...]]:
    """A pass that rested so long that its floor left the window goes on without one, down to what X still has."""
    edge, has_floor = now - WINDOW, bool(place.since_id or place.start_time)
    if has_floor and _floor(place) > edge + _MARGIN:
        return place, ()
    if place.oldest_id and moment_of(place.oldest_id) <= edge + _MARGIN:     # what was to come next is out of reach too
        return _ended(place, now)
    if not has_floor:
        is_late = now - datetime.fromisoformat(place.began_at) > _REST
        return place, ((Gap(_floor(place), edge, _GAP),) if is_late else ())
    return replace(place, since_id="", start_time="", token=""), (Gap(_floor(place), edge, _GAP),)


def _ended(place: Place, now: datetime) -> tuple[Place, tuple[Gap, ...]]:
    """The next pass, when the rest of this one cannot be had."""
    complete_at = (datetime.fromisoformat(place.began_at) - _UNINDEXED).isoformat()
    again, gaps = begun(Place(complete_id=_max(place.complete_id, place.newest_id), complete_at=complete_at), now)
    return again, (Gap(_floor(place), moment_of(place.oldest_id), _GAP), *gaps)


def _floor(place: Place) -> datetime:
    """Down to where a pass was to read."""
    if place.since_id:
        return moment_of(place.since_id)
    return datetime.fromisoformat(place.start_time) if place.start_time else datetime.fromisoformat(place.began_at) - WINDOW


def _max(one: str, other: str) -> str:
    return max(one, other, key=lambda value: int(value or 0))
