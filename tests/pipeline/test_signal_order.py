"""The order of signals: harm × people beyond what was expected × days, and never how many would have read of it."""
from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from counted import AS_OF, Said, burst, lay, ordinary, publish
from sqlalchemy import update

from pipeline import watch
from pipeline.signal_order import worst_first
from pipeline.store import signals
from pipeline.store.tables import posts


def signal(signal_id: str, harm: float | None, excess_n: float, days: int, ended_on: date | None = None) -> dict:
    began_on = date(2026, 9, 1)
    return dict(signal_id=signal_id, harm=harm, excess_n=excess_n, began_on=began_on, last_on=date(2026, 9, days), raised_on=began_on, ended_on=ended_on)


def test_what_harms_more_people_for_longer_comes_first_and_what_is_over_last():
    rows = [signal("mild", 1, 30, 2), signal("long", 1, 30, 9), signal("harmful", 4, 30, 2), signal("over", 4, 300, 9, date(2026, 9, 20)), signal("unknown", None, 5, 1)]
    ordered = worst_first(pd.DataFrame(rows))
    assert list(ordered["signal_id"]) == ["long", "harmful", "mild", "unknown", "over"]
    assert list(ordered["score"])[:2] == [540, 300]


def test_no_signals_are_an_empty_list(workspace):
    assert worst_first(signals.every(workspace.store)).empty


def test_followers_change_neither_what_is_raised_nor_its_order(workspace):
    publish(workspace)
    lay(workspace, [*ordinary(84), *burst("t-001", 70, 3, 14), *burst("t-002", 76, 4, 16, followers=5), Said(date(2026, 5, 1), "t-003", 1, followers=9_000_000)])
    watch.run(workspace, AS_OF)
    before = worst_first(signals.every(workspace.store)).to_dict("records")
    rng = np.random.default_rng(7)
    with workspace.store.write() as connection:
        for post_id in connection.scalars(posts.select().with_only_columns(posts.c.post_id)).all():
            connection.execute(update(posts).where(posts.c.post_id == post_id).values(followers=int(rng.integers(0, 10**7)), likes=int(rng.integers(0, 10**6))))
        for table in ("signals", "signal_log", "watched"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    watch.run(workspace, AS_OF)
    assert len(before) >= 2 and worst_first(signals.every(workspace.store)).to_dict("records") == before
