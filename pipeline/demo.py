"""Build the sample workspace: the fictional company's rows through the same door as anybody's."""
from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline import collect, exposure
from pipeline.errors import UsageError
from pipeline.records import StageDone
from pipeline.sample import FOLDER, Sample, Truth
from pipeline.sources.file import Row
from pipeline.workspace import init_workspace, is_workspace, open_workspace

ATTRIBUTES = ("region", "product", "app_version")


@dataclass(frozen=True)
class SampleRows:
    """The rows of one source of the sample, as if they came out of a file."""

    name: str
    key: str
    columns: tuple[str, ...]
    values: tuple[dict[str, str], ...]

    def rows(self) -> Iterator[Row]:
        return (Row(number, dict(values)) for number, values in enumerate(self.values, start=1))


def build(path: Path, weeks: int, say: Callable[[StageDone], None], watch: Callable) -> bool:
    """Make the sample at `path`, stage by stage, beside it until it is whole; a finished one stays as it is: False.

    Raises UsageError when `path` holds anything else.
    """
    if is_workspace(path) and open_workspace(path).settings.workspace.is_sample:
        return False
    if path.exists() and any(path.iterdir()):
        raise UsageError(f"{path} is not empty and no sample. Give the sample another place: python -m pipeline --workspace sample demo")
    making = path.with_name(f"{path.name}.building")
    shutil.rmtree(making, ignore_errors=True)
    truth = Truth.load()
    company, as_of = truth.plan["company"], truth.plan["as_of"]
    init_workspace(making, "telecom", {
        "workspace": {"zone": company["zone"], "is_sample": True, "as_of": as_of},
        "brand": {"name": company["name"], "handles": company["handles"]}})
    shutil.copyfile(FOLDER / exposure.FILE_NAME, making / exposure.FILE_NAME)
    _fill(making, truth, weeks, datetime.fromisoformat(as_of), say, watch)
    if path.exists():
        path.rmdir()
    making.rename(path)
    return True


def _fill(path: Path, truth: Truth, weeks: int, as_of: datetime, say: Callable[[StageDone], None], watch: Callable) -> None:
    workspace, started = open_workspace(path), time.perf_counter()
    parts = sample_rows(truth, weeks)
    rows_n = sum(len(part.values) for part in parts)
    say(StageDone("sample", 0, rows_n, time.perf_counter() - started, f"{weeks} weeks of a fictional company"))
    for part in parts:
        asked = collect.Asked(part.name, {}, ATTRIBUTES)
        with watch(f"import {part.name}", len(part.values)) as done:
            say(collect.import_rows(workspace, part, asked, as_of, done))
    from pipeline import sample_decisions, stages, track   # learning costs seconds to import: a second start, which learns nothing, must not pay

    stages.run_all(workspace, as_of, say, watch)
    sample_decisions.decide(workspace, truth.plan, weeks)
    say(track.run(workspace, as_of))
    workspace.store.engine.dispose()


def sample_rows(truth: Truth, weeks: int = 40) -> list[SampleRows]:
    """The sample's rows, a part a source; what is planted is left out, as no real file would tell it."""
    by_source: dict[str, list[dict[str, str]]] = {}
    for row in Sample(truth, weeks).rows():
        values = {name: value for name, value in row.items() if not name.startswith("planted_")}
        by_source.setdefault(truth.plan["sources"][row["channel"]], []).append(values)
    columns = ("post_id", "posted_at", "text", "author", "channel", "url", "in_reply_to", "followers", "likes", "reposts", *ATTRIBUTES)
    return [SampleRows(source, hashlib.sha256(json.dumps(rows).encode()).hexdigest(), columns, tuple(rows))
            for source, rows in sorted(by_source.items())]
