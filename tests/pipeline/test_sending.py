"""Everybody gets the week's mail once: whoever is refused, whoever sends at the same time, and wherever a job ends."""
from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parseaddr
from threading import Thread

import pytest
from post_office import PostOffice, Scripted, free_port
from test_smtp import server_at

from pipeline.errors import CanaryError, UsageError
from pipeline.lock import only_one
from pipeline.mail import audience, envelope, sending
from pipeline.mail.recipient import Recipient
from pipeline.mail.smtp import Door, DoorError, Server
from pipeline.store import mailings
from pipeline.workspace import Workspace, init_workspace, open_workspace

WEEK = date(2026, 11, 9)


@dataclass(frozen=True)
class Said:
    """What a mail says, in the place of the weekly one."""

    subject: str = "Week 46: the phone line"
    text: str = "Three lines.\n"
    html: str = "<p>Three lines.</p>"
    pictures: dict = field(default_factory=dict)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    own = {"weekly": {"sender": "Canary <canary@example.com>", "smtp_host": "localhost", "tries": 3, "retry_s": 5.0, "wait_s": 20.0}}
    init_workspace(tmp_path / "workspace", "telecom", own)
    return open_workspace(tmp_path / "workspace")


@pytest.fixture
def office():
    with closing(PostOffice()) as made:
        yield made


def on_list(workspace: Workspace, as_of, *names: str, **about) -> None:
    for name in names:
        audience.add(workspace, Recipient(name, f"{name}@example.com", **about), as_of)


def post(workspace: Workspace, as_of, server: Server, waited: list | None = None, week: date = WEEK) -> sending.Post:
    def write(recipient: Recipient, copy_n: int):
        name = envelope.message_id(workspace.secret, workspace.settings.weekly, week, recipient, copy_n)
        return envelope.message(Said(), envelope.Envelope("Canary <canary@example.com>", recipient, name, as_of))

    return sending.Post(workspace, week, as_of, Door(server), write, (waited if waited is not None else []).append)


def states(workspace: Workspace) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in mailings.of_week(workspace.store, WEEK):
        found.setdefault(row["recipient_id"], []).append(row["state"])
    return found


def test_everybody_on_the_list_gets_one_mail_and_a_second_job_sends_nothing(workspace, as_of, office):
    on_list(workspace, as_of, "ann", "bob")
    for _ in range(2):
        sending.send(post(workspace, as_of, server_at(office)))
    assert office.to() == ["ann@example.com", "bob@example.com"] and states(workspace) == {"ann": ["sent"], "bob": ["sent"]}


def test_who_is_refused_for_the_moment_is_tried_again_in_the_next_round_and_nobody_waits_for_them(workspace, as_of, office):
    on_list(workspace, as_of, "ann", "bob", "cem")
    office.refuse = {"ann@example.com": ["450 greylisted", "451 still"], "bob@example.com": ["550 nobody"]}
    sending.send(post(workspace, as_of, server_at(office), waited := []))
    assert waited == [5.0, 10.0] and [to for to, _ in office.received] == ["cem@example.com", "ann@example.com"]
    assert states(workspace) == {"ann": ["sent"], "bob": ["refused"], "cem": ["sent"]}


def test_who_is_refused_every_time_stays_failed_and_the_next_job_tries_again(workspace, as_of, office):
    on_list(workspace, as_of, "ann")
    office.refuse = {"ann@example.com": ["450 busy"] * 3}
    sending.send(post(workspace, as_of, server_at(office)))
    assert states(workspace) == {"ann": ["failed"]} and not office.received
    sending.send(post(workspace, as_of, server_at(office)))
    assert states(workspace) == {"ann": ["sent"]} and len(office.received) == 1


def test_a_mail_that_nobody_knows_of_is_not_sent_again_unless_asked(workspace, as_of):
    on_list(workspace, as_of, "ann")
    with closing(Scripted(dot=["die"])) as scripted:
        sending.send(post(workspace, as_of, server_at(scripted)))
        sending.send(post(workspace, as_of, server_at(scripted)))
        assert states(workspace) == {"ann": ["unsure"]} and scripted.received == ["ann@example.com"]
        assert sending.send_again(post(workspace, as_of, server_at(scripted)), "ann").state == "sent"
    rows = mailings.of_week(workspace.store, WEEK)
    assert [(row["copy_n"], row["state"]) for row in rows] == [(1, "unsure"), (2, "sent")] and rows[0]["message_id"] != rows[1]["message_id"]


def test_a_claim_that_nobody_finished_is_called_unsure_by_the_next_job(workspace, as_of, office):
    on_list(workspace, as_of, "ann", "bob")
    with workspace.store.write() as connection:
        assert mailings.claim(connection, mailings.Claim(WEEK, "ann", "all"), "<1@x>", "canary", as_of)
    sending.send(post(workspace, as_of, server_at(office)))
    assert states(workspace) == {"ann": ["unsure"], "bob": ["sent"]} and office.to() == ["bob@example.com"]


def test_four_jobs_at_once_send_each_mail_once(workspace, as_of, office):
    on_list(workspace, as_of, *(f"r{n}" for n in range(12)))
    jobs = [Thread(target=lambda: sending.send(post(open_workspace(workspace.path), as_of, server_at(office)))) for _ in range(4)]
    [job.start() for job in jobs], [job.join() for job in jobs]
    assert office.to() == sorted(f"r{n}@example.com" for n in range(12)) and set(map(tuple, states(workspace).values())) == {("sent",)}


def test_a_job_that_waits_too_long_for_another_says_so_and_sends_nothing(workspace, as_of, office):
    on_list(workspace, as_of, "ann")
    hasty = replace(post(workspace, as_of, server_at(office)), workspace=replace(workspace, settings=workspace.settings.model_copy(
        update={"weekly": workspace.settings.weekly.model_copy(update={"wait_s": 0.0})})))
    with only_one(sending.lock_path(workspace), "another"), pytest.raises(CanaryError, match="is running already"):
        sending.send(hasty)
    assert not office.received and not states(workspace)


def test_without_a_server_everybody_is_kept_as_failed_with_the_reason_and_sent_to_later(workspace, as_of, office):
    on_list(workspace, as_of, "ann", "bob")
    with pytest.raises(DoorError, match="cannot be reached"):
        sending.send(post(workspace, as_of, Server("127.0.0.1", free_port(), "none", "", "", 1.0), waited := []))
    assert waited == [5.0, 10.0] and states(workspace) == {"ann": ["failed"], "bob": ["failed"]}
    assert "cannot be reached" in mailings.of_week(workspace.store, WEEK)[1]["note"]
    sending.send(post(workspace, as_of, server_at(office)))
    assert office.to() == ["ann@example.com", "bob@example.com"]


def test_a_wrong_password_is_not_tried_again(workspace, as_of, office):
    on_list(workspace, as_of, "ann")
    with pytest.raises(DoorError, match="refused"):
        sending.send(post(workspace, as_of, server_at(office, password="not-it"), waited := []))
    assert waited == [] and states(workspace) == {"ann": ["failed"]}


def test_who_has_an_address_that_is_none_does_not_keep_the_others_from_theirs(workspace, as_of, office):
    on_list(workspace, as_of, "ann", "bob")
    with workspace.store.write() as connection:
        connection.exec_driver_sql("UPDATE recipients SET address = 'ann@' WHERE recipient_id = 'ann'")
    sending.send(post(workspace, as_of, server_at(office)))
    assert states(workspace) == {"ann": ["refused"], "bob": ["sent"]}
    assert "no domain name" in mailings.of_week(workspace.store, WEEK)[0]["note"]


def test_who_leaves_the_list_while_mails_go_out_gets_none(workspace, as_of):
    on_list(workspace, as_of, "ann", "bob")

    class Leaving:
        sent: list[str] = []

        def send(self, sender, to, content):
            self.sent.append(to)
            audience.remove(workspace, "bob", as_of)
            return sending.Answer("sent", "")

    sending.send(replace(post(workspace, as_of, Server("", 1, "none", "", "", 1.0)), way=Leaving()))
    assert Leaving.sent == ["ann@example.com"] and states(workspace) == {"ann": ["sent"]}


def test_a_changed_edition_is_no_second_mail(workspace, as_of, office):
    on_list(workspace, as_of, "ann")
    sending.send(post(workspace, as_of, server_at(office)))
    on_list(workspace, as_of, "ann", owner=workspace.taxonomy.touchpoints[0].owner)
    sending.send(post(workspace, as_of, server_at(office)))
    assert len(office.received) == 1


def test_nobody_who_left_the_list_is_sent_another_copy(workspace, as_of, office):
    on_list(workspace, as_of, "ann")
    audience.remove(workspace, "ann", as_of)
    for name, said in (("ann", "ann is removed"), ("zoe", "zoe is unknown")):
        with pytest.raises(UsageError, match=said):
            sending.send_again(post(workspace, as_of, server_at(office)), name)
    assert not office.received


def test_the_same_mail_is_the_same_bytes_and_tells_lists_and_robots_what_it_is(workspace, as_of):
    ann = Recipient("ann", "ann@example.com", "Ann Bär <x>, \"y\"")
    about = envelope.Envelope("Canary <canary@example.com>", ann, "<1@example.com>", as_of, reply_to="ops@example.com", leave_url="https://c.example.com/outbox?unsubscribe=ann.1",
                              leave_to="leave@example.com", leave_token="ann.1")
    said = Said(subject="Late\r\nBcc: evil@example.com" + " x" * 150, text="a\n.b\n", pictures={"trend@canary": b"\x89PNG"})
    made = envelope.message(said, about)
    assert made.as_bytes() == envelope.message(said, about).as_bytes() and made.as_bytes().isascii()
    assert made["Subject"].startswith("Late Bcc: evil@example.com x") and len(made["Subject"]) <= 200 and made["Bcc"] is None
    assert parseaddr(made["To"])[1] == "ann@example.com" and made["To"].addresses[0].display_name == ann.name
    assert made["List-Unsubscribe"] == "<https://c.example.com/outbox?unsubscribe=ann.1>, <mailto:leave@example.com?subject=unsubscribe%20ann.1>"
    assert made["List-Unsubscribe-Post"] is None and made["Auto-Submitted"] == "auto-generated" and made["List-Id"] == "<weekly.canary.example.com>"
    assert [part.get_content_type() for part in made.walk()] == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]


def test_the_way_out_stays_an_address_however_long_it_is(as_of):
    url = f"https://canary.of-a-team-with-a-long-name.example.com/pellamere/outbox?unsubscribe=ann.{'0' * 32}"
    about = envelope.Envelope("c@example.com", Recipient("ann", "ann@example.com"), "<1@x>", as_of, leave_url=url, leave_to="leave@example.com", leave_token="ann.0")
    lines = envelope.message(Said(), about).as_bytes().split(b"\r\n")
    at = lines.index(f"List-Unsubscribe: <{url}>,".encode())
    assert lines[at + 1] == b" <mailto:leave@example.com?subject=unsubscribe%20ann.0>"


def test_one_click_is_promised_only_where_a_server_of_ones_own_takes_it(as_of):
    about = envelope.Envelope("c@example.com", Recipient("ann", "ann@example.com"), "<1@x>", as_of, leave_url="https://c.example.com/outbox", leave_token="ann.1",
                              one_click_url="https://leave.example.com/canary")
    made = envelope.message(Said(), about)
    assert made["List-Unsubscribe"] == "<https://leave.example.com/canary?token=ann.1>" and made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
