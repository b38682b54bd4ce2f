"""Complaints set against the customers who could complain: rates, what is silent, and how many had cause at the least. Pure."""
from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from models.intervals import poisson_exact
from models.unheard import AtLeast, at_least

PER = 10_000
COLUMNS = ["value", "customers_n", "people_n", "rate", "low", "high", "share", "customers_share", "is_silent", "at_least"]


def exposed(heard: pd.DataFrame, values: pd.Series, customers: Mapping[str, int], needed_n: int) -> pd.DataFrame:
    """COLUMNS of each group of `customers` (value -> number of them), in its order.

    heard: a row a complaint, with person; values: its group, None: not known. people_n: different people; rate, low, high: people per
    10,000 customers with the exact Poisson interval (NaN without customers); share, customers_share: 0-1, of all groups named;
    is_silent: there are customers, and nobody was heard: unknown, not well; at_least: people who had cause, None: not enough repeats.
    """
    people = heard["person"].groupby(values).nunique().reindex(list(customers)).fillna(0).to_numpy(dtype=float)
    base = np.array(list(customers.values()), dtype=float)
    low, high = poisson_exact(people)
    with np.errstate(invalid="ignore", divide="ignore"):
        per = np.where(base > 0, PER / base, np.nan)
        return pd.DataFrame({
            "value": list(customers), "customers_n": base, "people_n": people, "rate": people * per, "low": low * per, "high": high * per,
            "share": people / people.sum(), "customers_share": base / base.sum(), "is_silent": (people == 0) & (base > 0),
            "at_least": [unheard(heard[(values == value).to_numpy()], needed_n) for value in customers]}, columns=COLUMNS)


def unheard(heard: pd.DataFrame, needed_n: int) -> AtLeast | None:
    """People who had cause and would complain, at the least, from those with one and with two threads; None: not enough repeated reports.

    heard: a row a complaint; each begins or stands for a thread. Complaints without an author count as people of their own.
    """
    n = heard["person"].value_counts()
    return at_least(int((n == 1).sum()), int((n == 2).sum()), len(n), int(n.sum()), needed_n)


def without_base(values: pd.Series, customers: Mapping[str, int]) -> tuple[str, ...]:
    """Groups that were heard and that the file has no customers of, most complaints first."""
    return tuple(str(value) for value in values.dropna().value_counts().index if value not in customers)
