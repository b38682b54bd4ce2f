"""Help desks: Zendesk's export and Freshdesk's list, both in the order of change."""
from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from doors import allow_all, collect, ids, killed_after_every_page
from hypothesis import given
from loopback import Asked, Loopback, Reply
from test_http import JSON

from pipeline.errors import LimitedError, SettingsError, SourceError
from pipeline.sources import freshdesk, zendesk
from pipeline.sources.helpdesk import HelpdeskSource

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def when(number: int) -> str:
    return f"{AS_OF - timedelta(days=30) + timedelta(minutes=number):%Y-%m-%dT%H:%M:%SZ}"


def zendesk_ticket(number: int, **changed):
    return {"id": number, "created_at": when(number), "updated_at": when(number), "subject": "Router never came", "status": "open", "type": "problem",
            "description": f"Waited in {number} times.\n\nKind regards,\nAda Example", "requester_id": 555, "priority": "high", "via": {"channel": "email"}} | changed


def freshdesk_ticket(number: int, minute: int | None = None, **changed):
    return {"id": number, "created_at": when(number), "updated_at": when(number if minute is None else minute), "subject": "Router never came", "source": 3,
            "description_text": f"Waited in {number} times.", "requester_id": 555, "priority": 4, "type": "Problem", "spam": False} | changed


class FakeZendesk:
    """Cursor export as documented: start_time or cursor, an after_cursor always, deleted tickets with that status."""

    def __init__(self, tickets, page_n=100):
        self.tickets, self.page_n, self.loopback = tickets, page_n, Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != "Basic " + b64encode(b"ada@acme.example/token:key-1").decode():
            return Reply(401, {"error": "Couldn't authenticate you"})
        if asked.path.endswith("show_many.json"):
            wanted = asked.one("ids").split(",")
            return Reply(body={"tickets": [each for each in self.tickets if str(each["id"]) in wanted and each["status"] != "deleted"]})
        if asked.path.endswith("sample.json"):
            return Reply(body={"tickets": []})
        if asked.one("cursor"):
            begin = int(asked.one("cursor").removeprefix("place-"))
        else:
            first = datetime.fromtimestamp(int(asked.one("start_time")), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            begin = sum(each["updated_at"] < first for each in self.tickets)
        end = min(begin + self.page_n, len(self.tickets))
        return Reply(body={"tickets": self.tickets[begin:end], "after_cursor": f"place-{end}", "end_of_stream": end == len(self.tickets)})


class FakeFreshdesk:
    """The list as documented: by change, upwards, at most 100 a page and 300 pages; spam and deleted only one by one."""

    def __init__(self, tickets):
        self.tickets, self.loopback = tickets, Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != "Basic " + b64encode(b"key-1:X").decode():
            return Reply(401, {"code": "invalid_credentials", "message": "You have to be logged in to perform this action."})
        if asked.path != "/api/v2/tickets":
            found = [each for each in self.tickets if str(each["id"]) == asked.path.rpartition("/")[2]]
            return Reply(body=found[0]) if found else Reply(404, b"")
        newer = [each for each in self.tickets if each["updated_at"] >= asked.one("updated_since") and not each.get("deleted")]
        newer.sort(key=lambda each: (each["updated_at"], each["id"]))
        page_n, size = int(asked.one("page", "1")), int(asked.one("per_page", "30"))
        return Reply(body=newer[size * (page_n - 1):size * page_n]) if page_n <= 300 else Reply(400, {"description": "Validation failed"})


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fakes = []

    def make(product, tickets, token="key-1"):
        fakes.append({"zendesk": FakeZendesk, "freshdesk": FakeFreshdesk}[product](tickets))
        values = {"product": product, "server": fakes[-1].loopback.url, "user": "ada@acme.example"}
        return fakes[-1], replace(HelpdeskSource.from_settings("desk", values, {"api_token": token}), sleep=lambda seconds: None)

    with stamina.set_testing(True, attempts=2):
        yield make
    for fake in fakes:
        fake.loopback.close()


@pytest.mark.parametrize("product, ticket", [("zendesk", zendesk_ticket), ("freshdesk", freshdesk_ticket)])
def test_every_ticket_comes_and_killed_after_every_page_none_is_lost(made, product, ticket):
    fake, source = made(product, [ticket(n) for n in range(1, 251)])
    every = {str(n) for n in range(1, 251)}
    assert set(ids(collect(source, AS_OF)[0])) == every
    assert killed_after_every_page(source, AS_OF, 4) == every


@pytest.mark.parametrize("product, ticket", [("zendesk", zendesk_ticket), ("freshdesk", freshdesk_ticket)])
def test_the_next_run_brings_what_changed_since(made, product, ticket):
    fake, source = made(product, [ticket(n) for n in range(1, 151)])
    cursor = collect(source, AS_OF)[1]
    fake.tickets.append(ticket(151))
    assert set(ids(collect(source, AS_OF, cursor)[0])) - {"150"} == {"151"}   # the last one may be read again


def test_a_zendesk_row_is_the_subject_and_the_first_message_without_its_signature():
    assert zendesk.row_of(zendesk_ticket(7)) == {
        "post_id": "7", "posted_at": "2026-10-17T06:07:00Z", "text": "Router never came\n\nWaited in 7 times.", "author": "555", "channel": "e-mail",
        "ticket_type": "problem", "priority": "high"}


def test_a_freshdesk_row_says_how_the_person_came():
    assert freshdesk.row_of(freshdesk_ticket(7)) == {
        "post_id": "7", "posted_at": "2026-10-17T06:07:00Z", "text": "Router never came\n\nWaited in 7 times.", "author": "555",
        "channel": "phone note", "ticket_type": "Problem", "priority": "urgent"}


def test_more_than_a_page_of_freshdesk_tickets_changed_in_one_moment(made):
    fake, source = made("freshdesk", [freshdesk_ticket(n, minute=5) for n in range(1, 251)] + [freshdesk_ticket(300)])
    every = {*(str(n) for n in range(1, 251)), "300"}
    assert set(ids(collect(source, AS_OF)[0])) == every
    assert killed_after_every_page(source, AS_OF, 5) == every


def test_a_freshdesk_backlog_beyond_page_300_is_read_by_time(made):
    fake, source = made("freshdesk", [freshdesk_ticket(n) for n in range(1, 1001)])
    collect(source, AS_OF)
    assert {asked.one("page") for asked in fake.loopback.asked} == {"1"}


def test_tickets_deleted_in_zendesk_come_as_gone(made):
    pages, _ = collect(made("zendesk", [zendesk_ticket(1), zendesk_ticket(2, status="deleted", description="scrubbed")])[1], AS_OF)
    assert (ids(pages), [page.gone for page in pages]) == (["1"], [("2",)])


@pytest.mark.parametrize("product, tickets", [
    ("zendesk", [zendesk_ticket(1), zendesk_ticket(2, status="deleted")]), ("freshdesk", [freshdesk_ticket(1), freshdesk_ticket(2, deleted=True)]),
])
def test_gone_says_which_were_deleted_and_leaves_ids_that_are_not_theirs(made, product, tickets):
    assert made(product, tickets)[1].gone(["1", "2", "3", "a-hash"], allow_all) == {"2", "3"}


@pytest.mark.parametrize("product", ["zendesk", "freshdesk"])
def test_a_check_tells_a_wrong_token_from_a_right_one(made, product):
    wrong = made(product, [], token="nope")[1].check()
    assert not wrong.is_well and "Set CANARY_DESK_API_TOKEN to a valid one. It answers 401" in wrong.message and "nope" not in wrong.message
    assert made(product, [])[1].check().is_well


@pytest.mark.parametrize("product", ["zendesk", "freshdesk"])
def test_an_answer_of_another_kind_is_an_error_not_an_empty_desk(made, product):
    fake, source = made(product, [])
    fake.loopback.answer = lambda asked: Reply(body={"maintenance": True, "after_cursor": "x"})
    with pytest.raises(SourceError, match="not as documented"):
        collect(source, AS_OF)


def test_a_rate_limit_is_said_with_its_end(made):
    fake, source = made("zendesk", [])
    fake.loopback.first = [Reply(429, {"error": "TooManyRequests"}, {"Retry-After": "93"})]
    with pytest.raises(LimitedError, match="until 2026-11-16 06:01:33 UTC"):
        collect(source, AS_OF)


@pytest.mark.parametrize("values, words", [
    ({"product": "jira", "server": "https://s"}, "product is 'jira'; allowed are zendesk, freshdesk"),
    ({"product": "zendesk", "server": "https://s"}, "user is empty"), ({"product": "freshdesk", "server": "https://s"}, "CANARY_DESK_API_TOKEN"),
])
def test_a_wrong_setting_is_said(values, words):
    with pytest.raises(SettingsError, match=words):
        HelpdeskSource.from_settings("desk", values, {})


@given(JSON)
def test_a_ticket_of_any_shape_gives_text(value):
    for row_of in (zendesk.row_of, freshdesk.row_of):
        assert all(isinstance(each, str) for each in row_of(value if isinstance(value, dict) else {"via": value}).values())
