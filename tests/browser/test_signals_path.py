"""A signal is answered, dismissed and taken back in the browser, and a past day is looked at."""
import shutil

import pytest
from on_page import headline
from playwright.sync_api import expect

from pipeline.signal_order import worst_first
from pipeline.store import signals
from pipeline.workspace import open_workspace

pytestmark = pytest.mark.browser
_READ_MS = 30_000


@pytest.fixture(scope="module")
def own(sample, tmp_path_factory):
    """A sample of its own: what is decided here must not be seen by other tests."""
    path = tmp_path_factory.mktemp("own") / "workspace"
    shutil.copytree(sample.path, path)
    return open_workspace(path)


@pytest.fixture
def worst(own) -> dict:
    """The worst signal that is up and unanswered."""
    frame = worst_first(signals.every(own.store))
    return frame[frame["ended_on"].isna() & frame["state"].isin(["new", "regressed"])].iloc[0].to_dict()


def sees(page, words: str) -> None:
    """The words stand on the page, at the latest when everything was read anew after a decision."""
    expect(page.get_by_text(words)).to_be_visible(timeout=_READ_MS)


def decide(visit, door: str, **said: str) -> None:
    page = visit.drawn()
    page.get_by_test_id("stPopover").get_by_role("button", name=door).click()
    form = page.get_by_test_id("stPopoverBody").filter(has=page.get_by_role("button", name=door, exact=True))
    for label, words in said.items():
        form.get_by_role("textbox", name=label.replace("_", " ")).fill(words)
    form.get_by_role("button", name=door, exact=True).click()


def test_a_signal_is_acknowledged_dismissed_with_a_reason_and_both_are_taken_back(visit, serve, own, worst):
    page = visit(f"{serve(own.path)}/signals?s={worst['signal_id']}")
    before = headline(page)
    decide(visit, "Acknowledge", Your_name="Ana")
    sees(page, "· acknowledged")
    decide(visit, "Dismiss")                                     # the name is known by now, the reason is not
    sees(page, "A dismissal needs a reason")
    page.get_by_role("textbox", name="Reason").fill("A newsletter, nothing behind it")
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Dismiss", exact=True).click()
    sees(page, "· dismissed")
    decide(visit, "Take back")
    sees(page, "· acknowledged")
    decide(visit, "Take back")
    expect(page.get_by_text("· acknowledged")).to_be_hidden(timeout=_READ_MS)
    assert headline(visit.drawn()) == before and signals.one(own.store, worst["signal_id"])["state"] == worst["state"]


def test_the_day_before_it_was_raised_it_was_not_there_and_back_is_now(visit, serve, own, worst):
    home = f"{serve(own.path)}/signals"
    now = headline(visit(home))
    day = worst["raised_on"]
    page = visit(f"{home}?day={day.replace(day=1) if day.day > 1 else day}&s={worst['signal_id']}")
    sees(page, "As it stood at the end of")
    sees(page, "There is no signal")
    expect(page.get_by_test_id("stPopover").get_by_role("button", name="Acknowledge")).to_have_count(0, timeout=_READ_MS)
    page.get_by_role("button", name="Back to now").click()
    visit.at(r"^/signals(?!.*day=)")
    expect(page.get_by_text("As it stood at the end of")).to_be_hidden(timeout=_READ_MS)
    assert headline(visit.drawn()) == now
