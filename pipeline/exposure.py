"""exposure.csv: how many customers there are, by touchpoint, channel or any attribute, so that complaints can be set against those who could complain.

The first line names the columns: `customers` and any of `touchpoint`, `channel` and attributes. A row counts the customers of the group that its
filled cells name; empty cells say nothing. Pure, but for `read`.
"""
from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ExposureError

FILE_NAME = "exposure.csv"
CUSTOMERS, TOUCHPOINT, CHANNEL = "customers", "touchpoint", "channel"
EXAMPLE = "region,channel,touchpoint,customers\nNorth,,,96000\nSouth,,,88000\n,e-mail,,41000\n,,store,120000\n"
MAX_BYTES, _MOST_FAULTS, _MOST_CUSTOMERS = 1_000_000, 5, 10**11
Group = tuple[tuple[str, str], ...]
"""(column, value) of the filled cells of a row, in the order of the file's columns."""


@dataclass(frozen=True)
class Exposure:
    """Customers of each group that the file names."""

    customers: Mapping[Group, int]

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns by which complaints can be set against customers, in the order of the file."""
        return tuple(column for column in dict.fromkeys(name for group in self.customers for name, _ in group) if self.by(column))

    def by(self, column: str) -> dict[str, int]:
        """Value of `column` -> customers, in the order of the file; of the coarsest groups that name it.

        Groups of several columns are added up: a customer is in one of them. Only not over touchpoints, of which a customer uses many.
        """
        kinds = {tuple(name for name, _ in group) for group in self.customers}
        fitting = [kind for kind in kinds if column in kind and (column == TOUCHPOINT or TOUCHPOINT not in kind)]
        if not fitting:
            return {}
        kind, found = min(fitting, key=lambda one: (len(one), one)), {}
        for group, n in self.customers.items():
            if tuple(name for name, _ in group) == kind:
                value = dict(group)[column]
                found[value] = found.get(value, 0) + n
        return found


def read(path: Path, touchpoint_ids: Collection[str], attributes: Collection[str]) -> Exposure | None:
    """The file at `path`; None where there is none. Raises ExposureError that names the lines at fault."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ExposureError(f"{path.name} cannot be read: {error.strerror or error}.") from None
    if len(content) > MAX_BYTES:
        raise ExposureError(f"{path.name} is over {MAX_BYTES:,} bytes: more is another file given by mistake.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExposureError(f"{path.name} is not UTF-8 text. Save it as CSV UTF-8.") from None
    return parse(text, touchpoint_ids, attributes)


def parse(text: str, touchpoint_ids: Collection[str], attributes: Collection[str]) -> Exposure:
    """The groups of a file's text. Raises ExposureError: every fault with its line (at most five), what was found, what is allowed."""
    try:
        rows = [(number, [cell.strip() for cell in row]) for number, row in _numbered(text) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ExposureError(f"{FILE_NAME} cannot be read as CSV: {error}.") from None
    if not rows:
        raise ExposureError(f"{FILE_NAME} is empty. Its first line names the columns: customers and any of touchpoint, channel{_also(attributes)}.")
    columns = _columns(rows[0], attributes)
    found: dict[Group, int] = {}
    faults = [f"line {number}: {fault}" for number, row in rows[1:] if (fault := _add(found, columns, row, touchpoint_ids))]
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        raise ExposureError(f"{FILE_NAME}: " + "; ".join([*faults[:_MOST_FAULTS], *more]) + ".")
    if not found:
        raise ExposureError(f"{FILE_NAME} names columns and no customers: add a line a group.")
    return Exposure(found)


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line they end on."""
    reader = csv.reader(text.splitlines(), strict=True)
    for row in reader:
        yield reader.line_num, row


def _columns(first: tuple[int, list[str]], attributes: Collection[str]) -> list[str]:
    number, columns = first
    known = (TOUCHPOINT, CHANNEL, *attributes)
    if CUSTOMERS not in columns:
        raise ExposureError(f"{FILE_NAME}, line {number}: no column is called customers. Found: {_shown(', '.join(columns))}.")
    for column in columns:
        if column != CUSTOMERS and column not in known:
            raise ExposureError(f"{FILE_NAME}, line {number}: column {_shown(column)} is unknown. Known: customers, touchpoint, channel{_also(attributes)}.")
    if len(set(columns)) < len(columns):
        raise ExposureError(f"{FILE_NAME}, line {number}: a column is named twice.")
    return columns


def _add(found: dict[Group, int], columns: list[str], row: list[str], touchpoint_ids: Collection[str]) -> str | None:
    """Put a row's customers into `found`; what is wrong with it, or None."""
    if len(row) != len(columns):
        return f"{len(row)} cells, the first line names {len(columns)} columns"
    cells = dict(zip(columns, row))
    customers = cells.pop(CUSTOMERS)
    group = tuple((name, value) for name, value in cells.items() if value)
    if not (customers.isascii() and customers.isdigit() and len(customers) <= 12 and int(customers) <= _MOST_CUSTOMERS):
        return f"customers is {_shown(customers)}; needed: a whole number such as 12000, without signs"
    if not group:
        return "names no group; fill at least one column beside customers"
    if cells.get(TOUCHPOINT) and cells[TOUCHPOINT] not in touchpoint_ids:
        return f"touchpoint {_shown(cells[TOUCHPOINT])} is unknown. Known: {', '.join(touchpoint_ids)}"
    if group in found:
        return "its group is counted in a line above already"
    found[group] = int(customers)
    return None


def _also(attributes: Collection[str]) -> str:
    return "".join(f", {_shown(name)}" for name in attributes)


def _shown(text: str) -> str:
    return "'" + "".join(c if c.isprintable() else " " for c in text[:60]) + "'"
