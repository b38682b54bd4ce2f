"""Complaints against customers: exact rates, what is silent, and the bound only where repeats allow one."""
import pandas as pd
import pytest


from pipeline import exposure
from pipeline.exposed import exposed, unheard, without_base
from pipeline.records import Filters
from pipeline.store import fairness


def heard(people: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"person": people})


def test_people_count_once_and_are_set_against_ten_thousand_customers():
    rows = exposed(heard(["a", "a", "b", "c"]), pd.Series(["North", "North", "North", "South"]), {"North": 4000, "South": 10_000, "Islands": 500}, 5)
    assert rows["people_n"].tolist() == [2, 1, 0] and rows["rate"].tolist() == [5.0, 1.0, 0.0]
    assert rows["low"].round(3).tolist() == [0.606, 0.025, 0.0] and rows["high"].round(3).tolist() == [18.062, 5.572, 73.778]
    assert rows["share"].tolist() == [2 / 3, 1 / 3, 0] and rows["customers_share"].round(3).tolist() == [0.276, 0.69, 0.034]


def test_customers_without_a_complaint_are_silent_and_no_customers_are_no_rate():
    rows = exposed(heard(["a"]), pd.Series(["North"]), {"North": 10, "South": 10, "Nowhere": 0}, 5)
    assert rows["is_silent"].tolist() == [False, True, False] and rows["rate"].isna().tolist() == [False, False, True]


def test_what_was_heard_and_has_no_customers_in_the_file_is_told():
    assert without_base(pd.Series(["North", "East", "East", None]), {"North": 1}) == ("East",)


def test_the_bound_needs_enough_people_heard_twice():
    once = [f"p{n}" for n in range(40)]
    assert unheard(heard(once + once[:4]), 5) is None
    found = unheard(heard(once + once[:5]), 5)
    assert found.seen_n == 40 and found.people_n == pytest.approx(40 + 44 / 45 * 35**2 / 10)


def test_the_sample_comes_with_its_customers_and_a_region_nobody_was_heard_of(sample):
    base = exposure.read(sample.path / exposure.FILE_NAME, sample.taxonomy.ids, ("region", "product", "app_version"))
    people = fairness.heard(sample.store, Filters())
    rows = exposed(people, people["post_id"].map(fairness.attribute_values(sample.store, "region", Filters())), base.by("region"), 5).set_index("value")
    assert rows["is_silent"].to_dict() == {name: name == "Islands" for name in rows.index}


def test_the_bound_of_the_sample_stays_below_the_9000_customers_that_write_at_each_of_its_four_sources(sample):
    people = fairness.heard(sample.store, Filters())
    found = unheard(people[people["complaints_n"] > 0], 5)
    assert found.seen_n < found.low < found.people_n < 4 * 9000
