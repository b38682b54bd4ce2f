"""Import as a person does it, with the files that people have."""
from __future__ import annotations

import gzip
import re

import pytest

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


def test_a_longer_copy_of_a_file_adds_only_what_is_new(canary, file):
    canary("import", file(HEADER + GOOD), "--source", "acme", *MAP)
    longer = file(HEADER + GOOD + "11,2026-11-11,and again\n", "longer.csv")
    assert counted(canary("import", longer, "--source", "acme", *MAP)[1]) == (1, 10, 0)


def test_one_percent_garbage_is_quarantined_with_its_reason_and_the_rest_is_stored(canary, file, tmp_path):
    rows = [f"{n},2026-11-01,text {n}\n" for n in range(1, 991)]
    rows[100:100] = ["a,b,c,d,e\n", "x,not a time,hello\n", "y,2999-01-01,from the future\n", "z,2026-11-01,\n", "\ufffd\ufffd\n"] * 2
    assert counted(canary("import", file(HEADER + "".join(rows)), "--source", "acme", *MAP)[1]) == (990, 0, 10)
    reasons = {re.sub(r"\d{4}.*", "…", row["reason"]) for row in runs.held(store_of(tmp_path), 99)}
    assert reasons == {"5 cells where the header has 3: a quote or a delimiter too many", "'not a time' is not a time; write ISO …",
                       "dated in the future: …", "no text", "1 cell where the header has 3"}


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
    (HEADER + GOOD, "a.csv", (*MAP, "--attributes", "region"), "the file has no column 'region'. Its columns: id, created, body"),
    (HEADER + GOOD, "a.csv", (*MAP, "--zone", "Mars"), "--zone Mars: not an IANA time zone"),
    (HEADER + GOOD, "a.csv", (*MAP, "--dates", "us"), "--dates us: unknown. Allowed: day-first, month-first"),
    (gzip.compress((HEADER + GOOD * 500).encode())[:-30], "a.csv.gz", MAP, "the gzip data break off"),
])
def test_a_call_that_cannot_work_is_one_clear_line_and_leaves_nothing(canary, file, tmp_path, content, name, words, message):
    status, out, errors = canary("import", file(content, name), "--source", "acme", *words)
    assert status in (1, 2) and message in errors and errors.startswith("Error: ") and errors.count("\n") == 1
    assert not (tmp_path / "workspace").exists()


def test_unknown_verbs_and_options_are_status_2(canary):
    assert canary("imprt")[0] == canary("import")[0] == canary("run", "--fast")[0] == 2


def test_a_preview_shows_rows_as_they_will_be_understood_and_stores_nothing(canary, file, tmp_path):
    path = file(HEADER + "1,2026-11-01,mail me at jo@example.com\n2,soon,x\n")
    status, out, _ = canary("import", path, "--source", "acme", "--preview", *MAP)
    assert status == 0 and "mail me at [email]" in out and "quarantine: 'soon' is not a time" in out and "Nothing was stored" in out
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
    for verb in ("init", "import", "run", "train", "demo", "topics", "touchpoints", "signals", "export", "status"):
        assert "Example: python -m pipeline" in canary(verb, "--help")[1]
