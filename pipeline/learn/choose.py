"""Choose: which candidate is meant, and the list of models as it is shown."""
from __future__ import annotations

from datetime import datetime
from typing import Any

from pipeline.artifacts import read_card
from pipeline.errors import ModelError
from pipeline.store import models, published_version
from pipeline.workspace import Workspace, command

COLUMNS = ("model", "state", "made", "topics", "complaints", "based on", "note")


def has_published(workspace: Workspace) -> bool:
    return published_version(workspace.store) is not None


def newest_candidate(workspace: Workspace) -> str | None:
    """The candidate that was made last, of those that were made from the model that is published now."""
    published = published_version(workspace.store)
    return next((row["version"] for row in models.every(workspace.store) if row["state"] == models.CANDIDATE and row["based_on"] == published), None)


def state_of(workspace: Workspace, version: str) -> str | None:
    """candidate | published | retired; None: there is no such model."""
    return next((row["state"] for row in models.every(workspace.store) if row["version"] == version), None)


def required_candidate(workspace: Workspace) -> str:
    """The candidate that was made last. Raises ModelError where there is none."""
    found = next((row["version"] for row in models.every(workspace.store) if row["state"] == models.CANDIDATE), None)
    if found is None:
        raise ModelError(f"there is no candidate. Make one with: {command(workspace.path, 'train')}")
    return found


def waiting_since(workspace: Workspace) -> tuple[str, datetime] | None:
    """The candidate that waits for somebody to publish it, and since when."""
    version = newest_candidate(workspace)
    return next(((version, row["made_at"]) for row in models.every(workspace.store) if row["version"] == version), None)


def table(workspace: Workspace) -> list[tuple[Any, ...]]:
    """A row a model, newest first, in COLUMNS."""
    last = {row["version"]: row for row in models.all_publications(workspace.store)}
    return [_shown(workspace, row, last.get(row["version"])) for row in models.every(workspace.store)]


def _shown(workspace: Workspace, row: dict[str, Any], publication: dict[str, Any] | None) -> tuple[Any, ...]:
    zone = workspace.settings.zone
    note = "" if publication is None else " ".join(filter(None, (
        f"{'published' if publication['kind'] == 'publish' else 'gone back to'} {publication['at'].astimezone(zone):%d %b %Y %H:%M}",
        publication["by"] and f"by {publication['by']}", publication["why"] and f"({publication['why']})")))
    try:
        complaints_n = read_card(workspace.models, row["version"])["complaints_n"]
    except ModelError:
        complaints_n, note = None, "its folder is not whole"
    topics_n = sum(found["topic_id"] != "t-short" for found in row["rows"])
    return row["version"], row["state"], f"{row['made_at'].astimezone(zone):%d %b %Y %H:%M}", topics_n, complaints_n, row["based_on"], note or None
