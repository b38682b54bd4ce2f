"""The sample's Monday: the report says what was planted, and the same as the Overview says."""
from __future__ import annotations

from datetime import date

import pytest

from pipeline.report import run
from pipeline.report.editions import for_owner
from pipeline.report.quotes import MOST_CHARS

MONDAY = date(2026, 11, 9)


@pytest.fixture(scope="module")
def report(sample):
    return run.made(sample, MONDAY)


def test_the_planted_crash_comes_first_with_its_region_and_version(report, truth):
    planted = truth.plan["planted"]["regional"]
    first = report.items[0]
    assert (first.section, first.touchpoint_id, first.state) == ("new", planted["touchpoint"], "new")
    assert abs((first.since - planted["began_on"]).days) <= 2 and first.people_n > 2 * first.expected_n
    assert sorted(map(tuple, first.facts["drivers"][0]["where"])) == [("app_version", planted["app_version"]), ("region", planted["region"])]


def test_a_week_reported_late_says_where_the_crash_sat_by_then(sample, truth):
    late = next(item for item in run.made(sample, date(2026, 11, 2)).items if item.touchpoint_id == truth.plan["planted"]["regional"]["touchpoint"])
    assert late.section == "new" and ["region", "North"] in [pair for driver in late.facts["drivers"] for pair in driver["where"]]


def test_the_ramp_and_the_new_topic_are_still_up_and_answered(report, truth):
    up = {item.touchpoint_id: item.state for item in report.of("still up")}
    planted = truth.plan["planted"]
    assert up == {planted["ramp"]["touchpoint"]: "with a fix", planted["new_topic"]["touchpoint"]: "acknowledged", "refunds-and-returns": "acknowledged"}


def test_what_nobody_acts_on_is_told_with_its_age_longest_and_loudest_first(report):
    waits = report.of("unacted")
    assert waits and all(item.weeks_n >= 30 and item.facts["why"] == "many replies and no fix" for item in waits) and waits[0].owner


def test_the_fixes_that_wait_for_somebody_are_duties(report):
    assert {(duty.kind, duty.target_id, duty.due_on) for duty in report.duties if duty.target_id.startswith("fix-")} >= {
        ("ship", "fix-call-back", date(2026, 12, 14)), ("review", "fix-refund-queue", None), ("review", "fix-courier-texts", None)}


def test_the_week_in_which_a_fix_came_back_says_so_and_so_does_the_one_in_which_it_fell(sample):
    def fixes(monday):
        return [(item.section, item.target_id) for item in run.made(sample, monday).items if item.level == "fix"]

    with sample.store.read() as connection:
        week = {said: connection.exec_driver_sql(f"SELECT min(week) FROM verdicts WHERE fix_id = 'fix-refund-queue' AND verdict = '{said}' AND (is_look OR verdict = 'came back')").scalar()
                for said in ("fell", "came back")}
    assert ("verified", "fix-refund-queue") in fixes(date.fromisoformat(week["fell"])) and ("came back", "fix-refund-queue") in fixes(date.fromisoformat(week["came back"]))


def test_every_quote_is_short_of_this_month_and_redacted_as_it_is_stored(report, sample):
    quotes = [quote for item in report.items for quote in item.quotes]
    assert quotes and all(len(quote.text) <= MOST_CHARS and (report.last_day - quote.day).days < 28 for quote in quotes)
    assert all(len({quote.post_id for quote in item.quotes}) == len(item.quotes) <= 2 for item in report.items)


def test_the_overview_says_the_same(report, sample, open_app):
    app = open_app(sample.path)
    title = app.title[0].value.replace("\\", "").replace("\u2060", "")
    need = [line for line in report.touchpoints if line.status in ("more than expected", "signal")]
    assert len(need) == report.facts["need_n"] == 1
    assert f"{need[0].name} ({need[0].people_n} people, {need[0].people_n - need[0].expected_n:.0f} more than expected)" in title
    shown = next(table.value for table in app.dataframe if "Touchpoint" in table.value)
    assert list(shown["Touchpoint"]) == [line.name for line in report.touchpoints]
    assert app.metric[0].value == f"{report.people_n}"


def test_an_owner_reads_of_their_own(report):
    mine = for_owner(report, "Digital product")
    assert [item.section for item in mine.items] == ["new"] and [duty.kind for duty in mine.duties] == ["acknowledge"]
