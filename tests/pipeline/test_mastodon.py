"""Mastodon: hashtag timelines, read upwards from what is stored."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import stamina
from doors import allow_all, collect, ids, killed_after_every_page
from hypothesis import given
from loopback import Asked, Loopback, Reply
from test_http import JSON

from pipeline.errors import LimitedError, SettingsError, SourceError
from pipeline.sources.mastodon import MastodonSource, row_of

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def status(minutes_ago: int, number: int = 0, **changed):
    when = AS_OF - timedelta(minutes=minutes_ago)
    return {"id": str((int(when.timestamp() * 1000) << 16) + number), "created_at": when.isoformat(), "visibility": "public", "reblog": None,
            "content": f"<p>No signal since {number} o&#39;clock<br>again</p>", "spoiler_text": "", "language": "en", "in_reply_to_id": None,
            "account": {"acct": "ada@social.example", "followers_count": 12}, "favourites_count": 3, "reblogs_count": 1} | changed


class FakeMastodon:
    """A tag timeline as documented: min_id gives the posts just above it, newest first; look-ups of twenty from 4.3 on."""

    def __init__(self, statuses, token="", is_old=False):
        self.by_tag, self.token, self.is_old = {"acme": statuses}, token, is_old
        self.loopback = Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        if self.token and asked.headers.get("authorization") != f"Bearer {self.token}":
            return Reply(401, {"error": "The access token is invalid"})
        every = {each["id"]: each for statuses in self.by_tag.values() for each in statuses}
        if asked.path.startswith("/api/v1/timelines/tag/"):
            after, tag = int(asked.one("min_id", "0")), asked.path.rpartition("/")[2]
            newer = sorted((each for each in self.by_tag.get(tag, []) if int(each["id"]) > after), key=lambda each: int(each["id"]))
            return Reply(body=newer[:int(asked.one("limit", "20"))][::-1])
        if asked.path == "/api/v1/statuses":
            wanted = asked.query["id[]"]
            if self.is_old or len(wanted) > 20:
                return Reply(404 if self.is_old else 422, {"error": "Record not found"})
            return Reply(body=[every[native] for native in wanted if native in every])
        native = asked.path.rpartition("/")[2]
        return Reply(body=every[native]) if native in every else Reply(404, {"error": "Record not found"})


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fakes = []

    def make(statuses, token="", given="", **rest):
        fakes.append(FakeMastodon(statuses, token, **rest))
        values = {"server": fakes[-1].loopback.url, "hashtags": ["#acme"]}
        source = MastodonSource.from_settings("toots", values, {"token": given or token} if given or token else {})
        return fakes[-1], replace(source, sleep=lambda seconds: None)

    with stamina.set_testing(True, attempts=2):
        yield make
    for fake in fakes:
        fake.loopback.close()


def test_every_post_comes_once_the_oldest_first(made):
    fake, source = made([status(n, n) for n in range(1, 101)])
    pages, cursor = collect(source, AS_OF)
    assert [len(page.rows) for page in pages] == [40, 40, 20]
    assert ids(pages) == sorted((each["id"] for each in fake.by_tag["acme"]), key=int)
    assert cursor == {"reached": {"acme": int(status(1, 1)["id"])}}


def test_a_row_holds_the_words_and_no_handle_in_its_link(made):
    fake, source = made([status(5, 7, edited_at="2026-11-16T05:58:00Z", spoiler_text="rant")])
    row = collect(source, AS_OF)[0][0].rows[0]
    assert row == {
        "post_id": status(5, 7)["id"], "posted_at": "2026-11-16T05:55:00+00:00", "edited_at": "2026-11-16T05:58:00Z",
        "text": "rant\n\nNo signal since 7 o'clock\nagain", "author": "ada@social.example", "language": "en",
        "url": f"{fake.loopback.url}/statuses/{status(5, 7)['id']}", "in_reply_to": "", "followers": "12", "likes": "3", "reposts": "1"}


def test_an_account_of_the_server_itself_has_its_full_name():
    assert row_of(status(1, account={"acct": "ben"}), "https://social.example")["author"] == "ben@social.example"


def test_killed_after_every_page_nothing_is_lost(made):
    fake, source = made([status(n * 9, n) for n in range(1, 101)])
    assert killed_after_every_page(source, AS_OF, 8) == {each["id"] for each in fake.by_tag["acme"]}


def test_the_next_run_brings_what_is_new_and_what_came_late(made):
    fake, source = made([status(300, 1), status(120, 2)])
    cursor = collect(source, AS_OF)[1]
    late, new = status(200, 3), status(-10, 4)
    fake.by_tag["acme"] += [late, new]
    pages, cursor = collect(source, AS_OF + timedelta(minutes=20), cursor)
    assert ids(pages) == [late["id"], status(120, 2)["id"], new["id"]]
    assert cursor == {"reached": {"acme": int(new["id"])}}


def test_a_kill_while_late_posts_are_read_again_does_not_move_the_cursor_back(made):
    fake, source = made([status(n, n) for n in range(1, 101)])
    cursor = collect(source, AS_OF)[1]
    assert collect(source, AS_OF, cursor, pages_n=1)[1] == cursor


def test_posts_beyond_the_first_days_and_reposts_are_left_out(made):
    fake, source = made([status(60 * 24 * 31), status(50, 1, reblog={"id": "1"}), status(40, 2, visibility="private"), status(30, 3)])
    assert ids(collect(source, AS_OF)[0]) == [status(30, 3)["id"]]


def test_gone_says_which_are_deleted_in_calls_of_twenty(made):
    fake, source = made([status(n, n) for n in range(1, 31)])
    known = [each["id"] for each in fake.by_tag["acme"]]
    del fake.by_tag["acme"][4]
    assert source.gone(known, allow_all) == {known[4]}
    assert len(fake.loopback.asked) == 2


def test_gone_asks_an_old_server_one_by_one(made):
    fake, source = made([status(n, n) for n in range(1, 4)], is_old=True)
    assert source.gone([status(1, 1)["id"], "112233"], allow_all) == {"112233"}


def test_a_wrong_token_is_said_with_the_name_of_its_variable(made):
    _, source = made([], token="right", given="wrong")
    checked = source.check()
    assert not checked.is_well and "Set CANARY_TOOTS_TOKEN to a valid one" in checked.message and "wrong" not in checked.message


def test_a_check_names_the_newest_post(made):
    assert made([status(5)])[1].check().message.endswith("its newest post with #acme is of 2026-11-16.")


def test_a_rate_limit_of_minutes_ends_the_run(made):
    fake, source = made([status(n, n) for n in range(1, 60)])
    pages = source.pages(None, AS_OF, allow_all)
    next(pages)
    fake.loopback.first = [Reply(429, {"error": "Too many requests"}, {"X-RateLimit-Reset": "2026-11-16T06:05:00.000000Z"})]
    with pytest.raises(LimitedError, match="until 2026-11-16 06:05:00 UTC"):
        next(pages)


def test_a_server_that_numbers_otherwise_is_said(made):
    fake, source = made([])
    fake.loopback.first = [Reply(body=[{"id": "AbC"}])]
    with pytest.raises(SourceError, match="does not number posts as Mastodon does"):
        collect(source, AS_OF)


@pytest.mark.parametrize("values, words", [
    ({"hashtags": ["a"]}, r"\[sources.toots\] needs 'server'"), ({"server": "https://s", "hashtags": []}, "hashtags is empty"),
    ({"server": "http://social.example", "hashtags": ["a"]}, "nothing travels unencrypted"),
    ({"server": "https://me:pw@s", "hashtags": ["a"]}, "server is an address with a user or password; write https"), ({"server": "https://[", "hashtags": ["a"]}, "write https"),
    ({"server": "https://s", "hashtags": ["a"], "days_back": 0}, "days_back is 0; allowed is 1 to 3,650"),
    ({"server": "https://s", "hashtag": ["a"]}, "has no setting 'hashtag'. Known: server, hashtags, channel, days_back"),
])
def test_a_wrong_setting_is_said(values, words):
    with pytest.raises(SettingsError, match=words):
        MastodonSource.from_settings("toots", values, {})


def test_no_secret_shows():
    made = MastodonSource.from_settings("toots", {"server": "https://s", "hashtags": ["a"]}, {"token": "tok-1"})
    assert "tok-1" not in repr(made)


def test_an_answer_of_another_kind_is_an_error_not_an_empty_place(made):
    fake, source = made([])
    fake.loopback.answer = lambda asked: Reply(body={"maintenance": True})
    with pytest.raises(SourceError, match="not as documented"):
        collect(source, AS_OF)
    with pytest.raises(SourceError, match="not as documented"):
        source.gone(["112233"], allow_all)


def test_an_id_that_is_not_the_servers_is_never_gone(made):
    assert made([])[1].gone(["0f3a-not-one-of-theirs"], allow_all) == frozenset()


@given(JSON)
def test_a_status_of_any_shape_gives_text(value):
    row = row_of(value if isinstance(value, dict) else {"account": value}, "https://s")
    assert all(isinstance(each, str) for each in row.values())


def test_stored_ids_stay_as_the_server_gave_them(workspace, as_of):
    from pipeline.fetch import reading_of
    from pipeline.rows import to_post

    source = MastodonSource.from_settings("toots", {"server": "https://social.example", "hashtags": ["a"]}, {})
    post = to_post(1, row_of(status(5, 7), "https://social.example"), reading_of(workspace, source, as_of))
    assert (post.post_id, post.url) == (f"toots:{status(5, 7)['id']}", f"https://social.example/statuses/{status(5, 7)['id']}")
    assert post.posted_at == datetime(2026, 11, 16, 5, 55, tzinfo=ZoneInfo("UTC")) and "ada" not in post.author_id
