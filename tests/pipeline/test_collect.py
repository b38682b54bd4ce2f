"""Import as a person does it, with the files that people have."""
from __future__ import annotations

import gzip
import io
import re
import time

import pytest
from rich.console import Console

from pipeline import console
from pipeline.store import Store, runs

HEADER = "id,created,body\n"
GOOD = "".join(f"{n},2026-11-{n:02d}T08:00:00Z,Nobody came on day {n}\n" for n in range(1, 11))
MAP = ("--map", "post_id=id,text=body,posted_at=created")


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes, name: str = "complaints.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
    return write


def store_of(tmp_path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'workspace' / 'canary.db'}")


def counted(output: str) -> tuple[int, int, int]:
    found = re.search(r"([\d,]+) added, ([\d,]+) known already, ([\d,]+) in quarantine", output)
    return tuple(int(number.replace(",", "")) for number in found.groups())


def test_a_first_import_makes_the_workspace_and_a_second_adds_nothing(canary, file):
    path = file(HEADER + GOOD)
    assert [counted(canary("import", path, "--source", "acme", *MAP)[1]) for _ in range(2)] == [(10, 0, 0), (0, 10, 0)]


def test_an_import_with_run_leaves_nothing_for_a_run_to_do(canary, file, tmp_path):
    out = canary("import", file(HEADER + GOOD), "--source", "acme", *MAP, "--run")[1]
    assert [line.split()[0] for line in out.splitlines()] == ["clean", "assign", "threads", "link", "watch", "track"]
    assert out.split()[:3] == ["clean", "10", "in"] and canary("run")[1].split()[:3] == ["clean", "0", "in"]


def test_an_import_that_cannot_work_runs_nothing(canary, file, tmp_path):
    status, out, _ = canary("import", file(HEADER + GOOD), "--source", "acme", "--run")
    assert (status, out) == (2, "") and not (tmp_path / "workspace").exists()


def test_a_longer_copy_of_a_file_adds_only_what_is_new(canary, file):
    canary("import", file(HEADER + GOOD), "--source", "acme", *MAP)
    longer = file(HEADER + GOOD + "11,2026-11-11,and again\n", "longer.csv")
    assert counted(canary("import", longer, "--source", "acme", *MAP)[1]) == (1, 10, 0)


def test_one_percent_garbage_is_quarantined_with_its_reason_and_the_rest_is_stored(canary, file, tmp_path):
    rows = [f"{n},2026-11-01,text {n}\n" for n in range(1, 991)]
    rows[100:100] = ["a,b,c,d,e\n", "x,not a time,hello\n", "y,2999-01-01,from the future\n", "z,2026-11-01,\n", "\ufffd\ufffd\n"] * 2
    assert counted(canary("import", file(HEADER + "".join(rows)), "--source", "acme", *MAP)[1]) == (990, 0, 10)
    reasons = {re.sub(r"'.*'|\d{4}.*", "…", row["reason"]) for row in runs.held(store_of(tmp_path), 99)}
    unread = {reason for reason in reasons if "write ISO" in reason}
    assert len(unread) == 1 and reasons - unread == {
        "5 cells where the header has 3: a quote or a delimiter too many", "dated in the future: …", "no text", "1 cell where the header has 3"}


def test_the_same_id_with_another_text_is_quarantined_and_nothing_is_overwritten(canary, file, tmp_path):
    path = file(HEADER + "1,2026-11-01,first\n1,2026-11-01,second\n1,2026-11-01,first\n")
    assert counted(canary("import", path, "--source", "acme", *MAP)[1]) == (1, 1, 1)
    assert runs.held(store_of(tmp_path), 9)[0]["reason"] == "this post_id is stored with another text"


@pytest.mark.parametrize("content, name, words, message", [
    ("", "a.csv", MAP, "the file is empty"),
    (HEADER, "a.csv", MAP, "holds no rows"),
    (GOOD, "a.csv", MAP, "the file has no column 'id'. Its columns: 1, 2026-11-01T08:00:00Z"),
    (HEADER + GOOD, "a.csv", (), "no column is called 'posted_at'. Say which one holds it: --map posted_at=COLUMN"),
    (HEADER + GOOD, "a.csv", ("--map", "text"), "--map 'text': write field=column"),
    (HEADER + GOOD, "a.csv", (*MAP, "--map", "text=id"), "--map text=…: given twice, as 'body' and as 'id'. Name one column."),
    (HEADER + GOOD, "a.csv", (*MAP, "--attributes", "region"), "the file has no column 'region'. Its columns: id, created, body"),
    (HEADER + GOOD, "a.csv", (*MAP, "--zone", "Mars"), "--zone Mars: not an IANA time zone"),
    (HEADER + GOOD, "a.csv", (*MAP, "--dates", "us"), "--dates us: unknown. Allowed: day-first, month-first"),
    (gzip.compress((HEADER + GOOD * 500).encode(), mtime=0)[:-30], "a.csv.gz", MAP, "the gzip data break off"),
])
def test_a_call_that_cannot_work_is_one_clear_line_and_leaves_nothing(canary, file, tmp_path, content, name, words, message):
    status, out, errors = canary("import", file(content, name), "--source", "acme", *words)
    assert status in (1, 2) and message in errors and errors.startswith("Error: ") and errors.count("\n") == 1
    assert not (tmp_path / "workspace").exists()


def test_rows_that_are_read_with_the_right_dates_leave_quarantine(canary, file, tmp_path):
    path = file(HEADER + "1,03/04/2026,first\n2,soon,second\n")
    first = canary("import", path, "--source", "acme", *MAP)[1]
    again = canary("import", path, "--source", "acme", "--dates", "day-first", *MAP)[1]
    assert (counted(first), counted(again)) == ((0, 0, 2), (1, 0, 1))
    assert [row["row_n"] for row in runs.held(store_of(tmp_path), 9)] == [2]


def test_the_commonest_reasons_for_quarantine_are_told_without_their_values(canary, file):
    rows = "".join(f"{n},0{n}/04/2026,text\n" for n in range(1, 4)) + "8,2026-11-01,\n9,it's soon,x\n10,2999-01-01,x\n11,2026-11-01,\n"
    lines = [line.strip() for line in canary("import", file(HEADER + rows), "--source", "acme", *MAP)[1].splitlines()]
    assert re.fullmatch("3 rows: .*….* say which: --dates day-first or --dates month-first", lines[1])
    assert lines[2] == "2 rows: no text" and lines[3].startswith("1 row: ") and "it's" not in lines[3]
    assert lines[4:] == ["all of them: the Data page"]


def test_an_import_without_quarantine_says_nothing_of_it(canary, file):
    assert "Data page" not in canary("import", file(HEADER + GOOD), "--source", "acme", *MAP)[1]


def test_a_mended_file_adds_only_the_mended_row(canary, file):
    rows = (HEADER + "1,2026-11-01,Köln\n2,2026-11-01,Gebühr\n").encode()
    first = canary("import", file(rows + b"3,2026-11-01,caf\xe9\n"), "--source", "acme", *MAP)[1]
    mended = canary("import", file(rows + "3,2026-11-01,café\n".encode(), "mended.csv"), "--source", "acme", *MAP)[1]
    assert (counted(first), counted(mended)) == ((2, 0, 1), (1, 2, 0))


def test_a_preview_numbers_its_rows_and_shows_times_in_the_workspaces_zone(canary, file):
    canary("init", "--zone", "Europe/Berlin")
    lines = canary("import", file(HEADER + "1,2026-11-01T23:30:00Z,late\n2,soon,x\n"), "--source", "acme", "--preview", *MAP)[1].splitlines()
    assert "posted (Europe/Berlin)" in lines[0]
    assert lines[1].split()[:3] == ["1", "2026-11-02", "00:30"] and lines[2].split()[:2] == ["2", "quarantine:"]


def test_a_preview_without_a_workspace_shows_the_rows_and_leaves_no_trace(canary, file, tmp_path):
    path, before = file(HEADER + GOOD), sorted(tmp_path.iterdir())
    status, out, _ = canary("import", path, "--source", "acme", "--preview", *MAP)
    assert status == 0 and out.splitlines()[1].split(maxsplit=5)[3:] == ["acme", "–", "Nobody came on day 1"]
    assert set(tmp_path.iterdir()) - {path} == set(before) - {path}


def test_the_same_content_under_a_second_source_is_told_and_under_the_first_is_not(canary, file):
    path = file(HEADER + GOOD)
    said = [canary("import", path, "--source", source, *MAP)[1] for source in ("acme", "acme", "beta")]
    assert ["imported before as source" in out for out in said] == [False, False, True]
    assert "the same content was imported before as source acme: every post is now held twice." in said[2]


def test_a_table_in_a_pipe_breaks_no_cell(capsys):
    console.table(("topic", "label", "people"), [("t-1", "word " * 60, 1200)], ("people",))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and lines[1].startswith("t-1") and lines[1].endswith("word    1,200")


def test_a_table_on_a_terminal_breaks_labels_only(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr(console, "out", Console(width=70, soft_wrap=True))
    console.table(("topic", "label", "touchpoint"), [("t-0123456789abcdef", "word " * 20, "billing-and-payment")])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 2 and max(map(len, lines)) <= 70 and "t-0123456789abcdef" in lines[1] and "billing-and-payment" in lines[1]


def test_work_without_an_end_shows_a_moving_bar_and_no_count(monkeypatch):
    screen = io.StringIO()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(console, "err", Console(file=screen, force_terminal=True, width=80))
    with console.progress("learn [topics]"):
        pass
    assert "learn [topics]" in screen.getvalue() and "0:00:00" in screen.getvalue() and "0/?" not in screen.getvalue()


@pytest.mark.parametrize("words", [("init",), ("demo",)])
def test_a_workspace_where_none_can_be_made_is_one_clear_line(canary, tmp_path, words):
    (tmp_path / "workspace").write_text("a file stands in the way")
    status, _, errors = canary(*words)
    assert status in (1, 2) and errors.startswith("Error: ") and errors.count("\n") == 1 and "Traceback" not in errors


def test_unknown_verbs_and_options_are_status_2(canary):
    assert canary("imprt")[0] == canary("import")[0] == canary("run", "--fast")[0] == 2


def test_a_preview_shows_rows_as_they_will_be_understood_and_stores_nothing(canary, file, tmp_path):
    canary("init")
    path = file(HEADER + "1,2026-11-01,mail me at jo@example.com\n2,soon,x\n")
    status, out, _ = canary("import", path, "--source", "acme", "--preview", *MAP)
    assert status == 0 and "mail me at [email]" in out and "quarantine: " in out and "write ISO 8601" in out and "Nothing was stored" in out
    assert runs.by_source(store_of(tmp_path)) == []


def test_latin_1_is_read_and_said(canary, file):
    out = canary("import", file((HEADER + "1,2026-11-01,Gebühr falsch\n").encode("cp1252")), "--source", "acme", *MAP)[1]
    assert counted(out) == (1, 0, 0) and "read as Windows-1252" in out


def test_no_personal_data_reach_the_disk(canary, file, tmp_path):
    secret = ["jo.bloggs@example.com", "07700 900123", "4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32", "jo_bloggs_77", "Josephine"]
    text = f"My name is {secret[5]} Bloggs, {secret[0]}, {secret[1]}, card {secret[2]}, {secret[3]}, tell @{secret[4]}"
    canary("import", file(f'id,created,body,who\n1,2026-11-01,"{text}",{secret[4]}\n2,never,"{text}",{secret[4]}\n'), "--source", "acme", *MAP, "--map", "author=who")
    bytes_on_disk = b"".join(path.read_bytes() for path in (tmp_path / "workspace").rglob("*") if path.is_file())
    assert [found for found in secret if found.encode() in bytes_on_disk] == []


def test_every_verb_has_help_with_an_example(canary):
    for verb in ("init", "import", "run", "train", "demo", "topics", "touchpoints", "signals", "event", "fix", "export", "status"):
        assert "Example: python -m pipeline" in canary(verb, "--help")[1]


def test_an_import_keeps_how_long_it_took(canary, file, tmp_path):
    begun = time.perf_counter()
    canary("import", file(HEADER + GOOD), "--source", "acme", *MAP)
    took = time.perf_counter() - begun
    assert 0 < runs.all_imports(store_of(tmp_path))[0]["seconds"] < took
