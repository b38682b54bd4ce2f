"""The Workbench in the browser: three answers by keys, one taken back; and a model trained, published and gone back from."""
import shutil

import pytest
from on_page import READY, headline
from playwright.sync_api import expect

from pipeline.store import decisions, models, published_version
from pipeline.workspace import open_workspace

pytestmark = pytest.mark.browser
_READ_MS, _LEARN_MS = 30_000, 120_000


@pytest.fixture(scope="module")
def own(hostile, tmp_path_factory):
    """A small workspace of its own: what is decided here must not be seen by other tests."""
    path = tmp_path_factory.mktemp("workbench") / "workspace"
    shutil.copytree(hostile.path, path)
    return open_workspace(path)


def press(visit, key: str) -> None:
    """A key, and the question that comes after it."""
    page = visit.drawn()
    card = page.locator(".st-key-workbench_answers button").first
    was = card.evaluate("(one) => one.closest('[class*=st-key-workbench_answer_]').className")
    page.keyboard.press(key)
    page.wait_for_function("(was) => { const one = document.querySelector('.st-key-workbench_answers button'); return one && one.closest('[class*=st-key-workbench_answer_]').className !== was; }", arg=was)


def test_three_questions_are_answered_by_keys_and_one_answer_is_taken_back(visit, serve, own):
    page = visit(f"{serve(own.path)}/workbench")
    page.get_by_role("textbox", name="Your name").first.fill("Ana 1s")             # keys that are typed answer nothing
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 of 40 today")).to_be_visible(timeout=_READ_MS)
    page.keyboard.press("Tab")
    page.locator("h1").click()
    for key in ("1", "1", "1", "u"):
        press(visit, key)
    expect(page.get_by_text("2 of 40 today")).to_be_visible(timeout=_READ_MS)
    assert [row["by"] for row in decisions.active(own.store)] == ["Ana 1s"] * 2 and visit.errors == []


def test_a_candidate_is_trained_published_and_gone_back_from(visit, serve, own):
    page, before = visit(f"{serve(own.path)}/workbench"), published_version(own.store)
    _door(page, "Train a candidate …", "Train")
    expect(page.locator("h1")).to_contain_text("A candidate waits", timeout=_LEARN_MS)
    assert sorted(row["state"] for row in models.every(own.store)) == ["candidate", "published"] and published_version(own.store) == before
    _door(page, "Publish …", "Publish", why="It holds what we said")
    expect(page.get_by_text("Publishing is done.")).to_be_visible(timeout=_LEARN_MS)
    after = published_version(own.store)
    assert after != before
    _door(page, "Go back …", "Go back")
    expect(page.get_by_text("Going back is done.")).to_be_visible(timeout=_LEARN_MS)
    assert published_version(own.store) == before and [row["kind"] for row in models.all_publications(own.store)] == ["publish", "publish", "rollback"]
    assert "question" in headline(page) or "topics" in headline(page)


def _door(page, door: str, button: str, why: str = "") -> None:
    page.get_by_test_id("stPopover").get_by_role("button", name=door).click()
    form = page.get_by_test_id("stPopoverBody").filter(has=page.get_by_role("button", name=button, exact=True))
    form.get_by_role("textbox", name="Your name").fill("Ana")
    if why:
        form.get_by_role("textbox", name="Why all the same").or_(form.get_by_role("textbox", name="Note (optional)")).fill(why)
    form.get_by_role("textbox").last.press("Tab")
    page.wait_for_function(READY)          # what was typed is read before the click, which a page that is drawn anew would lose
    form.get_by_role("button", name=button, exact=True).click()
