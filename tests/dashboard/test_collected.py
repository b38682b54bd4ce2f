"""The Data page tells how each configured source is, what is spent and what is missing, in words."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from small_workspace import AS_OF

from dashboard import collected
from pipeline.settings import BudgetSettings
from pipeline.source_states import SourceState
from pipeline.sources.page import Gap
from pipeline.store import heartbeats, spending
from pipeline.store.spending import Spent
from pipeline.store.tables import quarantine

UTC_ZONE = ZoneInfo("UTC")
SECTION = '\n[sources.x-acme]\nkind = "x"\n\n[sources.inbox]\nkind = "mailbox"\n'


def state(**own) -> SourceState:
    return SourceState(**{
        "name": "x-acme", "kind": "x", "state": "well", "message": "", "tried_at": AS_OF, "succeeded_at": AS_OF, "not_before": None, "added_n": 12,
        "backlog": "", "posts_n": 40, "last_post_at": AS_OF, "today": Spent(1, 12, 60_000), "month": Spent(9, 900, 4_500_000), "silence": ""} | own)


def said(app) -> str:
    kinds = (app.title, app.subheader, app.caption, app.markdown, app.warning)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "")


@pytest.mark.parametrize("own, sentence", [
    ({}, []),
    ({"state": "never run", "tried_at": None, "succeeded_at": None}, []),
    ({"state": "failing", "message": "x-acme: the token was refused (401). Set CANARY_X_ACME_BEARER_TOKEN."},
     ["x-acme is failing: the token was refused (401). Set CANARY_X_ACME_BEARER_TOKEN."]),
    ({"state": "waiting", "message": "asked to wait", "not_before": AS_OF + timedelta(hours=1)}, ["x-acme is asked to wait: asked to wait. It is asked again after 16 Nov 2026 07:00."]),
    ({"state": "over budget", "message": "the budget of this day is 5,000 posts"}, ["x-acme is stopped by the budget: the budget of this day is 5,000 posts."]),
    ({"silence": "has brought nothing since 01 Nov 2026"}, ["x-acme: silent too long, has brought nothing since 01 Nov 2026."]),
    ({"state": "failing", "message": "refused", "silence": "no collection has succeeded yet"}, ["x-acme is failing: refused."]),
    ({"message": "2 posts could not be shown"}, ["x-acme brought what it could: 2 posts could not be shown."]),
])
def test_what_is_wrong_with_a_source_is_said_in_a_sentence(own, sentence):
    assert collected.wrong([state(**own)], UTC_ZONE) == sentence


def test_a_source_that_never_ran_or_is_silent_is_not_called_well():
    assert collected.sentence([state(), state(silence="quiet")]) == "1 of 2 sources are well."
    assert collected.sentence([state(state="never run", tried_at=None)]).startswith("0 of 1 source is well. 1 not asked yet")
    assert collected.sentence([state(), state(state="running")]) == "All 2 sources are well."


def test_the_budget_is_shown_as_spent_of_allowed():
    limits = BudgetSettings(currency="USD", posts_per_day=5000, posts_per_month=50000, money_per_day=Decimal(25), money_per_month=Decimal(250), price_per_post={})
    assert collected.budget_figures(Spent(1, 12, 60_000), Spent(9, 1900, 9_500_000), limits) == [
        ("Posts billed today", "12", "of 5,000 allowed"), ("Spent today", "0.06 USD", "of 25.00 USD allowed"),
        ("Posts billed this month", "1,900", "of 50,000 allowed"), ("Spent this month", "9.50 USD", "of 250.00 USD allowed")]


@pytest.fixture
def configured(filled):
    """The filled workspace with two sources: one that was asked last week in vain, one never asked."""
    toml = filled.path / "canary.toml"
    toml.write_text(toml.read_text() + SECTION)
    with filled.store.write() as connection:
        heartbeats.beat(connection, "x-acme", AS_OF - timedelta(days=9), state="failing", message="the token was refused: **set** <b>it</b>", backlog="the rest of this collection",
                        succeeded_at=AS_OF - timedelta(days=9))
        heartbeats.add_gaps(connection, "x-acme", [Gap(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC), "older than the seven days that can be searched")], AS_OF)
        spending.add(connection, AS_OF.date(), "x-acme", 3, 300, 1_500_000)
        filled.store.touch(connection)
    return filled


def test_data_shows_state_backlog_budget_gaps_and_silence(open_app, configured):
    app = open_app(configured.path, "data")
    assert not app.exception
    assert "Silent too long: x-acme." in said(app) and "x-acme is failing: the token was refused" in said(app) and "x-acme: silent" not in said(app)
    assert "0 of 2 sources are well. 1 not asked yet" in said(app)
    assert [(m.label, m.value) for m in app.metric] == [
        ("Posts billed today", "300"), ("Spent today", "1.50 USD"), ("Posts billed this month", "300"), ("Spent this month", "1.50 USD")]
    sources, gaps = app.dataframe[0].value, app.dataframe[1].value
    assert list(sources["State"]) == ["failing", "not asked yet"] and sources["Waiting there"].iloc[0] == "the rest of this collection"
    assert list(gaps.iloc[0]) == ["x-acme", "1 Nov 2026 00:00", "3 Nov 2026 00:00", "older than the seven days that can be searched"]


def test_what_a_source_said_is_only_ever_plain_text(open_app, configured):
    app = open_app(configured.path, "data")
    assert not any(bad in warning.value for warning in app.warning for bad in ("**set**", "<b>"))


def test_without_configured_sources_data_has_no_word_of_collection(open_app, filled):
    assert "Collection" not in said(open_app(filled.path, "data"))


def test_a_collected_row_in_quarantine_has_no_number_of_a_row(open_app, filled):
    with filled.store.write() as connection:
        for n, name in enumerate(("collected", "notes.csv"), start=1):
            connection.execute(quarantine.insert().values(source="x-acme", file_key=name, row_n=n, file_name=name, reason="no time", excerpt="x", seen_at=AS_OF + timedelta(hours=1)))
        filled.store.touch(connection)
    app = open_app(filled.path, "data")
    frame = next(each.value for each in app.dataframe if "Beginning of the row" in each.value)
    assert not app.exception and frame[frame["File"] == "collected"]["Row"].isna().all() and list(frame[frame["File"] == "notes.csv"]["Row"]) == [2]
    assert "What came without a file is called collected" in said(app)


def test_sources_show_before_anything_came_in(open_app, workspace):
    toml = workspace.path / "canary.toml"
    toml.write_text(toml.read_text() + SECTION)
    app = open_app(workspace.path, "data")
    assert not app.exception and "Nothing has come in yet." in said(app) and "2 not asked yet" in said(app)


def test_overview_says_which_source_is_silent_and_nothing_where_none_is_configured(open_app, configured):
    assert "Silent too long, so unknown and not well: x-acme. See Data." in said(open_app(configured.path, "overview"))


def test_overview_of_files_alone_says_nothing_of_silence(open_app, filled):
    assert "Silent too long" not in said(open_app(filled.path, "overview"))
