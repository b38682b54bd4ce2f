"""The same snapshot for a chat and for a calendar."""
from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from icalendar import Calendar
from reported import APP, example

from pipeline.errors import CanaryError, UsageError
from pipeline.mail.calendar import calendar
from pipeline.mail.letter import Links, letter
from pipeline.mail.webhook import post, slack, teams

LINKS = Links("https://canary.example.com")


@pytest.fixture
def chat():
    """A chat on loopback that keeps what it is sent and answers what its path says: /200, /500."""
    kept = []

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            kept.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(int(self.path.strip("/")))
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", kept
    server.shutdown()
    server.server_close()


def test_each_day_that_is_due_is_an_entry_and_the_same_next_week():
    read, next_week = (Calendar.from_ical(calendar(snapshot, LINKS)) for snapshot in (example(), example(week="2026-W47")))
    entries = {str(entry["uid"]): entry for entry in read.walk("VEVENT")}
    assert entries["ship-f-0005@canary"]["dtstart"].dt == date(2026, 12, 14) and "https://canary.example.com/fixes?f=f-0005" in entries["ship-f-0005@canary"]["description"]
    assert set(entries) == {str(entry["uid"]) for entry in next_week.walk("VEVENT")} == {"ship-f-0005@canary", "verify-f-0004@canary"}


def test_a_chat_gets_the_same_words_and_nobody_is_called():
    said = letter(example(items=(replace(APP, name="<!channel> *bold* [x](http://evil)"),)), LINKS)
    blocks, card = slack(said), json.dumps(teams(said))
    assert "<!channel>" not in json.dumps(blocks) and "&lt;!channel&gt;" in json.dumps(blocks) and "](http" not in card
    assert said.lines[0] in json.dumps(blocks) and said.lines[0] in card


def test_a_chat_message_keeps_to_the_limits():
    said = letter(example(items=tuple(replace(APP, item_id=str(n), name="long name " * 60) for n in range(50))), LINKS)
    assert len(slack(said)["blocks"]) <= 50 and all(len(block["text"]["text"]) <= 3000 for block in slack(said)["blocks"])
    assert len(json.dumps(teams(said)).encode()) < 28_000


def test_the_message_arrives_as_it_was_made(chat):
    url, kept = chat
    post(f"{url}/200", slack(letter(example(), LINKS)))
    assert kept == [slack(letter(example(), LINKS))]


@pytest.mark.parametrize("path", ["/500", "/302"])
def test_a_refusal_is_said_without_the_address(chat, path):
    with pytest.raises(CanaryError, match=f"it answered {path[1:]}") as error:
        post(chat[0] + path, {})
    assert chat[0] not in str(error.value)


def test_an_address_that_is_none_and_one_where_nobody_is():
    with pytest.raises(UsageError, match="CANARY_WEEKLY_WEBHOOK is no address"):
        post("hooks.example.com", {})
    with pytest.raises(CanaryError, match="the chat did not take the message: ConnectionError"):
        post("http://127.0.0.1:9", {}, timeout_s=2)
