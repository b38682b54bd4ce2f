"""What the tests of all sources do: collect as the pipeline does, whole or killed after every page."""
from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.sources.page import Page, Source


def allow_all(posts_n: int) -> None:
    """A budget without a limit."""


def collect(source: Source, as_of: datetime, cursor: Mapping[str, Any] | None = None, pages_n: int = 1000) -> tuple[list[Page], Any]:
    """The pages of one run, of which only `pages_n` are stored, and the cursor as the store gives it back."""
    pages = []
    for page in source.pages(cursor, as_of, allow_all):
        pages.append(page)
        cursor = json.loads(json.dumps(page.cursor))
        if len(pages) == pages_n:
            break
    return pages, cursor


def ids(pages: list[Page]) -> list[str]:
    return [row["post_id"] for page in pages for row in page.rows]


def killed_after_every_page(source: Source, as_of: datetime, runs_n: int) -> set[str]:
    """The ids stored when each of `runs_n` runs is killed after one page."""
    stored, cursor = set(), None
    for _ in range(runs_n):
        pages, cursor = collect(source, as_of, cursor, pages_n=1)
        stored |= set(ids(pages))
    return stored
