"""From a signal to a fix in three clicks, shipped, taken back and found again."""
import shutil

import pytest
from on_page import WIDE, Visit, cells, click_cell, headline
from playwright.sync_api import expect

from pipeline.store import signals
from pipeline.workspace import open_workspace

pytestmark = pytest.mark.browser


@pytest.fixture
def own(sample, tmp_path, serve):
    """The sample's own copy, for it is written to: path and address."""
    shutil.copytree(sample.path, tmp_path / "workspace")
    return tmp_path / "workspace", serve(tmp_path / "workspace")


@pytest.fixture
def tab(browser):
    with browser.new_context(**WIDE) as context:
        yield Visit(context.new_page())


def test_a_fix_is_planned_from_a_signal_shipped_and_taken_back(own, tab):
    path, address = own
    frame = signals.every(open_workspace(path).store)
    signal = frame[frame["ended_on"].isna() & (frame["state"] == "new") & (frame["level"] == "topic")]["signal_id"].iloc[0]
    page = tab(f"{address}/signals?s={signal}")
    page.get_by_role("link", name="Plan a fix").first.click()
    tab.at(f"^/fixes.*s={signal}")
    page.get_by_role("textbox", name="Your name").first.fill("Ana")
    page.get_by_role("textbox", name="Your name").first.press("Tab")
    page.get_by_role("button", name="Register the fix").click()
    tab.at("^/fixes.*f=f-0001")
    expect(page.get_by_text("Registered as")).to_be_visible()
    assert headline(tab.drawn()).startswith("Fix for “")
    assert page.get_by_role("textbox", name="Your name").first.input_value() == "Ana"
    page.get_by_role("button", name="Shipped …").click()
    page.get_by_role("button", name="It is shipped").click()
    expect(page.get_by_text("Shipped; the next run asks the counts.")).to_be_visible()
    tab.drawn()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Not shipped yet: nothing can be said of its effect.")).to_be_visible()
    tab.drawn()
    page.get_by_role("link", name="All fixes").click()
    tab.at("^/fixes$")
    table = page.get_by_test_id("stDataFrame").first
    row = next(i for i, cell in enumerate(cells(table)[1:]) if cell[0].startswith("Fix for “"))
    click_cell(page, table, row)
    tab.at("^/fixes.*f=f-0001")
    assert (tab.strangers, tab.errors, tab.dialogs) == ([], [], [])
