"""Chains of many people as one flow: columns of nodes, links between them, what is too rare folded away. Pure."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.nodes import PUBLIC

OTHERS = "others"
_DEEPEST = 3
"""Attempts drawn one after the other; the list of steps knows the further ones too."""
_WORTH_A_COLUMN = 0.01
"""A column of its own takes so large a share (0–1) of all people: emptier ones squeeze the rest."""


@dataclass(frozen=True)
class Link:
    """People who went from `source` in `column` to `target` in `to_column`, each once a week."""

    column: int
    source: str
    to_column: int
    target: str
    people_n: int


@dataclass(frozen=True)
class Flow:
    """nodes: (column, node) -> people who passed; column 0 is where it began, the last is the public square. folded_n: people on links that are not drawn."""

    columns_n: int
    nodes: dict[tuple[int, str], int]
    links: tuple[Link, ...]
    folded_n: int


def flow(steps: pd.DataFrame, min_people: int, most: int = 7) -> Flow:
    """At most `most` nodes a column and no link of fewer than `min_people` people: what is rarer goes into "others", and what is rare even so is only counted.

    steps: columns of store.tried.tried_steps, in order of post and step. One person may count in several links.
    """
    paths = _paths(steps, min_people)
    columns = [name for name in paths if name != "person"]
    for name in columns:
        paths[name] = _others(paths[name], paths["person"], min_people, most)
    for before, after in zip(columns, columns[1:]):
        folded = before if before == 0 else after          # of the first two it is where it began: what a channel is told of must be whole
        paths[folded] = paths[folded].mask(paths.groupby([before, after])["person"].transform("nunique") < min_people, OTHERS)
    return _counted(paths, columns, min_people)


def _paths(steps: pd.DataFrame, min_people: int) -> pd.DataFrame:
    """A row a chain: person, then the node in each column (NaN: gone public before)."""
    places = steps.assign(node=steps["from_node"])[["post_id", "person", "step_n", "node"]]
    wide = places.pivot(index="post_id", columns="step_n", values="node").reindex(columns=range(_DEEPEST + 1))
    paths = wide.assign(person=places.groupby("post_id")["person"].first()).reset_index(drop=True)
    worth_n = max(min_people, _WORTH_A_COLUMN * paths["person"].nunique())
    told = [step_n for step_n in range(_DEEPEST + 1) if step_n == 0 or paths.loc[paths[step_n].notna(), "person"].nunique() >= worth_n]
    return paths[["person", *told]]


def _others(nodes: pd.Series, people: pd.Series, min_people: int, most: int) -> pd.Series:
    counted = people.groupby(nodes).nunique().sort_values(ascending=False, kind="stable")
    kept = counted[counted >= min_people].index[:most]
    return nodes.where(nodes.isin(kept) | nodes.isna(), OTHERS)


def _counted(paths: pd.DataFrame, columns: list[int], min_people: int) -> Flow:
    last, drawn, small = len(columns), [], []
    for at, name in enumerate(columns):
        here = paths[paths[name].notna()]
        there = here[columns[at + 1]] if at + 1 < last else pd.Series(pd.NA, index=here.index, dtype="str")
        for (source, target), part in here.assign(to=there.fillna(PUBLIC)).groupby([name, "to"])["person"]:
            link = Link(at, source, last if target == PUBLIC else at + 1, target, part.nunique())
            drawn, small = ([*drawn, link], small) if link.people_n >= min_people else (drawn, [*small, *part])
    ends = {(end, node) for link in drawn for end, node in ((link.column, link.source), (link.to_column, link.target))}
    nodes = {(at, node): paths["person"].nunique() if at == last else paths.loc[paths[columns[at]] == node, "person"].nunique() for at, node in sorted(ends)}
    return Flow(last + 1, nodes, tuple(drawn), len(set(small)))
