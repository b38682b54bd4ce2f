"""Dispersion: how much wider than Poisson ordinary counts are."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.dispersion import ordinary_dispersion


def history(spread: float, mean: float = 20.0) -> pd.DataFrame:
    rng = np.random.default_rng(8)
    counts = rng.poisson(rng.gamma(mean / spread, spread, (40, 30)) if spread else np.full((40, 30), mean))
    moment, cell = np.indices(counts.shape).reshape(2, -1)
    return pd.DataFrame(dict(moment=moment, region=cell.astype(str), past_n=counts.ravel(), past_exposure_n=1.0))


@pytest.mark.parametrize("spread", [0, 1, 3])
def test_the_planted_spread_is_found(spread):
    assert ordinary_dispersion(history(spread), ["region"]) == pytest.approx(1 + spread, rel=0.15)


def test_growth_of_what_a_count_is_compared_with_is_no_spread():
    rows = history(0)
    grown = rows.assign(past_n=rows["past_n"] * (1 + rows["moment"] // 20), past_exposure_n=1.0 + rows["moment"] // 20)
    assert ordinary_dispersion(grown, ["region"]) < 2


def test_a_burst_of_one_value_counts_for_nothing():
    rows = history(0)
    rows.loc[(rows["region"] == "3") & (rows["moment"] == 5), "past_n"] = 900
    assert ordinary_dispersion(rows, ["region"]) == pytest.approx(1, abs=0.2)


def test_too_short_or_too_thin_a_history_is_taken_for_poisson():
    assert ordinary_dispersion(history(3).query("moment < 2"), ["region"]) == 1
    assert ordinary_dispersion(history(3, mean=0.2), ["region"]) == 1
    assert ordinary_dispersion(history(3).iloc[:0], ["region"]) == 1
