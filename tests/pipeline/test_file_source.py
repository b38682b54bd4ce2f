"""Reading files: every format, every state a file can be in."""
from __future__ import annotations

import gzip
import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.sources.file import FileSource

MAX = 100_000
CSV = "id,body\n1,first\n2,second\n"


def read(path, max_row_bytes=MAX):
    return list(FileSource.open(path, max_row_bytes).rows())


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name, content", [
    ("a.csv", CSV.encode()),
    ("a.csv", b"\xef\xbb\xbf" + CSV.encode()),
    ("a.csv", CSV.encode("utf-16")),
    ("a.csv", CSV.replace("\n", "\r\n").encode()),
    ("a.csv", CSV.replace(",", ";").encode()),
    ("a.tsv", CSV.replace(",", "\t").encode()),
    ("a.csv.gz", gzip.compress(CSV.encode(), mtime=0)),
    ("a.jsonl", b'{"id": 1, "body": "first"}\n\n{"id": "2", "body": "second"}\n'),
    ("a.jsonl.gz", gzip.compress(b'{"id": 1, "body": "first"}\n{"id": 2, "body": "second"}', mtime=0)),
])
def test_the_same_rows_come_out_of_every_text_format(tmp_path, name, content):
    found = FileSource.open(write(tmp_path, name, content), MAX)
    assert found.columns == ("id", "body")
    assert [row.values for row in found.rows()] == [{"id": "1", "body": "first"}, {"id": "2", "body": "second"}]


def test_parquet_keeps_whole_numbers_whole(tmp_path):
    pd.DataFrame({"id": [1, 2], "body": ["first", None]}).to_parquet(tmp_path / "a.parquet")
    assert [row.values for row in read(tmp_path / "a.parquet")] == [{"id": "1", "body": "first"}, {"id": "2", "body": ""}]


def test_latin_1_is_read_and_said(tmp_path):
    found = FileSource.open(write(tmp_path, "a.csv", "body\nBeschwerde über Gebühr – naïve\n".encode("cp1252")), MAX)
    assert found.encoding == "cp1252"
    assert next(found.rows()).values == {"body": "Beschwerde über Gebühr – naïve"}


def test_one_bad_byte_in_utf_8_is_one_problem_and_the_rest_stays_as_it_is(tmp_path):
    found = FileSource.open(write(tmp_path, "a.csv", "id,body\n1,Köln\n2,Gebühr\n3,fine\n".encode().replace(b"ln", b"ln\xff")), MAX)
    assert (found.encoding, found.columns) == ("utf-8", ("id", "body"))
    assert [(row.values["body"], row.problem) for row in found.rows()] == [
        ("Köln\ufffd", "holds bytes that are not UTF-8"), ("Gebühr", ""), ("fine", "")]


def test_a_bad_byte_in_a_line_of_json_is_one_problem(tmp_path):
    rows = read(write(tmp_path, "a.jsonl", b'{"body": "K\xc3\xb6ln"}\n{"body": "x\xff"}\n{"body": "ok"}\n'))
    assert [row.problem for row in rows] == ["", "holds bytes that are not UTF-8", ""]


def test_the_encoding_is_told_by_the_whole_file_and_not_by_its_beginning(tmp_path):
    late = b"body\n" + b"plain\n" * 400_000 + "Gebühr\n".encode() + b"\xff\n"
    assert FileSource.open(write(tmp_path, "a.csv", late), MAX).encoding == "utf-8"
    assert FileSource.open(write(tmp_path, "b.csv", late + b"\xfc\n"), MAX).encoding == "cp1252"


@pytest.mark.parametrize("cut", [1, 2])
def test_characters_on_the_border_of_two_pieces_are_whole(tmp_path, cut):
    content = "b\n".encode() + b"x" * ((1 << 20) - 2 - cut) + "€\n".encode() + b"\xff\n"
    assert FileSource.open(write(tmp_path, "a.csv", content), 1 << 21).encoding == "utf-8"


@pytest.mark.parametrize("name, content", [
    ("a.csv", "id;body\n1;first\n;\n\n4;fourth\n\n\n"),
    ("a.tsv", "id\tbody\n1\tfirst\n\t\n\n4\tfourth\n\n"),
])
def test_blank_rows_count_and_those_with_delimiters_are_problems(tmp_path, name, content):
    rows = read(write(tmp_path, name, content))
    assert [(row.row_n, row.problem) for row in rows] == [(1, ""), (2, "empty row"), (4, "")]


def test_rows_have_the_same_number_in_every_format(tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl writes the workbook of this test")
    book = openpyxl.Workbook()
    for cells in (["id"], [1], [None], [3]):
        book.active.append(cells)
    book.save(tmp_path / "a.xlsx")
    lines = write(tmp_path, "a.jsonl", '{"id": 1}\n\n{"id": 3}\n')
    assert [[row.row_n for row in read(path)] for path in (tmp_path / "a.xlsx", lines)] == [[1, 3], [1, 3]]


def test_a_first_row_that_is_short_hides_no_columns(tmp_path):
    assert FileSource.open(write(tmp_path, "a.csv", "id,body\n1\n2,x\n"), MAX).columns == ("id", "body")


def test_a_folder_is_named_as_one(tmp_path):
    with pytest.raises(SourceError, match=r"is a folder\. Import its files one by one\."):
        FileSource.open(tmp_path, MAX)


def test_quoted_newlines_stay_in_one_row(tmp_path):
    rows = read(write(tmp_path, "a.csv", 'id,body\n1,"two\nlines, one post"\n2,next\n'))
    assert [row.values["body"] for row in rows] == ["two\nlines, one post", "next"]


def test_a_row_with_too_many_cells_is_a_problem_and_the_next_is_read(tmp_path):
    rows = read(write(tmp_path, "a.csv", "id,body\n1,a,b,c\n2,fine\n"))
    assert rows[0].problem == "4 cells where the header has 2: a quote or a delimiter too many"
    assert rows[1].values["body"] == "fine" and not rows[1].problem


def test_one_endless_line_is_one_problem_and_stays_out_of_memory(tmp_path):
    found = FileSource.open(write(tmp_path, "a.csv", b"id,body\n1," + b"x" * 3_000_000 + b"\n2,fine\n"), MAX)
    assert found.columns == ("id", "body")
    assert [row.problem for row in found.rows()] == ["longer than 100,000 characters", ""]


def test_bad_json_lines_are_problems(tmp_path):
    rows = read(write(tmp_path, "a.jsonl", '{"body": "ok"}\n{broken\n[1, 2]\n' + "[" * 50_000 + "\n"))
    assert [row.problem for row in rows] == ["", "not a line of JSON", "a line of JSON, but not an object {…}", "not a line of JSON"]


@pytest.mark.parametrize("name, content, message", [
    ("a.csv", b"", r"a\.csv: the file is empty\. Export it anew; nothing was stored\.$"),
    ("a.csv", b"id,body,body\n1,a,b\n", r"two columns are called 'body', so nobody can say which is meant\. Rename one of them"),
    ("a.csv", b"id,body\n", r"holds no rows\. A first line with the names of the columns and at least one row"),
    ("a.jsonl", b"id,body\n1,a\n", r"none of its lines can be read; the first is not a line of JSON\. One object of JSON a line is needed"),
    ("a.docx", b"x", r"its ending 'docx' is unknown\. Known: csv, tsv, jsonl, ndjson \(these also as \.gz\), parquet, xlsx, xls, ods\.$"),
    ("complaints", b"x", r"complaints: it has no ending that tells its format\. Known: csv"),
    ("a.xlsx.gz", b"x", r"\.gz is read for csv, tsv, jsonl, ndjson only\. Unpack it first"),
    ("a.csv.gz", gzip.compress(CSV.encode() * 900, mtime=0)[:-20], r"the gzip data break off after .* Copy the file again; nothing was stored"),
    ("a.csv.gz", b"not gzip at all", r"the gzip data break off after 0 bytes"),
    ("a.parquet", b"PAR1 nonsense", r"not a readable Parquet file"),
    ("a.xlsx", b"nonsense", r"not a readable workbook"),
])
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content, message):
    with pytest.raises(SourceError, match=message):
        FileSource.open(write(tmp_path, name, content), MAX)


@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx"])
def test_no_error_ends_in_two_full_stops(tmp_path, name):
    with pytest.raises(SourceError, match=r"[^.]\.$"):
        FileSource.open(write(tmp_path, name, b"nonsense"), MAX)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"there is no such file\. Check the path\.$"):
        FileSource.open(tmp_path / "gone.csv", MAX)


def test_excel_times_come_as_iso(tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl writes the workbook of this test")
    book = openpyxl.Workbook()
    book.active.append(["posted_at", "text"])
    book.active.append([pd.Timestamp("2026-11-16 08:30").to_pydatetime(), "Nobody came"])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[0].values == {"posted_at": "2026-11-16T08:30:00", "text": "Nobody came"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_clear_error(tmp_path_factory, content):
    path = write(tmp_path_factory.mktemp("any"), "a.csv", content)
    try:
        assert all(row.row_n >= 1 for row in read(path, 10_000))
    except SourceError as error:
        assert "a.csv" in str(error)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=30), min_size=1), min_size=1, max_size=8))
def test_every_line_of_json_is_one_row(tmp_path_factory, records):
    lines = "\n".join(json.dumps(record) for record in records)
    rows = read(write(tmp_path_factory.mktemp("json"), "a.jsonl", lines))
    assert [row.values for row in rows] == [{k: v.replace("\0", "") for k, v in record.items()} for record in records]
