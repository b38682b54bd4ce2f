"""The one sentence that answers each page's question. Pure functions; what they return is plain text, not Markdown."""
from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.periods import CHOICES, Calendar
from dashboard.wording import count, day, days, few, listing, number, percent, signed, spelled, week
from pipeline.attention import FEWER, MORE, SIGNAL
from pipeline.records import Filters


def filters_sentence(filters: Filters, calendar: Calendar, period: str) -> str:
    """What is shown, in one line: the days, then whatever narrows it."""
    shown = days(filters.first_day or calendar.first_day, filters.last_day or calendar.last_day)
    weeks = CHOICES.get(period)
    parts = [f"{shown} ({weeks} weeks)" if weeks and filters.first_day and (filters.last_day - filters.first_day).days + 1 == 7 * weeks else shown]
    parts.append(listing(filters.sources) if filters.sources else "all sources")
    if filters.channels:
        parts.append(listing(filters.channels))
    by_name: dict[str, list[str]] = {}
    for name, value in filters.attributes:
        by_name.setdefault(name, []).append(value)
    parts += [f"{name.replace('_', ' ')}: {listing(values)}" for name, values in by_name.items()]
    return " · ".join(parts)


def data_end(calendar: Calendar) -> str | None:
    """"Data end on 24 Feb 2015." where nothing came for more than a week."""
    return f"Data end on {day(calendar.last_day)}." if calendar.is_stale else None


def cannot_tell(unclear_n: int, complaints_n: int) -> str | None:
    """Why a quiet week says nothing; None where most complaints point to a touchpoint."""
    if not complaints_n:
        return "Cannot tell: nobody was heard this week. Silence is unknown, not green."
    if 2 * unclear_n <= complaints_n:
        return None
    return f"Cannot tell: {number(unclear_n)} of {count(complaints_n, 'complaint')} {'points' if complaints_n == 1 else 'point'} to no touchpoint."


UNCLEAR_STEP = ("Add the words people use to the phrases in touchpoints.yaml, then run `python -m pipeline train`. "
                "Is it another trade? Begin a workspace with its touchpoints: `python -m pipeline init --taxonomy NAME`.")


def unlearned(complaints_n: int, needed_n: int) -> str:
    """What is missing before topics and touchpoints are known. complaints_n: all that came in; needed_n: to learn from."""
    if complaints_n >= needed_n:
        return "Topics and touchpoints are learned by the next run: `python -m pipeline run`."
    return (f"Topics and touchpoints are learned from {count(needed_n, 'complaint')} on; {number(complaints_n)} came in so far. "
            "Import more, then run `python -m pipeline run`. Until then complaints wait, none is lost.")


def overview(need: pd.DataFrame, known_n: int, history_days: int, needed_days: int) -> str:
    """need: rows of attention.in_need; known_n: how many touchpoints could be compared with what is expected."""
    if not known_n and not len(need):
        if history_days < needed_days:
            return f"Too early to say: {history_days} of {needed_days} days of history."
        return "Too few complaints under these filters to say what is expected."
    if not len(need):
        return "Nothing stands out this week."
    verb = "needs" if len(need) == 1 else "need"
    return f"{spelled(len(need))} {'touchpoint' if len(need) == 1 else 'touchpoints'} {verb} a person: {listing([_why(row) for row in need.itertuples()] if len(need) <= 2 else list(need['name']), 4)}."


def _why(row) -> str:
    if row.status == SIGNAL:
        return f"{row.name} (signal since {day(row.since, row.since.year)})"
    return f"{row.name} ({number(row.people_n)} people, {number(row.people_n - row.expected_n)} more than expected)"


def touchpoint(row, monday: date | None, since: date | None, min_people: int) -> str:
    """row: one of attention.standing."""
    if monday is None:
        return "No complete week is shown yet, so there is nothing to compare."
    people = f"{few(row.people_n, min_people)} {'person' if row.people_n == 1 and min_people <= 1 else 'people'} in the week of {week(monday)}"
    if pd.isna(row.expected_n):
        return f"{people}. Too early to say what is expected."
    expected = f"{number(row.lower_n)} to {number(row.upper_n)} expected"
    if row.status == MORE:
        return f"{people}, {number(row.people_n - row.expected_n)} more than expected ({expected}){f', since {day(since, monday.year)}' if since else ''}."
    if row.status == SIGNAL:
        return f"A signal is up since {day(since or row.since, monday.year)}. {people}, {expected}."
    return f"{people}, {'fewer than expected' if row.status == FEWER else 'as expected'} ({number(row.lower_n)} to {number(row.upper_n)})."


def unclear(n: int) -> str:
    """Of the period: it may be more than the week that the figures tell of."""
    return f"{count(n, 'complaint')} of the period {'has' if n == 1 else 'have'} an unclear touchpoint."


def topics(n: int, complaints_n: int, largest: str | None, people: str) -> str:
    """largest: the topic of most people that says one thing, if any; people: how many, as they are told."""
    if not n:
        return "No topics under these filters."
    clear = f" Largest: “{largest}”, {people} people." if largest else ""
    return f"{count(complaints_n, 'complaint')} in {count(n, 'topic')}.{clear}"


def beside_topics(mixed_n: int, short_n: int) -> str | None:
    """Complaints that the largest topic is not chosen from."""
    said = [f"{count(mixed_n, 'complaint is', 'complaints are')} in mixed topics"] if mixed_n else []
    said += [f"{count(short_n, 'complaint is', 'complaints are')} too short to tell"] if short_n else []
    return f"{'; '.join(said)}." if said else None


def topic(people_n: float, complaints_n: int, min_people: int, touchpoint_name: str | None, confidence: float | None) -> str:
    where = "no touchpoint is clear" if touchpoint_name is None else f"it points to {touchpoint_name} ({percent(confidence)} sure)"
    return f"{few(people_n, min_people)} people, {count(complaints_n, 'complaint')}; {where}."


def books(posts_n: int, complaints_n: int, quarantined_n: int, waiting_n: int, silent: list[str]) -> str:
    """What came in and what was lost."""
    lost = "nothing was lost" if not quarantined_n else f"{count(quarantined_n, 'row')} could not be read and {'is' if quarantined_n == 1 else 'are'} in quarantine"
    waiting = f" {count(waiting_n, 'post waits', 'posts wait')} for a run." if waiting_n else ""
    stopped = f" Silent too long: {listing(silent)}." if silent else ""
    return f"{count(posts_n, 'post')} came in, {number(complaints_n)} of them complaints; {lost}.{waiting}{stopped}"


def change(now: float, before: float | None) -> str | None:
    """How far from the mean of the four weeks before; None when there is nothing to compare."""
    return None if before is None or pd.isna(before) else f"{signed(now - before)} vs the 4 weeks before"
