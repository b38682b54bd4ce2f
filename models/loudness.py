"""Two orders of what is complained about: by harm and people, which is ours, and by reach, which is shown only to prove that it is not used."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Shuffles:
    """What became of both orders when followers were dealt anew among the people, each time."""

    times: int
    ours_changed_n: int          # times in which any place of ours changed
    reach_moved: float           # places that changed in the order by reach, mean of the times
    targets_n: int


@dataclass(frozen=True)
class _Coded:
    """What was heard as codes: targets (names) and people of each row, and each person once at each target, as (target, person)."""

    names: np.ndarray
    target: np.ndarray
    harm: np.ndarray
    counted: np.ndarray
    vote: np.ndarray
    once: tuple[np.ndarray, np.ndarray]


def scores(heard: pd.DataFrame) -> pd.DataFrame:
    """people_n, harm_people (mean harm x people) and reach (followers of the people heard, each once, the most that is known), indexed by target in order.

    heard: target, person, harm (0-4), complaints_n (0 for a further topic, else 1), is_vote (the person's first of the week
    there), followers (NaN: nobody knows; counts for nothing in reach).
    """
    return _scores(*_coded(heard))


def places(score: pd.Series) -> pd.Series:
    """1 for the highest; of two that are alike the first in the index comes first."""
    return (-score).rank(method="first").astype(int)


def shuffled(heard: pd.DataFrame, times: int, random_state: int) -> Shuffles:
    """Deal the followers anew among the people `times` times, and look at both orders each time; arguments as of `scores`."""
    rng, (coded, followers) = np.random.default_rng(random_state), _coded(heard)
    first, ours, moved = _scores(coded, followers), 0, []
    for _ in range(times):
        again = _scores(coded, rng.permutation(followers))
        ours += not places(again["harm_people"]).equals(places(first["harm_people"]))
        moved.append((places(again["reach"]) != places(first["reach"])).sum())
    return Shuffles(times, ours, float(np.mean(moved)) if moved else 0.0, len(first))


def _coded(heard: pd.DataFrame) -> tuple[_Coded, np.ndarray]:
    """And the followers of each person, NaN: nobody knows."""
    target, names = pd.factorize(heard["target"].astype(str), sort=True)
    person, people = pd.factorize(heard["person"])
    pairs = np.unique(target.astype(np.int64) * max(1, len(people)) + person)
    counted, vote = (heard[name].to_numpy(dtype=float) for name in ("complaints_n", "is_vote"))
    followers = heard["followers"].groupby(person).max().to_numpy(dtype=float)
    return _Coded(np.asarray(names), target, heard["harm"].to_numpy(dtype=float), counted, vote, np.divmod(pairs, max(1, len(people)))), followers


def _scores(coded: _Coded, followers: np.ndarray) -> pd.DataFrame:
    """followers: (people,), of which only reach knows."""
    n, (target, person) = len(coded.names), coded.once
    people = np.bincount(coded.target, coded.vote, minlength=n)
    harm = np.bincount(coded.target, coded.harm * coded.counted, minlength=n) / np.maximum(1, np.bincount(coded.target, coded.counted, minlength=n))
    reach = np.bincount(target, np.nan_to_num(followers)[person], minlength=n)
    return pd.DataFrame({"people_n": people, "harm_people": harm * people, "reach": reach}, index=pd.Index(coded.names, name="target"))
