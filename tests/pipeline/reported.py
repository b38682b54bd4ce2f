"""A small week made by hand: one of each section, a touchpoint without an owner, few people, an owner's duties."""
from __future__ import annotations

from datetime import UTC, date, datetime

from pipeline.report.snapshot import DEFINITIONS, Duty, Item, Quote, Snapshot, TouchpointLine

MADE_AT = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)

APP = Item(
    "signal:s-topic-t-008-20261108", "new", "topic", "t-008", "App crashed on the bill page", "app-and-login", "App and login", "Digital product",
    people_n=47, expected_n=13.3, low=6, high=24, since=date(2026, 11, 5), weeks_n=1, state="new", page="signals?s=s-topic-t-008-20261108",
    quotes=(Quote("Updated to 7.2 and it closes as soon as I open my bill. Called [phone], nobody knows.", "app-store", date(2026, 11, 10), None, "app-store:p1"),
            Quote("the app crashes every time since the update", "x", date(2026, 11, 12), "https://x.example/p2", "x:p2")),
    facts={"kind": "spike", "raised_on": "2026-11-08", "excess_n": 56, "harm": 1.8, "returned_of": None,
           "drivers": [{"where": [["app_version", "7.2"], ["region", "North"]], "share": 0.83}]})
PORTING = Item(
    "signal:s-topic-t-006-20261022", "worse", "topic", "t-006", "Waiting for the eSIM code", "activation-and-porting", "Activation and porting", "Provisioning",
    people_n=39, expected_n=14, low=7, high=23, since=date(2026, 10, 12), weeks_n=4, state="acknowledged", page="signals?s=s-topic-t-006-20261022", moved="people",
    facts={"kind": "ramp", "raised_on": "2026-10-22", "excess_n": 92, "harm": 1.9, "returned_of": None, "drivers": [], "said_on": "2026-11-02", "said_people_n": 28})
REFUNDS = Item(
    "fix:f-0002", "came back", "fix", "f-0002", "Refunds are paid without a second approval", "refunds-and-returns", "Refunds and returns", "Refunds and returns",
    people_n=21, expected_n=None, low=None, high=None, since=date(2026, 6, 1), weeks_n=23, state="came back", page="fixes?f=f-0002",
    facts={"shipped_on": "2026-06-01", "verifier": "Customer insight", "before_n": 12.9, "after_n": 14.1, "ratio": 1.09, "ratio_low": 0.9, "ratio_high": 1.4, "look_weeks": 12,
           "was_verified": True})
ENGINEERS = Item(
    "fix:f-0003", "verified", "fix", "f-0003", "Engineers are booked from their real calendar", "engineer-visit", "Engineer visit", "Field operations",
    people_n=None, expected_n=None, low=None, high=None, since=date(2026, 9, 21), weeks_n=8, state="verified", page="fixes?f=f-0003", is_few=True,
    facts={"shipped_on": "2026-09-21", "verifier": "Customer insight", "before_n": 12.9, "after_n": 4.4, "ratio": 0.45, "ratio_low": 0.25, "ratio_high": 0.84, "look_weeks": 8,
           "avoided_n": 38, "avoided_low": 6, "avoided_high": 97})
STORE = Item(
    "unacted:t-011", "unacted", "topic", "t-011", "<b>\"Staff\"</b> never saw a paper", None, "", "",
    people_n=86, expected_n=None, low=None, high=None, since=date(2026, 8, 17), weeks_n=13, state="an owner", page="topic?t=t-011", moved="age",
    facts={"why": "many replies and no fix", "replies_n": 31, "step": "heard", "signal_id": None, "fix_id": None, "harm": 2.2, "said_on": "2026-11-09", "said_people_n": 80})
PHONE_SAID = Item(
    "signal:s-topic-t-001-20260905", "still up", "topic", "t-001", "Held on the phone for an hour", "phone-line", "Phone line", "Contact centre",
    people_n=33, expected_n=20, low=11, high=30, since=date(2026, 8, 5), weeks_n=14, state="with a fix", page="signals?s=s-topic-t-001-20260905", is_news=False,
    facts={"kind": "ramp", "raised_on": "2026-09-05", "excess_n": 211, "harm": 2.1, "returned_of": None, "drivers": [{"reason": "everywhere"}], "said_on": "2026-11-09", "said_people_n": 31})

APP_LINE = TouchpointLine(
    "app-and-login", "App and login", "Digital product", 1.8, 47, 21, 12, 31, "more than expected", 52, (None, 14, 12, 17, 19, 0, 2, 16, 18, 21, 30, 47), "touchpoint?tp=app-and-login")
STORE_LINE = TouchpointLine("store", "Store", "", 2.2, None, 6, 2, 11, "as expected", 3, (9, 8, 7, 7, 9, 6, 5, 7, 6, 6, 5, 2), "touchpoint?tp=store", is_few=True)
NOBODY_LINE = TouchpointLine("tv-service", "TV service", "Entertainment", None, 0, None, None, None, "nobody heard", 0, (0,) * 12, "touchpoint?tp=tv-service")


def example(**changes) -> Snapshot:
    """The week of 9–15 November 2026; `changes` are fields of Snapshot."""
    return Snapshot(**dict(
        week="2026-W46", first_day=date(2026, 11, 9), last_day=date(2026, 11, 15), zone="Europe/London", brand="Pellamere", is_sample=True, taxonomy="Telecom",
        min_people=5, people_n=214, before_n=180.5, complaints_n=232, items=(APP, PORTING, REFUNDS, ENGINEERS, PHONE_SAID, STORE),
        touchpoints=(APP_LINE, STORE_LINE, NOBODY_LINE),
        duties=(Duty("acknowledge", "s-topic-t-008-20261108", "App crashed on the bill page", "Digital product", "app-and-login", None, date(2026, 11, 8),
                     "signals?s=s-topic-t-008-20261108"),
                Duty("ship", "f-0005", "Callers are offered a call back", "Contact centre", "phone-line", date(2026, 12, 14), date(2026, 10, 19), "fixes?f=f-0005"),
                Duty("verify", "f-0004", "Courier texts", "Logistics", "delivery", date(2026, 11, 30), date(2026, 11, 2), "fixes?f=f-0004"),
                Duty("review", "f-0002", "Refunds are paid without a second approval", "Refunds and returns", "refunds-and-returns", None, date(2026, 11, 9), "fixes?f=f-0002")),
        warnings=({"kind": "gap", "scope": "source", "target": "app-store", "name": "app-store", "first_day": "2026-11-13", "last_day": None, "observed_n": 0, "usual_n": 12.5, "people_n": None},
                  {"kind": "silent", "source": "complaints-inbox", "since": "2026-11-01"}, {"kind": "waiting", "posts_n": 12}),
        said_before=1, definitions=DEFINITIONS, model_version="m-6f78fcd4f417",
        facts={"need_n": 1, "unclear_n": 11, "heard_n": 2140, "acted_n": 320, "worst_n": 3, "waiting_n": 22, "previous_week": "2026-W45"}, made_at=MADE_AT) | changes)


def empty() -> Snapshot:
    """A week in which nothing was heard and nothing is open."""
    return example(people_n=0, before_n=None, complaints_n=0, items=(), touchpoints=(NOBODY_LINE,), duties=(), warnings=({"kind": "no data"},), said_before=0,
                   model_version=None, facts={"need_n": 0, "unclear_n": 0, "heard_n": 0, "acted_n": 0, "worst_n": 0, "waiting_n": 0, "previous_week": None})
