"""Planted incidents in sparse complaint counts, with the truth that was planted. The recipe of the sparse-count tables ."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


VALUES_N = {"product": 6, "channel": 4, "region": 10, "version": 5}
HISTORY_WEEKS = 8


@dataclass(frozen=True)
class Incident:
    """cells as models.drivers.find_drivers takes them (exposure: weeks); cause: (attribute, value) pairs, () where the rise is everywhere."""

    cells: pd.DataFrame
    cause: tuple[tuple[str, str], ...]


def incident(seed: int, a_week: float, low: float, high: float, kind: str = "local") -> Incident:
    """1,200 cells, eight weeks of history and one week with a rise worth `low` to `high` (shares) of a week's complaints.

    The true cause is one value (60 %) or two (40 %) that hold 2 to 60 % of the complaints; each version is of one product.
    kind: "local"; "global": the rise is spread as all complaints are; "none": no rise.
    """
    rng = np.random.default_rng([404, seed])
    grid = np.indices(tuple(VALUES_N.values())).reshape(len(VALUES_N), -1)
    shares = {name: rng.dirichlet(np.full(n, 3.0)) for name, n in VALUES_N.items() if name != "version"}
    versions = rng.dirichlet(np.full(VALUES_N["version"], 1.0), VALUES_N["product"])
    rate = a_week * shares["product"][grid[0]] * shares["channel"][grid[1]] * shares["region"][grid[2]] * versions[grid[0], grid[3]]
    frame = pd.DataFrame({name: [f"{name[0]}{value}" for value in codes] for name, codes in zip(VALUES_N, grid, strict=True)})
    frame["version"] = frame["product"] + frame["version"]
    inside, cause = _cause(rng, frame, rate)
    extra = {"local": inside, "global": np.ones(len(rate)), "none": np.zeros(len(rate))}[kind] * rate
    now = rng.poisson(rate + rng.uniform(low, high) * a_week * extra / max(extra.sum(), 1e-12))
    past = rng.poisson(rate * HISTORY_WEEKS)
    cells = frame.assign(observed_n=now, exposure_n=1.0, past_n=past, past_exposure_n=float(HISTORY_WEEKS))
    return Incident(cells, cause if kind == "local" else ())


def _cause(rng: np.random.Generator, frame: pd.DataFrame, rate: np.ndarray) -> tuple[np.ndarray, tuple[tuple[str, str], ...]]:
    """A version says its product: the two together are the version alone."""
    length = 1 if rng.random() < 0.6 else 2
    while True:
        names = [name for name in VALUES_N if name in set(rng.choice(list(VALUES_N), length, replace=False))]
        cell = frame.iloc[int(rng.integers(len(frame)))]
        inside = np.all([frame[name] == cell[name] for name in names], axis=0)
        if 0.02 <= (rate * inside).sum() / rate.sum() <= 0.6:
            return inside, tuple((name, cell[name]) for name in names if not (name == "product" and "version" in names))


REQUEST_VALUES_N = {"cdn": 8, "device": 7, "isp": 8, "bitrate": 8, "p2p": 2}


def request_incident(seed: int) -> Incident:
    """Failures among requests: few cells, large and uneven counts, rates that differ from cell to cell and wander from minute to minute.

    5 to 10 minutes of history and the minute of the incident, in which a further share of the requests inside the cause fails (one value
    in half the incidents, two in four of ten, three in one of ten). Settings are chosen on these, never on the recorded incidents.
    """
    rng = np.random.default_rng([405, seed])
    groups = rng.integers(0, 6, 4000)                # values that go together: a device has its bitrates, a region its provider
    codes = np.stack([_values(rng, n, groups) for n in REQUEST_VALUES_N.values()])
    grid = np.unique(codes[:, :int(rng.integers(100, 4000))], axis=1)
    requests = np.exp(rng.normal(0, 1.6, grid.shape[1]))
    requests *= np.exp(rng.normal(9.8, 1)) / requests.sum()
    rate = 0.03 * np.exp(rng.normal(0, 0.4, grid.shape[1]) + sum(rng.normal(0, 0.3, n)[row] for n, row in zip(REQUEST_VALUES_N.values(), grid, strict=True)))
    inside, cause = _request_cause(rng, grid, requests)
    failing = np.exp(rng.uniform(np.log(0.2), np.log(2))) * (rate * requests).sum() / (requests * inside).sum()
    differs = sum(rng.normal(0, 0.8, n)[row] for n, row in zip(REQUEST_VALUES_N.values(), grid, strict=True))   # it hits some devices harder than others
    extra = inside * failing * np.exp(differs + rng.normal(0, 0.7, len(rate)))
    elsewhere = rng.choice(len(rate), 5, p=requests / requests.sum())
    extra[elsewhere] += rng.uniform(0, 0.1, 5) * (extra * requests).sum() / requests[elsewhere]
    minutes = int(rng.integers(5, 11))
    begun = np.zeros(minutes + 1)
    begun[-1], early = 1, int(rng.integers(0, 3))
    begun[minutes - early:minutes] = np.sort(rng.uniform(0, 1, early))
    wander = np.exp(np.cumsum(rng.normal(0, 0.2, (minutes + 1, len(rate))), axis=0))
    asked = rng.poisson(requests, (minutes + 1, len(rate)))
    failed = rng.binomial(asked, np.minimum(0.95, rate * wander * rng.gamma(4, 1 / 4, asked.shape) + begun[:, None] * extra))
    now, now_requests, past, past_requests = failed[-1], asked[-1], failed[:-1], asked[:-1]
    frame = pd.DataFrame({name: [f"{name} {value}" for value in row] for name, row in zip(REQUEST_VALUES_N, grid, strict=True)})
    cells = frame.assign(observed_n=now, exposure_n=now_requests, past_n=past.sum(axis=0), past_exposure_n=past_requests.sum(axis=0))
    return Incident(cells[(cells["exposure_n"] > 0) | (cells["past_exposure_n"] > 0)].reset_index(drop=True), cause)


def _values(rng: np.random.Generator, n: int, groups: np.ndarray) -> np.ndarray:
    """A value for each row; each group has its own shares of them."""
    shares = np.array([rng.dirichlet(np.full(n, 0.4)) for _ in range(groups.max() + 1)])
    return (rng.random(len(groups))[:, None] > shares[groups].cumsum(axis=1)).sum(axis=1).clip(max=n - 1)


def _request_cause(rng: np.random.Generator, grid: np.ndarray, requests: np.ndarray) -> tuple[np.ndarray, tuple[tuple[str, str], ...]]:
    names, cell = list(REQUEST_VALUES_N), 0
    while True:
        length = int(rng.choice([1, 2, 3], p=[0.5, 0.4, 0.1]))
        chosen, cell = sorted(rng.choice(len(names), length, replace=False)), int(rng.integers(grid.shape[1]))
        inside = np.all([grid[i] == grid[i, cell] for i in chosen], axis=0)
        if 0.02 <= (requests * inside).sum() / requests.sum() <= 0.6:
            return inside, tuple((names[i], f"{names[i]} {grid[i, cell]}") for i in chosen)
