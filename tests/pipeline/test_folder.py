"""A watched folder: each file once, page by page, the damaged ones said."""
from __future__ import annotations

import hashlib
import json
import os
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from doors import allow_all, collect, killed_after_every_page

from pipeline.configured import chosen, foretell
from pipeline.errors import SettingsError
from pipeline.sources.folder import FolderSource
from pipeline.workspace import init_workspace, open_workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def drop(folder, name, content, minutes_ago=10):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    os.utime(path, ns=(at := int((AS_OF - timedelta(minutes=minutes_ago)).timestamp()) * 10**9, at))
    return path


def notes(begin, end):
    return "post_id,posted_at,text\n" + "".join(f"n{n},2026-11-01T08:00:00Z,note {n}\n" for n in range(begin, end))


@pytest.fixture
def source(tmp_path):
    return FolderSource.from_settings("notes", {"folder": str(tmp_path), "channel": "phone note"}, {})


def stored(pages):
    return [row["post_id"] for page in pages for row in page.rows]


def test_files_of_every_format_are_read_once_the_oldest_first(tmp_path, source):
    drop(tmp_path, "b.csv", notes(0, 3), minutes_ago=20)
    drop(tmp_path, "a.jsonl", '{"post_id": "j1", "posted_at": "2026-11-01", "text": "x"}\n')
    frame = pd.DataFrame({"post_id": ["p1"], "posted_at": ["2026-11-01"], "text": ["y"]})
    frame.to_parquet(tmp_path / "c.parquet")
    drop(tmp_path, "c.parquet", (tmp_path / "c.parquet").read_bytes(), minutes_ago=5)
    frame.assign(post_id="e1").to_excel(tmp_path / "d.xlsx", index=False)
    drop(tmp_path, "d.xlsx", (tmp_path / "d.xlsx").read_bytes(), minutes_ago=4)
    pages, cursor = collect(source, AS_OF)
    assert stored(pages) == ["n0", "n1", "n2", "j1", "p1", "e1"]
    assert collect(source, AS_OF, cursor)[0] == []


def test_killed_after_every_page_nothing_is_lost_and_a_file_goes_on_where_it_was(tmp_path, source):
    drop(tmp_path, "a.csv", notes(0, 2500), minutes_ago=20)
    drop(tmp_path, "b.csv", notes(2500, 2600))
    assert killed_after_every_page(source, AS_OF, 7) == {f"n{n}" for n in range(2600)}
    cursor = collect(source, AS_OF, pages_n=1)[1]
    assert stored(collect(source, AS_OF, cursor)[0])[0] == "n1000"


def test_a_file_that_changes_under_a_half_read_one_is_read_whole(tmp_path, source):
    drop(tmp_path, "a.csv", notes(0, 1500))
    cursor = collect(source, AS_OF, pages_n=1)[1]
    drop(tmp_path, "a.csv", notes(5000, 6500))
    assert stored(collect(source, AS_OF, cursor)[0]) == [f"n{n}" for n in range(5000, 6500)]


def test_files_of_the_same_size_and_second_are_told_apart(tmp_path, source):
    drop(tmp_path, "a.csv", notes(0, 1))
    cursor = collect(source, AS_OF)[1]
    drop(tmp_path, "b.csv", notes(1, 2))
    assert stored(collect(source, AS_OF, cursor)[0]) == ["n1"]


def test_a_file_that_may_still_be_written_waits(tmp_path, source):
    drop(tmp_path, "a.csv", notes(0, 1), minutes_ago=0)
    assert collect(source, AS_OF)[0] == []
    assert stored(collect(source, AS_OF + timedelta(minutes=1))[0]) == ["n0"]


@pytest.mark.parametrize("name", [".hidden.csv", "~lock.csv", "a.csv.part", "a.csv.tmp", "read me.txt", "csv"])
def test_what_is_not_meant_is_left(tmp_path, source, name):
    drop(tmp_path, name, notes(0, 1))
    assert collect(source, AS_OF)[0] == []


def test_a_damaged_file_is_said_every_time_and_does_not_stop_the_others(tmp_path, source):
    drop(tmp_path, "a.csv.gz", b"\x1f\x8b\x08broken", minutes_ago=20)
    drop(tmp_path, "b.csv", notes(0, 1))
    pages, cursor = collect(source, AS_OF)
    assert stored(pages) == ["n0"] and "the gzip data break off" in pages[0].problems[0]
    assert "the gzip data break off" in collect(source, AS_OF, cursor)[0][0].problems[0]


def test_a_file_without_the_column_is_said(tmp_path, source):
    drop(tmp_path, "a.csv", "when,what\n2026-11-01,x\n")
    said = "a.csv: no column is called 'posted_at'. Say which one holds it: map = [\"posted_at=COLUMN\"] in [sources.notes]. Its columns: when, what."
    assert collect(source, AS_OF)[0][0].problems == (said,)
    drop(tmp_path, "b.csv", notes(0, 1), minutes_ago=1)
    assert (source.check().is_well, source.check().message) == (False, said)


def test_a_column_of_the_map_that_a_file_lacks_is_said_in_words_of_the_settings(tmp_path):
    values = {"folder": str(tmp_path), "channel": "n", "map": ["text=note"], "attributes": ["shop"]}
    drop(tmp_path, "a.csv", "posted_at,note\n2026-11-01,x\n", minutes_ago=20)
    drop(tmp_path, "b.csv", "posted_at,shop\n2026-11-01,x\n")
    said = [page.problems[0] for page in collect(FolderSource.from_settings("notes", values, {}), AS_OF)[0] if page.problems]
    assert said[0].startswith("a.csv: attributes = [\"shop\"] in [sources.notes]: the file has no column 'shop'.")
    assert said[1].startswith("b.csv: map = [\"text=note\"] in [sources.notes]: the file has no column 'note'.")


def test_files_that_cannot_be_read_are_counted_as_waiting(tmp_path, source):
    for n in range(3):
        drop(tmp_path, f"a{n}.csv", "")
    drop(tmp_path, "b.csv", notes(0, 1))
    assert collect(source, AS_OF)[0][-1].backlog == "3 files cannot be read"


def test_what_is_said_of_a_file_names_neither_its_folder_nor_a_number_in_its_name(tmp_path, source):
    drop(tmp_path, "ann_b-77 07700900123.xlsx", b"broken")
    drop(tmp_path, "ann_b-77 07700900123.csv", notes(0, 1) + "1,2,3,4\n")
    told = [source.check().message, *(problem for page in collect(source, AS_OF)[0] for problem in page.problems)]
    assert len(told) == 3 and all("ann_b-77 [" in words and "0770" not in words and str(tmp_path) not in words for words in told)


def test_rows_that_cannot_be_read_are_said_in_few_words(tmp_path, source):
    drop(tmp_path, "a.csv", "posted_at,text\n" + "2026-11-01,x,y,z\n" * 5 + "2026-11-01,fine\n")
    page = collect(source, AS_OF)[0][0]
    assert [row["text"] for row in page.rows] == ["fine"]
    assert len(page.problems) == 4 and page.problems[3] == "a.csv: 2 more rows cannot be read"


def test_columns_dates_and_zone_are_understood_as_set(tmp_path):
    values = {"folder": str(tmp_path), "channel": "counter note", "map": ["text=note", "posted_at=taken on"], "attributes": ["shop"],
              "zone": "Europe/Berlin", "dates": "day-first"}
    drop(tmp_path, "a.csv", "taken on,note,shop,clerk\n03/04/2026 10:00,late,Mitte,Ada\nsoon,late,Mitte,Ada\n")
    pages, cursor = collect(FolderSource.from_settings("notes", values, {}), AS_OF)
    assert pages[0].rows == ({"shop": "Mitte", "posted_at": "2026-04-03T08:00:00+00:00", "text": "late"}, {"shop": "Mitte", "posted_at": "soon", "text": "late"})
    assert all(word not in json.dumps(cursor) for word in ("a.csv", hashlib.sha256(b"a.csv").hexdigest()[:16]))


def test_a_missing_folder_is_said(tmp_path):
    checked = FolderSource.from_settings("notes", {"folder": str(tmp_path / "no"), "channel": "n"}, {}).check()
    assert not checked.is_well and "cannot be read: No such file or directory. Check 'folder' in [sources.notes]" in checked.message


def test_a_dry_run_of_a_missing_folder_is_no_free_lunch(tmp_path):
    section = {"kind": "folder", "folder": str(tmp_path / "drops"), "channel": "n"}
    init_workspace(tmp_path / "workspace", "telecom", {"sources.notes": section})
    workspace = open_workspace(tmp_path / "workspace")
    one = chosen(workspace, [], {})[0]
    assert "But " in (said := foretell(workspace, one, AS_OF)) and "cannot be read: No such file or directory" in said
    (tmp_path / "drops").mkdir()
    assert foretell(workspace, one, AS_OF) == "notes: free; nothing is billed for folder"


def test_a_check_reads_the_columns_of_the_newest_files(tmp_path, source):
    drop(tmp_path, "a.csv", notes(0, 1))
    assert source.check().message.endswith("holds 1 file; the columns of a.csv fit.")
    drop(tmp_path, "b.csv", notes(1, 2), minutes_ago=5)
    assert source.check().message == "the folder can be read and holds 2 files; the columns of b.csv, a.csv fit."
    assert source.gone(["n0"], allow_all) is None


@pytest.mark.parametrize("values, words", [
    ({"folder": "", "channel": "n"}, "folder is empty"), ({"folder": "drops", "channel": "n"}, "folder is 'drops'; write the whole path"),
    ({"folder": "/drops", "channel": " "}, "channel is empty"), ({"folder": "x"}, "needs 'channel'"),
    ({"folder": "x", "channel": "n", "map": ["words=note"]}, 'Write "field=column"; fields: posted_at, text'),
    ({"folder": "x", "channel": "n", "dates": "iso"}, "dates is 'iso'"), ({"folder": "x", "channel": "n", "zone": "Berlin"}, "zone is 'Berlin'"),
])
def test_a_wrong_setting_is_said(values, words):
    with pytest.raises(SettingsError, match=words):
        FolderSource.from_settings("notes", values, {})


def test_collected_into_a_workspace_twice_nothing_is_doubled(tmp_path, workspace):
    from pipeline.configured import Configured
    from pipeline.fetch import fetch

    (drops := tmp_path / "drops").mkdir()
    drop(drops, "a.csv", "posted_at,text,author\n2026-11-01T08:00:00Z,My router never came,Ada\n31.31.2026,unreadable,Ben\n")
    one = Configured("notes", {"kind": "folder", "folder": str(drops), "channel": "phone note"}, {})
    first, second = (fetch(workspace, one, AS_OF, lambda done: None) for _ in range(2))
    assert (first.in_n, first.out_n, second.in_n, second.out_n) == (2, 1, 0, 0)


def configured(folder):
    from pipeline.configured import Configured

    folder.mkdir()
    return Configured("notes", {"kind": "folder", "folder": str(folder), "channel": "phone note"}, {})


def test_a_row_in_quarantine_is_found_by_its_file_and_its_number(tmp_path, workspace):
    from pipeline.fetch import fetch
    from pipeline.store import runs

    one = configured(tmp_path / "drops")
    drop(tmp_path / "drops", "07700900123.csv", notes(0, 2) + "n9,31.31.2026,unreadable\n")
    for _ in range(2):
        fetch(workspace, one, AS_OF, lambda done: None)
    assert [(held["file_name"], held["row_n"]) for held in runs.held(workspace.store, 9)] == [("[number].csv", 3)]


def test_a_name_that_is_no_utf_8_stops_nothing(tmp_path, workspace):
    from pipeline.fetch import fetch

    one = configured(tmp_path / "drops")
    for name in ("a\udcff.csv", "b\udcff.xlsx"):
        drop(tmp_path / "drops", name, notes(0, 1) + "n9,31.31.2026,unreadable\n")
    assert "b?.xlsx: not a readable workbook" in fetch(workspace, one, AS_OF, lambda done: None).note


def test_a_persons_name_in_a_files_name_is_redacted_and_goes_with_them(tmp_path, workspace):
    from pipeline import erase
    from pipeline.fetch import fetch
    from pipeline.store import heartbeats, runs

    one = configured(tmp_path / "drops")
    drop(tmp_path / "drops", "ann_b-77 07700900123.xlsx", b"broken")
    drop(tmp_path / "drops", "b.csv", "")
    fetch(workspace, one, AS_OF, lambda done: None)

    def said():
        return heartbeats.every(workspace.store)["notes"]["message"], runs.latest(workspace.store)[0]["note"]

    assert all("ann_b-77 [number].xlsx" in words and ".;" not in words and str(tmp_path) not in words for words in said())
    assert heartbeats.every(workspace.store)["notes"]["backlog"] == "2 files cannot be read"
    erase.forget(workspace, erase.author_meant(workspace, "ann_b-77"), AS_OF)
    assert all("ann_b-77" not in words and "[handle] [number].xlsx" in words for words in said())
