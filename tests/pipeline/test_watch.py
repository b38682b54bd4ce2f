"""Watch: each complete day is judged once; what was raised stays, however the days came in."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from counted import AS_OF, FIRST, HOMES, Said, burst, lay, ordinary, publish
from sqlalchemy import select, update

from pipeline import events, signal_states, watch
from pipeline.store import complaints as complaint_store
from pipeline.store import erasure, notes, signal_log, signals
from pipeline.store import events as event_store
from pipeline.store.tables import complaints
from pipeline.complete_days import last_complete_day
from pipeline.world import lost_days

LONDON = ZoneInfo("Europe/London")
PLANTED = [*ordinary(105), *burst("t-001", 70, 4, 14), *burst("t-002", 90, 15, 12)]


@pytest.fixture(scope="module")
def at_once(tmp_path_factory):
    """Fifteen weeks of six topics, a burst of four days and a rise that lasts, watched in one go."""
    from pipeline.workspace import init_workspace, open_workspace

    path = tmp_path_factory.mktemp("counted") / "workspace"
    init_workspace(path, "telecom")
    workspace = open_workspace(path)
    publish(workspace)
    lay(workspace, PLANTED)
    watch.run(workspace, AS_OF)
    return workspace


def moves(log) -> list[tuple]:
    return sorted(log[["signal_id", "from_state", "to_state", "why"]].itertuples(index=False))


def until(last: date | None, today: date, *collected: datetime) -> date | None:
    return last_complete_day(last, today, collected, LONDON)


def test_a_day_is_complete_when_the_clock_says_so_or_a_later_post_came():
    today = date(2026, 11, 16)
    assert until(date(2026, 11, 15), today) == until(today, today) == date(2026, 11, 15)
    assert until(date(2026, 6, 30), today) == date(2026, 6, 29)      # the next file may go on in the middle of that day
    assert until(None, today) is None


def test_a_quiet_day_is_complete_once_a_collection_has_looked_since():
    assert until(date(2026, 11, 12), date(2026, 11, 16), datetime(2026, 11, 16, 5, tzinfo=UTC)) == date(2026, 11, 15)
    assert until(date(2026, 11, 12), date(2026, 11, 16), datetime(2026, 11, 15, 5, tzinfo=UTC)) == date(2026, 11, 11)


def test_every_day_that_a_gap_touches_is_lost_for_its_source_in_the_days_of_the_workspace():
    gap = {"source": "x", "began_at": datetime(2026, 11, 2, 23, 30, tzinfo=UTC), "ended_at": datetime(2026, 11, 3, 1, tzinfo=UTC)}
    assert lost_days([gap], ZoneInfo("UTC")) == {("x", date(2026, 11, 2)), ("x", date(2026, 11, 3))}
    assert lost_days([gap], ZoneInfo("Europe/Berlin")) == {("x", date(2026, 11, 3))}


def test_the_burst_and_the_lasting_rise_are_raised_and_nothing_else(at_once):
    kept = signals.every(at_once.store)
    assert {target if level == "topic" else {v: k for k, v in HOMES.items()}[target] for level, target in zip(kept["level"], kept["target_id"], strict=True)} == {
        "t-001", "t-002"}
    burst_row = kept[kept["target_id"].isin(("t-001", "billing"))].iloc[0]
    assert FIRST + timedelta(days=70) <= burst_row["raised_on"] <= FIRST + timedelta(days=71) and burst_row["state"] == "recovered"
    lasting = kept[kept["target_id"].isin(("t-002", "phone-line"))].iloc[0]
    assert lasting["ended_on"] is None and lasting["state"] == "new" and lasting["owner"] and lasting["harm"] == 2


def test_the_same_signals_come_out_however_the_days_are_batched(at_once, workspace):
    publish(workspace)
    for first, last in ((0, 63), (63, 72), (72, 73), (73, 92), (92, 105)):
        lay(workspace, [one for one in PLANTED if first <= (one.day - FIRST).days < last])
        watch.run(workspace, AS_OF)
    assert signals.every(workspace.store).to_dict("records") == signals.every(at_once.store).to_dict("records")
    told = signal_log.every(workspace.store), signal_log.every(at_once.store)
    assert moves(told[0]) == moves(told[1])


@pytest.fixture
def watched_one(at_once, tmp_path):
    """The same store, yours to change."""
    import shutil

    from pipeline.workspace import open_workspace

    shutil.copytree(at_once.path, tmp_path / "copy")
    return open_workspace(tmp_path / "copy")


def test_a_second_run_changes_nothing(watched_one):
    before = signals.every(watched_one.store), signal_log.every(watched_one.store), notes.every(watched_one.store)
    done = watch.run(watched_one, AS_OF)
    after = signals.every(watched_one.store), signal_log.every(watched_one.store), notes.every(watched_one.store)
    assert done.in_n == 0
    for old, new in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(old, new)


def test_late_complaints_update_the_counts_of_a_signal_and_raise_nothing_in_the_past(watched_one):
    before = signals.every(watched_one.store).set_index("signal_id")
    past = before[before["state"] == "recovered"].iloc[0]
    lay(watched_one, [Said(past["raised_on"], "t-001", 5), *burst("t-004", 80, 3, 30)])
    assert watch.run(watched_one, AS_OF).in_n == 0
    after = signals.every(watched_one.store).set_index("signal_id")
    assert list(after.index) == list(before.index)
    assert after.loc[past.name, "observed_n"] == past["observed_n"] + 5
    assert after.loc[past.name, "excess_n"] == pytest.approx(past["excess_n"] + 5)
    assert after.loc[past.name, ["raised_on", "expected_n", "q_value", "state"]].equals(before.loc[past.name, ["raised_on", "expected_n", "q_value", "state"]])


def test_a_topic_that_ended_keeps_its_signals_and_is_followed_no_further(watched_one):
    publish(watched_one, {topic_id: home for topic_id, home in HOMES.items() if topic_id != "t-002"} | {"t-007": "phone-line"})
    with watched_one.store.write() as connection:
        connection.execute(update(complaints).where(complaints.c.topic_id == "t-002").values(topic_id="t-007"))
        complaint_store.mark_stale(connection, [FIRST + timedelta(weeks=week) for week in range(15)])
    for week in complaint_store.stale_weeks(watched_one.store):
        complaint_store.recount_week(watched_one.store, week)
    before = signals.every(watched_one.store)
    watch.run(watched_one, AS_OF)
    after = signals.every(watched_one.store)
    assert set(before["signal_id"]) <= set(after["signal_id"])
    was_up = before[(before["target_id"] == "t-002") & before["ended_on"].isna()]["signal_id"]
    kept = after.set_index("signal_id").loc[was_up]
    assert kept["ended_on"].notna().all() and (kept["state"] == "new").all()
    assert set(after["target_id"]) - set(before["target_id"]) <= {"t-007"}      # what is new is judged from its first day


def test_a_killed_run_is_found_again_by_the_next(at_once, workspace, monkeypatch):
    publish(workspace)
    lay(workspace, PLANTED)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(watch.watched, "move", interrupt)
        watch.run(workspace, AS_OF)
    assert signals.every(workspace.store).empty
    watch.run(workspace, AS_OF)
    assert list(signals.every(workspace.store)["signal_id"]) == list(signals.every(at_once.store)["signal_id"])


def interrupt(*_) -> None:
    raise KeyboardInterrupt


def test_forgotten_people_go_from_the_counts_of_a_signal_that_stays(watched_one):
    past = signals.every(watched_one.store).set_index("signal_id").query("state == 'recovered'").iloc[0]
    with watched_one.store.write() as connection:
        ids = connection.scalars(select(complaints.c.post_id).where(complaints.c.day == past["raised_on"], complaints.c.topic_id == "t-001").limit(4)).all()
        erasure.remove(connection, ids)
    for week in complaint_store.stale_weeks(watched_one.store):
        complaint_store.recount_week(watched_one.store, week)
    watch.run(watched_one, AS_OF)
    assert signals.one(watched_one.store, past.name)["observed_n"] == past["observed_n"] - 4


def test_a_forgotten_name_goes_from_what_colleagues_wrote(watched_one):
    signal_id = signals.every(watched_one.store).iloc[0]["signal_id"]
    signal_states.change(watched_one, signal_id, "dismissed", "Bo", "that is ann_bloggs77 again", AS_OF)
    number = events.add(watched_one, "answered ann_bloggs77 at last", FIRST, AS_OF)
    with watched_one.store.write() as connection:
        erasure.blank_words(connection, ["ann_bloggs77"], "ann_bloggs77", "[handle]")
    assert signal_log.of(watched_one.store, signal_id)[-1]["why"] == "that is [handle] again"
    assert event_store.one(watched_one.store, number)["title"] == "answered [handle] at last"
