"""A candidate written by hand beside the published model of a small workspace."""
from __future__ import annotations

from dataclasses import replace

from small_workspace import AS_OF

from pipeline.learn.comparison import Comparison, Fate, Flow, Measures, ToRead
from pipeline.store import models
from pipeline.workspace import Workspace

MEASURES = Measures("m-new", 3, 320, "2026-08-10", "2026-11-15", 0.91, 0.95, 0.4, 0.1, 0.05, {"belongs": [3, 4]}, 9000.0, 6.5)
COMPARISON = Comparison(
    "m-new", "m", "digest", 1, 1, 320, 16, 0, MEASURES, replace(MEASURES, version="m", topics_n=2),
    fates=(Fate("t-billing", "Wrong bill", "kept", None, 0.8), Fate("t-mobile-network", "No signal", "kept", None, 1.0),
           Fate("t-003", "Late <b>bill</b>", "split", "t-billing", 0.9)),
    flows=(Flow("t-billing", "t-003", 16),), to_read=(ToRead("x:0-0", "t-billing", "t-003"),))


def wait(workspace: Workspace, comparison: Comparison | None = COMPARISON) -> None:
    """A candidate waits, compared as said; None: not compared yet."""
    with workspace.store.write() as connection:
        models.add(connection, "m-new", AS_OF, "m", [])
        if comparison:
            models.keep_comparison(connection, "m-new", comparison.to_dict())
        workspace.store.touch(connection)
