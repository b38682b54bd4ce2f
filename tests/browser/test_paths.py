"""The ways through the dashboard: clicks, addresses, Back, search, pages, files."""
import csv
import re
from datetime import date

import pytest
from on_page import WIDE, Visit, captions, cells, click_cell, headline, line, quotes
from playwright.sync_api import expect

from pipeline.records import Filters
from pipeline.store import complaints, counts, topics

pytestmark = pytest.mark.browser
WEEKS = "period=4w"


@pytest.fixture
def home(serve, sample) -> str:
    return serve(sample.path)


@pytest.fixture
def four_weeks(sample) -> Filters:
    """The days of the address `period=4w` on the sample."""
    return Filters(date(2026, 10, 19), date(2026, 11, 15))


def test_a_click_in_the_table_opens_the_touchpoint_of_its_row(visit, home):
    page = visit(f"{home}/?{WEEKS}&by_region=North")
    table = page.get_by_test_id("stDataFrame").first
    first = cells(table)[1][0]
    click_cell(page, table, 0)
    visit.at(r"^/touchpoint\?(?=.*tp=)(?=.*by_region=North)(?=.*period=4w)")
    assert headline(page).startswith(f"{first}: ")


def test_a_click_on_the_journey_opens_the_touchpoint_of_its_row(visit, home, sample):
    page = visit(home)
    rows = page.locator(".st-key-overview_journey .barlayer .trace").last.locator(".point path")
    touchpoints = [t for members in sample.taxonomy.by_stage().values() for t in members]
    assert rows.count() == len(touchpoints)
    rows.nth(5).click(force=True)
    visit.at(f"^/touchpoint.*tp={touchpoints[5].id}$")
    assert headline(page).startswith(f"{touchpoints[5].name}: ")


def test_a_colleague_who_opens_the_address_sees_the_same(visit, home, browser):
    page = visit(home)
    page.get_by_role("combobox", name="Region").fill("North")
    page.get_by_role("option", name="North").click()
    visit.at("by_region=North")
    expect(page.get_by_text("region: North")).to_be_visible()
    with browser.new_context(**WIDE) as elsewhere:
        other = Visit(elsewhere.new_page())(page.url)
        assert (headline(other), captions(other)) == (headline(visit.drawn()), captions(page))


def test_back_from_a_topic_is_the_touchpoint_with_its_filters(visit, home):
    page = visit(f"{home}/touchpoint?tp=app-and-login&{WEEKS}&source=x")
    before, address = headline(page), page.url
    table = page.get_by_test_id("stDataFrame").first
    topic = cells(table)[1][0]
    click_cell(page, table, 0)
    visit.at(r"^/topic\?(?=.*t=t-)(?=.*source=x)(?=.*period=4w)")
    assert headline(page) == topic
    page.go_back()
    page.wait_for_url(address, wait_until="commit")
    assert headline(visit.drawn()) == before


def test_the_map_shows_every_complaint_that_has_a_place_and_opens_its_topic(visit, home, sample, four_weeks):
    page = visit(f"{home}/topics?{WEEKS}")
    n = int(counts.map_points(sample.store, four_weeks)["post_id"].nunique())
    assert [caption for caption in captions(page) if caption.startswith(f"{n:,} complaints. ")]
    page.locator(".st-key-topics_map .scatterlayer .points path").nth(7).click(force=True)
    visit.at(r"^/topic\?.*t=t-")
    topic_id = re.search("t=([^&]+)", page.url)[1]
    assert headline(page) == topics.every(sample.store).set_index("topic_id").loc[topic_id, "label"]


def test_search_narrows_the_evidence_and_its_pages_follow_one_another(visit, home, sample, four_weeks):
    asked = dict(touchpoint_id="app-and-login", words="app")
    n, all_n = (complaints.evidence_n(sample.store, four_weeks, **{k: asked[k] for k in names}) for names in (("touchpoint_id", "words"), ("touchpoint_id",)))
    page = visit(f"{home}/touchpoint?tp=app-and-login&{WEEKS}")
    expect(page.get_by_text(f"1–10 of {all_n:,} complaints, latest first")).to_be_visible()
    page.get_by_placeholder("Search in the words").fill("app")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"1–10 of {n:,} of {all_n:,} complaints with these words")).to_be_visible()
    assert 20 < n < all_n and quotes(visit.drawn()) == stored(sample, four_weeks, 0, asked)
    page.get_by_role("button", name="Page 2", exact=True).click()
    expect(page.get_by_text(f"11–20 of {n:,} of {all_n:,} complaints with these words")).to_be_visible()
    assert quotes(visit.drawn()) == stored(sample, four_weeks, 10, asked)


def test_unclear_complaints_are_counted_on_overview_and_read_from_there(visit, home, sample, four_weeks):
    n = int(counts.by(sample.store, ("touchpoint_id",), four_weeks).set_index("touchpoint_id")["complaints_n"].get(float("nan"), 0))
    page = visit(f"{home}/?{WEEKS}")
    assert f"{n:,} complaints of the period have an unclear touchpoint." in captions(page)
    page.get_by_role("link", name="Read them").click()
    visit.at("tp=unclear")
    assert quotes(page) == stored(sample, four_weeks, 0, dict(is_unclear=True))


def test_the_numbers_of_the_data_page_add_up(visit, home, sample):
    page = visit(f"{home}/data")
    words = page.locator(".st-key-data_flow .main-svg .annotation-text").all_text_contents()
    flow = {name: int(n.replace(",", "")) for name, n in zip(words[::2], words[1::2])}
    stored_n, complaints_n = flow["Posts stored"], flow["Complaints"]
    assert flow["Rows read"] == stored_n + flow["in quarantine"]
    assert stored_n == complaints_n + sum(flow[name] for name in ("reposts", "follow-ups", "company's replies", "not a complaint") if name in flow)
    assert complaints_n == complaints.total_n(sample.store)
    head, *rows = cells(page.get_by_test_id("stDataFrame").first)
    assert sum(int(row[head.index("Complaints")].replace(",", "")) for row in rows) == complaints_n


def test_a_file_of_evidence_holds_what_is_shown(visit, home, sample, four_weeks):
    page = visit(f"{home}/touchpoint?tp=billing&{WEEKS}")
    with page.expect_download() as download:
        page.locator(".st-key-touchpoint_evidence_csv button").click()
    rows = list(csv.DictReader(open(download.value.path(), encoding="utf-8-sig", newline="")))
    assert download.value.suggested_filename == "touchpoint-complaints.csv"
    assert len(rows) == complaints.evidence_n(sample.store, four_weeks, touchpoint_id="billing")
    assert [line(re.sub(r"^'(?=[=+@-])", "", row["text"])) for row in rows[:10]] == quotes(page)


def stored(sample, filters: Filters, offset: int, asked: dict) -> list[str]:
    return [line(row["text"]) for row in complaints.evidence(sample.store, filters, 10, offset, **asked)]
