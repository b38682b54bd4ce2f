"""What stands behind a trend: stretches in which collection was not as usual, and what changed when. Pure frames; charts.py draws them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.note_words import COVERAGE, note_line
from dashboard.wording import days

_LANES = 3
_CHAR_PX = 6.6
_GAP_PX = 10


@dataclass(frozen=True)
class Backdrop:
    """coverage: first, last (days), words; events: day, title, words; rise: first and last day of the one that is shown."""

    coverage: pd.DataFrame
    events: pd.DataFrame
    rise: tuple[date, date] | None = None

    def within(self, first: date, last: date) -> Backdrop:
        """What of it falls on these days; stretches are cut to them."""
        cover = self.coverage[(self.coverage["first"] <= last) & (self.coverage["last"] >= first)]
        cover = cover.assign(first=[max(d, first) for d in cover["first"]], last=[min(d, last) for d in cover["last"]])
        inside = [first <= d <= last for d in self.events["day"]]
        return Backdrop(cover, self.events.loc[inside], self.rise and (max(self.rise[0], first), min(self.rise[1], last)))


def backdrop(notes: pd.DataFrame, events: pd.DataFrame, touchpoint_id: str | None, last: date, min_people: int, rise: tuple[date, date] | None = None) -> Backdrop:
    """What stands behind the trend of a touchpoint (or of a topic that points to it; None: of everything), up to `last`.

    notes, events: as the tables. A start of collection is drawn on its day alone: from then on everything is as it is.
    """
    kept = notes[notes["kind"].isin(COVERAGE) & (notes["first_day"] <= last)]
    cover = [(row.first_day, _last(row, last), note_line(row, {}, min_people)) for row in kept.itertuples()]
    mine = events[events["removed_at"].isna() & (events["touchpoint_id"].isna() | (events["touchpoint_id"] == touchpoint_id)) & (events["happened_on"] <= last)]
    told = [(row.happened_on, row.title, f"{days(row.happened_on, row.ended_on if pd.notna(row.ended_on) else row.happened_on)}: {row.title}")
            for row in mine.sort_values(["happened_on", "event_id"]).itertuples()]
    return Backdrop(pd.DataFrame(cover, columns=["first", "last", "words"]), pd.DataFrame(told, columns=["day", "title", "words"]), rise)


def lanes(places_px: Sequence[float], labels: Sequence[str], width_px: float) -> list[tuple[int, bool] | None]:
    """For each label the lane (0 the lowest) in which it lies on no other, and whether it is written to the left of its place; None: no room.

    places_px: from the left, in order. A label that would leave the drawing is written to the left.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LANES)]
    found: list[tuple[int, bool] | None] = []
    for place, label in zip(places_px, labels):
        length = len(label) * _CHAR_PX + _GAP_PX
        is_left = place + length > width_px and place - length >= 0
        box = (place - length, place) if is_left else (place, place + length)
        lane = next((i for i, boxes in enumerate(taken) if all(box[1] <= a or box[0] >= b for a, b in boxes)), None)
        if lane is not None:
            taken[lane].append(box)
        found.append(None if lane is None else (lane, is_left))
    return found


def _last(row, last: date) -> date:
    if row.kind == "start":
        return row.first_day
    return last if pd.isna(row.last_day) else min(row.last_day, last)
