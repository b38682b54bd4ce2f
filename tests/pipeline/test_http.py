"""Calls over HTTP: what passes is tried again, what does not is said in words, and no wait is shorter than asked."""
from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime

import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st
from loopback import Loopback, Reply

from pipeline.errors import LimitedError, SourceError
from pipeline.sources.answers import at, list_at, text_at
from pipeline.sources.http import Api, Limits, Refused, wait_asked_s

TOKEN = "tok-verysecret-17"
NOW = "Mon, 16 Nov 2026 06:00:00 GMT"
JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4), max_leaves=12)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = Loopback(lambda asked: Reply(body={"fine": True}))
    with stamina.set_testing(True, attempts=4):
        yield made
    made.close()


@pytest.fixture
def slept():
    return []


def api(server, slept, **changed):
    return Api("acme-desk", server.url, f"Bearer {TOKEN}", **{"sleep": slept.append, **changed})


@pytest.mark.parametrize("passing", [
    Reply(500), Reply(503), Reply(200, b'{"fine": tr'), Reply(200, b'{"fine": true}', cut_n=4), Reply(200, b""), Reply(200, b"<html>"),
    Reply(200, b"no gzip", {"Content-Encoding": "gzip"}),
], ids=["500", "503", "half JSON", "truncated", "empty", "a page for people", "broken gzip"])
def test_what_may_pass_is_tried_again(server, slept, passing):
    server.first = [passing, passing]
    assert api(server, slept).get("/x") == {"fine": True}
    assert len(server.asked) == 3


def test_a_failure_that_stays_is_said_after_four_attempts(server, slept):
    server.answer = lambda asked: Reply(502)
    with pytest.raises(SourceError, match=r"acme-desk: 127\.0\.0\.1:\d+ has a failure of its own \(it answers 502\)"):
        api(server, slept).get("/x")
    assert len(server.asked) == 4


def test_gzip_is_unpacked_and_its_unpacked_size_is_what_counts(server, slept):
    server.answer = lambda asked: Reply(200, gzip.compress(b'{"a": "' + b"x" * 100_000 + b'"}'), {"Content-Encoding": "gzip"})
    assert len(api(server, slept).get("/x")["a"]) == 100_000
    with pytest.raises(SourceError, match="answers with more than 50,000 bytes"):
        api(server, slept, limits=Limits(max_bytes=50_000)).get("/x")


def test_a_body_that_drips_for_ever_is_left(server, slept):
    drip = threading.Event()
    server.answer = lambda asked: Reply(200, b" " * 1_000_000, drip=drip)
    with pytest.raises(SourceError, match="had not finished its answer after 0.1 s"):
        api(server, slept, limits=Limits(whole_s=0.1)).get("/x")
    drip.set()


def test_a_silent_server_is_left(server, slept):
    server.answer = lambda asked: threading.Event().wait(1) or Reply()
    with pytest.raises(SourceError, match="did not answer within 0.05 s"):
        api(server, slept, limits=Limits(read_s=0.05)).get("/x")


def test_a_server_that_is_not_there_is_said(slept):
    with stamina.set_testing(True, attempts=2), pytest.raises(SourceError, match="127.0.0.1:9 cannot be reached"):
        Api("acme-desk", "http://127.0.0.1:9", sleep=slept.append).get("/x")


@pytest.mark.parametrize("status, words", [
    (401, "does not accept the api token. Set CANARY_ACME_DESK_API_TOKEN to a valid one. It answers 401 (bad key [secret])."),
    (403, "does not allow this with this api token: its rights or the account's plan do not reach so far. It answers 403 (bad key [secret])."),
    (404, "has nothing at /x. Check the settings of [sources.acme-desk]. It answers 404 (bad key [secret])."),
    (400, "refuses the question. It answers 400 (bad key [secret])."),
])
def test_a_refusal_is_said_once_and_never_shows_the_secret(server, slept, status, words):
    server.answer = lambda asked: Reply(status, {"error": {"message": f"bad  key\n{TOKEN}"}})
    with pytest.raises(Refused) as refused:
        api(server, slept, secret_name="api_token").get("/x")
    assert str(refused.value).endswith(words) and TOKEN not in repr(refused.value)
    assert (refused.value.status, len(server.asked)) == (status, 1)


def test_a_short_rate_limit_is_waited_for_exactly(server, slept):
    server.first = [Reply(429, {}, {"Retry-After": "7"}), Reply(503, {}, {"Retry-After": "2"})]
    assert api(server, slept).get("/x") == {"fine": True}
    assert slept == [7.0, 2.0]


def test_a_long_rate_limit_stops_the_run_and_says_until_when(server, slept):
    server.answer = lambda asked: Reply(429, {}, {"Retry-After": "900"})
    with pytest.raises(LimitedError, match="rate limited by .* until 2026-11-16 06:15:00 UTC. What was read is stored") as limited:
        api(server, slept).get("/x")
    assert limited.value.until == datetime(2026, 11, 16, 6, 15, tzinfo=UTC)
    assert (slept, len(server.asked)) == ([], 1)


def test_a_rate_limit_that_names_no_time_is_not_tried_again(server, slept):
    server.answer = lambda asked: Reply(429, {})
    with pytest.raises(LimitedError) as limited:
        api(server, slept).get("/x")
    assert limited.value.until == datetime(2026, 11, 16, 6, 15, tzinfo=UTC)
    assert (slept, len(server.asked)) == ([], 1)


def test_a_server_that_always_says_in_a_moment_is_left_after_three_waits(server, slept):
    server.answer = lambda asked: Reply(429, {}, {"Retry-After": "1"})
    with pytest.raises(LimitedError):
        api(server, slept).get("/x")
    assert (slept, len(server.asked)) == ([1.0, 1.0, 1.0], 4)


def test_calls_keep_the_documented_pace(server, slept):
    service = api(server, slept, calls_per_minute=6)
    for _ in range(3):
        service.get("/x")
    assert [round(each) for each in slept] == [10, 20]   # nothing really slept: the third call is 20 s ahead


def test_a_token_does_not_follow_to_another_host(server, slept):
    other = Loopback(lambda asked: Reply(body=[]))
    server.answer = lambda asked: Reply(302, b"", {"Location": other.url.replace("127.0.0.1", "localhost") + "/y"})
    api(server, slept).get("/x")
    assert server.asked[0].headers["authorization"] == f"Bearer {TOKEN}" and "authorization" not in other.asked[0].headers
    other.close()


@pytest.mark.parametrize("headers, seconds", [
    ({"retry-after": "30"}, 30.0), ({"retry-after": "Mon, 16 Nov 2026 06:00:45 GMT", "date": NOW}, 45.0),
    ({"x-ratelimit-reset": "2026-11-16T06:05:00.000Z", "date": NOW}, 300.0), ({"ratelimit-reset": "1794808830", "date": NOW}, 30.0),
    ({"ratelimit-reset": "41"}, 41.0), ({"retry-after": "-3"}, 0.0), ({"x-ratelimit-reset": "2026-11-16T05:00:00Z", "date": NOW}, 0.0),
    ({"retry-after": "soon"}, None), ({"retry-after": "nan"}, None), ({"ratelimit-reset": "1794808830"}, None), ({}, None),
])
def test_the_wait_is_read_out_of_every_known_header(headers, seconds):
    assert wait_asked_s(headers) == seconds


@given(st.dictionaries(st.sampled_from(["retry-after", "ratelimit-reset", "x-ratelimit-reset", "date"]), st.text(max_size=20)))
def test_no_header_breaks_the_reader_of_waits(headers):
    seconds = wait_asked_s(headers)
    assert seconds is None or seconds >= 0


@given(JSON, st.lists(st.text(max_size=4) | st.integers(-3, 3), max_size=4))
def test_json_of_any_shape_can_be_looked_into(value, path):
    at(value, *path)
    assert isinstance(text_at(value, *path), str)
    assert all(isinstance(each, dict) for each in list_at(value, *path))
