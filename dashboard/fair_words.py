"""What the Fairness page says: who is answered, who differs, what reach would have done, who is silent. Pure; plain text, not Markdown."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.wording import count, few, listing, number, percent, spelled
from models.intervals import wilson
from models.unheard import AtLeast
from pipeline.fairness import ALPHA, RIPE_DAYS
from pipeline.reach import Orders, forgotten, served_first

NAMES = {"answered": "Answered", "minutes": "First answer", "acted": "Acted on", "sorry": "Only sorry"}
NO_DIFFERENCE = "no difference shown"
_DIFFERS = {"answered": ("answered less often", "answered more often"), "minutes": ("answered sooner", "answered later"),
            "acted": ("acted on less often", "acted on more often"), "sorry": ("only apologised to less often", "only apologised to more often")}
_DAY_MINUTES = 1440


def headline(threads_n: int, channels: Sequence[str], rows: pd.DataFrame, overall: Mapping[str, Mapping[str, float]], min_people: int) -> str:
    """The page's sentence. threads_n: read under the filters; rows, overall: as of pipeline.fairness."""
    if not threads_n:
        return "Cannot tell who is answered: no thread has been read yet."
    if not channels:
        return "Cannot tell who is answered: no reply of the company is in what came in."
    if not overall["answered"]["n"]:
        return f"Cannot tell who is answered: every thread here is of the last {RIPE_DAYS} days, or in a channel that the company never answers."
    if not rows["is_tested"].any():
        return f"Too few threads to compare who is answered: {_share(overall['answered'], min_people)}."
    found = differing(rows)
    if found.empty:
        return f"No difference shown in who is answered: {_share(overall['answered'], min_people)}."
    surest = one(next(found.itertuples()))
    return f"One difference in how people are answered: {surest}." if len(found) == 1 else f"{spelled(len(found))} differences in how people are answered; the surest: {surest}."


def differing(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that are a difference among everything compared, the surest first; of two groups, each the other's others, the first."""
    return rows[(rows["q"] < ALPHA) & ~rows["is_twin"].astype(bool)].sort_values(["q", "p"], kind="stable")


def one(row) -> str:
    """"region East is answered less often"."""
    if row.attribute == "followers":
        return f"people with {row.group} followers are {differs(row)}"
    return f"{attribute_name(row.attribute).lower()} {row.group} is {differs(row)}"


def in_full(row, min_people: int) -> str:
    """A difference as a sentence with its counts; row: one of `differing`."""
    against = span(row.others) if row.measure == "minutes" else f"{_percent(row.others, row.others)} %"
    said = one(row)
    return f"{said[0].upper()}{said[1:]}: {cell(row, min_people)} against {against} of all others."


def differs(row) -> str:
    """Which way a group differs from all others; row: of fairness.compared."""
    less, more = _DIFFERS[row.measure]
    return more if row.value > row.others else less


def verdict(row, min_people: int) -> str:
    """A group against all others, in words."""
    if not row.is_tested:
        return "not compared"
    if not row.q < ALPHA:
        return NO_DIFFERENCE
    against = span(row.others) if row.measure == "minutes" else f"{_percent(row.others, row.others)} %"
    return f"{differs(row)}: {cell(row, min_people)} against {against}"


def cell(row, min_people: int) -> str:
    """What is known of a group: "12 of 80 (15 %, 9–24 %)", "<5 of 80 (below 12 %)", "2.3 h (1.9–3.1 h)", or that it is too few people."""
    if not row.n:
        return "–"
    if row.people_n < min_people:
        return f"<{min_people} people"
    return times(row.value, row.low, row.high) if row.measure == "minutes" else share_of(row._asdict(), min_people)


def share_of(row: Mapping[str, float], min_people: int) -> str:
    """"12 of 80 (15 %, 9–24 %)". row: n, hits_n, hit_people_n, value, low, high."""
    n, hits_n = int(row["n"]), int(row["hits_n"])
    if 0 < row["hit_people_n"] < min_people:
        most = float(wilson((min_people - 1) / n if n >= min_people else 1.0, n)[1])
        return f"<{min_people} of {number(n)}" + (f" (below {percent(most)})" if most < 0.995 else "")
    return f"{number(hits_n)} of {number(n)} ({_percent(row['value'], row['high'])} %, {between(row['low'], row['high'])})"


def between(low: float, high: float) -> str:
    """0.09, 0.24 → "9–24 %"; below a tenth with a decimal."""
    return f"{_percent(low, high)}–{_percent(high, high)} %"


def unbroken(text: str) -> str:
    """An interval is never broken at its dash, nor a number from its per cent sign."""
    return text.replace("–", "\u2060–\u2060").replace(" %", "\u00a0%")


def times(value: float, low: float, high: float) -> str:
    if value != value:
        return "–"
    if low != low:
        return f"{span(value)} (too few to say)"
    low_, high_ = span(low), span(high)
    number_, _, unit = low_.partition(" ")
    return f"{span(value)} ({number_}–{high_})" if high_.endswith(f" {unit}") else f"{span(value)} ({low_}–{high_})"


def span(minutes: float) -> str:
    """95 → "1.6 h"; 3000 → "2.1 days"."""
    if minutes != minutes:
        return "–"
    if minutes < 90:
        return f"{minutes:.0f} min"
    value, unit = (minutes / 60, "h") if minutes < 1.5 * _DAY_MINUTES else (minutes / _DAY_MINUTES, "days")
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def attribute_name(attribute: str) -> str:
    return attribute.removeprefix("by_").replace("_", " ").capitalize()


def proof(found: Orders) -> str:
    """One line: what shuffled followers changed."""
    shuffles = found.proof
    if not shuffles.times:
        return ""
    ours = "stayed the same each time" if not shuffles.ours_changed_n else f"changed {shuffles.ours_changed_n} times, which is a fault"
    return (f"Followers shuffled {shuffles.times} times among the authors: our order {ours}; "
            f"the order by reach changed {number(shuffles.reach_moved)} of {shuffles.targets_n} places.")


def by_reach(found: Orders, names: Mapping[str, str], min_people: int) -> str:
    """What an order by reach would have done, in one line; "" where both orders are one, or nobody's followers are known."""
    if found.known_n < min_people:
        return ""
    late, early = forgotten(found.rows, 1), served_first(found.rows, 1)
    said = [f"{_name(row, names)} at place {row.place_by_reach} instead of {row.place}" for frame in (late, early) for row in frame.itertuples()]
    return f"Had followers decided, {found.moved_n} of {len(found.rows)} would stand elsewhere: {listing(said)}." if said else ""


def moved(row, names: Mapping[str, str], min_people: int) -> str:
    """row: of reach.forgotten or reach.served_first."""
    return f"{_name(row, names)}: place {row.place_by_reach} instead of {row.place} ({few(row.people_n, min_people)} people, mean harm {row.harm:.1f})"


def unknown_reach(found: Orders) -> str:
    if found.known_n == found.people_n:
        return ""
    return (f"Of the {number(found.people_n)} people in this order, followers are known of {number(found.known_n)}: "
            "who writes a review, an e-mail or calls has no reach, and would not be heard at all.")


def at_least(found: AtLeast | None, seen_n: int, min_people: int) -> str:
    """Under-reporting of everybody under the filters, with what it takes."""
    heard = f"{few(seen_n, min_people)} people were heard"
    if found is None:
        return f"{heard}. How many had cause and stayed silent: not enough repeated reports to say."
    return (f"{heard}. At least {number(found.people_n)} ({number(found.low)}–{number(found.high)}) had cause and would complain: a lower bound from those who began one "
            "thread and those who began two. It assumes that a person's second report does not hang on the first: people who were helped, or gave up, make it too high.")


def silent(groups: Sequence[tuple[str, str, float]], is_part: bool) -> str:
    """groups: (column, name, customers) of those not heard; is_part: under filters that leave a part of what came in."""
    under = " under these filters" if is_part else ""
    if not groups:
        return f"Every group with customers was heard{under}."
    said = listing([f"{attribute_name(column).lower()} {name} ({number(customers)} customers)" for column, name, customers in groups], 6)
    return f"Silent{under}, so unknown and not well: {said}."


def follow_ups(n: int) -> str:
    return f"{count(n, 'follow-up')} of an existing thread {'is' if n == 1 else 'are'} left out of every count, signal and verdict of the period."


def _share(row: Mapping[str, float], min_people: int) -> str:
    """"50 of 2,144 threads were (2.3 %)"."""
    if 0 < row["hit_people_n"] < min_people:
        return f"<{min_people} of {number(row['n'])} threads were"
    return f"{number(row['hits_n'])} of {count(int(row['n']), 'thread')} {'was' if row['hits_n'] == 1 else 'were'} ({_percent(row['value'], row['value'])} %)"


def _percent(share: float, highest: float) -> str:
    return f"{100 * share:.1f}" if 0 < highest < 0.1 else f"{100 * share:.0f}"


def _name(row, names: Mapping[str, str]) -> str:
    return names.get(row.id, row.id)
