"""Complaints brought in through the browser: a file, a guess mended, the import, the run, and the page left midway."""
import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hostile_complaints import AS_OF, ordinary
from on_page import WIDE, Visit, cells, headline
from playwright.sync_api import expect

from pipeline.store import runs
from pipeline.workspace import init_workspace, open_workspace

pytestmark = pytest.mark.browser
SECRET = "07700 900123"
WAIT_MS = 90_000


@pytest.fixture
def own(tmp_path, serve):
    """A workspace of its own, served: path and address."""
    init_workspace(tmp_path / "workspace", "telecom", {"workspace": {"as_of": AS_OF.isoformat()}, "brand": {"name": "Acme"}})
    return tmp_path / "workspace", serve(tmp_path / "workspace")


@pytest.fixture
def tab(browser):
    with browser.new_context(**WIDE) as context:
        yield Visit(context.new_page())


def complaints_file(folder: Path, n: int) -> Path:
    """n complaints whose headings tell little: which column is whose has to be guessed from what is in it."""
    file = folder / "desk notes.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("nr", "Gesagt", "Was", "area"))
        texts = ordinary(200)
        for i in range(n):
            rows.writerow((i, (AS_OF - timedelta(hours=i + 1)).isoformat(), f"{texts[i % 200]} Ring {SECRET}, case {i}.", ("North", "South")[i % 2]))
    return file


def give(page, file: Path, rows_n: int) -> None:
    page.locator("input[type=file]").set_input_files(str(file))
    expect(page.get_by_role("button", name=re.compile(rf"^Import {rows_n:,} rows"))).to_be_visible(timeout=WAIT_MS)


def test_a_file_is_guessed_shown_redacted_imported_and_read(own, tab, tmp_path):
    path, address = own
    page = tab(f"{address}/import")
    assert headline(page) == "Bring complaints in."
    give(page, complaints_file(tmp_path, 80), 80)
    tab.drawn()
    assert headline(page) == "80 rows found; all of the first 20 can be read."
    shown = cells(page.get_by_test_id("stDataFrame").first)
    assert shown[0][:4] == ["Row", "Becomes", "Text", "Posted"] and shown[1][3] == "16 Nov 2026 05:00" and "[phone]" in shown[1][2]
    assert SECRET not in page.content()
    page.get_by_role("combobox", name="Columns to filter by").fill("area")
    page.get_by_role("option", name="area").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Import 80 rows").click()
    expect(page.get_by_text("80 posts added.")).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("button", name="Read 80 posts now").click()
    expect(page.get_by_text("Everything is read.")).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("link", name="See the overview").click()
    tab.at("^/$")
    stored = open_workspace(path).store
    assert runs.by_source(stored)[0]["source"] == "desk notes" and runs.by_kind(stored).get("complaint", 0) > 60
    assert (tab.strangers, tab.errors, tab.dialogs) == ([], [], [])
    assert not list(Path("/dev/shm").glob("canary-upload-*"))


def test_an_import_goes_on_when_its_page_is_left(own, tab, tmp_path):
    path, address = own
    page = tab(f"{address}/import")
    give(page, complaints_file(tmp_path, 1500), 1500)
    page.get_by_role("button", name="Import 1,500 rows").click()
    expect(page.get_by_role("heading", name="Importing.")).to_be_visible(timeout=WAIT_MS)
    tab.named("Data")
    page.get_by_test_id("stMain").get_by_role("link", name="Import", exact=True).click()
    expect(page.get_by_text("1,500 posts added.")).to_be_visible(timeout=WAIT_MS)
    assert [(row["added_n"], row["finished_at"] is not None) for row in runs.all_imports(open_workspace(path).store)] == [(1500, True)]


def test_what_cannot_be_read_is_said_and_nothing_else_breaks(own, tab, tmp_path):
    _, address = own
    page = tab(f"{address}/import")
    wrong = tmp_path / "photo.xlsx"
    wrong.write_bytes(b"\x89PNG not a workbook")
    page.locator("input[type=file]").set_input_files(str(wrong))
    expect(page.get_by_text("This cannot be read.")).to_be_visible(timeout=WAIT_MS)
    assert "photo.xlsx: not a readable workbook" in page.get_by_test_id("stAlert").inner_text().replace("\u2060", "")
    give(page, complaints_file(tmp_path, 30), 30)
