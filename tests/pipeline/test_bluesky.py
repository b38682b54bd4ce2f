"""Bluesky: a search that gives the newest first, walked down to what is stored."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from doors import allow_all, collect, ids, killed_after_every_page
from hypothesis import given
from loopback import Asked, Loopback, Reply
from test_http import JSON

from pipeline.errors import LimitedError, SettingsError, SourceError
from pipeline.sources.bluesky import BlueskySource, row_of, sorted_at

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
PASSWORD = "abcd-efgh-ijkl-mnop"


def post(minutes_ago: float, number: int = 0, **changed):
    when = (AS_OF - timedelta(minutes=minutes_ago)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"uri": f"at://did:plc:abc234/app.bsky.feed.post/3k{number:05}", "author": {"did": "did:plc:abc234", "handle": "ada.bsky.social"},
            "record": {"text": f"No signal, day {number}", "createdAt": when, "langs": ["en"]}, "indexedAt": when,
            "likeCount": 2, "repostCount": 1} | changed


class FakeBluesky:
    """searchPosts as documented: since inclusive, until exclusive, the newest first, a cursor while there is more."""

    def __init__(self, posts):
        self.posts, self.token = posts, "jwt-1"
        self.loopback = Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        if asked.path.endswith("createSession"):
            is_right = asked.body == {"identifier": "acme.bsky.social", "password": PASSWORD}
            return Reply(body={"accessJwt": self.token}) if is_right else Reply(401, {"error": "AuthenticationRequired", "message": f"Invalid {asked.body['password']}"})
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Reply(400, {"error": "ExpiredToken", "message": "Token has expired"})
        if asked.path.endswith("getPosts"):
            return Reply(body={"posts": [each for each in self.posts if each["uri"] in asked.query["uris"]]})
        found = [each for each in self.posts if asked.one("since") <= each["indexedAt"] and each["indexedAt"] < asked.one("until", "9")]
        found.sort(key=lambda each: each["indexedAt"], reverse=True)
        limit = int(asked.one("limit", "25"))
        return Reply(body={"posts": found[:limit]} | ({"cursor": str(limit)} if len(found) > limit else {}))


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fakes = []

    def make(posts, password=PASSWORD):
        fakes.append(FakeBluesky(posts))
        values = {"server": fakes[-1].loopback.url, "query": "acme broadband", "identifier": "acme.bsky.social", "language": "en"}
        return fakes[-1], replace(BlueskySource.from_settings("sky", values, {"app_password": password}), sleep=lambda seconds: None)

    with stamina.set_testing(True, attempts=2):
        yield make
    for fake in fakes:
        fake.loopback.close()


def test_every_post_comes_down_to_the_first_day(made):
    fake, source = made([post(n, n) for n in range(1, 251)] + [post(60 * 24 * 31, 999)])
    pages, cursor = collect(source, AS_OF)
    assert set(ids(pages)) == {post(0, n)["uri"] for n in range(1, 251)}
    assert cursor == {"since": "2026-11-16T05:59:00.000Z"}


def test_a_row_holds_the_number_of_the_account_in_its_link_not_the_handle():
    assert row_of(post(5, 7)) == {
        "post_id": "at://did:plc:abc234/app.bsky.feed.post/3k00007", "posted_at": "2026-11-16T05:55:00.000Z", "text": "No signal, day 7",
        "author": "ada.bsky.social", "language": "en", "url": "https://bsky.app/profile/did:plc:abc234/post/3k00007", "in_reply_to": "",
        "likes": "2", "reposts": "1"}


def test_a_clock_that_goes_wrong_is_not_believed():
    assert sorted_at({"record": {"createdAt": "2031-01-01T00:00:00Z"}, "indexedAt": "2026-11-16T05:00:00Z"}) == datetime(2026, 11, 16, 5, tzinfo=UTC)
    assert sorted_at({"record": {"createdAt": "yesterday"}}) is None


def test_killed_after_every_page_nothing_is_lost(made):
    fake, source = made([post(n, n) for n in range(1, 351)])
    assert killed_after_every_page(source, AS_OF, 6) == {each["uri"] for each in fake.posts}


def test_an_interrupted_walk_is_finished_before_a_new_one_begins(made):
    fake, source = made([post(n, n) for n in range(1, 251)])
    cursor = collect(source, AS_OF, pages_n=1)[1]
    assert cursor == {"since": "2026-10-17T06:00:00.000Z", "until": "2026-11-16T04:20:00.001Z", "newest": "2026-11-16T05:59:00.000Z"}
    fake.posts.append(post(-5, 777))
    pages, cursor = collect(source, AS_OF, cursor)
    assert {post(0, n)["uri"] for n in (*range(100, 251), 777)} <= set(ids(pages))
    assert cursor == {"since": "2026-11-16T06:05:00.000Z"}


def test_the_next_run_reads_two_hours_again_for_what_was_found_late(made):
    fake, source = made([post(10, 1), post(200, 2)])
    cursor = collect(source, AS_OF)[1]
    fake.posts += [post(100, 3), post(-1, 4)]
    assert set(ids(collect(source, AS_OF, cursor)[0])) == {post(0, n)["uri"] for n in (1, 3, 4)}


def test_a_hundred_and_one_posts_of_one_moment_do_not_stop_the_walk(made):
    fake, source = made([post(5, n) for n in range(101)] + [post(9, 500)])
    assert post(9, 500)["uri"] in ids(collect(source, AS_OF)[0])


def test_a_wrong_password_is_said_without_it(made):
    checked = made([], password="wrong-pass-word")[1].check()
    assert not checked.is_well and "Set CANARY_SKY_APP_PASSWORD to a valid one" in checked.message and "wrong-pass-word" not in checked.message


def test_a_session_that_ends_in_between_is_an_error_and_the_next_run_goes_on(made):
    fake, source = made([post(n, n) for n in range(1, 151)])
    run = source.pages(None, AS_OF, allow_all)
    cursor = next(run).cursor
    fake.token = "jwt-2"
    with pytest.raises(SourceError, match="Token has expired"):
        next(run)
    assert post(0, 150)["uri"] in ids(collect(source, AS_OF, cursor)[0])


def test_a_rate_limit_is_said_with_its_end(made):
    fake, source = made([])
    fake.loopback.first = [Reply(429, {"error": "RateLimitExceeded"}, {"RateLimit-Reset": "1794812400"})]
    with pytest.raises(LimitedError, match="until 2026-11-16 07:00:00 UTC"):
        collect(source, AS_OF)


def test_gone_says_which_are_deleted(made):
    fake, source = made([post(n, n) for n in range(1, 31)])
    known = [each["uri"] for each in fake.posts]
    del fake.posts[3]
    assert source.gone(known, allow_all) == {known[3]}


def test_a_check_names_the_newest_post(made):
    assert made([post(5)])[1].check().message.endswith("its newest post for this query is of 2026-11-16.")


def test_a_missing_password_is_said():
    with pytest.raises(SettingsError, match="CANARY_SKY_APP_PASSWORD"):
        BlueskySource.from_settings("sky", {"query": "acme", "identifier": "a.bsky.social"}, {})


def test_an_answer_of_another_kind_is_an_error_not_an_empty_place(made):
    fake, source = made([])
    fake.loopback.answer = lambda asked: Reply(body={"maintenance": True, "accessJwt": "x"})
    with pytest.raises(SourceError, match="not as documented"):
        collect(source, AS_OF)
    with pytest.raises(SourceError, match="not as documented"):
        source.gone(["at://did:plc:a/app.bsky.feed.post/1"], allow_all)


def test_an_id_that_is_not_the_servers_is_never_gone(made):
    assert made([])[1].gone(["0f3a-not-one-of-theirs"], allow_all) == frozenset()


@given(JSON)
def test_a_post_of_any_shape_gives_text(value):
    assert all(isinstance(each, str) for each in row_of(value if isinstance(value, dict) else {"record": value}).values())
