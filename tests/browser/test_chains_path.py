"""Failure chains in the browser: a ribbon is clicked, its complaints are read, Back takes it back; a phone has the list alone."""
from __future__ import annotations

import re

import pytest
from on_page import PHONE_DARK, Visit, click_cell, quotes
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
_TARGETS = "[class*=st-key-chains_flow] .scatterlayer .points path"


@pytest.fixture
def home(serve, sample) -> str:
    return serve(sample.path)


def test_a_click_on_a_ribbon_shows_its_complaints_and_back_takes_it_back(visit, home):
    page = visit(f"{home}/chains?period=all")
    expect(page.get_by_text("people took this step.")).to_have_count(0)
    targets = page.locator(_TARGETS)
    targets.nth(targets.count() // 3).click(force=True)
    visit.at(r"^/chains\?(?=.*from=)(?=.*to=)(?=.*period=all)")
    expect(page.get_by_text("people took this step.")).to_be_visible()
    assert quotes(page)
    page.go_back()
    visit.at(r"^/chains\?period=all$")
    expect(page.get_by_text("people took this step.")).to_have_count(0)


def test_a_phone_has_the_list_of_steps_and_its_rows_open_the_same(browser, home):
    with browser.new_context(**PHONE_DARK) as context:
        visit = Visit(context.new_page())
        page = visit(f"{home}/chains?period=all")
        assert page.locator(_TARGETS).count() == 0 and page.evaluate("document.scrollingElement.scrollWidth") <= 390
        click_cell(page, page.locator("[class*=st-key-chains_steps]").get_by_test_id("stDataFrame"), 0)
        visit.at(r"^/chains\?(?=.*from=)(?=.*to=)")
        expect(page.get_by_text(re.compile(r"\d+ people took this step\."))).to_be_visible()
