"""What the drivers are measured against: Adtributor (k = 1) and the best single value."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

_MUST_EXPLAIN = 0.67       # of the change, by the values of one attribute together
_EACH_EXPLAINS = 0.10      # and each of them


def adtributor(cells: pd.DataFrame, attributes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The first value of the most surprising attribute whose values explain the change. Source: Bhagwan et al., NSDI 2014.

    expected_n: the past, brought to the exposure of now as a whole.
    """
    found = []
    for name in attributes:
        table = _by(cells, name)
        change = table["observed_n"].sum() - table["expected_n"].sum()
        p, q = (table[column] / max(table[column].sum(), 1e-9) for column in ("expected_n", "observed_n"))
        with np.errstate(divide="ignore", invalid="ignore"):
            surprise = 0.5 * (np.nan_to_num(p * np.log(2 * p / (p + q))) + np.nan_to_num(q * np.log(2 * q / (p + q))))
        power = (table["observed_n"] - table["expected_n"]) / (change or 1e-9)
        kept, explained, total = [], 0.0, 0.0
        for at in np.argsort(-surprise, kind="stable"):
            if power.iloc[at] > _EACH_EXPLAINS:
                kept.append(table.index[at])
                explained, total = explained + power.iloc[at], total + surprise[at]
            if explained > _MUST_EXPLAIN:
                found.append((total, name, kept))
                break
    if not found:
        return ()
    _, name, kept = max(found, key=lambda row: row[0])
    return tuple((name, str(value)) for value in kept)


def best_single(cells: pd.DataFrame, attributes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The value whose count is most standard deviations above what is expected."""
    best = max(((row.observed_n - row.expected_n) / np.sqrt(max(row.expected_n, 0.5)), name, str(value))
               for name in attributes for value, row in _by(cells, name).iterrows())
    return ((best[1], best[2]),)


def _by(cells: pd.DataFrame, name: str) -> pd.DataFrame:
    table = cells.groupby(name)[["observed_n", "exposure_n", "past_n", "past_exposure_n"]].sum()
    return table.assign(expected_n=table["past_n"] * (table["exposure_n"] / table["past_exposure_n"].clip(lower=1e-9)))
