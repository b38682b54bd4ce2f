"""The verbs of a model's life, as a person calls them."""
from __future__ import annotations

from few_complaints import AS_OF

from pipeline.learn import choose
from pipeline.store import lineage, published_version, topics

NOW = ("--as-of", AS_OF.isoformat())


def test_compare_publish_models_and_rollback_tell_what_they_do(waiting_model, canary):
    first, version = published_version(waiting_model.store), choose.newest_candidate(waiting_model)
    said = canary("compare")[1]
    assert f"{version} beside {first}: topics 4 kept, 1 split; 21 of 93 complaints move" in said and "  met      decisions not kept" in said
    assert "complaints that move, to read:" in said and "parcel" in said
    assert f"a candidate waits since 17 Nov 2026 06:00: python -m pipeline --workspace {waiting_model.path} compare {version}" in canary("status")[1]
    assert "next: " in said and canary("compare", "m-nothing") == (1, "", f"Error: there is no model m-nothing in this workspace. Models: {version}, {first}.\n")
    status, said, error = canary(*NOW, "publish", version, "--by", "Ann", "--why", "parcels are new")
    assert (status, error) == (0, "") and f"model {version}, 21 complaints moved" in said
    assert "a candidate waits" not in canary("status")[1] and "next: " not in canary("compare", version)[1]
    assert canary(*NOW, "rollback", "--by", "Ben")[0] == 0 and published_version(waiting_model.store) == first
    rows = {line.split()[0]: line for line in canary("models")[1].splitlines()[1:]}
    assert "retired" in rows[version] and "by Ann (parcels are new)" in rows[version] and "gone back to" in rows[first] and "by Ben" in rows[first]


def test_a_rule_that_is_not_met_stops_publishing_until_somebody_says_why(waiting_model, canary, monkeypatch):
    monkeypatch.setenv("CANARY__PUBLISH__MOVED_MAX", "0.1")
    version, first = choose.newest_candidate(waiting_model), published_version(waiting_model.store)
    status, _, error = canary("publish")
    assert status == 1 and error.startswith(f"Error: {version} does not pass the gate. complaints that move: 21 of 93") and published_version(waiting_model.store) == first
    assert canary("publish", "--why", "parcels are new")[0] == 0 and published_version(waiting_model.store) == version


def test_train_publish_does_both_and_a_workspace_without_a_candidate_says_so(waiting_model, canary):
    assert canary("train", "--publish", "--why", "both")[0] == 0
    assert choose.newest_candidate(waiting_model) is None and len(topics.active_ids(waiting_model.store)) == 6
    status, _, error = canary("publish")
    assert (status, error) == (1, f"Error: there is no candidate. Make one with: python -m pipeline --workspace {waiting_model.path} train\n")


def test_a_teacher_that_is_not_there_is_named_before_anything_is_learned(waiting_model, canary):
    status, _, error = canary("train", "--teacher", "no-such-folder")
    assert status == 1 and "'no-such-folder' is neither a folder nor an installed package" in error
    assert len(choose.table(waiting_model)) == 2


def test_what_became_of_a_topic_is_told_publication_by_publication(waiting_model, canary):
    canary(*NOW, "publish", "--by", "Ann", "--why", "seen")
    canary(*NOW, "rollback", "--by", "Ben")
    [born, ended] = lineage.of(waiting_model.store, "t-005")
    assert (born["event"], born["kind"], born["by"]) == ("split", "publish", "Ann")
    assert (ended["event"], ended["kind"], ended["by"], ended["other_id"]) == ("merged", "rollback", "Ben", born["other_id"])
