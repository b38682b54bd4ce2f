"""Keeping: how many models stay: the newest candidates, and those that a rollback can go back to."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.artifacts import drop_model
from pipeline.store import models
from pipeline.workspace import Workspace


def stack(publications: Sequence[Mapping[str, Any]]) -> list[str]:
    """The models that were published one on top of the other, oldest first: the last is published, those before it can come back.

    publications: version and kind of each, oldest first. A rollback takes away what stood above the model it goes back to.
    """
    standing: list[str] = []
    for row in publications:
        if row["version"] in standing:
            standing = standing[:standing.index(row["version"])]
        standing.append(row["version"])
    return standing


def recent(publications: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every model that was published, the latest first: what was gone back from, too, for a person may change their mind."""
    return list(dict.fromkeys(row["version"] for row in reversed(publications)))


def unneeded(every: Sequence[Mapping[str, Any]], recent_: Sequence[str], candidates_n: int, published_n: int) -> list[str]:
    """Versions to drop. every: version and state, newest first; kept are the newest candidates, and the latest `published_n` that were published before."""
    candidates = [row["version"] for row in every if row["state"] == models.CANDIDATE]
    retired = {row["version"] for row in every if row["state"] == models.RETIRED}
    return [*candidates[candidates_n:], *[version for version in recent_ if version in retired][published_n:]]


def drop_old(workspace: Workspace) -> None:
    """Drop the models that nobody needs any more, rows first: a folder that is left over is dropped by the next erasure or training."""
    settings = workspace.settings.publish
    published = recent(models.all_publications(workspace.store))
    gone = unneeded(models.every(workspace.store), published, settings.keep_candidates, settings.keep_published)
    if not gone:
        return
    with workspace.store.write() as connection:
        models.drop(connection, gone)
    for version in gone:
        drop_model(workspace.models, version)
