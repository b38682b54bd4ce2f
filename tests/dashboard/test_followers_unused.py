"""No order of the product knows followers: they are shuffled in the store of the sample, and every order stays the same."""
from __future__ import annotations

import shutil
from random import Random

import pandas as pd
import pytest
from small_workspace import AS_OF
from sqlalchemy import bindparam, select, update

from pipeline import unacted
from pipeline.reach import orders
from pipeline.records import TOO_SHORT, Filters
from pipeline.signal_order import worst_first
from pipeline.store import complaints, fairness, signals
from pipeline.store.tables import posts
from pipeline.workspace import Workspace, open_workspace


@pytest.fixture(scope="module")
def copied(sample, tmp_path_factory) -> Workspace:
    path = tmp_path_factory.mktemp("shuffled") / "workspace"
    shutil.copytree(sample.path, path)
    return open_workspace(path)


def shuffle(workspace: Workspace) -> None:
    """Deal the followers of all posts anew."""
    with workspace.store.write() as connection:
        rows = connection.execute(select(posts.c.post_id, posts.c.followers).where(posts.c.followers.is_not(None)).order_by(posts.c.post_id)).all()
        dealt = Random(5).sample([row.followers for row in rows], len(rows))
        connection.execute(update(posts).where(posts.c.post_id == bindparam("id_")).values(followers=bindparam("dealt")),
                           [dict(id_=row.post_id, dealt=n) for row, n in zip(rows, dealt)])
        workspace.store.touch(connection)


def stored_orders(workspace: Workspace) -> list:
    store = workspace.store
    heard = fairness.heard(store, Filters())
    ours = [orders(heard, column, 5, (TOO_SHORT,)).rows[["id", "people_n", "harm", "place"]].to_dict("list") for column in ("touchpoint_id", "topic_id")]
    waiting = unacted.read(workspace, AS_OF).waiting["topic_id"].tolist()
    return [worst_first(signals.every(store))["signal_id"].tolist(), [row["post_id"] for row in complaints.evidence(store, Filters(), 200)], waiting, *ours]


def overview(open_app, workspace: Workspace) -> list[pd.DataFrame]:
    """What to look at first."""
    return [one.value for one in open_app(workspace.path).dataframe]


def test_shuffled_followers_change_no_order_of_the_product_and_only_the_one_by_reach(open_app, copied):
    before, stored = overview(open_app, copied), stored_orders(copied)
    reach = orders(fairness.heard(copied.store, Filters()), "touchpoint_id", 5).rows["place_by_reach"].tolist()
    shuffle(copied)
    assert stored_orders(copied) == stored
    for table, was in zip(overview(open_app, copied), before, strict=True):
        pd.testing.assert_frame_equal(table, was)
    assert before
    assert orders(fairness.heard(copied.store, Filters()), "touchpoint_id", 5).rows["place_by_reach"].tolist() != reach
