"""The verb weekly, as cron and a person call it: what it says, what it leaves behind, its exit status."""
from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from post_office import Scripted
from reported import MADE_AT, example
from test_other_exits import chat  # noqa: F401

from pipeline.mail import audience, outbox
from pipeline.mail.recipient import Recipient
from pipeline.report.as_json import digest, to_json
from pipeline.store import mailings, snapshots
from pipeline.workspace import init_workspace, open_workspace

MONDAY = example().first_day
IN_TIME, LATE = ["--as-of", "2026-11-16T08:00:00Z"], ["--as-of", "2026-11-16T12:00:00Z"]


@pytest.fixture
def reported(tmp_path):
    """A workspace whose week 46 is frozen, with Ann (everybody's edition) and Ben (his own) on the list since long."""
    init_workspace(tmp_path / "workspace", "telecom")
    workspace = open_workspace(tmp_path / "workspace")
    owner = workspace.taxonomy.touchpoint("app-and-login").owner
    for name, about in (("ann", {}), ("ben", dict(owner=owner, language="de"))):
        audience.add(workspace, Recipient(name, f"{name}@example.com", **about), MADE_AT - timedelta(days=60))
    text = to_json(example())
    with workspace.store.write() as connection:
        snapshots.keep(connection, MONDAY, text, digest(text), MADE_AT)
    return workspace


@pytest.fixture
def office(monkeypatch):
    with closing(Scripted()) as made:
        values = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": made.port, "SMTP_SECURITY": "none", "SENDER": "Canary <c@example.com>", "BASE_URL": "https://c.example.com", "RETRY_S": 0.0}
        for name, value in values.items():
            monkeypatch.setenv(f"CANARY__WEEKLY__{name}", str(value))
        yield made


def test_without_more_words_it_says_what_the_week_says(canary, reported):
    status, out, err = canary(*IN_TIME, "weekly")
    assert (status, err) == (0, "") and "App crashed on the bill page" in out and not mailings.of_week(reported.store, MONDAY)


def test_a_week_is_sent_once_however_often_it_is_asked_for(canary, reported, office):
    for _ in range(2):
        assert canary(*IN_TIME, "weekly", "--send") == (0, "2026-W46: 2 sent\n", "")
    assert office.received == ["ann@example.com", "ben@example.com"]
    assert canary(*LATE, "weekly", "--check") == (0, "the Monday e-mail of 2026-W46 was sent to all 2 on the list\n", "")
    assert "the Monday e-mail of 2026-W46 was sent to all 2 on the list" in canary(*LATE, "status")[1]


def test_who_was_refused_is_named_and_the_exit_says_so(canary, reported, office):
    office.script["RCPT"] = ["550 no <ann@example.com> here"]
    status, out, _ = canary(*IN_TIME, "weekly", "--send")
    assert status == 1 and out == "2026-W46: 1 refused, 1 sent\nann: refused: 550 no [address] here\n"
    assert canary(*LATE, "weekly", "--check") == (1, "", "Error: the Monday e-mail of 2026-W46 is not complete: refused for ann\n")
    assert "MISSED: the Monday e-mail of 2026-W46 is not complete: refused for ann" in canary(*LATE, "status")[1]
    assert canary(*LATE, "weekly", "--resend", "ann") == (0, "ann: sent: 250 OK\n", "")
    assert canary(*LATE, "weekly", "--check")[0] == 0


def test_a_mail_of_which_nobody_knows_is_settled_by_a_person(canary, reported, office):
    office.script["dot"] = ["die"]
    assert canary(*IN_TIME, "weekly", "--send")[0] == 1
    assert canary(*LATE, "weekly", "--check")[2] == "Error: the Monday e-mail of 2026-W46 is not complete: unsure whether it reached ann\n"
    assert canary(*LATE, "weekly", "--arrived", "ann")[0] == 0 and canary(*LATE, "weekly", "--check")[0] == 0
    assert canary(*LATE, "weekly", "--arrived", "ann")[0] == 2 and office.received == ["ann@example.com", "ben@example.com"]


def test_a_server_that_is_not_there_is_one_line_and_the_next_job_sends(canary, reported, office, monkeypatch):
    monkeypatch.setenv("CANARY__WEEKLY__SMTP_PORT", "1")
    status, out, err = canary(*IN_TIME, "weekly", "--send")
    assert status == 1 and err.startswith("Error: mail server 127.0.0.1, port 1: it cannot be reached") and out.startswith("2026-W46: 2 failed\n")
    monkeypatch.setenv("CANARY__WEEKLY__SMTP_PORT", str(office.port))
    assert canary(*IN_TIME, "weekly", "--send")[0] == 0 and len(office.received) == 2


def test_a_missed_week_is_an_error_until_it_is_sent(canary, reported):
    with reported.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM snapshots")
    assert canary(*LATE, "weekly", "--check") == (1, "", "Error: the Monday e-mail of 2026-W46 is missed: no snapshot of that week was made\n")
    assert canary(*IN_TIME, "weekly", "--check")[2].startswith("Error: the Monday e-mail of 2026-W45 is missed")     # 46 is not late yet


def test_who_came_on_the_list_after_it_was_due_misses_nothing(reported):
    late = datetime.fromisoformat("2026-11-16T12:00:00+00:00")
    with reported.store.write() as connection:
        for name in ("ann", "ben"):
            mailings.claim(connection, claim := mailings.Claim(MONDAY, name, "all"), "", "canary", MADE_AT)
            mailings.finish(connection, claim, "sent", "", MADE_AT)
    audience.add(reported, Recipient("zoe", "zoe@example.com"), late)
    assert outbox.owed(reported, late).is_well and outbox.owed(reported, late + timedelta(days=7)).wrong == {"not sent": ("ann", "ben", "zoe")}


def test_an_empty_list_without_a_snapshot_is_a_fault_and_with_one_is_none(canary, reported):
    for name in ("ann", "ben"):
        audience.remove(reported, name, MADE_AT)
    assert canary(*LATE, "weekly", "--check") == (0, "the snapshot of 2026-W46 is made; nobody is on the list\n", "")
    with reported.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM snapshots")
    assert canary(*LATE, "weekly", "--check")[2] == "Error: the Monday e-mail of 2026-W46 is missed: no snapshot of that week was made, and nobody is on the list\n"


def test_the_files_of_a_week_are_the_same_bytes_each_time(canary, reported, tmp_path):
    for folder in ("one", "two"):
        assert canary(*IN_TIME, "weekly", "--out", tmp_path / folder)[0] == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert set(files) == {f"2026-W46{end}" for end in ("-ann.eml", "-ben.eml", ".json", "-report.html", "-mail.html", ".txt", ".ics")}
    ben = message_from_bytes(files["2026-W46-ben.eml"], policy=default)
    assert ben["To"] == "ben@example.com" and "App crashed on the bill page" in ben.get_body(("plain",)).get_content() and json.loads(files["2026-W46.json"])["week"] == "2026-W46"
    cids = {part["Content-ID"] for part in ben.walk() if part.get_content_type() == "image/png"}
    assert cids and all(f"cid:{cid.strip('<>')}" in ben.get_body(("html",)).get_content() for cid in cids)


def test_a_list_in_the_workspace_is_brought_in_before_sending_and_a_bad_row_keeps_nobody_out(canary, reported, office):
    (reported.path / "recipients.csv").write_text("recipient,address\ncem,cem@example.com\ndora,dora@\n")
    status, out, err = canary(*IN_TIME, "weekly", "--send")
    assert status == 1 and "recipients.csv: 1 added, 0 changed, 0 as they were, 1 not read" in out and "row 2: recipient dora" in err and "dora@" not in err
    assert office.received == ["ann@example.com", "ben@example.com", "cem@example.com"]


def test_the_list_is_kept_from_a_terminal(canary, reported):
    assert canary("weekly", "recipients", "add", "cem", "cem@example.com", "--language", "fr")[0] == 0
    assert "cem@example.com" in canary("weekly", "recipients", "list")[1]
    assert canary("weekly", "recipients", "remove", "cem")[0] == 0 and "cem" not in canary("weekly", "recipients", "list")[1]
    assert "removed" in canary("weekly", "recipients", "list", "--all")[1] and canary("weekly", "recipients", "restore", "cem")[0] == 0
    assert canary("weekly", "recipients", "leave", "cem.0000")[0] == 2 and canary("weekly", "recipients", "add", "x y", "a@example.com")[0] == 2


def test_what_cannot_be_meant_is_said_in_one_line(canary, reported, office):
    for words, said in ((["--send", "--check"], "are four different things"), (["--week", "2027-W53"], "2027 has 52 weeks"), (["--week", "2026-W47"], "is not over on 2026-11-16"),
                        (["--resend", "zoe"], "recipient zoe is unknown")):
        status, _, err = canary(*IN_TIME, "weekly", *words)
        assert status == 2 and said in err and err.count("\n") == 1


def test_a_channel_gets_the_week_once(canary, reported, office, chat, monkeypatch):  # noqa: F811
    address, kept = chat
    monkeypatch.setenv("CANARY__WEEKLY__WEBHOOK", "slack")
    assert "CANARY_WEEKLY_WEBHOOK is not set" in canary(*IN_TIME, "weekly", "--send")[2] and not office.received
    monkeypatch.setenv("CANARY_WEEKLY_WEBHOOK", f"{address}/200")
    for _ in range(2):
        assert canary(*IN_TIME, "weekly", "--send") == (0, "2026-W46: 3 sent\n", "")
    assert len(kept) == 1 and len(office.received) == 2
    monkeypatch.setenv("CANARY_WEEKLY_WEBHOOK", f"{address}/500")
    assert canary(*IN_TIME, "weekly", "--resend", "webhook")[0] == 1
    assert [row["state"] for row in mailings.of_week(reported.store, MONDAY) if row["recipient_id"] == "webhook"] == ["sent", "unsure"]
