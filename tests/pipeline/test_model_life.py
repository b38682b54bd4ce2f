"""The life of a model: a candidate that nobody sees, published in one moment, taken back, and refused where it does not fit."""
from __future__ import annotations

import json
from datetime import timedelta

import pytest
from few_complaints import AS_OF, bring_parcels
from sqlalchemy import select, update

from pipeline import stages
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.errors import ModelError
from pipeline.learn import choose, compare, keeping, publish, train
from pipeline.records import Post
from pipeline.store import complaints, lineage, models, posts, published_version, tables, topics

LATER = AS_OF + timedelta(days=1)


def quiet(_done) -> None:
    """Nobody watches."""


def seen(workspace) -> dict:
    """Everything of topics that people see; numbers to three digits, for the eighth hangs on the company a text is encoded in."""
    with workspace.store.read() as connection:
        return {table.name: [tuple(round(value, 3) if isinstance(value, float) else value for value in row) for row in connection.execute(select(table).order_by(*table.columns[:4]))]
                for table in (tables.topics, tables.complaints, tables.daily)} | {"version": published_version(workspace.store)}


def test_the_first_model_of_a_workspace_is_published_at_once_and_its_topics_are_born(trained):
    [model], [publication] = models.every(trained.store), models.all_publications(trained.store)
    assert (model["state"], model["based_on"], publication["version"], publication["kind"]) == ("published", None, published_version(trained.store), "publish")
    assert {row["event"] for row in lineage.of_publication(trained.store, 1)} == {"born"}


def test_a_candidate_changes_nothing_that_people_see(trained):
    bring_parcels(trained)
    before = seen(trained)
    train.run(trained, LATER)
    assert seen(trained) == before and [row["state"] for row in models.every(trained.store)] == ["candidate", "published"]


def test_the_same_data_settings_and_seed_make_the_same_model(waiting_model):
    version = choose.newest_candidate(waiting_model)
    train.run(waiting_model, LATER)
    assert choose.newest_candidate(waiting_model) == version and len(models.every(waiting_model.store)) == 2


def test_publishing_carries_ids_and_says_what_became_of_each_topic(waiting_model):
    before, version = topics.active_ids(waiting_model.store), choose.newest_candidate(waiting_model)
    publish.run(waiting_model, version, "Ann", "seen", LATER, quiet)
    after = topics.active_ids(waiting_model.store)
    told = {row["topic_id"]: row["event"] for row in lineage.of_publication(waiting_model.store, 2)}
    assert published_version(waiting_model.store) == version
    assert {topic for topic, event in told.items() if event == "kept"} == set(before) & set(after) - {"t-short"} != set()
    assert {topic for topic, event in told.items() if event in ("born", "split")} == set(after) - set(before)
    assert {row.model_version for row in complaints_of(waiting_model)} == {version} and waiting_n(waiting_model) == 0


def test_after_publishing_every_count_is_that_of_the_complaints(waiting_model):
    publish.run(waiting_model, choose.newest_candidate(waiting_model), "", "seen", LATER, quiet)
    at_once = seen(waiting_model)
    with waiting_model.store.write() as connection:
        complaints.mark_stale(connection, {row.week for row in complaints_of(waiting_model)})
    for week in complaints.stale_weeks(waiting_model.store):
        complaints.recount_week(waiting_model.store, week)
    with waiting_model.store.write() as connection:
        topics.recount(connection)
    assert seen(waiting_model) == at_once


def test_a_rollback_brings_back_exactly_what_was_and_sticks(waiting_model):
    before = seen(waiting_model)
    publish.run(waiting_model, choose.newest_candidate(waiting_model), "", "seen", LATER, quiet)
    publish.rollback(waiting_model, None, "Ben", "two topics became one", LATER, quiet)
    from contextlib import nullcontext

    stages.run_all(waiting_model, LATER, quiet, lambda title, total=None: nullcontext(quiet))
    after = seen(waiting_model)
    known = {row[0] for row in before["topics"]}
    assert [row for row in after["topics"] if row[0] in known] == before["topics"] and all(row[15] == "ended" for row in after["topics"] if row[0] not in known)
    assert {name: after[name] for name in ("complaints", "daily", "version")} == {name: before[name] for name in ("complaints", "daily", "version")}


def test_a_rollback_is_a_publication_with_a_lineage_of_its_own(waiting_model):
    first = published_version(waiting_model.store)
    publish.run(waiting_model, choose.newest_candidate(waiting_model), "", "seen", LATER, quiet)
    born = {row["topic_id"] for row in lineage.of_publication(waiting_model.store, 2) if row["event"] in ("born", "split")}
    publish.rollback(waiting_model, None, "Ben", "no", LATER, quiet)
    last = models.all_publications(waiting_model.store)[-1]
    assert (last["version"], last["kind"], last["by"], last["why"]) == (first, "rollback", "Ben", "no")
    assert {row["topic_id"] for row in lineage.of_publication(waiting_model.store, 3) if row["event"] in ("merged", "ended")} == born
    with pytest.raises(ModelError, match="nothing was published before"):
        publish.rollback(waiting_model, None, "Ben", "no", LATER, quiet)


def test_what_people_decided_while_a_candidate_waited_holds_when_it_is_published(waiting_model):
    kept = topics.active_ids(waiting_model.store)[0]
    decide.add(waiting_model, Decision("rename", kept, (), "Ann's own words"), "Ann", "", AS_OF)
    with waiting_model.store.read() as connection:
        post_id = connection.scalar(select(tables.complaints.c.post_id).where(tables.complaints.c.topic_id != kept))
    decide.add(waiting_model, Decision("belongs", kept, (post_id,)), "Ann", "", AS_OF)
    version = choose.newest_candidate(waiting_model)
    assert compare.run(waiting_model, version).violations_n == 0
    publish.run(waiting_model, version, "", "seen", LATER, quiet)
    with waiting_model.store.read() as connection:
        topic_id = connection.scalar(select(tables.complaints.c.topic_id).where(tables.complaints.c.post_id == post_id))
    assert topics.labels(waiting_model.store)[kept] == "Ann's own words" and topic_id == kept


def test_an_address_in_a_name_or_a_reason_is_not_kept(waiting_model):
    publish.run(waiting_model, choose.newest_candidate(waiting_model), "ann@example.org", "as ann@example.org said", LATER, quiet)
    last = models.all_publications(waiting_model.store)[-1]
    assert "ann@" not in last["by"] + last["why"] and last["why"].startswith("as [")


def test_a_candidate_made_from_another_model_than_is_published_is_refused(waiting_model):
    version, before = choose.newest_candidate(waiting_model), published_version(waiting_model.store)
    with waiting_model.store.write() as connection:
        connection.execute(update(tables.models).where(tables.models.c.version == version).values(based_on="m-other"))
    with pytest.raises(ModelError, match=f"{version} was made from m-other, but {before} is published now. Train again: python -m pipeline .*train"):
        publish.run(waiting_model, version, "", "all the same", LATER, quiet)
    assert published_version(waiting_model.store) == before and waiting_n(waiting_model) == 0


def test_of_two_analysts_who_publish_at_once_one_wins_and_the_other_is_told(waiting_model):
    version, before = choose.newest_candidate(waiting_model), published_version(waiting_model.store)

    def ben_is_faster(_done: int) -> None:
        with waiting_model.store.write() as connection:
            models.move(connection, "m-ben", "publish", "Ben", "", LATER)

    with pytest.raises(ModelError, match=f"m-ben was published meanwhile, in place of {before}. Nothing was changed; train again"):
        publish.run(waiting_model, version, "Ann", "seen", LATER, ben_is_faster)
    assert [row["by"] for row in models.all_publications(waiting_model.store)] == ["", "Ben"]


def test_a_complaint_that_comes_while_a_model_is_laid_ready_is_published_with_the_rest(waiting_model):
    came = []

    def one_more(_done: int) -> None:
        if not came:
            came.append("x:late")
            batch = [(1, Post("x:late", "x", "x", AS_OF, "my bill is wrong and I was charged twice, again", "late", author_id="late", words_n=9))]
            number = posts.begin_import(waiting_model.store, "x", "c.csv", "key c", AS_OF)
            posts.add_batch(waiting_model.store, number, batch, (), waiting_model.settings.zone, AS_OF)
            from pipeline import clean

            clean.run(waiting_model, AS_OF, quiet)

    version = choose.newest_candidate(waiting_model)
    publish.run(waiting_model, version, "", "seen", LATER, one_more)
    assert {row.post_id: row.model_version for row in complaints_of(waiting_model)}["x:late"] == version


@pytest.mark.parametrize("version, words", [
    ("m-nothing", "there is no model m-nothing in this workspace. Candidates: m-"), ("", "there is no model "),
])
def test_a_model_that_is_not_there_is_refused(waiting_model, version, words):
    with pytest.raises(ModelError, match=words):
        publish.run(waiting_model, version, "", "", LATER, quiet)


def test_the_published_model_is_no_candidate_and_a_retired_one_comes_back_by_rollback(waiting_model):
    first, version = published_version(waiting_model.store), choose.newest_candidate(waiting_model)
    with pytest.raises(ModelError, match=f"{first} is published already"):
        publish.run(waiting_model, first, "", "", LATER, quiet)
    publish.run(waiting_model, version, "", "seen", LATER, quiet)
    with pytest.raises(ModelError, match=f"{first} was published before. Go back to it with: .*rollback {first}"):
        publish.run(waiting_model, first, "", "", LATER, quiet)


def test_a_tampered_candidate_is_not_published(waiting_model):
    version, before = choose.newest_candidate(waiting_model), seen(waiting_model)
    file = waiting_model.models / version / "arrays.safetensors"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelError, match="changed since it was written"):
        publish.run(waiting_model, version, "", "seen", LATER, quiet)
    assert seen(waiting_model) == before


def test_a_published_model_whose_folder_is_gone_can_be_replaced(waiting_model):
    import shutil

    version, first = choose.newest_candidate(waiting_model), published_version(waiting_model.store)
    shutil.rmtree(waiting_model.models / first)
    found = compare.run(waiting_model, version)
    assert found.published is None and f"the model {first} is not whole" in found.published_fault
    publish.run(waiting_model, version, "", "the old one is lost", LATER, quiet)
    assert published_version(waiting_model.store) == version


def test_models_stand_on_each_other_until_a_rollback_takes_them_away():
    def stack(*versions):
        return keeping.stack([{"version": version} for version in versions])

    assert stack("a", "b", "c") == ["a", "b", "c"]
    assert stack("a", "b", "c", "b") == ["a", "b"]
    assert stack("a", "b", "a", "d") == ["a", "d"]
    assert stack() == []


def test_the_newest_candidates_and_those_to_go_back_to_are_kept():
    every = [{"version": name, "state": state} for name, state in (
        ("c3", "candidate"), ("c2", "candidate"), ("now", "published"), ("c1", "candidate"), ("b", "retired"), ("a", "retired"))]
    published = keeping.recent([{"version": version} for version in ("a", "now", "b", "now")])
    assert published == ["now", "b", "a"]
    assert keeping.unneeded(every, published, candidates_n=2, published_n=1) == ["c1", "a"]


def test_who_changes_their_mind_after_a_rollback_goes_on_to_the_model_gone_back_from(waiting_model):
    version = choose.newest_candidate(waiting_model)
    publish.run(waiting_model, version, "", "seen", LATER, quiet)
    publish.rollback(waiting_model, None, "Ben", "", LATER, quiet)
    publish.rollback(waiting_model, version, "Ben", "it was right", LATER, quiet)
    assert published_version(waiting_model.store) == version
    with pytest.raises(ModelError, match="m-other is not one of the models to go back to. Those are: m-"):
        publish.rollback(waiting_model, "m-other", "", "", LATER, quiet)


def test_a_comparison_is_kept_as_plain_data_and_comes_back_as_it_was(waiting_model):
    version = choose.newest_candidate(waiting_model)
    found = compare.run(waiting_model, version)
    assert compare.read(waiting_model, version) == found and compare.fresh(waiting_model, version) == found
    assert found.complaints_n == 93 and found.against == published_version(waiting_model.store) and len(found.to_read) <= 20
    json.dumps(found.to_dict())


def test_a_decision_makes_a_comparison_stale(waiting_model):
    version = choose.newest_candidate(waiting_model)
    before = compare.run(waiting_model, version)
    decide.add(waiting_model, Decision("rename", topics.active_ids(waiting_model.store)[0], (), "Another name"), "Ann", "", AS_OF)
    after = compare.fresh(waiting_model, version)
    assert (before.decisions_n, after.decisions_n) == (0, 1)


def complaints_of(workspace) -> list:
    with workspace.store.read() as connection:
        return list(connection.execute(select(tables.complaints.c.post_id, tables.complaints.c.week, tables.complaints.c.model_version)))


def waiting_n(workspace) -> int:
    with workspace.store.read() as connection:
        return len(connection.execute(select(tables.waiting.c.post_id)).all())
