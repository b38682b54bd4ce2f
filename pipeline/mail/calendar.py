"""What is due, as a calendar that any program reads: an all-day entry for each duty that has a day."""
from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from pipeline.mail import facts_said
from pipeline.mail.letter import Links
from pipeline.mail.wording import wording
from pipeline.report.snapshot import Duty, Snapshot


def calendar(snapshot: Snapshot, links: Links, language: str = "en") -> bytes:
    """iCalendar. The same duty has the same UID in every week, so that a program replaces it and never doubles it."""
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", "-//Canary//Monday report//EN")
    found.add("version", "2.0")
    for duty in snapshot.duties:
        if duty.due_on:
            found.add_component(_entry(duty, snapshot, links, language))
    return found.to_ical()


def _entry(duty: Duty, snapshot: Snapshot, links: Links, language: str):
    from icalendar import Event

    w, entry = wording(language), Event()
    stamp = snapshot.made_at or datetime.combine(snapshot.last_day + timedelta(days=1), time(), UTC)
    said = w.say(f"duties.{duty.kind}", since=w.day(duty.since), due=w.day(duty.due_on))
    entry.add("uid", f"{duty.kind}-{duty.target_id}@canary")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", duty.due_on)
    entry.add("dtend", duty.due_on + timedelta(days=1))
    entry.add("summary", facts_said.in_words(duty.name))
    entry.add("description", f"{said} {links.to(duty.page)}")
    entry.add("transp", "TRANSPARENT")
    return entry
