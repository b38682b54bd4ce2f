"""The week's mail through a real mail server to a mailbox."""
from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from postfix import Postfix, binary
from reported import example

from pipeline.mail import audience, sending
from pipeline.mail.recipient import Recipient
from pipeline.mail.smtp import Door, Server
from pipeline.mail.writer import Writer
from pipeline.store import mailings

AT = datetime(2026, 11, 16, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def server():
    if not binary() or os.geteuid() != 0:
        refuse = pytest.fail if os.environ.get("CANARY_REQUIRE_POSTFIX") else pytest.skip
        refuse("NO POSTFIX: apt-get install postfix, as root, to run the mail through a real mail server")
    with closing(Postfix()) as made:
        yield made


def test_a_mail_goes_through_postfix_to_its_mailbox_and_who_has_none_is_refused(server, workspace):
    for name in ("ann", "ben", "cem"):
        audience.add(workspace, Recipient(name, f"{name}@example.com", "Ann Bär" if name == "ann" else ""), AT - timedelta(days=60))
    week = example().first_day
    with closing(Door(Server("localhost", server.port, "starttls", "", "", 20.0, server.trust))) as door:
        sending.send(sending.Post(workspace, week, AT, door, Writer(workspace, example(), AT), lambda seconds: None))
    rows = {row["recipient_id"]: row for row in mailings.of_week(workspace.store, week)}
    assert {name: row["state"] for name, row in rows.items()} == {"ann": "sent", "ben": "sent", "cem": "refused"} and rows["cem"]["note"].startswith("550 5.1.1")
    (mail,) = server.mails("ann", 1)
    assert mail["Message-ID"] == rows["ann"]["message_id"] and mail["Auto-Submitted"] == "auto-generated" and mail["List-Unsubscribe"].startswith("<http://localhost:8501/outbox?unsubscribe=ann.")
    assert [part.get_content_type() for part in mail.walk()][:4] == ["multipart/alternative", "text/plain", "multipart/related", "text/html"]
    assert "App crashed on the bill page" in mail.get_body(("html",)).get_content()
    assert len(server.mails("ben", 1)) == 1
