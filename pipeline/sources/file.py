"""Rows out of a CSV, TSV, JSONL, Parquet or Excel file (.gz too), one at a time, whatever state the file is in."""
from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import SourceError

FORMATS = ("csv", "tsv", "jsonl", "ndjson", "parquet", "xlsx", "xls", "ods")
_CHUNK = 1 << 20
_SHOWN_CHARS = 200
_TOO_LONG = "longer than {:,} characters"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Row:
    """A row as it was found: column -> text, or the reason why it could not be read. row_n counts from 1."""

    row_n: int
    values: dict[str, str]
    problem: str = ""


@dataclass(frozen=True)
class FileSource:
    """A file looked at once: its format, encoding, columns and key (SHA-256), ready to be read row by row."""

    path: Path
    format: str
    encoding: str
    columns: tuple[str, ...]
    key: str
    max_row_bytes: int

    @classmethod
    def open(cls, path: Path, max_row_bytes: int) -> FileSource:
        """Look at the file. Raises SourceError when it is missing, empty, damaged, of an unknown format or headless."""
        file_format = _format(path)
        key, encoding = _scan(path)
        source = cls(path, file_format, encoding, (), key, max_row_bytes)
        first = next((row for row in source.rows() if row.values), None)
        if first is None:
            raise SourceError(f"{path}: holds no rows. A first line with the names of the columns and at least one row are needed.")
        return cls(path, file_format, encoding, tuple(first.values), key, max_row_bytes)

    @property
    def name(self) -> str:
        return self.path.name

    def rows(self) -> Iterator[Row]:
        """Every row after the header, in order; a row that cannot be read comes with its problem."""
        if self.format in ("csv", "tsv"):
            return self._delimited()
        if self.format in ("jsonl", "ndjson"):
            return self._json_lines()
        return self._parquet() if self.format == "parquet" else self._sheet()

    def _delimited(self) -> Iterator[Row]:
        csv.field_size_limit(self.max_row_bytes)
        lines = _Lines(self.path, self.encoding, self.max_row_bytes)
        delimiter = "\t" if self.format == "tsv" else _delimiter(self.path, self.encoding)
        reader = csv.reader(lines, delimiter=delimiter)
        header = [name.strip() for name in next(reader, [])]
        if lines.was_cut:
            raise SourceError(f"{self.path}: the first line is longer than {self.max_row_bytes:,} characters: not a header.")
        for row_n, cells in enumerate(_whole_rows(reader), start=1):
            if lines.was_cut or isinstance(cells, str):
                lines.was_cut, problem = False, cells if isinstance(cells, str) else _TOO_LONG.format(self.max_row_bytes)
                yield Row(row_n, dict.fromkeys(header, ""), problem)
            else:
                yield _csv_row(row_n, header, cells)

    def _json_lines(self) -> Iterator[Row]:
        lines = _Lines(self.path, self.encoding, self.max_row_bytes)
        for row_n, line in enumerate(lines, start=1):
            if lines.was_cut:
                lines.was_cut = False
                yield Row(row_n, {}, _TOO_LONG.format(self.max_row_bytes))
                continue
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                yield Row(row_n, {}, "not a line of JSON")
                continue
            if isinstance(value, dict):
                yield Row(row_n, {str(name): _text(cell) for name, cell in value.items()})
            else:
                yield Row(row_n, {}, "a line of JSON, but not an object {…}")

    def _parquet(self) -> Iterator[Row]:
        import pyarrow
        import pyarrow.parquet

        try:
            with pyarrow.parquet.ParquetFile(self.path) as file:
                records = (record for batch in file.iter_batches(1000) for record in batch.to_pylist())
                for row_n, record in enumerate(records, start=1):
                    yield Row(row_n, {name: _text(cell) for name, cell in record.items()})
        except (pyarrow.ArrowException, OSError) as error:
            raise SourceError(f"{self.path}: not a readable Parquet file: {error}.") from None

    def _sheet(self) -> Iterator[Row]:
        import python_calamine

        try:
            cells = iter(python_calamine.CalamineWorkbook.from_path(self.path).get_sheet_by_index(0).iter_rows())
        except (python_calamine.CalamineError, OSError) as error:
            raise SourceError(f"{self.path}: not a readable workbook: {error}.") from None
        header = [_text(name).strip() for name in next(cells, [])]
        for row_n, row in enumerate(cells, start=1):
            if any(cell not in (None, "") for cell in row):
                yield Row(row_n, dict(zip(header, map(_text, row), strict=False)))


def _whole_rows(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The rows that are not empty; one that cannot be read comes as the reason."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not readable as CSV: {error}"
            continue
        if any(cells):
            yield cells


def _csv_row(row_n: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        return Row(row_n, dict(zip(header, cells, strict=False)),
                   f"{len(cells)} cells where the header has {len(header)}: a quote or a delimiter too many")
    if len(cells) < len(header) and len(cells) == 1:
        return Row(row_n, dict(zip(header, cells, strict=False)), f"1 cell where the header has {len(header)}")
    return Row(row_n, dict(zip(header, cells, strict=False)))


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if hasattr(cell, "isoformat"):
        return cell.isoformat()
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _format(path: Path) -> str:
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file.")
    name = path.name.lower().removesuffix(".gz")
    ending = name.rsplit(".", 1)[-1]
    if ending not in FORMATS:
        raise SourceError(f"{path}: its ending '{ending}' is unknown. Known: {', '.join(FORMATS)}, each also with .gz.")
    if path.name.lower().endswith(".gz") and ending not in FORMATS[:4]:
        raise SourceError(f"{path}: .gz is read for {', '.join(FORMATS[:4])} only. Unpack it first.")
    return ending


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def _scan(path: Path) -> tuple[str, str]:
    """Read the whole file once, in pieces: its key, and the encoding in which all of it can be read."""
    digest, decoder, encoding, read_n = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), "", 0
    try:
        with _open(path) as file:
            while chunk := file.read(_CHUNK):
                encoding = encoding or next((name for bom, name in _BOMS if not read_n and chunk.startswith(bom)), "")
                read_n += len(chunk)
                digest.update(chunk)
                if not encoding:
                    try:
                        decoder.decode(chunk)
                    except UnicodeDecodeError:
                        encoding = "cp1252"
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{path}: the gzip data break off after {read_n:,} bytes ({error}). Copy the file again; nothing was stored.") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}.") from None
    if not read_n:
        raise SourceError(f"{path}: the file is empty.")
    return digest.hexdigest(), encoding or "utf-8"


class _Lines:
    """Physical lines, decoded. One longer than the limit comes as its beginning, its rest is skipped unread.

    `was_cut` says so of the lines since it was last set to False.
    """

    def __init__(self, path: Path, encoding: str, max_row_bytes: int) -> None:
        self.path, self.encoding, self.max_row_bytes, self.was_cut = path, encoding, max_row_bytes, False

    def __iter__(self) -> Iterator[str]:
        with _open(self.path) as file, io.TextIOWrapper(file, encoding=self.encoding, errors="replace", newline="") as text:
            while line := text.readline(self.max_row_bytes + 1):
                if len(line) > self.max_row_bytes and not line.endswith("\n"):
                    self.was_cut = True
                    while (rest := text.readline(_CHUNK)) and not rest.endswith("\n"):
                        pass
                    line = line[:_SHOWN_CHARS].replace('"', "") + "\n"   # without its quotes it cannot swallow the next rows
                yield line.replace("\0", "")


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that splits the header most: comma, semicolon, tab or bar."""
    header = next(iter(_Lines(path, encoding, _CHUNK)), "")
    return max(",;\t|", key=header.count)
