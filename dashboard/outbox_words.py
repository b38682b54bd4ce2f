"""What was told whom, in words and tables. Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.books import moment
from dashboard.wording import count, day, days, number
from pipeline.mail.outbox import SENDING, WAITING, Line, Owed, sentence
from pipeline.mail.recipient import OWNER, WEBHOOK
from pipeline.report import weeks
from pipeline.store.mailings import CLAIMED, FAILED, REFUSED, SENT, UNSURE

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
STATES = {SENT: "sent", REFUSED: "refused", FAILED: "failed", UNSURE: "unsure", SENDING: "being sent", WAITING: "not sent"}
MEANINGS = ("Sent: the mail server took it; whether it was read is not asked. Refused: the server said no for good, or the address is none. Failed: certainly not sent; the next job tries again. "
            "Unsure: a job or a connection ended while it was on its way, so nobody knows; it is never sent again unless somebody asks.")


def headline(owed: Owed, is_used: bool) -> str:
    if not is_used:
        return "Nobody gets the Monday e-mail yet."
    said = sentence(owed)
    return f"{said[0].upper()}{said[1:]}."


def figures(listed: Sequence[Mapping], lines: Sequence[Line], monday: date, next_due: datetime, zone: ZoneInfo) -> list[tuple[str, str, str | None]]:
    """On the list; sent, not sent and unsure of the week shown; when the next is due."""
    states, found = Counter(row["state"] for row in listed), Counter(line.state for line in lines)
    left_n, bad_n = states["unsubscribed"], found[REFUSED] + found[FAILED] + found[WAITING]
    week = f"week {monday.isocalendar().week}"
    local = next_due.astimezone(zone)
    return [
        ("On the list", number(states["active"]), f"{count(left_n, 'person', 'people')} unsubscribed" if left_n else "nobody unsubscribed"),
        ("Sent", number(found[SENT]), week), ("Not sent", number(bad_n), week), ("Unsure", number(found[UNSURE]), week),
        ("Next due", f"{local:%a} {day(local.date(), local.year)}", f"{local:%H:%M}, {zone.key}")]


def weeks_table(made: Mapping[date, datetime], counted: Sequence[Mapping], last: date, is_used: bool, zone: ZoneInfo) -> pd.DataFrame:
    """A row a week, latest first: monday, Week, Days, Snapshot, Sent, Not sent, Unsure. Weeks between the first and the last that have none are missed, and in it."""
    known = {row["week"] for row in counted} | set(made)
    if not known:
        return pd.DataFrame(columns=["monday", "Week", "Days", "Snapshot", "Sent", "Not sent", "Unsure"])
    shown = {min(known) + timedelta(weeks=n) for n in range(((max(last, max(known)) - min(known)).days // 7) + 1)}
    by_week: dict[date, Counter] = {monday: Counter() for monday in shown}
    for row in counted:
        by_week[row["week"]][row["state"]] += row["n"]
    rows = [{"monday": monday, "Week": weeks.name_of(monday), "Days": days(monday, monday + timedelta(days=6)),
             "Snapshot": moment(made[monday], zone) if monday in made else "missed" if is_used else "not made",
             "Sent": found[SENT], "Not sent": found[REFUSED] + found[FAILED], "Unsure": found[UNSURE] + found[CLAIMED]}
            for monday, found in sorted(by_week.items(), reverse=True)]
    return pd.DataFrame(rows)


def who_table(lines: Sequence[Line], zone: ZoneInfo) -> pd.DataFrame:
    """Who, State, Edition, When, Copies, By, What the server said."""
    return pd.DataFrame([{
        "Who": "a channel" if line.recipient_id == WEBHOOK else line.recipient_id, "State": STATES[line.state], "Edition": edition(line.edition, line.owner),
        "When": moment(line.at, zone) if line.at else "–", "Copies": line.copies_n, "By": line.by or "–", "What the server said": line.note or "–"} for line in lines],
        columns=["Who", "State", "Edition", "When", "Copies", "By", "What the server said"])


def list_table(listed: Sequence[Mapping], zone: ZoneInfo) -> pd.DataFrame:
    """Who, State, Address, Edition, Language, Zone, Name, Since; who is on the list first."""
    rows = sorted(listed, key=lambda row: (row["state"] != "active", row["recipient_id"]))
    return pd.DataFrame([{
        "Who": row["recipient_id"], "State": {"active": "on the list"}.get(row["state"], row["state"]), "Address": row["address"], "Edition": row["owner"] or "everybody's",
        "Language": LANGUAGES.get(row["language"], row["language"]), "Zone": row["zone"], "Name": row["name"] or "–", "Since": moment(row["changed_at"], zone)} for row in rows],
        columns=["Who", "State", "Address", "Edition", "Language", "Zone", "Name", "Since"])


def edition(kind: str, owner: str) -> str:
    return owner or "owner's" if kind == OWNER else "everybody's"
