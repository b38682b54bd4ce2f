"""Track: every fix that is out is judged on each complete week, its state follows, and nothing is said twice."""
from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from tracked import ALARM, SHIPPED, TREATED, as_of, copied, fill, grid, topic, week

from pipeline import events, register, track
from pipeline.store import fixes, topics, verdicts
from pipeline.store.tables import daily
from pipeline.workspace import Workspace, init_workspace, open_workspace


def registered(workspace: Workspace, title: str = "Bills are right", **values) -> str:
    """A fix for the rise that is planted, registered and shipped on its days."""
    fix = register.add(workspace, title, "billing", "Ann", as_of(ALARM + 1), **dict(topics=(TREATED,), verifier="Quality") | values)
    register.ship(workspace, fix.fix_id, "Ann", as_of(SHIPPED), week(SHIPPED))
    return fix.fix_id


@pytest.fixture(scope="module")
def empty_once(tmp_path_factory) -> Workspace:
    path = tmp_path_factory.mktemp("empty") / "workspace"
    init_workspace(path, "telecom")
    return open_workspace(path)


@pytest.fixture(scope="module")
def helped_once(empty_once, tmp_path_factory) -> tuple[Workspace, str]:
    workspace = copied(empty_once, tmp_path_factory.mktemp("helped") / "workspace")
    fill(workspace, grid())
    return workspace, registered(workspace)


@pytest.fixture
def workspace(empty_once, tmp_path) -> Workspace:
    return copied(empty_once, tmp_path / "workspace")


@pytest.fixture
def helped(helped_once, tmp_path) -> tuple[Workspace, str]:
    return copied(helped_once[0], tmp_path / "workspace"), helped_once[1]


def said(workspace: Workspace, fix_id: str) -> list[tuple[int, str]]:
    return [(row.weeks_n, row.verdict) for row in verdicts.every(workspace.store, fix_id).itertuples()]


def test_a_fix_is_shipped_until_its_first_look_and_verified_by_it(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 3))
    assert fixes.one(workspace.store, fix_id).state == "shipped"
    track.run(workspace, as_of(SHIPPED + 4))
    assert fixes.one(workspace.store, fix_id).state == "verified"
    last = fixes.log(workspace.store, fix_id).iloc[-1]
    assert (last["by"], last["changes"]) == ("canary", {"state": ["shipped", "verified"]})


def test_a_fix_that_did_nothing_is_never_verified(workspace):
    fill(workspace, grid(after=90))
    fix_id = registered(workspace)
    track.run(workspace, as_of(SHIPPED + 12))
    assert "fell" not in {verdict for _, verdict in said(workspace, fix_id)}
    assert fixes.one(workspace.store, fix_id).state in ("not yet known", "no effect")


def test_the_running_week_is_not_judged(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 5) + timedelta(days=5))
    assert [weeks_n for weeks_n, _ in said(workspace, fix_id)] == [1, 2, 3, 4, 5]


def test_a_second_run_says_nothing_new(helped):
    workspace, fix_id = helped
    assert track.run(workspace, as_of(SHIPPED + 8)).out_n == 8
    before = verdicts.every(workspace.store).to_dict("records")
    assert track.run(workspace, as_of(SHIPPED + 8)).out_n == 0
    assert verdicts.every(workspace.store).to_dict("records") == before
    assert len(fixes.log(workspace.store, fix_id)) == 3


def test_week_by_week_says_what_all_at_once_says(helped, tmp_path):
    workspace, fix_id = helped
    for weeks_n in range(SHIPPED, SHIPPED + 10):
        track.run(workspace, as_of(weeks_n))
    by_week = verdicts.every(workspace.store).to_dict("records")
    with workspace.store.write() as connection:
        verdicts.drop(connection, [(fix_id, row["week"]) for row in by_week])
    track.run(workspace, as_of(SHIPPED + 9))
    assert verdicts.every(workspace.store).to_dict("records") == by_week


def test_only_the_last_week_holds_what_a_chart_draws(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 6))
    drawn = [len(row["detail"].get("expected", ())) for row in verdicts.every(workspace.store).to_dict("records")]
    assert drawn == [0, 0, 0, 0, 0, 6]


def test_a_killed_run_leaves_all_or_nothing(helped, monkeypatch):
    workspace, fix_id = helped
    monkeypatch.setattr(fixes, "change", lambda *words: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        track.run(workspace, as_of(SHIPPED + 5))
    assert said(workspace, fix_id) == []
    monkeypatch.undo()
    track.run(workspace, as_of(SHIPPED + 5))
    assert len(said(workspace, fix_id)) == 5 and fixes.one(workspace.store, fix_id).state == "verified"


def test_taking_the_shipping_back_takes_its_verdicts_back(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 5))
    register.undo(workspace, fix_id, "Ann", as_of(SHIPPED + 5))
    track.run(workspace, as_of(SHIPPED + 5))
    assert said(workspace, fix_id) == [] and fixes.one(workspace.store, fix_id).state == "proposed"


def test_another_question_is_asked_of_every_week_again(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 5))
    register.edit(workspace, fix_id, "Ann", as_of(SHIPPED + 5), {"topics": ("t-024",)})
    assert fixes.one(workspace.store, fix_id).state == "shipped"
    assert track.run(workspace, as_of(SHIPPED + 5)).out_n == 5
    assert fixes.one(workspace.store, fix_id).state in ("not yet known", "no effect")


@pytest.mark.parametrize("values, reason", [(dict(topics=(), touchpoint_id="chat"), "no topic"), (dict(topics=("t-404",)), "topic ended")])
def test_a_fix_without_a_topic_that_is_counted_says_so(helped, values, reason):
    workspace, fix_id = helped
    with workspace.store.write() as connection:
        connection.execute(update(fixes.table).where(fixes.table.c.fix_id == fix_id).values(
            {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}))
    track.run(workspace, as_of(SHIPPED + 4))
    row = verdicts.latest(workspace.store)[fix_id]
    assert (row["verdict"], row["detail"]["reasons"]) == ("not yet known", [reason])


def test_a_second_fix_of_the_same_complaints_leaves_both_unknown(helped):
    workspace, fix_id = helped
    second = register.add(workspace, "Bills are shorter", "billing", "Ann", as_of(SHIPPED + 1), topics=(TREATED,))
    register.ship(workspace, second.fix_id, "Ann", as_of(SHIPPED + 2), week(SHIPPED + 2))
    track.run(workspace, as_of(SHIPPED + 6))
    for each in (fix_id, second.fix_id):
        assert verdicts.latest(workspace.store)[each]["detail"]["reasons"] == ["second fix"]


def test_an_event_at_the_touchpoint_in_its_weeks_leaves_a_fix_unknown(helped):
    workspace, fix_id = helped
    events.add(workspace, "new prices", week(SHIPPED + 1), as_of(SHIPPED + 2), touchpoint_id="billing")
    events.add(workspace, "new menu", week(SHIPPED + 1), as_of(SHIPPED + 2), touchpoint_id="phone-line")
    track.run(workspace, as_of(SHIPPED + 4))
    assert verdicts.latest(workspace.store)[fix_id]["detail"]["reasons"] == ["event"]


def test_its_own_shipping_told_as_an_event_is_no_other_thing(helped):
    workspace, fix_id = helped
    events.add(workspace, "bills are right now", week(SHIPPED), as_of(SHIPPED + 2), touchpoint_id="billing")
    track.run(workspace, as_of(SHIPPED + 4))
    assert verdicts.latest(workspace.store)[fix_id]["verdict"] == "fell"


def test_a_topic_that_another_model_counts_otherwise_is_not_judged_by_it(helped):
    workspace, fix_id = helped
    track.run(workspace, as_of(SHIPPED + 2))
    with workspace.store.write() as connection:
        topics.publish(connection, [topic(f"t-{n + 1:03d}", model_version="m-2") for n in range(24)], "m-2")
    track.run(workspace, as_of(SHIPPED + 3))
    assert verdicts.latest(workspace.store)[fix_id]["detail"]["reasons"] != ["redefined"]
    with workspace.store.write() as connection:
        connection.execute(update(daily).where(daily.c.topic_id == TREATED).values(topic_people_n=daily.c.topic_people_n / 2))
    track.run(workspace, as_of(SHIPPED + 4))
    assert verdicts.latest(workspace.store)[fix_id]["detail"]["reasons"] == ["redefined"]


def test_one_week_of_history_says_nothing_and_breaks_nothing(workspace):
    fill(workspace, grid()[:, :1])
    fix = register.add(workspace, "Bills are right", "billing", "Ann", as_of(1), topics=(TREATED,))
    register.ship(workspace, fix.fix_id, "Ann", as_of(1), week(0))
    track.run(workspace, as_of(1))
    row = verdicts.latest(workspace.store)[fix.fix_id]
    assert (row["verdict"], row["weeks_n"], row["rate_ratio"]) == ("not yet known", 1, None)


@pytest.mark.parametrize("before, after", [(0, 40), (40, 0), (0, 0)])
def test_no_complaints_before_or_after_are_judged_without_a_fault(workspace, before, after):
    counts = grid()
    counts[0, :SHIPPED], counts[0, SHIPPED:] = before, after
    fill(workspace, counts)
    fix_id = registered(workspace)
    track.run(workspace, as_of(SHIPPED + 4))
    row = verdicts.latest(workspace.store)[fix_id]
    assert row["verdict"] in ("fell", "did not fall", "not yet known")
    assert (row["detail"]["before_n"], row["detail"]["after_n"]) == (before, after)


def test_without_any_data_or_fix_nothing_happens(workspace):
    assert (track.run(workspace, as_of(4)).note, track.run(workspace, as_of(4)).out_n) == ("no fix is out", 0)
    fix = register.add(workspace, "Bills are right", "billing", "Ann", as_of(4))
    register.ship(workspace, fix.fix_id, "Ann", as_of(4), week(2))
    assert track.run(workspace, as_of(4)).out_n == 0


def test_a_verified_fix_whose_complaints_rise_again_opens_itself_and_tells_its_owner(workspace, canary):
    fill(workspace, grid(back=95))
    fix_id = registered(workspace)
    track.run(workspace, as_of(SHIPPED + 7))
    assert fixes.one(workspace.store, fix_id).state == "verified"
    track.run(workspace, as_of(SHIPPED + 12))
    assert fixes.one(workspace.store, fix_id).state == "came back"
    assert list(fixes.log(workspace.store, fix_id)["by"]) == ["Ann", "Ann", "canary", "canary"]
    status = canary("--as-of", as_of(SHIPPED + 12).isoformat(), "status")[1]
    assert f"CAME BACK: {fix_id} (Bills are right), owner Billing: complaints fell after the fix and rose again in the week of " in status
