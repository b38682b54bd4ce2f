"""A team's own tracker, row by row, into the register: what a row says of a fix, and the steps that bring the register there."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pipeline import arguments, file_columns, fixes, register
from pipeline.errors import CanaryError, UsageError
from pipeline.fixes import Fix
from pipeline.sources.file import Row
from pipeline.store import fixes as stored
from pipeline.workspace import Workspace

FIELDS = ("fix_id", "title", "touchpoint", "topics", "signals", "hypothesis", "expected_fall", "due", "owner", "verifier", "decided", "started", "shipped",
          "scope", "link", "abandoned")
_NAMES = {"touchpoint": "touchpoint_id", "due": "due_on", "decided": "decided_on"}
_STEPS = ("fix_id", "title", "touchpoint", "started", "shipped", "abandoned")


@dataclass(frozen=True)
class Brought:
    """What an import did. unread: (row, reason) of rows that changed nothing."""

    added_n: int
    changed_n: int
    same_n: int
    unread: tuple[tuple[int, str], ...]


def columns_of(found: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, str]:
    """field -> column. Raises UsageError for an unknown field or column, or when nothing says what is fixed where."""
    file_columns.check(found, mapping, FIELDS)
    chosen = {name: name for name in FIELDS if name in found} | dict(mapping)
    file_columns.require(found, chosen, ("title", "touchpoint"))
    if not {"fix_id", "link"} & chosen.keys():
        raise UsageError(f"no column is called 'fix_id' or 'link', so a second import could not know a fix again. {file_columns.named(found)}")
    return chosen


def bring(workspace: Workspace, rows: Iterable[Row], columns: Mapping[str, str], by: str, as_of: datetime) -> Brought:
    """Register what is new and change what is known, by fix_id or else by link; what a row leaves empty stays as it is.

    A row that cannot be read, or breaks a rule, changes nothing and is named; the same file again changes nothing.
    """
    done, unread = [], []
    for row in rows:
        try:
            done.append(_bring_one(workspace, said(row, columns), by, as_of))
        except CanaryError as error:
            unread.append((row.row_n, str(error)))
    return Brought(done.count("added"), done.count("changed"), done.count("same"), tuple(unread))


def said(row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
    """What a row says: field -> value of those that are not empty. Raises UsageError where it cannot be read."""
    if row.problem:
        raise UsageError(row.problem)
    cells = {name: cell for name, column in columns.items() if (cell := row.values.get(column, "").strip())}
    found: dict[str, Any] = dict(cells)
    for name in ("due", "decided", "started", "shipped"):
        if name in cells:
            found[name] = arguments.day(name, cells[name][:10])
    for name in ("topics", "signals"):
        if name in cells:
            found[name] = arguments.listed(cells[name].replace(";", ","))
    if "scope" in cells:
        found["scope"] = tuple(arguments.pair("scope", part) for part in arguments.listed(cells["scope"].replace(";", ",")))
    if "expected_fall" in cells:
        found["expected_fall"] = _share(cells["expected_fall"])
    return found


def _share(cell: str) -> float:
    """"0.4" and "40 %" are the same."""
    try:
        return float(cell.rstrip("% ")) / (100 if cell.endswith("%") else 1)
    except ValueError:
        raise UsageError(f"expected_fall '{cell}': not a share. Write e.g. 0.4 or 40 %.") from None


def _bring_one(workspace: Workspace, row: Mapping[str, Any], by: str, as_of: datetime) -> str:
    before = _known(workspace, row)
    values = {_NAMES.get(name, name): value for name, value in row.items() if name not in (*_STEPS, "link")}
    if "link" in row and (before is None or row["link"] not in before.links):
        values["links"] = (*(before.links if before else ()), row["link"])
    plan = lambda fix: _taken(replace(fix, **values, **_where(row)), row)  # noqa: E731
    if before is not None:
        after = register.change(workspace, before.fix_id, plan, by, "import", as_of)
        return "same" if after == before else "changed"
    if missing := next((name for name in ("title", "touchpoint") if name not in row), None):
        raise UsageError(f"no {missing}: a new fix needs a title and a touchpoint")
    started = {"fix_id": row["fix_id"]} if "fix_id" in row else {}
    register.add(workspace, row["title"], row["touchpoint"], by, as_of, then=lambda fix: _taken(fix, row), **values, **started)
    return "added"


def _where(row: Mapping[str, Any]) -> dict[str, str]:
    return {field: row[name] for name, field in (("title", "title"), ("touchpoint", "touchpoint_id")) if name in row}


def _taken(fix: Fix, row: Mapping[str, Any]) -> Fix:
    """The fix taken through the steps that the row tells of, as far as it has not taken them."""
    if "started" in row and fix.started_on != row["started"]:
        fix = fixes.start(fix, row["started"]) if fix.state == fixes.PROPOSED else replace(fix, started_on=row["started"])
    if "shipped" in row and fix.shipped_on != row["shipped"]:
        fix = register.edited(fix, {"shipped_on": row["shipped"]}) if _is_out(fix) else fixes.ship(fix, row["shipped"])
    if "abandoned" in row and fix.state != fixes.ABANDONED:
        fix = fixes.abandon(fix, row["abandoned"])
    return fix


def _is_out(fix: Fix) -> bool:
    return fix.state in (fixes.SHIPPED, fixes.NOT_YET_KNOWN, fixes.VERIFIED)


def _known(workspace: Workspace, row: Mapping[str, Any]) -> Fix | None:
    """The fix that a row means: that of its id, else the one that has its link."""
    known = stored.every(workspace.store)
    if "fix_id" in row:
        return next((fix for fix in known if fix.fix_id == row["fix_id"]), None)
    if "link" not in row:
        raise UsageError("neither fix_id nor link: a second import could not know it again")
    return next((fix for fix in known if row["link"] in fix.links), None)
