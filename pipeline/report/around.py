"""What every item of a week is made with: names, owners, how many people, what was told before. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipeline.rises import Names


@dataclass(frozen=True)
class Around:
    """monday: of the week; news_from: the first day that no earlier snapshot tells of. owners: touchpoint -> owner. people: (level, id) -> people of the week, each once;
    ("all", "") everybody. hidden: topics that are not shown. told: item_id -> what was last told of it.
    """

    monday: date
    news_from: date
    min_people: int
    names: Names
    owners: Mapping[str, str]
    people: Mapping[tuple[str, str], int]
    hidden: frozenset[str]
    told: Mapping[str, Mapping[str, Any]]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def place(self, touchpoint_id: str | None) -> dict[str, Any]:
        """touchpoint_id and touchpoint of an item."""
        known = touchpoint_id if touchpoint_id in self.names.touchpoints else None
        return dict(touchpoint_id=known, touchpoint=self.names.touchpoints.get(known, ""))

    def counted(self, n: float | None) -> dict[str, Any]:
        """people_n and is_few of an item: few are not given."""
        is_few = n is not None and 0 < n < self.min_people
        return dict(people_n=None if n is None or is_few else int(n), is_few=is_few)

    def masked(self, n: float | None) -> int | None:
        """A number of people for facts: rounded, None where it is few or not known."""
        return None if n is None or n != n or 0 < n < self.min_people else round(n)

    def weeks_since(self, day: date) -> int:
        """Whole weeks from a day to the end of the week."""
        return max(0, (self.sunday - day).days + 1) // 7
