"""What every verb is told: the workspace and the time. The only reader of the clock."""
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline import arguments

_told: dict[str, object] = {}


def told(workspace: Path, as_of: str) -> None:
    """Keep what stands before the verb."""
    _told.update(workspace=workspace, as_of=as_of)


def path() -> Path:
    return Path(str(_told["workspace"])).expanduser()


def opened():
    """The workspace. Raises UsageError when there is none."""
    from pipeline.workspace import open_workspace

    return open_workspace(path())


def now(frozen: str) -> datetime:
    """Now: what --as-of says, else what the workspace is frozen at, else the clock."""
    given = str(_told["as_of"]) or frozen
    return arguments.moment(given) if given else datetime.now(UTC)
