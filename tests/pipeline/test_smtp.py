"""The door to a mail server, against real ones: whatever happens at whichever step is told as what it is."""
from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from post_office import EXPIRED, PASSWORD, USER, PostOffice, Scripted, free_port

from pipeline.errors import SettingsError
from pipeline.mail.smtp import Door, DoorError, Server, server_of
from pipeline.settings import load_settings

FROM, TO = "canary@example.com", "ann@example.com"
MAIL = b"Subject: Week 46\r\n\r\nOne line.\r\n.hidden\r\n..\r\n"


def server_at(office: PostOffice | Scripted, **changed) -> Server:
    if isinstance(office, Scripted):
        return replace(Server("127.0.0.1", office.port, "none", "", "", 2.0), **changed)
    return replace(Server("localhost", office.port, "starttls", USER, PASSWORD, 5.0, office.trust), **changed)


@pytest.fixture
def office():
    with closing(PostOffice()) as made:
        yield made


def test_a_mail_goes_over_starttls_with_a_password_and_arrives_byte_for_byte(office):
    with closing(Door(server_at(office))) as door:
        answer = door.send(FROM, TO, MAIL)
    assert office.received == [(TO, MAIL)]
    assert (answer.state, answer.note) == ("sent", "250 OK queued for [address]")


def test_many_mails_go_over_one_connection_and_a_refused_one_does_not_disturb_the_next(office):
    office.refuse = {"gone@example.com": ["550 no mailbox gone@example.com here"], "later@example.com": ["450 greylisted"]}
    with closing(Door(server_at(office))) as door:
        answers = [door.send(FROM, to, MAIL) for to in (TO, "gone@example.com", "later@example.com", "bob@example.com")]
    assert [answer.state for answer in answers] == ["sent", "refused", "failed", "sent"] and office.to() == [TO, "bob@example.com"]
    assert answers[1].note == "550 no mailbox [address] here" and len(office.peers) == 1


@pytest.mark.parametrize("made, wrong, said", [
    (dict(), dict(password="not-it"), "refused [weekly] smtp_user or CANARY_SMTP_PASSWORD: 535"),
    (dict(not_after=EXPIRED), {}, "certificate is not valid: certificate has expired"),
    (dict(host="mail.example.com"), {}, "certificate is not valid: Hostname mismatch"),
    (dict(), dict(tls=None), "certificate is not valid: "),
    (dict(is_secure=False), {}, "does not offer what [weekly] asks for: STARTTLS extension not supported"),
    (dict(), dict(security="tls"), "does not speak TLS as asked"),
])
def test_a_server_that_cannot_be_trusted_or_logged_in_to_gets_nothing(made, wrong, said):
    with closing(PostOffice(**made)) as office:
        with pytest.raises(DoorError) as error:
            Door(server_at(office, **wrong)).send(FROM, TO, MAIL)
    assert said in str(error.value) and not error.value.is_passing and not office.received
    assert "not-it" not in str(error.value) and PASSWORD not in str(error.value) + repr(server_at(office))


@pytest.mark.parametrize("script, state", [
    (dict(MAIL="451 later"), "failed"), (dict(MAIL="552 too large"), "refused"), (dict(RCPT="450 busy"), "failed"), (dict(RCPT="550 nobody"), "refused"),
    (dict(RCPT="421 closing"), "failed"), (dict(DATA="451 no room"), "failed"), (dict(DATA="554 no"), "refused"), (dict(dot="451 try again"), "failed"),
    (dict(dot="554 spam"), "refused"), (dict(dot="250 taken"), "sent"), (dict(MAIL="die"), "failed"), (dict(RCPT="die"), "failed"), (dict(DATA="die"), "failed"),
    (dict(body="die"), "failed"), (dict(dot="die"), "unsure"),
], ids=lambda value: str(value))
def test_what_happens_at_each_step_is_one_of_four_things(script, state):
    mail = MAIL + (b"x" * 76 + b"\r\n") * (100_000 if "body" in script else 1)      # more than fits into what both sides keep of it
    with closing(Scripted(**script)) as office, closing(Door(server_at(office))) as door:
        assert door.send(FROM, TO, mail).state == state
        assert office.received == [TO] * ("dot" in script)


def test_no_answer_to_the_last_dot_within_the_time_is_unsure(office):
    with closing(Scripted(dot="silence")) as office:
        answer = Door(server_at(office, timeout_s=0.1)).send(FROM, TO, MAIL)
    assert answer.state == "unsure" and answer.note.startswith("no answer after the whole mail was handed over")


@pytest.mark.parametrize("script, is_passing, said", [
    (dict(greet="silence"), True, "cannot be reached"), (dict(greet="die"), True, "cannot be reached"), (dict(greet="421 too busy"), True, "421 too busy"),
    (dict(greet="554 go away"), False, "554 go away"), (dict(EHLO="die"), True, "cannot be reached"),
])
def test_a_server_that_does_not_greet_is_told_with_whether_another_try_may_do(script, is_passing, said):
    with closing(Scripted(**script)) as office, pytest.raises(DoorError, match=said) as error:
        Door(server_at(office, timeout_s=0.2)).send(FROM, TO, MAIL)
    assert error.value.is_passing == is_passing


def test_a_port_where_nobody_listens_and_a_name_that_nobody_has_are_told():
    with pytest.raises(DoorError, match="mail server 127.0.0.1, port .* cannot be reached: .*refused"):
        Door(Server("127.0.0.1", free_port(), "none", "", "", 1.0)).open()
    with pytest.raises(DoorError, match="no server of that name"):
        Door(Server("nowhere.invalid", 25, "starttls", "", "", 1.0)).open()


def test_a_connection_that_was_lost_is_made_again_for_the_next_mail():
    with closing(Scripted(RCPT=["421 restarting"])) as office, closing(Door(server_at(office))) as door:
        assert [door.send(FROM, TO, MAIL).state for _ in range(3)] == ["failed", "sent", "sent"]
        assert sum(line.startswith("EHLO") or line.startswith("ehlo") for line in office.heard) == 2


def test_what_a_server_says_cannot_paint_on_a_terminal_or_name_anybody():
    with closing(Scripted(RCPT="550 \x1b[31m<ann@example.com>\u202e is" + " not" * 100)) as office:
        note = Door(server_at(office)).send(FROM, TO, MAIL).note
    assert note.startswith("550") and "\x1b" not in note and "@" not in note and len(note) <= 200


def test_without_a_server_a_sender_or_the_password_it_is_said_what_is_missing(tmp_path, monkeypatch):
    with pytest.raises(SettingsError, match=r"\[weekly\] smtp_host is empty"):
        server_of(load_settings(tmp_path).weekly, {})
    for name, value in {"HOST": "smtp.example.com", "USER": "canary"}.items():
        monkeypatch.setenv(f"CANARY__WEEKLY__SMTP_{name}", value)
    monkeypatch.setenv("CANARY__WEEKLY__SENDER", "Canary <canary@example.com>")
    monkeypatch.setenv("CANARY__WEEKLY__BASE_URL", "https://canary.example.com/")
    with pytest.raises(SettingsError, match="CANARY_SMTP_PASSWORD is not set"):
        server_of(load_settings(tmp_path).weekly, {})
    assert server_of(load_settings(tmp_path).weekly, {"CANARY_SMTP_PASSWORD": "s"}).password == "s"


@pytest.mark.parametrize("name, value", [
    ("SENDER", "a@b.de\nBcc: c@d.de"), ("SENDER", "a@b.de, c@d.de"), ("SENDER", "Canary"), ("BASE_URL", "javascript:alert(1)"), ("BASE_URL", "https://x.de/?a=b"),
    ("SMTP_HOST", "smtp.example.com:587"), ("SMTP_PORT", "0"), ("SMTP_SECURITY", "ssl"), ("DUE_HOUR", "24"), ("DUE_WEEKDAY", "someday")])
def test_a_setting_that_cannot_be_is_refused(tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(f"CANARY__WEEKLY__{name}", value)
    with pytest.raises(SettingsError, match=f"CANARY__WEEKLY__{name}"):
        load_settings(tmp_path)


def test_mails_go_in_the_clear_only_to_this_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("CANARY__WEEKLY__SMTP_SECURITY", "none")
    monkeypatch.setenv("CANARY__WEEKLY__SMTP_HOST", "smtp.example.com")
    with pytest.raises(SettingsError, match="only for a server on this machine"):
        load_settings(tmp_path)
    monkeypatch.setenv("CANARY__WEEKLY__SMTP_HOST", "127.0.0.1")
    assert load_settings(tmp_path).weekly.smtp_security == "none"


@pytest.mark.parametrize("reply, state", [("what?", "unsure"), ("251 somewhere else", "sent"), ("354 go on", "unsure")])
def test_an_answer_to_the_whole_mail_that_cannot_be_read_is_never_taken_for_a_refusal(reply, state):
    with closing(Scripted(dot=[reply])) as office, closing(Door(server_at(office))) as door:
        assert door.send(FROM, TO, MAIL).state == state
