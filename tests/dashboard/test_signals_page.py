"""The Signals page in every state, what a person does there, and its place on the other pages."""
from datetime import date

import pytest
from raised import FLOOD, GAP, NORTH, OLD, SIGNAL, change, note, raise_signals
from small_workspace import NASTY, fill
from test_pages import said

from pipeline.store import events, signal_log, signals

ID = SIGNAL["signal_id"]


@pytest.fixture
def risen(filled):
    raise_signals(filled, SIGNAL, OLD)
    return filled


def state(workspace, signal_id: str = ID) -> str:
    return signals.one(workspace.store, signal_id)["state"]


def decide(app, what: str, name: str = "Ana", **fields):
    app.text_input(key=f"signals_{what}_who").set_value(name)
    for field, value in fields.items():
        app.text_input(key=f"signals_{field}_{ID}").set_value(value)
    return app.button(key=f"signals_do_{what}_{ID}").click().run()


def test_the_page_says_what_rose_where_it_sits_how_sure_and_whose_it_is(open_app, risen):
    note(risen, GAP, FLOOD)
    change(risen, "New bill run", date(2026, 11, 2), "billing")
    app = open_app(risen.path, "signals")
    assert not app.exception and app.title[0].value.replace("\\", "") == "One signal is up: “Wrong bill”, 30 people more than expected since 9 Nov."
    assert app.dataframe[0].value["What rose"].tolist() == ["Wrong bill"]
    for line in ("83 % of the excess is region North.", "q = 0.0021", "Billing operations", "As a part of it: Billing.", "FRONT-LINE BRIEFING, 15 Nov 2026",
                 "DRAFT, NOT SENT", "In the 28 days before it began: New bill run (2 Nov). Order in time is not a reason.", "“The bill is wrong again”"):
        assert line in said(app)
    assert app.dataframe[2].value["People"].tolist() == ["–", "<5"] and "Flood: many posts, few people." in said(app)


def test_the_address_names_the_signal_and_one_that_is_not_there_is_said(open_app, risen):
    assert "Mobile network" in [h.value for h in open_app(risen.path, "signals", s=OLD["signal_id"]).header]
    app = open_app(risen.path, "signals", s="s-no-such")
    assert not app.exception and "There is no signal “s-no-such” here. Shown: the worst." in said(app)


def test_where_nothing_is_up_green_is_not_claimed(open_app, filled):
    app = open_app(filled.path, "signals")
    assert app.title[0].value.replace("\\", "") == "Nothing stands out; 4 of 4 touchpoints and topics could be judged."
    assert "No signal has been raised so far." in said(app)
    raise_signals(filled, OLD)
    assert "Nothing stands out" in said(open_app(filled.path, "signals")) and "Mobile network" in said(open_app(filled.path, "signals"))


def test_too_little_history_is_said(open_app, tmp_path):
    app = open_app(fill(tmp_path / "young", weeks=2).path, "signals")
    assert not app.exception and "Too early to say: 14 of 70 days of history." in said(app)


def test_a_signal_is_acknowledged_dismissed_and_each_taken_back(open_app, risen):
    app = decide(open_app(risen.path, "signals"), "acknowledge", note="We look")
    assert state(risen) == "acknowledged" and "no answer yet → acknowledged" in app.dataframe[1].value["What"].tolist()
    app = decide(app, "dismiss", reason="One newsletter")
    assert state(risen) == "dismissed" and "Nothing stands out" in said(app)
    app = decide(app, "reopen")
    app = decide(app, "reopen")
    assert state(risen) == "new"
    changes = [(row["by"], row["to_state"], row["why"]) for row in signal_log.of(risen.store, ID)]
    assert changes == [("canary", "new", "seen"), ("Ana", "acknowledged", "We look"), ("Ana", "dismissed", "One newsletter"), ("Ana", "acknowledged", ""), ("Ana", "new", "")]


def test_nobody_decides_without_a_name_and_nothing_is_dismissed_without_a_reason(open_app, risen):
    app = decide(open_app(risen.path, "signals"), "dismiss")
    assert app.error[0].value.startswith("A dismissal needs a reason")
    app = decide(open_app(risen.path, "signals"), "acknowledge", name=" ")
    assert app.error[0].value.startswith("Who are you?") and state(risen) == "new"


def test_a_past_day_shows_what_was_known_then_and_decides_nothing(open_app, risen):
    change(risen, "Known later", date(2026, 9, 1))
    app = open_app(risen.path, "signals", day="2026-09-25")
    assert app.title[0].value.replace("\\", "").startswith("One signal was up: Mobile network") and "As it stood at the end of 25 Sep 2026" in said(app)
    assert not [b for b in app.button if b.key.startswith("signals_do_")] and "FRONT-LINE" not in said(app) and "Known later" not in said(app)
    assert "Wrong bill" not in said(app)


def test_a_day_that_cannot_be_replayed_is_now(open_app, risen):
    app = open_app(risen.path, "signals")
    for asked in ("soon", "2026-11-15", "2001-01-01"):
        app.query_params["day"] = asked
        assert not app.run().exception and "As it stood" not in said(app)


def test_what_changed_is_added_removed_and_put_back(open_app, risen):
    app = open_app(risen.path, "signals")
    app.button(key="signals_event_do_add").click().run()
    assert "the event has no title" in app.error[0].value.replace("\\", "")
    app.text_input(key="signals_event_title").set_value("New <b>IVR</b> menu, call 07700 900123")
    app.button(key="signals_event_do_add").click().run()
    assert events.every(risen.store)["title"].tolist() == ["New <b>IVR</b> menu, call [phone]"]
    app.button(key="signals_event_remove_do").click().run()
    assert events.every(risen.store).empty
    app.button(key="signals_event_put_back_do").click().run()
    assert len(events.every(risen.store)) == 1 and not app.exception


def test_overview_begins_with_what_nobody_has_answered(open_app, risen):
    app = open_app(risen.path)
    assert app.subheader[0].value == "One signal has no answer yet"
    assert "“Wrong bill”: 30 people more than expected since 9 Nov. 83 % of the excess is region North. No answer yet; owner: Billing operations." in said(app)
    assert "no answer yet" not in said(open_app(risen.path, by_region="North"))
    decide(open_app(risen.path, "signals"), "acknowledge")
    assert "no answer yet" not in said(open_app(risen.path))


@pytest.mark.parametrize("page, params", [("touchpoint", {"tp": "billing"}), ("topic", {"t": "t-billing"})])
def test_touchpoint_and_topic_lead_to_their_signals(open_app, risen, page, params):
    app = open_app(risen.path, page, **params)
    assert "1 signal up, 0 past" in said(app)
    assert [link.proto.label.replace("\\", "") for link in app.get("page_link") if "more than expected since" in link.proto.label] == [
        "“Wrong bill”, 30 people more than expected since 9 Nov"]


def test_hostile_words_are_only_ever_plain_text_on_the_signals_page(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", texts=NASTY, labels=(NASTY[0], NASTY[4]))
    drivers = [NORTH[0] | dict(where=[["region", NASTY[0]]], ties=[[["product", NASTY[3]]]])]
    raise_signals(workspace, SIGNAL | dict(drivers=drivers, owner=NASTY[0], returned_of="s-" + NASTY[1]), OLD)
    note(workspace, FLOOD | dict(target="t-billing"), GAP | dict(target=NASTY[0]))
    change(workspace, NASTY[0], date(2026, 11, 1), "billing")
    app = open_app(workspace.path, "signals")
    assert not app.exception
    marked = [e.value for kind in (app.title, app.header, app.subheader, app.caption, app.markdown, app.info) for e in kind]
    marked += [b.label for b in app.button] + [link.proto.label for link in app.get("page_link")]
    assert not any(bad in value for value in marked for bad in ("<script", "**bold", "$x^2", ":smile:", "](", "https://evil", "www.evil"))
    assert not any("<script" in chart.proto.spec for chart in app.get("plotly_chart"))
