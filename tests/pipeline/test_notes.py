"""Notes: a silent source, five loud people and a text that goes round are shown as what they are and raise nothing."""
from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import numpy as np
from counted import AS_OF, FIRST, HOMES, Said, burst, lay, ordinary, publish

from pipeline import note_words, watch
from pipeline.store import notes, signals
from pipeline.world import at_least


def day(number: int):
    return FIRST + timedelta(days=number)


def run(workspace, said) -> list[dict]:
    publish(workspace)
    lay(workspace, said)
    watch.run(workspace, AS_OF)
    return notes.every(workspace.store).to_dict("records")


def test_a_source_that_brings_nothing_for_days_is_a_gap_and_no_signal(workspace):
    mails = [Said(one.day, one.topic, 2, source="mail") for one in ordinary(84) if not 70 <= (one.day - FIRST).days <= 73]
    found = run(workspace, [*ordinary(84), *mails])
    assert [(note["kind"], note["scope"], note["target"], note["first_day"], note["last_day"], note["observed_n"]) for note in found] == [
        ("gap", "source", "mail", day(70), day(73), 0)]
    assert signals.every(workspace.store).empty
    assert note_words.sentence(found[0]).startswith("mail brought 0 posts from 11 May to 14 May 2026, 48 are usual: days without collection")


def test_a_gap_that_collection_knows_of_is_noted_and_its_days_are_in_no_count(workspace):
    from pipeline import world
    from pipeline.noting import found as noted_of
    from pipeline.sources.page import Gap
    from pipeline.store import heartbeats

    publish(workspace)
    lay(workspace, ordinary(30))
    missing = Gap(datetime.combine(day(20), time(22), UTC), datetime.combine(day(21), time(3), UTC), "the server forgot them")
    with workspace.store.write() as connection:
        heartbeats.add_gaps(connection, "x", [missing], AS_OF)
    noted = noted_of(workspace, day(28))
    assert [(row["note_id"], row["last_day"]) for row in noted.rows] == [("n-gap-source-x-20260322", day(21))]
    seen = world.read(workspace.store, None, day(28), noted.lost)
    assert np.flatnonzero(np.isnan(seen.world.topics[0, 1])).tolist() == [20, 21]


def test_five_people_who_post_all_day_are_a_flood_and_no_signal(workspace):
    pressed = [Said(day(at), "t-003", 4, author=f"angry-{n}") for at in range(70, 73) for n in range(5)]
    elsewhere = [Said(day(at), "t-003", 1, author=f"pseudonym-{n}", source="mail") for at in (70, 71) for n in range(5)]
    mails = [Said(one.day, one.topic, 2, source="mail") for one in ordinary(84)]
    found = run(workspace, [*ordinary(84), *mails, *pressed, *elsewhere])
    assert [(note["kind"], note["target"], note["first_day"], note["last_day"], note["observed_n"], note["people_n"]) for note in found] == [
        ("flood", "t-003", day(70), day(72), 60, 5)]
    assert signals.every(workspace.store).empty


def test_twenty_people_who_say_it_once_are_no_flood_and_a_signal(workspace):
    assert run(workspace, [*ordinary(84), *burst("t-003", 70, 3, 20)]) == []
    assert {"t-003", "chat"} & set(signals.every(workspace.store)["target_id"])


def test_a_second_run_leaves_the_notes_and_their_ids(workspace):
    mails = [Said(one.day, one.topic, 2, source="mail") for one in ordinary(60) if (one.day - FIRST).days < 50]
    before = run(workspace, [*ordinary(60), *mails])
    watch.run(workspace, AS_OF)
    assert notes.every(workspace.store).to_dict("records") == before
    assert before[0]["note_id"] == "n-stop-source-mail-20260421" and before[0]["last_day"] is None


def test_an_attribute_value_that_is_missing_is_noted_as_one(workspace):
    airlines = [Said(one.day, one.topic, 2, attributes={"airline": name}) for one in ordinary(84) for name in ("North", "South")
                if not (name == "South" and 70 <= (one.day - FIRST).days <= 74)]
    found = run(workspace, airlines)
    assert [(note["kind"], note["scope"], note["target"], note["first_day"]) for note in found] == [("gap", "attribute", "airline=South", day(70))]


def test_whoever_repeats_at_one_source_is_not_counted_again_at_another():
    people = np.array([[[7.0]], [[5.0]], [[2.0]]])
    assert at_least(people, np.array([[[5.0]], [[0.0]], [[0.0]]])).ravel().tolist() == [7, 0, 0]
    assert at_least(people, np.zeros_like(people)).ravel().tolist() == [7, 5, 2]
    assert at_least(people[:1], np.array([[[5.0]]])).ravel().tolist() == [7]


def test_homes_are_those_of_the_topics(workspace):
    from pipeline import world

    publish(workspace)
    lay(workspace, ordinary(3))
    seen = world.read(workspace.store, None, day(2), ())
    at = seen.ids["touchpoint"].index("billing"), seen.ids["topic"].index("t-001")
    assert seen.world.home[at] == 1 and seen.world.home.sum() == len(HOMES)
    assert set(seen.ids["touchpoint"]) == {"", *workspace.taxonomy.ids}


def test_a_value_that_begins_on_all_topics_at_once_is_noted_as_new(workspace):
    others = [Said(one.day, one.topic, 20, attributes={"airline": "South"}) for one in ordinary(12)]
    begun = [Said(one.day, one.topic, 25, attributes={"airline": "American"}) for one in ordinary(12) if (one.day - FIRST).days >= 7]
    found = run(workspace, [*others, *begun])
    assert [(note["kind"], note["target"], note["first_day"], note["observed_n"]) for note in found] == [("start", "airline=American", day(7), 150)]
    assert note_words.sentence(found[0]) == (
        "airline=American has brought posts since 09 Mar 2026, next to none before, on all topics alike: it is new or newly collected, no rise")
