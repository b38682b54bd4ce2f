"""Where a signal sits: the attribute values that carry its excess, found in the store and said in a sentence."""
from __future__ import annotations

from datetime import timedelta

import pytest
from counted import FIRST, Said, lay, ordinary, publish

from pipeline import causes
from pipeline.store import cells

REGIONS, VERSIONS = ("North", "South", "East"), ("7.1", "7.2")
NOW = (FIRST + timedelta(days=80), FIRST + timedelta(days=83))
SIGNAL = dict(level="topic", target_id="t-001", began_on=NOW[0], last_on=NOW[1])


def mixed(said: list[Said]) -> list[Said]:
    """The same people, spread over regions and versions."""
    return [Said(one.day, one.topic, 1, attributes={"region": REGIONS[(n + i) % 3], "version": VERSIONS[(n // 3 + i) % 2]})
            for n, one in enumerate(said) for i in range(one.people)]


def found(workspace, said: list[Said], **more) -> list[dict]:
    publish(workspace)
    if said:
        lay(workspace, said)
    with workspace.store.read() as connection:
        return causes.find(connection, SIGNAL | more, workspace.settings)


def test_the_segment_that_carries_the_excess_is_named_with_its_share(workspace):
    here = [Said(NOW[0] + timedelta(days=day), "t-001", 12, attributes={"region": "North", "version": "7.2"}) for day in range(4)]
    first, *_ = found(workspace, [*mixed(ordinary(90)), *here])
    assert sorted(first["where"]) == [["region", "North"], ["version", "7.2"]]
    assert first["share"] > 0.8 and first["low"] > 2 and first["observed_n"] >= 48
    assert found(workspace, [], level="touchpoint", target_id="billing")[0]["where"] == first["where"]


def test_a_rise_that_is_the_same_everywhere_names_nobody(workspace):
    said = mixed([*ordinary(90), *[Said(NOW[0] + timedelta(days=day), "t-001", 12) for day in range(4)]])
    assert found(workspace, said)[0].get("reason") in ("everywhere", "chance")


def test_without_attributes_it_says_so(workspace):
    assert found(workspace, ordinary(90)) == [{"reason": "no attributes"}]


def test_an_attribute_with_as_many_values_as_people_is_none(workspace):
    named = [Said(one.day, one.topic, 1, attributes={"order": f"{n}-{i}"}) for n, one in enumerate(ordinary(90)) for i in range(one.people)]
    assert found(workspace, [*named, *[Said(NOW[0], "t-001", 1, attributes={"order": f"x-{n}"}) for n in range(70)]]) == [{"reason": "no attributes"}]


def test_cells_count_each_person_once_a_week_and_everybody_else_beside_them(workspace):
    publish(workspace)
    day = NOW[0]
    lay(workspace, [Said(day, "t-001", 3, author="ann", attributes={"region": "North"}), Said(day, "t-001", 1), Said(day, "t-002", 2, attributes={"region": "North"}),
                    Said(day - timedelta(days=7), "t-001", 1, attributes={"region": "North"})])
    with workspace.store.read() as connection:
        frame = cells.by_attributes(connection, "topic", "t-001", ["region"], NOW, (FIRST, NOW[0] - timedelta(days=1)))
        everything = cells.by_attributes(connection, "all", "", ["region"], NOW, (FIRST, NOW[0] - timedelta(days=1)))
    assert frame.to_dict("records") == [
        dict(region="", observed_n=1, exposure_n=0, past_n=0, past_exposure_n=0), dict(region="North", observed_n=1, exposure_n=2, past_n=1, past_exposure_n=0)]
    assert everything[["observed_n", "exposure_n", "past_exposure_n"]].values.tolist() == [[1, 4, 80], [3, 4, 80]]


@pytest.mark.parametrize("drivers, said", [
    ([dict(where=[["region", "North"], ["version", "7.2"]], share=0.834)], "83 % of the excess is North × 7.2 (region × version)"),
    ([dict(where=[["region", "North"]], share=0.5), dict(where=[["product", "SIM"]], share=0.3)],
     "50 % of the excess is North (region); 30 % of the excess is SIM (product)"),
    ([{"reason": "everywhere"}], "nothing stands out: it rose everywhere alike"), ([], "not looked at yet")])
def test_drivers_are_said_in_a_sentence(drivers, said):
    assert causes.sentence(drivers) == said
