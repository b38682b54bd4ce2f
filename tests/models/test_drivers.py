"""Drivers: which attribute values carry the excess, or that nothing stands out."""
from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from models.drivers import find_drivers

REGIONS = ("Midlands", "North", "South", "West")
VERSIONS = ("7.0", "7.1", "7.2")
CHANNELS = ("phone", "x")
NAMES = ("region", "version", "channel")


def crossed(**planted: float) -> pd.DataFrame:
    """Ten complaints a cell in eight weeks before; one a cell now, and `planted` extra ones at "region version" names."""
    cells = pd.DataFrame(itertools.product(REGIONS, VERSIONS, CHANNELS), columns=list(NAMES))
    cells = cells.assign(observed_n=2.0, exposure_n=1.0, past_n=16.0, past_exposure_n=8.0)
    for where, extra in planted.items():
        inside = np.all([cells[NAMES[i]] == value for i, value in enumerate(where.split("|")) if value] or [cells["past_n"] > 0], axis=0)
        cells.loc[inside, "observed_n"] += extra / inside.sum()
    return cells


def named(cells: pd.DataFrame, names=NAMES) -> list[tuple]:
    return [segment.where for segment in find_drivers(cells, names).segments]


def test_the_one_value_that_carries_the_excess_is_named():
    assert named(crossed(**{"North||": 24})) == [(("region", "North"),)]


def test_two_values_are_named_together_where_neither_alone_explains_it():
    found = find_drivers(crossed(**{"North|7.2|": 30}), NAMES)
    assert [segment.where for segment in found.segments] == [(("region", "North"), ("version", "7.2"))]
    first = found.segments[0]
    assert (first.observed_n, first.expected_n, first.share) == (34, pytest.approx(4), pytest.approx(1))
    assert first.lift == pytest.approx(8.5) and first.low < 8.5 < first.high and found.p < 0.001


def test_three_values_are_named_together():
    assert named(crossed(**{"North|7.2|x": 30})) == [(("region", "North"), ("version", "7.2"), ("channel", "x"))]


@pytest.mark.parametrize(("extra_n", "expected"), [(60, (("region", "North"), ("version", "7.2"))), (15, (("region", "North"),))])
def test_a_version_that_nearly_everybody_has_is_named_with_the_region_once_there_are_enough_complaints(extra_n, expected):
    cells = crossed()
    old = cells["version"] != "7.2"
    cells.loc[old, ["observed_n", "exposure_n", "past_n", "past_exposure_n"]] *= 0.05
    cells.loc[~old & (cells["region"] == "North"), "observed_n"] += extra_n / 2
    assert named(cells)[0] == expected


def test_a_second_cause_is_named_when_it_explains_its_part():
    assert set(named(crossed(**{"North|7.2|": 30, "South|7.0|": 24}))) == {
        (("region", "North"), ("version", "7.2")), (("region", "South"), ("version", "7.0"))}


def test_a_rise_that_is_everywhere_is_blamed_on_no_segment():
    found = find_drivers(crossed(**{"||": 48}), NAMES)
    assert (found.segments, found.reason) == ((), "everywhere")


def test_nothing_is_named_where_there_is_no_excess_or_hardly_any_or_no_attribute():
    assert find_drivers(crossed(), NAMES).reason == "no excess"
    assert find_drivers(crossed(**{"North||": 2}), NAMES).reason == "too few"
    assert find_drivers(crossed(**{"North||": 24}), ()).reason == "no attributes"
    assert find_drivers(crossed().iloc[:0], NAMES).reason == "no excess"


def test_few_extra_complaints_are_never_put_down_to_a_pair():
    assert all(len(where) == 1 for where in named(crossed(**{"North|7.2|": 9})))


def test_a_missing_value_is_counted_and_never_named():
    cells = crossed(**{"North||": 40}).replace({"region": {"North": ""}})
    assert all(("region", "") not in where for where in named(cells))


def test_a_value_that_goes_with_another_is_said_as_a_tie():
    cells = crossed(**{"North||": 24}).assign(branch=lambda frame: "branch " + frame["region"])
    found = find_drivers(cells, (*NAMES, "branch"))
    assert found.segments[0].where == (("region", "North"),)
    assert found.segments[0].ties == ((("branch", "branch North"),),)
    assert found.runner_up is None or found.runner_up.where != (("branch", "branch North"),)


def test_what_other_complaints_do_there_is_no_driver():
    """The North complains more of everything: measured against its other complaints nothing is left."""
    cells = crossed(**{"North||": 24})
    north = cells["region"] == "North"
    cells.loc[north, "exposure_n"] *= 5
    assert find_drivers(cells, NAMES).reason == "no excess"


def test_the_cells_are_not_changed_and_their_order_does_not_matter():
    cells = crossed(**{"North|7.2|": 30})
    before = cells.copy()
    assert find_drivers(cells, NAMES) == find_drivers(cells, NAMES)
    assert named(cells.sample(frac=1, random_state=1)) == named(cells)
    pd.testing.assert_frame_equal(cells, before)
