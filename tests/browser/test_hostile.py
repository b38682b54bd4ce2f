"""Words from outside that are out to break the page: read as they stand, nothing run, nothing formatted, nothing fetched."""
import csv
import re
from datetime import date
from urllib.parse import quote_plus

import pytest
from hostile_complaints import FILE, REGIONS, REPLIES, SOURCE, TEXTS, TOPIC, TOUCHPOINT
from on_page import WIDE, Visit, captions, cells, headline, line, quotes
from playwright.sync_api import Page

from pipeline.records import Filters
from pipeline.store import complaints, topics

pytestmark = pytest.mark.browser
DAYS = Filters(date(2026, 11, 10), date(2026, 11, 16))
# What Markdown, HTML and LaTeX would have made; a table's hidden rows and the links of the house are ours.
MADE = """() => ['script', 'iframe', 'img', 'style', 'details', 'h4', 'table', 'b', 'u', 'i', 'em', 'strong', 'blockquote', 'code', '.katex']
  .filter((kind) => [...document.querySelectorAll('[data-testid=stMain] ' + kind)].some((one) => !one.closest('canvas, svg, [data-testid=stExpander]')))
  .concat([...document.querySelectorAll('a')].map((one) => one.href.baseVal ?? one.href).filter((to) => to.includes('evil')))"""
OURS = {"Fairness": {"strong", "code"}}      # its own sentences in bold, and the form of a file
OPENED = """(one) => ({said: [...one.querySelectorAll('[data-testid=stText]')].map((text) => text.textContent),
  made: one.querySelectorAll('script, iframe, img, a, b, strong, em, code, .katex').length})"""


@pytest.fixture(scope="module")
def rows(hostile) -> list[dict]:
    """The hostile complaints as they are stored."""
    return complaints.evidence(hostile.store, DAYS, 50)


@pytest.fixture(scope="module")
def seen(browser, serve, hostile, rows):
    """The whole visit: what each page says, and the tab with all that it tried."""
    topic = topics.every(hostile.store).set_index("label").loc[TOPIC, "topic_id"]
    homes = sorted({row["touchpoint_id"] or "unclear" for row in rows} | {"billing"})
    places = {"topic": f"topic?t={topic}", "area": f"?by_area={quote_plus(REGIONS[2])}"} | {
        home: f"touchpoint?tp={home}&period=days&days={DAYS.first_day}&days={DAYS.last_day}" for home in homes}
    with browser.new_context(**WIDE) as context:
        visit = Visit(context.new_page())
        pages = {name: told(visit, visit(f"{serve(hostile.path)}/{place}")) for name, place in places.items()}
        visit(serve(hostile.path))
        yield pages | {name: told(visit, visit.named(name)) for name in ("Overview", "Topics", "Data", "Failure chains", "Fairness")}, visit


def told(visit: Visit, page: Page) -> dict:
    """What a page says, with the second page of its complaints and the file of them."""
    said = dict(made=page.evaluate(MADE), width=page.evaluate("document.scrollingElement.scrollWidth"), title=headline(page), captions=captions(page),
                quotes=quotes(page), tables=[row for table in page.get_by_test_id("stDataFrame").all() for row in cells(table)],
                charts=page.locator(".main-svg text").all_text_contents())
    if (threads := page.locator("[data-testid=stExpander]").filter(has_text="The thread: 1 reply")).count():
        threads.first.locator("summary").click()
        threads.first.get_by_test_id("stText").first.wait_for()
        said["thread"] = threads.first.evaluate(OPENED)
    if any("1–10 of" in caption for caption in said["captions"]):
        page.get_by_role("button", name="Page 2").click()
        page.get_by_text(re.compile(r"^11–\d+ of")).wait_for()
        said["quotes"] += quotes(visit.drawn())
    if said["quotes"]:
        with page.expect_download() as download:
            page.locator(".st-key-touchpoint_evidence_csv button, .st-key-topic_evidence_csv button").click()
        said["file"] = list(csv.DictReader(open(download.value.path(), encoding="utf-8-sig", newline="")))
    return said


def test_nothing_is_run_and_nothing_is_fetched(seen):
    _, visit = seen
    assert (visit.dialogs, visit.strangers, visit.errors) == ([], [], [])


def test_no_element_of_any_page_is_made_of_what_the_public_wrote(seen):
    assert {name: set(page["made"]) - OURS.get(name, set()) for name, page in seen[0].items() if set(page["made"]) - OURS.get(name, set())} == {}


def test_no_word_is_long_enough_to_widen_a_page(seen):
    assert {page["width"] for page in seen[0].values()} == {1280}


def test_every_hostile_complaint_is_read_as_it_is_stored(seen, rows):
    shown = {text for page in seen[0].values() for text in page["quotes"]}
    assert len({row["text"] for row in rows} & {text for text in TEXTS if len(text) < 1000}) >= 10
    assert {line(row["text"]) for row in rows} - shown == set()


def test_a_reply_in_a_thread_is_read_as_it_stands(seen):
    thread = seen[0]["billing"]["thread"]
    assert thread["made"] == 0 and line(thread["said"][-1]) in {line(re.sub("[\u202e\u202c]", "", text)) for text in REPLIES}


def test_titles_say_the_names_as_they_stand(seen):
    assert seen[0]["topic"]["title"] == TOPIC
    assert seen[0]["billing"]["title"].startswith(f"{TOUCHPOINT}: ")
    assert seen[0]["Overview"]["captions"][0].startswith("Acme <b>&</b> $ons$ · ")


def test_filters_are_said_as_they_stand(seen):
    assert f"area: {REGIONS[2]}" in seen[0]["area"]["captions"][0]


def test_tables_hold_the_names_as_they_stand(seen):
    assert TOPIC in {row[0] for row in seen[0]["Topics"]["tables"]} and TOUCHPOINT in {row[0] for row in seen[0]["Overview"]["tables"]}
    assert {FILE, SOURCE} <= {cell for row in seen[0]["Data"]["tables"] for cell in row}


def test_charts_hold_the_names_as_they_stand(seen):
    assert SOURCE in seen[0]["Data"]["charts"]
    assert any(words.startswith("<img src=x") for words in seen[0]["Overview"]["charts"])
    assert "<b>North</b>" in seen[0]["billing"]["charts"]


def test_a_file_runs_nothing_in_a_spreadsheet(seen):
    cells_ = {cell for page in seen[0].values() for row in page.get("file", []) for cell in row.values()}
    assert f"'{next(text for text in TEXTS if text.startswith('='))}" in cells_
    assert not [cell for cell in cells_ if cell.startswith(("=", "+", "-", "@"))]
