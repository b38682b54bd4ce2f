"""What every page is handed: the workspace, the clock's time, the calendar and the filters that hold."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import streamlit as st

from dashboard.periods import Calendar, is_daily
from pipeline.records import Filters
from pipeline.workspace import Workspace

_SLOT = "canary_view"


@dataclass(frozen=True)
class View:
    """version is the key of cached reads; filters what is shown; calendar None while nothing is stored."""

    workspace: Workspace
    as_of: datetime
    version: str
    calendar: Calendar | None
    choices: dict
    filters: Filters
    is_narrowed: bool
    sentence: str

    @property
    def of_all_days(self) -> Filters:
        """The same filters without the period: a baseline needs its history."""
        return replace(self.filters, first_day=None, last_day=None)

    @property
    def min_people(self) -> int:
        return self.workspace.settings.privacy.min_people

    @property
    def days(self) -> tuple[date, date]:
        """First and last day shown."""
        return self.filters.first_day or self.calendar.first_day, self.filters.last_day or self.calendar.last_day

    @property
    def complete_days(self) -> tuple[date, date]:
        """The days shown that are over: what a trend may draw."""
        first, last = self.days
        return first, max(first, min(last, self.calendar.complete_through))

    @property
    def is_daily(self) -> bool:
        return is_daily(*self.complete_days)

    @property
    def week(self) -> date | None:
        """Monday of the last complete week shown."""
        return self.calendar.week_in_focus(self.filters.last_day)

    def in_week(self, monday: date) -> Filters:
        return replace(self.filters, first_day=monday, last_day=monday + timedelta(days=6))


def hand_over(view: View) -> None:
    st.session_state[_SLOT] = view


def current() -> View:
    """The view that app.py made for this run."""
    return st.session_state[_SLOT]
