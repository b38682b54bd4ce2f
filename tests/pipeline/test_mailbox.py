"""A complaints inbox over IMAP: a real Dovecot, read without changing anything."""
from __future__ import annotations

import os
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from doors import allow_all, collect, ids, killed_after_every_page
from dovecot import PASSWORD, USER, Dovecot, binary

from pipeline.errors import SettingsError, SourceError
from pipeline.sources.mail_text import read_mail
from pipeline.sources.mailbox import MailboxSource, row_of

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def installed():
    if not binary() or os.geteuid() != 0:
        refuse = pytest.fail if os.environ.get("CANARY_REQUIRE_DOVECOT") else pytest.skip
        refuse("NO DOVECOT: apt-get install dovecot-imapd, as root, to run the mailbox tests against a real IMAP server")


@pytest.fixture
def server(installed, monkeypatch):
    made = Dovecot()
    monkeypatch.setenv("SSL_CERT_FILE", str(made.cert))
    yield made
    made.close()


def box(server, password=PASSWORD, **changed):
    values = {"host": "localhost", "port": server.port, "user": USER, "days_back": 3650, **changed}
    return MailboxSource.from_settings("inbox", values, {"password": password})


def mail(number, text="No signal since Monday.", **headers):
    made = EmailMessage()
    for name, value in ({"From": f"Ada <ada{number}@mail.example>", "Subject": f"No signal {number}", "Message-ID": f"<m{number}@mail.example>",
                         "Date": "Fri, 13 Nov 2026 09:30:00 +0100"} | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        made[name] = value
    made.set_content(text)
    return made


def test_every_mail_comes_once_and_the_next_run_brings_only_what_is_new(server):
    for number in range(1, 121):
        server.deliver(mail(number))
    pages, cursor = collect(box(server), AS_OF)
    assert [len(page.rows) for page in pages] == [50, 50, 20]
    assert set(ids(pages)) == {f"m{n}@mail.example" for n in range(1, 121)} and cursor["uid"] == 120
    assert collect(box(server), AS_OF, cursor) == ([], cursor)
    server.deliver(mail(121))
    pages, cursor = collect(box(server), AS_OF, cursor)
    assert (ids(pages), cursor["uid"]) == (["m121@mail.example"], 121)


def test_killed_after_every_page_nothing_is_lost(server):
    for number in range(1, 121):
        server.deliver(mail(number))
    assert killed_after_every_page(box(server), AS_OF, 4) == {f"m{n}@mail.example" for n in range(1, 121)}


def test_a_row_is_subject_and_words_with_the_senders_address_as_author_only(server):
    server.deliver(mail(7, "Still nothing.\n\nKind regards,\nAda\n\nOn Fri, Acme wrote:\n> Sorry"))
    row = collect(box(server), AS_OF)[0][0].rows[0]
    assert row["text"] == "No signal 7\n\nStill nothing." and row["author"] == "ada7@mail.example"
    assert row["posted_at"] == "2026-11-13T08:30:00+00:00"


def test_a_clock_that_goes_ahead_is_not_believed():
    found = read_mail(mail(1, Date="Fri, 13 Nov 2031 09:30:00 +0100").as_bytes())
    assert row_of(found, AS_OF)["posted_at"] == "2026-11-16T06:00:00+00:00"
    assert row_of(found, None)["posted_at"] == "2031-11-13T08:30:00+00:00"


def test_a_password_that_cannot_travel_is_said_without_it(server):
    checked = box(server, password="pässwörd").check()
    assert not checked.is_well and "pässwörd" not in checked.message


def test_nothing_is_marked_as_read(server):
    server.deliver(mail(1))
    collect(box(server), AS_OF)
    assert not [path for path in (server.base / "mail" / "cur").iterdir() if "S" in path.name.rpartition(",")[2]]


def test_a_large_attachment_is_not_fetched(server):
    big = mail(1, "see the photo")
    big.add_attachment(b"\x07" * 3_000_000, maintype="image", subtype="png", filename="photo.png")
    server.deliver(big)
    assert collect(box(server), AS_OF)[0][0].rows[0]["text"] == "No signal 1\n\nsee the photo"


def test_automatic_mails_are_left_out_and_counted(server):
    server.deliver(mail(1))
    server.deliver(mail(2, Auto_Submitted="auto-replied"))
    page = collect(box(server), AS_OF)[0][0]
    assert [row["post_id"] for row in page.rows] == ["m1@mail.example"]
    assert page.problems == ("1 automatic mails (out of office, bounces, newsletters) were left out",)


def test_a_mailbox_numbered_anew_is_read_again_and_said(server):
    server.deliver(mail(1))
    cursor = collect(box(server), AS_OF)[1]
    pages, _ = collect(box(server), AS_OF, cursor | {"uidvalidity": cursor["uidvalidity"] - 1, "uid": 99})
    assert ids(pages) == ["m1@mail.example"] and "numbered its mails anew" in pages[0].problems[0]


def test_a_wrong_password_is_said_without_it(server):
    checked = box(server, password="not-this-one").check()
    assert not checked.is_well and "does not accept this user and password" in checked.message and "not-this-one" not in checked.message


def test_no_such_mailbox_is_said_with_those_that_are(server):
    checked = box(server, folder="Complaint").check()
    assert not checked.is_well and checked.message.endswith("has no such mailbox: 'Complaint'. It has: INBOX.")


def test_a_check_counts_the_mails(server):
    server.deliver(mail(1))
    assert box(server).check().message == f"localhost lets {USER} in; 'INBOX' holds 1 mails."
    assert box(server).gone(["m1"], allow_all) is None


def test_a_certificate_that_nobody_vouches_for_is_refused(server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    checked = box(server).check()
    assert not checked.is_well and "shows no valid certificate" in checked.message


def test_a_server_that_goes_away_midway_is_said_and_what_was_read_stays(server):
    for number in range(1, 61):
        server.deliver(mail(number))
    run = box(server).pages(None, AS_OF, allow_all)
    assert len(next(run).rows) == 50
    server.close()
    with pytest.raises(SourceError, match="cannot be reached or broke off"):
        next(run)


def test_a_server_that_is_not_there_is_said():
    source = MailboxSource.from_settings("inbox", {"host": "127.0.0.1", "port": 9, "user": "u"}, {"password": "p"})
    assert source.check().message.startswith("inbox: 127.0.0.1:9 cannot be reached")


@pytest.mark.parametrize("values, words", [
    ({"host": "h", "user": "u", "encryption": "none"}, "encryption is 'none'; allowed are tls, starttls"), ({"host": "h"}, "needs 'user'"),
    ({"host": "h", "user": "u", "port": 0}, "port is 0"),
])
def test_a_wrong_setting_is_said(values, words):
    with pytest.raises(SettingsError, match=words):
        MailboxSource.from_settings("inbox", values, {"password": "p"})


def test_a_mailbox_collected_into_a_workspace_keeps_no_address(server, workspace, tmp_path):
    from pipeline.configured import Configured
    from pipeline.fetch import fetch

    server.deliver(mail(1, "Call me on 020 7946 0958 or ada1@mail.example, nobody came."))
    values = {"kind": "mailbox", "host": "localhost", "port": server.port, "user": USER, "days_back": 3650}
    one = Configured("inbox", values, {"CANARY_INBOX_PASSWORD": PASSWORD})
    first, second = (fetch(workspace, one, AS_OF, lambda done: None) for _ in range(2))
    stored = b"".join(path.read_bytes() for path in (tmp_path / "workspace").rglob("*") if path.is_file())
    assert (first.out_n, second.out_n) == (1, 0) and b"nobody came" in stored
    assert b"mail.example" not in stored and b"7946" not in stored and PASSWORD.encode() not in stored
