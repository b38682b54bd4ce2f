"""Touchpoints and topics in two orders: harm and people, which is ours, beside reach, which is shown only to prove that it is not used. Pure."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from models.loudness import Shuffles, places, scores, shuffled

TIMES, _SEED = 20, 20261122
COLUMNS = ["id", "people_n", "harm", "reach", "place", "place_by_reach"]
_VOTES = {"touchpoint_id": "is_touchpoint_vote", "topic_id": "is_topic_vote"}


@dataclass(frozen=True)
class Orders:
    """rows: COLUMNS, ours first (harm: mean 0-4; reach: followers of its people); proof: what shuffled followers changed.

    people_n, known_n: different people heard, and those of them whose followers somebody knows.
    """

    rows: pd.DataFrame
    proof: Shuffles
    people_n: int
    known_n: int

    @property
    def moved_n(self) -> int:
        return int((self.rows["place"] != self.rows["place_by_reach"]).sum())


def orders(heard: pd.DataFrame, column: str, min_people: int, left_out: tuple[str, ...] = ()) -> Orders:
    """Both orders of `column` (touchpoint_id or topic_id). heard: as of store.fairness.heard.

    Ids of fewer than `min_people` people and those in `left_out` have no place.
    """
    own = heard.rename(columns={column: "target", _VOTES[column]: "is_vote"}).dropna(subset=["target"])
    if column == "touchpoint_id":
        own = own[own["complaints_n"] > 0]
    found = scores(own)
    kept = found.index[(found["people_n"] >= min_people) & ~found.index.isin(left_out)]
    own = own[own["target"].isin(kept)]
    rows = found.loc[kept].assign(harm=lambda f: f["harm_people"] / f["people_n"], place=lambda f: places(f["harm_people"]), place_by_reach=lambda f: places(f["reach"]))
    people = own.groupby("person")["followers"].max()
    return Orders(rows.rename_axis("id").reset_index().sort_values("place", ignore_index=True)[COLUMNS], shuffled(own, TIMES if len(rows) else 0, _SEED),
                  len(people), int(people.notna().sum()))


def forgotten(rows: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """Of the first half of our order, those that an order by reach puts furthest back."""
    first = rows[rows["place"] <= (len(rows) + 1) // 2]
    return _furthest(first, first["place_by_reach"] - first["place"], most)


def served_first(rows: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """Of the first half of an order by reach, those that it puts furthest ahead of where harm and people do."""
    first = rows[rows["place_by_reach"] <= (len(rows) + 1) // 2]
    return _furthest(first, first["place"] - first["place_by_reach"], most)


def _furthest(rows: pd.DataFrame, moved: pd.Series, most: int) -> pd.DataFrame:
    return rows.assign(moved=moved)[moved > 0].sort_values(["moved", "place"], ascending=[False, True]).head(most)
