"""Rows out of a CSV, TSV, JSONL, Parquet or Excel file (.gz too), one at a time, whatever state the file is in."""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SourceError
from pipeline.sources.lines import NOT_UTF_8, Lines, delimiter_of, scan, too_long

FORMATS = ("csv", "tsv", "jsonl", "ndjson", "parquet", "xlsx", "xls", "ods")


@dataclass(frozen=True)
class Row:
    """A row as it was found: column -> text, or the reason why it could not be read.

    row_n is its place among the rows under the header, from 1; blank ones count too, so that it can be found again.
    """

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
        key, encoding = scan(path)
        source = cls(path, file_format, encoding, (), key, max_row_bytes)
        problem, first = "", None
        for row in source.rows():
            if row.values:
                first = row
                break
            problem = problem or row.problem
        if first is None and problem:
            raise SourceError(f"{path}: none of its lines can be read; the first is {problem}. One object of JSON a line is needed: {{\"posted_at\": …, \"text\": …}}.")
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
        lines = Lines(self.path, self.encoding, self.max_row_bytes)
        delimiter = "\t" if self.format == "tsv" else delimiter_of(self.path, self.encoding)
        reader = csv.reader(lines, delimiter=delimiter)
        header = self._header(next(reader, []))
        if lines.problem and lines.problem != NOT_UTF_8:
            raise SourceError(f"{self.path}: the first line is longer than {self.max_row_bytes:,} characters: not a header.")
        lines.problem = ""
        for row_n, cells in enumerate(_cells(reader), start=1):
            if isinstance(cells, str) or lines.problem == too_long(self.max_row_bytes):
                yield Row(row_n, dict.fromkeys(header, ""), lines.problem or cells)
            elif any(cells) or len(cells) > 1:
                yield _csv_row(row_n, header, cells, lines.problem)
            lines.problem = ""

    def _json_lines(self) -> Iterator[Row]:
        lines = Lines(self.path, self.encoding, self.max_row_bytes)
        for row_n, line in enumerate(lines, start=1):
            if line.strip():
                values, problem = _json_row(line)
                yield Row(row_n, values, lines.problem or problem)
            lines.problem = ""

    def _parquet(self) -> Iterator[Row]:
        import pyarrow
        import pyarrow.parquet

        try:
            with pyarrow.parquet.ParquetFile(self.path) as file:
                records = (record for batch in file.iter_batches(1000) for record in batch.to_pylist())
                for row_n, record in enumerate(records, start=1):
                    yield Row(row_n, {name: _text(cell) for name, cell in record.items()})
        except (pyarrow.ArrowException, OSError) as error:
            raise SourceError(f"{self.path}: not a readable Parquet file: {str(error).rstrip('.')}.") from None

    def _sheet(self) -> Iterator[Row]:
        import python_calamine

        try:
            cells = iter(python_calamine.CalamineWorkbook.from_path(self.path).get_sheet_by_index(0).iter_rows())
        except (python_calamine.CalamineError, OSError) as error:
            raise SourceError(f"{self.path}: not a readable workbook: {str(error).rstrip('.')}.") from None
        header = self._header(map(_text, next(cells, [])))
        for row_n, row in enumerate(cells, start=1):
            if any(cell not in (None, "") for cell in row):
                yield Row(row_n, dict(zip(header, map(_text, row), strict=False)))

    def _header(self, names: Iterable[str]) -> list[str]:
        header = [name.strip() for name in names]
        if twice := next((name for name in header if name and header.count(name) > 1), None):
            raise SourceError(f"{self.path}: two columns are called '{twice}', so nobody can say which is meant. Rename one of them.")
        return header


def _cells(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The cells of every row; one that cannot be read comes as the reason, an empty line without any."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not readable as CSV: {error}"


def _csv_row(row_n: int, header: list[str], cells: list[str], problem: str) -> Row:
    values = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    if not any(cells):
        problem = problem or "empty row"
    elif len(cells) > len(header):
        problem = problem or f"{len(cells)} cells where the header has {len(header)}: a quote or a delimiter too many"
    elif len(cells) == 1 < len(header):
        problem = problem or f"1 cell where the header has {len(header)}"
    return Row(row_n, values, problem)


def _json_row(line: str) -> tuple[dict[str, str], str]:
    """Its values, or the reason why it has none."""
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return {}, "not a line of JSON"
    if not isinstance(value, dict):
        return {}, "a line of JSON, but not an object {…}"
    return {str(name): _text(cell) for name, cell in value.items()}, ""


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
    text = ", ".join(FORMATS[:4])
    _must_be_a_file(path)
    name = path.name.lower().removesuffix(".gz")
    ending = name.rpartition(".")[2] if "." in name else ""
    if ending not in FORMATS:
        found = f"its ending '{ending}' is unknown" if ending else "it has no ending that tells its format"
        raise SourceError(f"{path}: {found}. Known: {text} (these also as .gz), {', '.join(FORMATS[4:])}.")
    if path.name.lower().endswith(".gz") and ending not in FORMATS[:4]:
        raise SourceError(f"{path}: .gz is read for {text} only. Unpack it first.")
    return ending


def _must_be_a_file(path: Path) -> None:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}.") from None
    if is_folder:
        raise SourceError(f"{path}: is a folder. Import its files one by one.")
    if not is_file:
        raise SourceError(f"{path}: there is no such file. Check the path.")
