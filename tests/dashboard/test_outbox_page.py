"""The Outbox in every state, what a person does on it, and where the links of a mail lead."""
from __future__ import annotations

import base64
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from post_office import PostOffice
from raised import OLD, SIGNAL, raise_signals
from small_workspace import AS_OF, NASTY, fill
from test_pages import said

from dashboard import load, outbox_view
from dashboard.outbox_words import weeks_table
from pipeline.mail import audience, unsubscribe
from pipeline.mail.recipient import Recipient
from pipeline.report import run
from pipeline.store import mailings, recipients, signal_log, signals

WEEK = date(2026, 11, 9)
LONG_AGO = AS_OF - timedelta(days=60)


@pytest.fixture
def told(filled):
    """Three people on the list since long; the mail of week 46 was sent to one, refused for one and of one nobody knows."""
    for name in ("ann", "bob", "cem"):
        audience.add(filled, Recipient(name, f"{name}@example.com"), LONG_AGO)
    run.freeze(filled, "2026-W46", AS_OF)
    with filled.store.write() as connection:
        for name, state in (("ann", "sent"), ("bob", "refused"), ("cem", "unsure")):
            claim = mailings.Claim(WEEK, name, "all")
            mailings.claim(connection, claim, f"<{name}@x>", "canary", AS_OF)
            mailings.finish(connection, claim, state, "550 <b>no</b> [address]" if state == "refused" else "", AS_OF)
    return filled


@pytest.fixture
def office():
    with closing(PostOffice(is_secure=False)) as made:
        yield made


def state_of(workspace, name: str) -> list[str]:
    return [row["state"] for row in mailings.of_week(workspace.store, WEEK) if row["recipient_id"] == name]


def test_before_the_first_mail_the_page_says_what_it_is_and_how_it_begins(open_app, filled):
    app = open_app(filled.path, "outbox")
    assert not app.exception and app.title[0].value == "Nobody gets the Monday e\\-\u2060mail yet\\."
    assert "weekly --send" in said(app) and "Nobody yet." in said(app) and not app.error


def test_the_first_screen_says_who_did_not_get_it(open_app, told):
    app = open_app(told.path, "outbox")
    assert not app.exception and "The Monday e-mail of 2026-W46 is not complete: refused for bob; unsure whether it reached cem." in said(app)
    assert [(metric.label, metric.value) for metric in app.metric] == [("On the list", "3"), ("Sent", "1"), ("Not sent", "1"), ("Unsure", "1"), ("Next due", "Mon 16 Nov")]
    assert app.dataframe[1].value["State"].tolist() == ["sent", "refused", "unsure"] and "weekly --week 2026-W46 --send" in app.error[0].value
    assert app.code[-1].value.startswith("Pellamere") or "Pellamere" in app.code[-1].value


def test_a_week_that_was_missed_is_said_loudly(open_app, filled):
    audience.add(filled, Recipient("ann", "ann@example.com"), LONG_AGO)
    app = open_app(filled.path, "outbox")
    assert "The Monday e-mail of 2026-W45 is missed: no snapshot of that week was made." in said(app) and app.error
    assert "is missed" in open_app(filled.path).error[0].value.replace("\u2060", "")


def test_weeks_that_nobody_made_stand_between_those_that_were():
    made = {date(2026, 10, 26): datetime(2026, 11, 2, 8, tzinfo=UTC)}
    counted = [dict(week=date(2026, 10, 26), state="sent", n=3), dict(week=date(2026, 10, 26), state="claimed", n=1)]
    frame = weeks_table(made, counted, WEEK, True, UTC)
    assert frame["Week"].tolist() == ["2026-W46", "2026-W45", "2026-W44"] and frame["Snapshot"].tolist() == ["missed", "missed", "2 Nov 2026 08:00"]
    assert frame["Sent"].tolist() == [0, 0, 3] and frame["Unsure"].tolist() == [0, 0, 1]
    assert weeks_table({}, [], WEEK, True, UTC).empty


def test_a_mail_that_arrived_after_all_counts_as_sent(open_app, told):
    app = open_app(told.path, "outbox")
    app.text_input(key="outbox_arrived_who").set_value("Ana")
    app.button(key="outbox_do_arrived").click().run()
    assert not app.exception and state_of(told, "cem") == ["sent"]
    assert mailings.of_week(told.store, WEEK)[2]["note"] == "it arrived, says Ana; nobody knew before"


def test_another_copy_leaves_when_somebody_says_their_name_and_there_is_a_server(open_app, told, office, monkeypatch):
    app = open_app(told.path, "outbox")
    app.selectbox(key="outbox_again_to").set_value("cem")
    app.button(key="outbox_do_again").click().run()
    assert app.error[-1].value.startswith("Say your name first")
    app.text_input(key="outbox_again_who").set_value("Ana")
    app.button(key="outbox_do_again").click().run()
    assert "smtp\\_host is empty" in app.error[-1].value and state_of(told, "cem") == ["unsure"]
    for name, value in {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none", "SENDER": "c@example.com", "BASE_URL": "https://c.example.com"}.items():
        monkeypatch.setenv(f"CANARY__WEEKLY__{name}", value)
    load._opened.clear()      # the settings of an open workspace are those of its opening
    app.button(key="outbox_do_again").click().run()
    assert not app.exception and state_of(told, "cem") == ["unsure", "sent"] and office.to() == ["cem@example.com"]
    assert app.success[0].value.startswith("cem\\: sent")


def test_somebody_is_put_on_the_list_removed_and_put_back(open_app, filled):
    app = open_app(filled.path, "outbox")
    app.text_input(key="outbox_add_name").set_value("dora")
    app.text_input(key="outbox_add_address").set_value("dora@")
    app.button(key="outbox_do_add").click().run()
    assert "is no domain name" in app.error[-1].value and not recipients.every(filled.store)
    app.text_input(key="outbox_add_address").set_value("dora@example.com")
    app.selectbox(key="outbox_add_owner").set_value(filled.taxonomy.touchpoint("billing").owner)
    app.button(key="outbox_do_add").click().run()
    assert [(one.recipient_id, one.edition) for one in audience.active(filled)] == [("dora", "owner")]
    app.button(key="outbox_take_off_the_list_do").click().run()
    assert audience.active(filled) == []
    app.button(key="outbox_put_back_on_the_list_do").click().run()
    assert not app.exception and len(audience.active(filled)) == 1


def test_opening_the_link_to_unsubscribe_changes_nothing_and_its_button_does(open_app, told):
    token = unsubscribe.token(told.secret, "ann", "ann@example.com")
    app = open_app(told.path, "outbox", unsubscribe=token)
    assert app.title[0].value.startswith("Stop the Monday e") and len(audience.active(told)) == 3 and not app.dataframe
    app.button(key="outbox_leave_active").click().run()
    assert [one.recipient_id for one in audience.active(told)] == ["bob", "cem"] and "ann gets no Monday" in said(app)
    app.button(key="outbox_leave_unsubscribed").click().run()
    assert len(audience.active(told)) == 3
    app.query_params["unsubscribe"] = "ann.<b>0</b>"
    assert app.run().title[0].value == "This link unsubscribes nobody." and not [button for button in app.button if button.key.startswith("outbox")]


def test_the_mail_is_shown_in_a_frame_that_can_run_nothing_and_ask_nobody(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", texts=NASTY, labels=(NASTY[0], NASTY[4]))
    audience.add(workspace, Recipient("ann", "ann@example.com", "<script>alert(1)</script> **x**"), LONG_AGO)
    raise_signals(workspace, SIGNAL)
    run.freeze(workspace, "2026-W46", AS_OF)
    app = open_app(workspace.path, "outbox")
    address = app.get("iframe")[0].proto.src
    html = base64.b64decode(address.removeprefix("data:text/html;charset=utf-8;base64,")).decode()
    assert not app.exception and "default-src 'none'" in html and "<script" not in html.lower() and "cid:" not in html
    marked = [e.value for kind in (app.title, app.subheader, app.caption, app.markdown) for e in kind]
    assert not any(bad in value for value in marked for bad in ("<script", "**x", "**bold"))


def test_the_fence_stands_before_anything_of_the_mail():
    class Mail:
        html, pictures = '<!doctype html><html><head><style>a{}</style></head><body><img src="cid:t@c"><img src="cid:gone"></body></html>', {"t@c": b"\x89PNG"}

    html = base64.b64decode(outbox_view.framed(Mail()).partition("base64,")[2]).decode()
    assert html.index("Content-Security-Policy") < html.index("<style>") and 'src="data:image/png;base64,iVBORw=="' in html
    assert 'src="data:,"' in html


def test_an_answer_in_a_mail_opens_its_question_and_only_the_button_answers(open_app, filled):
    raise_signals(filled, SIGNAL, OLD)
    app = open_app(filled.path, "signals", s=SIGNAL["signal_id"], answer="not-mine")
    assert not app.exception and signals.one(filled.store, SIGNAL["signal_id"])["state"] == "new"
    app.text_input(key="signals_answer_who").set_value("Ana")
    app.text_input(key=f"signals_answer_whose_{SIGNAL['signal_id']}").set_value("The network team's")
    app.button(key=f"signals_do_answer_{SIGNAL['signal_id']}").click().run()
    last = signal_log.of(filled.store, SIGNAL["signal_id"])[-1]
    assert not app.exception and (last["to_state"], last["by"], last["why"]) == ("new", "Ana", "Not mine: The network team's") and "answer" not in app.query_params
    assert not [button for button in app.button if button.key.startswith("signals_do_answer")]


def test_an_answer_until_needs_its_day(open_app, filled):
    raise_signals(filled, SIGNAL)
    app = open_app(filled.path, "signals", s=SIGNAL["signal_id"], answer="until")
    app.text_input(key="signals_answer_who").set_value("Ana")
    app.button(key=f"signals_do_answer_{SIGNAL['signal_id']}").click().run()
    assert app.error[0].value == "Say until when: choose a day."
    app.date_input(key=f"signals_answer_until_{SIGNAL['signal_id']}").set_value(date(2026, 12, 1))
    app.button(key=f"signals_do_answer_{SIGNAL['signal_id']}").click().run()
    assert signal_log.of(filled.store, SIGNAL["signal_id"])[-1]["why"] == "Looked at until 1 Dec 2026"
    app.query_params["answer"] = "acknowledge"
    assert "Answered already: it is acknowledged." in said(app.run()) and not [button for button in app.button if button.key.startswith("signals_do_answer")]
