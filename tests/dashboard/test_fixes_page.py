"""The Fixes page in every state, what a person does on it, and its place on the other pages."""
import json
from datetime import date, timedelta

import pytest
from raised import SIGNAL, raise_signals
from small_workspace import AS_OF, NASTY, fill
from test_pages import said

from pipeline import fixes, register
from pipeline.store import answers, verdicts
from pipeline.store import fixes as stored
from pipeline.workspace import Workspace

SHIPPED_ON = date(2026, 9, 14)


def plan(workspace: Workspace, title: str = "Bills are checked twice", **values):
    return register.add(workspace, title, "billing", "Ana", AS_OF, topics=("t-billing",), **values)


def shipped(workspace: Workspace, word: str, title: str = "Bills are checked twice", **detail):
    """A fix eight weeks after shipping, of which the counts said `word`."""
    fix = plan(workspace, title)
    fix = register.ship(workspace, fix.fix_id, "Ana", AS_OF, SHIPPED_ON)
    drawn = dict(weeks=["2026-09-14", "2026-09-21"], observed=[10, 10], expected=[22.0, 21.0], expected_low=[18.0, 17.0], expected_high=[26.0, 25.0])
    beside = dict(before_n=20.0, after_n=10.0, avoided_n=82.0, avoided_low=60.0, avoided_high=110.0, weeks_missing=None, reasons=[], placebo_n=14, power=0.6) | detail
    row = dict(fix_id=fix.fix_id, week=SHIPPED_ON + timedelta(weeks=7), shipped_on=SHIPPED_ON, weeks_n=8, is_look=True, verdict=word,
               **(dict(rate_ratio=None, low=None, high=None) if word == "not yet known" else dict(rate_ratio=0.5, low=0.35, high=0.6)))
    with workspace.store.write() as connection:
        verdicts.put(connection, [row | {"detail": drawn | beside}])
        stored.change(connection, fix, fixes.left(fix, fixes.OF_VERDICT[word]), fixes.CANARY, "", AS_OF)
        workspace.store.touch(connection)
    return fix.fix_id


def press(app, key: str, **typed: object):
    """Type into text inputs (key -> words), then press a button."""
    for name, words in typed.items():
        app.text_input(key=name).set_value(words)
    app.run()
    return app.button(key=key).click().run()


def test_without_a_fix_the_page_says_what_one_gives_and_the_three_clicks(open_app, filled):
    raise_signals(filled, SIGNAL)
    app = open_app(filled.path, "fixes")
    assert not app.exception and app.title[0].value == "No fix is registered yet\\."
    assert "Press **Register the fix**" in said(app) and "a verdict is capped at “not yet known”" in said(app)
    assert "Of 270 people heard, none spoke of a topic with a fix under way or further" in said(app)


def test_the_first_screen_tells_what_came_of_what_was_shipped(open_app, filled):
    shipped(filled, "fell")
    shipped(filled, "did not fall", "Bills are printed larger")
    plan(filled, "Bills are explained")
    app = open_app(filled.path, "fixes")
    assert not app.exception and "Two fixes shipped: one verified, one did not help." in said(app)
    table = app.dataframe[0].value
    assert table["State"].tolist() == ["no effect", "proposed", "verified"] and table["Verdict"].iloc[2] == "40 to 65 % fewer"
    assert [metric.label for metric in app.metric] == ["Under way", "Not yet known", "Verified", "No effect", "Came back"]
    assert len(app.get("plotly_chart")) == 2


def test_one_fix_says_its_verdict_aloud_beside_facts_and_answers(open_app, filled):
    fix_id = shipped(filled, "fell")
    with filled.store.write() as connection:
        answers.add(connection, [dict(answer_id=str(n), fix_id=fix_id, thread_id=str(n), answered_on=date(2026, 11, 2), said="better") for n in range(6)])
        filled.store.touch(connection)
    app = open_app(filled.path, "fixes", f=fix_id)
    assert not app.exception and app.title[0].value == "Bills are checked twice"
    assert "Fell: 40 to 65 % fewer complaints than without the fix, on 8 weeks; about 82 complaints avoided (60 to 110)." in said(app)
    assert "20 people a week in the weeks before it, 10 since: 50 % fewer." in said(app) and "Of 6 answers: 6 better, 0 same and 0 worse." in said(app)
    assert "Not the effect of the fix" in said(app) and "never instead of it" in said(app)


def test_a_verdict_that_is_missing_says_why_and_what_would_change_it(open_app, filled):
    fix_id = shipped(filled, "not yet known", reasons=["few placebos"], placebo_n=2)
    app = open_app(filled.path, "fixes", f=fix_id)
    assert "Not yet known: fewer than 8 comparable rises were left alone here" in said(app) and "shipping to one region or version first needs none of them" in said(app)
    assert "So far 2 are known." in said(open_app(filled.path, "fixes"))


def test_a_fix_is_planned_from_a_signal_with_its_touchpoint_topic_and_owner_filled_in(open_app, filled):
    raise_signals(filled, SIGNAL)
    app = open_app(filled.path, "fixes", s=SIGNAL["signal_id"])
    assert app.title[0].value == "Plan a fix"
    press(app, "fixes_register", fixes_plan_who="Ana")
    made = stored.every(filled.store)[0]
    assert (made.title, made.touchpoint_id, made.topics, made.signals) == ("Fix for “Wrong bill”", "billing", ("t-billing",), (SIGNAL["signal_id"],))
    assert made.owner == filled.taxonomy.touchpoint("billing").owner and made.decided_on == date(2026, 11, 16)
    assert app.title[0].value == "Fix for “Wrong bill”" and app.success[0].value == "Registered as f\\-\u20600001\\."


def test_a_fix_is_planned_from_a_touchpoint_too(open_app, filled):
    app = open_app(filled.path, "fixes", tp="mobile-network")
    title = next(one.key for one in app.text_input if one.label == "What is changed")
    press(app, "fixes_register", **{"fixes_plan_who": "Ana", title: "A new mast"})
    assert stored.every(filled.store)[0].topics == ("t-mobile-network",)


def test_what_the_register_refuses_is_said_in_place_and_nothing_is_written(open_app, filled):
    app = open_app(filled.path, "fixes", t="t-billing")
    assert press(app, "fixes_register").error[0].value == "Say your name first: it stands beside what you decide."
    owner = filled.taxonomy.touchpoint("billing").owner
    verifier = next(one.key for one in app.text_input if one.label == "Verifier")
    app = press(app, "fixes_register", **{"fixes_plan_who": "Ana", verifier: owner})
    assert "somebody else must look whether it helped" in app.error[0].value and not stored.every(filled.store)


def test_a_fix_is_begun_shipped_and_taken_back(open_app, filled):
    fix_id = plan(filled).fix_id
    app = press(open_app(filled.path, "fixes", f=fix_id), "fixes_start", fixes_who="Jo")
    assert stored.one(filled.store, fix_id).state == fixes.UNDER_WAY
    app.date_input(key="fixes_ship_on").set_value(date(2026, 11, 9))
    assert "shipped on 2026-11-09 is before started on 2026-11-16" in press(app, "fixes_ship").error[0].value.replace("\\", "").replace("\u2060", "")
    app.date_input(key="fixes_ship_on").set_value(date(2026, 11, 16))
    app = press(app, "fixes_ship")
    assert stored.one(filled.store, fix_id).shipped_on == date(2026, 11, 16) and "Shipped; the next run asks the counts." in said(app)
    press(app, "fixes_undo")
    assert stored.one(filled.store, fix_id).state == fixes.UNDER_WAY
    assert stored.log(filled.store, fix_id)["by"].tolist() == ["Ana", "Jo", "Jo", "Jo"]


def test_a_fix_is_shipped_to_one_region_first(open_app, filled):
    fix_id = plan(filled).fix_id
    app = open_app(filled.path, "fixes", f=fix_id)
    app.selectbox(key="fixes_ship_to").set_value("region: North")
    press(app, "fixes_ship", fixes_who="Jo")
    assert stored.one(filled.store, fix_id).stages == (("region", "North", date(2026, 11, 16)),)


def test_an_edit_is_kept_and_abandoning_needs_a_reason(open_app, filled):
    fix_id = plan(filled).fix_id
    app = press(open_app(filled.path, "fixes", f=fix_id), "fixes_save", **{"fixes_edit_who": "Jo", f"fixes_verifier_edit_{fix_id}": "Kim"})
    assert stored.log(filled.store, fix_id)["changes"].iloc[-1] == {"verifier": ["", "Kim"]}
    app = press(app, "fixes_abandon")
    assert "a reason is needed to abandon it" in app.error[0].value.replace("\\", "")
    app = press(app, "fixes_abandon", fixes_why="The supplier does it")
    assert "Abandoned: The supplier does it" in said(app) and stored.one(filled.store, fix_id).state == fixes.ABANDONED


def test_a_fix_of_a_touchpoint_that_left_is_still_shown(open_app, filled):
    fix_id = shipped(filled, "fell")
    with filled.store.write() as connection:
        connection.exec_driver_sql("update fixes set touchpoint_id = 'gone'")
        filled.store.touch(connection)
    app = open_app(filled.path, "fixes", f=fix_id)
    assert not app.exception and "Touchpoint gone has left the taxonomy." in said(app)


def test_an_unknown_fix_is_said_and_all_of_them_shown(open_app, filled):
    plan(filled)
    app = open_app(filled.path, "fixes", f="f-9999")
    assert not app.exception and "There is no fix f-9999." in said(app) and len(app.dataframe[0].value) == 1


def test_overview_touchpoint_and_topic_show_what_is_done_and_what_is_not(open_app, filled):
    raise_signals(filled, SIGNAL)
    assert "Wrong bill: 150 people, waits" in said(open_app(filled.path))
    plan(filled)
    assert "People: 150 heard → 150 acknowledged → 0 with a fix under way" in said(open_app(filled.path, "touchpoint", tp="billing"))
    app = open_app(filled.path, "topic", t="t-billing")
    assert "proposed" in said(app) and "Bills are checked twice" in [link.proto.label for link in app.get("page_link")]


def test_hostile_words_of_a_fix_are_only_ever_plain_text(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", labels=(NASTY[0], NASTY[4]))
    fix_id = shipped(workspace, "fell", NASTY[0][:190])
    register.edit(workspace, fix_id, NASTY[0][:50], AS_OF, dict(hypothesis=NASTY[0], verifier=NASTY[4]))
    for params in ({}, {"f": fix_id}):
        app = open_app(workspace.path, "fixes", **params)
        marked = [e.value for kind in (app.title, app.subheader, app.caption, app.markdown, app.info, app.success) for e in kind]
        assert not app.exception and not any(bad in value for value in marked for bad in ("<script", "**bold", "$x^2", ":smile:", "](", "https://evil", "www.evil"))
        assert not any("<script" in json.dumps(json.loads(chart.proto.spec)) for chart in app.get("plotly_chart"))
