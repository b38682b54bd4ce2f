"""touchpoints.yaml edited after the topics were learned: it is said, and no link leads to a touchpoint that is gone."""
from __future__ import annotations

import io

import pandas as pd
import pytest
import yaml

from pipeline import export
from pipeline.records import Filters
from pipeline.status import taxonomy_changed
from pipeline.store import complaints, counts, topics
from pipeline.workspace import open_workspace

CHANGED = "touchpoints.yaml changed since the topics were learned: python -m pipeline"


def edited(workspace, change):
    """The workspace, opened anew after `change` was made to the touchpoints of its file, by id."""
    file = workspace.path / "touchpoints.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    points = {point["id"]: point for point in content["touchpoints"]}
    change(points)
    file.write_text(yaml.safe_dump(content | {"touchpoints": list(points.values())}, allow_unicode=True), encoding="utf-8")
    return open_workspace(workspace.path)


def rename(points: dict) -> None:
    points["billing"]["id"] = "bills"
    for point in points.values():
        point["hands_over_to"] = ["bills" if other == "billing" else other for other in point["hands_over_to"]]


def remove(points: dict) -> None:
    del points["billing"]
    for point in points.values():
        point["hands_over_to"] = [other for other in point["hands_over_to"] if other != "billing"]


def reword(points: dict) -> None:
    points["billing"]["description"] = "The bill. It fails when it is wrong."


def add_a_phrase(points: dict) -> None:
    points["billing"]["phrases"].append("wrong tariff")


def rename_owner_and_title(points: dict) -> None:
    points["billing"] |= {"owner": "Ann", "name": "Your bill"}


def put_in_another_order(points: dict) -> None:
    points["store"] = points.pop("store")


@pytest.mark.parametrize("change", [rename, remove, reword, add_a_phrase])
def test_other_ids_descriptions_or_phrases_have_not_been_learned(trained, change):
    assert not taxonomy_changed(trained)
    assert taxonomy_changed(edited(trained, change))


@pytest.mark.parametrize("change", [rename_owner_and_title, put_in_another_order])
def test_another_owner_name_or_order_needs_no_training(trained, change):
    assert not taxonomy_changed(edited(trained, change))


def test_a_workspace_without_a_model_has_nothing_to_learn_anew(workspace):
    assert not taxonomy_changed(edited(workspace, rename))


@pytest.mark.parametrize("verb", ["run", "status"])
def test_run_and_status_say_it_once_and_training_ends_it(trained, canary, verb):
    assert CHANGED not in canary(verb)[1]
    edited(trained, rename)
    assert canary(verb)[1].count(CHANGED) == 1
    canary("train")
    assert canary(verb)[1].count(CHANGED) == 1      # a candidate is nothing that anybody sees
    canary("publish", "--why", "a touchpoint is renamed")
    assert CHANGED not in canary(verb)[1]


@pytest.mark.parametrize("change", [rename, remove])
def test_links_to_a_touchpoint_that_is_gone_are_unclear_everywhere(trained, change):
    before = links(trained)
    after = links(edited(trained, change))
    assert before["export"]["billing"] == 18 and before["unclear_n"] == 0 and "billing" in before["topics"]
    for found in (after["export"], after["counts"], after["topics"], after["evidence"]):
        assert "billing" not in found
    assert after["unclear_n"] == after["unclear_by_week"] == after["unclear_evidence"] == 18
    assert after["counts"][None] == after["export"][None] == 18


def links(workspace) -> dict:
    """What every read says of the links."""
    def counted(ids) -> dict:
        return pd.Series(list(ids), dtype=object).map(lambda i: i if isinstance(i, str) else None).value_counts(dropna=False).to_dict()

    store, everything = workspace.store, Filters()
    by = counts.by(store, ("touchpoint_id",))
    weeks = counts.people_by_week(store, everything, *counts.span(store))
    exported = pd.concat(export.WHAT["complaints"](workspace))
    return {
        "export": {None if i is None or i != i else i: n for i, n in counted(exported["touchpoint_id"]).items()},
        "counts": {i if isinstance(i, str) else None: n for i, n in zip(by["touchpoint_id"], by["complaints_n"])},
        "topics": set(topics.every(store)["touchpoint_id"]), "unclear_n": complaints.total_n(store) - complaints.linked_n(store),
        "evidence": {row["touchpoint_id"] for row in complaints.evidence(store, everything, 99)},
        "unclear_evidence": complaints.evidence_n(store, everything, is_unclear=True), "unclear_by_week": weeks["unclear_n"].sum()}


def test_a_touchpoint_that_is_put_back_has_its_links_again(trained):
    before = (trained.path / "touchpoints.yaml").read_text()
    edited(trained, rename)
    (trained.path / "touchpoints.yaml").write_text(before)
    assert links(open_workspace(trained.path))["export"]["billing"] == 18


def test_every_verb_that_reads_works_on_after_a_rename(trained, canary):
    edited(trained, rename)
    for verb in (["run"], ["status"], ["touchpoints"], ["topics"], ["signals"], ["export", "complaints"], ["export", "topics"], ["train"]):
        assert canary(*verb)[0::2] == (0, "")


def test_a_filter_by_attribute_says_the_same(trained):
    renamed = edited(trained, rename)
    frame = counts.by(renamed.store, ("touchpoint_id",), Filters(attributes=(("region", "North"),)))
    assert frame.empty
    out = io.StringIO()
    export.write(renamed, "touchpoints", "csv", None, out)
    assert "\nbills," in out.getvalue() and "\nbilling," not in out.getvalue()
