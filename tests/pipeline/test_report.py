"""A week frozen from a real store: the same bytes, once, of one moment; with no data, little data, hostile data and data that come while it is made."""
from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from raised import GAP, SIGNAL, note, raise_signals
from small_workspace import AS_OF, fill, import_posts, store_posts
from sqlalchemy import update
from tracked import copied

from pipeline import register, signal_states
from pipeline.errors import StoreError, UsageError
from pipeline.report import run, weeks
from pipeline.report.as_json import digest, to_json
from pipeline.store import signals, snapshots, tables

WEEK, MONDAY = "2026-W46", date(2026, 11, 9)
HOSTILE = ("<b>\"Wrong\"</b> bill\r\nBcc: all@evil.example", "\u202Eلا توجد إشارة")


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    workspace = fill(tmp_path_factory.mktemp("reported") / "once", weeks=14, texts=("The bill is wrong again and nobody says why", "Charged twice for one month, call [phone]"), labels=HOSTILE)
    raise_signals(workspace, SIGNAL)
    return workspace


@pytest.fixture
def filled(filled_once, tmp_path):
    return copied(filled_once, tmp_path / "filled")


def later(weeks_n: int) -> datetime:
    return AS_OF + timedelta(weeks=weeks_n)


def kept(workspace) -> dict:
    return dict(snapshots.one(workspace.store, MONDAY))


def test_a_week_says_what_is_in_the_store(filled_once):
    made = run.made(filled_once, MONDAY)
    assert (made.week, made.people_n, made.before_n, made.complaints_n, made.facts["need_n"]) == (WEEK, 50, 20, 50, 1)
    assert [(item.section, item.people_n, item.owner) for item in made.items][0] == ("new", 40, "Billing")
    billing = made.touchpoints[0]
    assert (billing.touchpoint_id, billing.status, billing.people_n, billing.trend) == ("billing", "more than expected", 40, (10,) * 11 + (40,))
    assert [(duty.kind, duty.owner) for duty in made.duties] == [("acknowledge", "Billing")]


def test_the_same_data_make_the_same_bytes_however_late(filled, tmp_path):
    other = copied(filled, tmp_path / "other")
    run.freeze(filled, WEEK, AS_OF)
    run.freeze(other, WEEK, later(9))
    assert kept(filled)["content"] == kept(other)["content"] and kept(filled)["digest"] == kept(other)["digest"] == digest(kept(filled)["content"])
    assert kept(filled)["made_at"] == AS_OF != kept(other)["made_at"]


def test_a_frozen_week_stays_as_it_was_whatever_comes(filled):
    first = run.freeze(filled, WEEK, AS_OF)
    signal_states.change(filled, SIGNAL["signal_id"], "acknowledged", "Ann", "", AS_OF)
    with filled.store.write() as connection:
        connection.execute(update(tables.daily).values(touchpoint_people_n=1))
    assert run.freeze(filled, WEEK, later(1)) == first == run.of_week(filled.store, weeks.parse(WEEK)) and to_json(first) == kept(filled)["content"]
    assert run.every(filled.store) == [(WEEK, AS_OF)]


def test_what_people_did_after_the_week_is_not_in_its_late_report(filled):
    signal_states.change(filled, SIGNAL["signal_id"], "acknowledged", "Ann", "", AS_OF)          # on Monday, the week ended on Sunday
    register.add(filled, "Bills are right", "billing", "Ann", AS_OF)
    late = run.made(filled, MONDAY)
    assert late.items[0].state == "new" and [duty.kind for duty in late.duties] == ["acknowledge"]


def test_another_week_of_complaints_signals_and_decisions_changes_nothing_in_the_week_before(filled):
    def facts() -> str:
        """All of it, but for the excess and the drivers of a rise that goes on: what was learnt of them since is not used."""
        made = run.made(filled, MONDAY)
        items = tuple(replace(item, facts={name: value for name, value in item.facts.items() if name not in ("excess_n", "drivers")}) for item in made.items)
        return to_json(replace(made, items=items))

    on_time = facts()
    noon = datetime.combine(MONDAY + timedelta(days=7), datetime.min.time(), UTC) + timedelta(hours=12)
    store_posts(filled, [(noon + timedelta(days=n % 7), "billing", f"next-{n}") for n in range(90)], ("Charged twice again, nobody answers",))
    raise_signals(filled, SIGNAL | dict(signal_id="s-touchpoint-billing-20261118", level="touchpoint", target_id="billing", began_on=date(2026, 11, 17), raised_on=date(2026, 11, 18)))
    with filled.store.write() as connection:
        signals.grow(connection, [dict(signal_id=SIGNAL["signal_id"], last_on=date(2026, 11, 22), excess_n=99.0, harm=3.0)])
    signal_states.change(filled, SIGNAL["signal_id"], "acknowledged", "Ann", "", AS_OF + timedelta(days=2))
    register.add(filled, "Bills are right", "billing", "Ann", AS_OF + timedelta(days=2))
    assert facts() == on_time


def test_what_was_told_is_counted_the_next_week_and_told_when_it_moves(filled):
    assert run.freeze(filled, WEEK, AS_OF).said_before == 0
    next_monday = MONDAY + timedelta(days=7)
    unheard = run.made(filled, next_monday)
    assert (unheard.items[0].section, unheard.items[0].moved, unheard.items[0].facts["said_people_n"], unheard.facts["previous_week"]) == ("still up", None, 40, WEEK)
    noon = datetime.combine(next_monday, datetime.min.time(), UTC) + timedelta(hours=12)
    store_posts(filled, [(noon + timedelta(days=n % 7), "billing" if n < 42 else "mobile-network", f"next-{n}") for n in range(52)], ("Wrong again",))
    same = run.freeze(filled, "2026-W47", later(1))
    assert same.items[0].people_n == 42 and same.is_quiet and same.said_before == len(same.items) == 3      # the signal, and two topics that wait
    assert same.told[same.items[0].item_id]["people_n"] == 40                                      # compared with what was told, not with last week


def test_no_data_at_all_is_a_snapshot_that_says_so(workspace):
    empty = run.freeze(workspace, WEEK, AS_OF)
    assert empty.is_quiet and empty.people_n == empty.complaints_n == 0 and empty.warnings == ({"kind": "no data"},) and empty.model_version is None
    assert {line.status for line in empty.touchpoints} == {"nobody heard"} and {line.trend for line in empty.touchpoints} == {(None,) * 12}


def test_posts_that_no_stage_has_read_are_said_to_wait(workspace):
    import_posts(workspace, [(AS_OF - timedelta(days=3), "", str(i)) for i in range(12)], ("late again",))
    made = run.made(workspace, MONDAY)
    assert {"kind": "waiting", "posts_n": 12} in made.warnings and {"kind": "unlearned", "complaints_n": 0, "needed_n": 60} in made.warnings


def test_one_week_of_data_is_too_early_to_compare_and_told_all_the_same(tmp_path):
    young = fill(tmp_path / "young", weeks=1)
    made = run.made(young, MONDAY)
    assert made.people_n == 50 and made.before_n is None and made.facts["known_n"] == 0 and {"kind": "early", "days": 7, "needed_days": 70} in made.warnings
    assert made.touchpoints[0].expected_n is None and made.touchpoints[0].trend[:-1] == (None,) * 11


def test_a_week_before_the_data_one_that_runs_and_one_to_come_are_refused(filled_once):
    with pytest.raises(UsageError, match="2026-W20 lies before the data: the first post is of 2026-08-10, in week 2026-W33"):
        run.freeze(filled_once, "2026-W20", AS_OF)
    with pytest.raises(UsageError, match="2026-W47 .* is not over"):
        run.freeze(filled_once, "2026-W47", AS_OF)


def test_a_touchpoint_without_an_owner_is_told_as_nobodys(filled_once):
    billing = filled_once.taxonomy.touchpoint("billing")
    ownerless = replace(filled_once, taxonomy=replace(filled_once.taxonomy, touchpoints=tuple(
        replace(one, owner="") if one is billing else one for one in filled_once.taxonomy.touchpoints)))
    made = run.made(ownerless, MONDAY)
    assert made.touchpoints[0].owner == made.items[0].owner == made.duties[0].owner == ""


def test_hostile_labels_are_facts_as_they_stand_and_survive_the_store(filled):
    frozen = run.freeze(filled, WEEK, AS_OF)
    assert frozen.items[0].name == HOSTILE[0] and run.of_week(filled.store, weeks.parse(WEEK)) == frozen


def test_lost_days_are_a_gap_in_the_trend_and_a_warning_of_their_week_alone(filled):
    note(filled, GAP)                                                                              # 20 to 22 October
    now = run.made(filled, MONDAY)
    assert now.touchpoints[0].trend[8:] == (None, 10, 10, 40) and {one["kind"] for one in now.warnings} == {"unjudged"}
    assert [(one["kind"], one["target"], one["last_day"]) for one in run.made(filled, date(2026, 10, 19)).warnings if one["kind"] == "gap"] == [("gap", "x", "2026-10-22")]


def test_quotes_are_of_two_people_and_never_of_a_hidden_topic(filled):
    quotes = run.made(filled, MONDAY).items[0].quotes
    assert len({quote.post_id for quote in quotes}) == 2 and len({quote.text for quote in quotes}) == 2
    with filled.store.write() as connection:
        connection.execute(update(tables.topics).where(tables.topics.c.topic_id == "t-billing").values(state="hidden"))
    assert not run.post_ids(run.made(filled, MONDAY)) & {quote.post_id for quote in quotes}


def test_what_is_written_while_it_is_made_is_in_no_part_of_it(filled):
    """Another writer empties the rollup in the middle of reading: the report is of before, whole."""
    expected = to_json(run.made(filled, MONDAY))
    with filled.store.moment() as store:
        def empty() -> None:
            with filled.store.write() as connection:
                connection.execute(tables.daily.delete())
                connection.execute(tables.complaints.delete())

        writer = threading.Thread(target=empty)
        writer.start()
        writer.join()
        opened = replace(filled, store=store)
        with pytest.raises(StoreError, match="read only"), store.write():
            pass
        assert to_json(run.of_moment(opened, MONDAY)) == expected
    assert to_json(run.made(filled, MONDAY)) != expected


def test_two_jobs_at_once_freeze_one_snapshot(filled):
    found: list = []
    jobs = [threading.Thread(target=lambda n=n: found.append(run.freeze(filled, WEEK, later(n)))) for n in range(3)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert len({one.made_at for one in found}) == 1 and len(run.every(filled.store)) == 1


def test_weeks_are_cut_in_the_zone_of_the_workspace(filled_once):
    sunday_night = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    with pytest.raises(UsageError, match="is not over"):
        weeks.check_over(MONDAY, sunday_night, filled_once.settings.zone)
