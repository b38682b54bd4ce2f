"""Which column of a file holds which field: the same rules and sentences for posts, a team's tracker and answers. Pure."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pipeline.errors import UsageError


def check(found: Collection[str], mapping: Mapping[str, str], fields: Collection[str], attributes: Iterable[str] = ()) -> None:
    """Raise UsageError when `mapping` (field -> column; "": left out) names a field or column that is not there, or `attributes` such a column."""
    for name in mapping:
        if name not in fields:
            raise UsageError(f"--map {name}=…: there is no field '{name}'. Fields: {', '.join(fields)}.")
    wanted = [*((f"--map {name}={column}", column) for name, column in mapping.items() if column), *((f"--attributes {column}", column) for column in attributes)]
    for asked, column in wanted:
        if column not in found:
            raise UsageError(f"{asked}: the file has no column '{column}'. {named(found)}")


def require(found: Collection[str], chosen: Collection[str], required: Iterable[str]) -> None:
    """Raise UsageError for the first of the `required` fields that no column holds."""
    for name in required:
        if name not in chosen:
            raise UsageError(f"no column is called '{name}'. Say which one holds it: --map {name}=COLUMN. {named(found)}")


def named(found: Collection[str]) -> str:
    """What the file has, in a sentence."""
    has_values = any(name[:1].isdigit() for name in found)
    hint = " The first line must name the columns; these look like values: add one." if has_values else ""
    return f"Its columns: {', '.join(found) or 'none'}.{hint}"
