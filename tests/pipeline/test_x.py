"""X: what the documented API does, driven through the real tweepy against a server on loopback."""
from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
import stamina
from fake_x import AT, TOKEN, FakeX, author_id, id_at, post

from pipeline.errors import BudgetError, LimitedError, SettingsError, SourceError
from pipeline.sources import x_transport
from pipeline.sources.pace import Pace
from pipeline.sources.page import Gap
from pipeline.sources.x_source import XSource

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Clock:
    """Stands still but for what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def elapsed_s(self) -> float:
        return sum(self.slept)

    def now(self):
        return AT + timedelta(seconds=self.elapsed_s())


@pytest.fixture(autouse=True)
def no_waiting():
    stamina.set_testing(True, attempts=4)
    yield
    stamina.set_testing(False)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock):
    with FakeX(now=clock.now).served() as x:
        yield x


def source_of(server: FakeX, clock: Clock, token: str = TOKEN, **values) -> XSource:
    settings = {"query": "acme", "page_posts": 10, "address": server.address, **values}
    pace = Pace("x-acme", settings.get("longest_wait_s", 60.0), clock.sleep, clock.elapsed_s)
    source = XSource.from_settings("x-acme", settings, {"bearer_token": token}, pace)
    source.x._client.session.get_adapter("https://").limits = x_transport.Limits(read_s=0.5, whole_s=0.5)
    return source


def complaints(posts_n: int, first=AT - DAY) -> list[dict]:
    return [post(first + MINUTE * n, f"acme is down, says person {n}", author=f"person{n}") for n in range(posts_n)]


def collected(source: XSource, cursor=None, at=AT, allow=lambda posts_n: None):
    """Every row, the pages, and the last cursor."""
    pages = list(source.pages(cursor, at, allow))
    return [row for page in pages for row in page.rows], pages, pages[-1].cursor


def test_every_page_of_a_search_is_read_newest_first_and_only_what_is_new_afterwards(server, clock):
    server.posts = complaints(25)
    rows, pages, cursor = collected(source_of(server, clock))
    assert [row["post_id"] for row in rows] == [each["id"] for each in reversed(server.posts)]
    assert [page.billed_n for page in pages] == [10, 10, 5]
    server.posts.append(post(AT - MINUTE, "acme again", author="late"))
    rows, pages, _ = collected(source_of(server, clock), cursor)
    assert [row["text"] for row in rows] == ["acme again"] and server.requests[-1][1]["since_id"] == server.posts[24]["id"]


def test_a_row_holds_the_fields_of_an_import_and_of_the_author_an_id_alone(server, clock):
    first = post(AT - DAY, "acme is down", author="ann")
    server.posts = [first, post(AT - DAY + MINUTE, "same here, acme", author="bob", reply_to=first)]
    rows, _, _ = collected(source_of(server, clock))
    assert rows[0] == {
        "post_id": server.posts[1]["id"], "posted_at": "2026-11-15T06:01:00.000Z", "edited_at": "", "text": "same here, acme", "author": author_id("bob"),
        "language": "en", "url": f"https://x.com/i/status/{server.posts[1]['id']}", "in_reply_to": first["id"], "conversation": first["id"],
        "likes": "2", "reposts": "1"}
    assert "expansions" not in server.requests[0][1] and "user.fields" not in server.requests[0][1]


@pytest.mark.parametrize("spelling", ["tweet", "post"])
def test_both_spellings_of_the_renamed_fields_are_asked_for_and_read(server, clock, spelling):
    server.spelling = spelling
    server.posts = [post(AT - DAY, "acme " + "x" * 400), post(AT - MINUTE, "acme", reply_to=post(AT - DAY, ""))]
    rows, _, cursor = collected(source_of(server, clock))
    assert [len(row["text"]) for row in rows] == [4, 405] and rows[0]["in_reply_to"] == id_at(AT - DAY) and rows[0]["reposts"] == "1"
    server.requests.clear()
    collected(source_of(server, clock), cursor)
    assert len(server.requests) == 1 and f"{spelling}.fields" in server.requests[0][1]     # what was understood is remembered


def test_an_edited_post_keeps_its_first_id_and_its_time(server, clock):
    server.posts = [post(AT - MINUTE, "acme, worded anew", history=[id_at(AT - DAY), id_at(AT - MINUTE)])]
    (row,), _, _ = collected(source_of(server, clock))
    assert (row["post_id"], row["posted_at"], row["edited_at"]) == (id_at(AT - DAY), (AT - DAY).isoformat(), (AT - MINUTE).isoformat())


def test_nothing_found_is_an_empty_page(server, clock):
    server.faults = ["null"]
    rows, pages, cursor = collected(source_of(server, clock))
    assert (rows, len(pages)) == ([], 1) and next(iter(cursor["places"].values()))["complete_at"] == (AT - MINUTE).isoformat()


def test_partial_errors_inside_an_answer_are_told_and_posts_that_are_gone_named(server, clock):
    server.posts, server.faults = complaints(3), ["partial"]
    rows, (page,), _ = collected(source_of(server, clock))
    assert (len(rows), page.gone, page.problems) == (3, ("1987",), ("1 × Not Found Error (user)",))


def test_a_withheld_post_is_gone_and_no_row(server, clock):
    server.posts = [post(AT - DAY, "acme", withheld=True)]
    rows, (page,), _ = collected(source_of(server, clock))
    assert (rows, page.gone, page.billed_n) == ([], (id_at(AT - DAY),), 1)


def test_the_brands_replies_are_asked_for_by_themselves_and_carry_its_handle(server, clock):
    first = post(AT - DAY, "acme is down")
    server.posts = [first, post(AT - DAY + MINUTE, "sorry, acme looks into it", author="AcmeHelp", reply_to=first), post(AT - MINUTE, "acme news", author="AcmeHelp")]
    rows, _, _ = collected(source_of(server, clock, own_handles=["@AcmeHelp"]))
    assert [(row["author"], row["text"]) for row in rows] == [(author_id("ann"), "acme is down"), ("AcmeHelp", "sorry, acme looks into it")]


def test_conversations_of_complaints_are_followed_from_where_they_were_read(server, clock):
    first = post(AT - DAY, "acme is down")
    server.posts = [first, post(AT - DAY + MINUTE, "mine too", author="bob", reply_to=first)]
    source = source_of(server, clock)
    source.follow([first["id"]])
    rows, _, cursor = collected(source)
    assert [row["text"] for row in rows] == ["acme is down", "mine too"]
    server.posts.append(post(AT - MINUTE, "and mine", author="cid", reply_to=first))
    rows, _, _ = collected(source, cursor)
    assert [row["text"] for row in rows] == ["and mine"]


def test_a_pause_longer_than_the_window_is_a_gap(server, clock):
    server.posts = complaints(3, AT - 20 * DAY)
    source = source_of(server, clock)
    cursor = {"places": {_key(source): {"complete_id": id_at(AT - 20 * DAY), "complete_at": (AT - 12 * DAY).isoformat()}}}
    _, (page,), _ = collected(source, cursor)
    assert page.gaps == (Gap(AT - 12 * DAY, AT - 7 * DAY, "X can be searched for seven days back; nobody collected for longer"),)


def test_a_quiet_brand_that_was_collected_all_the_time_has_no_gap(server, clock):
    source = source_of(server, clock)
    cursor = {"places": {_key(source): {"complete_id": id_at(AT - 20 * DAY), "complete_at": (AT - timedelta(hours=1)).isoformat()}}}
    _, (page,), _ = collected(source, cursor)
    assert page.gaps == () and server.requests[0][1]["start_time"] == "2026-11-16T05:00:00Z"


def test_a_pass_that_rested_past_its_window_goes_on_by_ids_and_says_what_is_lost(server, clock):
    server.posts = complaints(30, AT - 6 * DAY)
    pages = source_of(server, clock).pages({"places": {_key(source_of(server, clock)): {"complete_id": id_at(AT - timedelta(days=6.5))}}}, AT, lambda n: None)
    cursor = next(pages).cursor
    clock.slept.append(86_400.0)
    rows, found, _ = collected(source_of(server, clock), cursor, AT + DAY)
    assert len(rows) == 20 and found[0].gaps == (Gap(AT - timedelta(days=6.5), AT - 6 * DAY, found[0].gaps[0].reason),)


def test_a_token_that_is_not_taken_any_more_is_replaced_by_ids(server, clock):
    server.posts = complaints(25)
    cursor = next(source_of(server, clock).pages(None, AT, lambda n: None)).cursor
    server.token_age = 1
    rows, _, _ = collected(source_of(server, clock), cursor)
    assert [row["post_id"] for row in rows] == [each["id"] for each in reversed(server.posts[:15])]


def test_a_first_collection_reads_as_far_back_as_the_settings_say(server, clock):
    server.posts = complaints(2, AT - 3 * DAY) + complaints(1)
    assert len(collected(source_of(server, clock, first_days=2))[0]) == 1


def test_a_rate_limit_is_waited_for_exactly_as_long_as_the_server_says(server, clock):
    server.posts, server.faults = complaints(3), ["429"]
    rows, _, _ = collected(source_of(server, clock, longest_wait_s=400.0))
    assert (len(rows), clock.slept, len(server.requests)) == (3, [301.0], 2)


def test_a_longer_wait_ends_the_run_and_says_until_when(server, clock):
    server.faults = ["429"]
    with pytest.raises(LimitedError, match="allows no more calls until 2026-11-16 06:05:01 UTC") as caught:
        collected(source_of(server, clock))
    assert (caught.value.until, len(server.requests), clock.slept) == (AT + timedelta(seconds=301), 1, [])


@pytest.mark.parametrize("fault, seconds", [("429-bare", 901), ("429-words", 901), ("429-far", 86_401)])
def test_a_refusal_that_names_no_time_or_an_absurd_one_is_left_alone_for_a_window(server, clock, fault, seconds):
    server.faults = [fault] * 5
    with pytest.raises(LimitedError) as caught:
        collected(source_of(server, clock))
    assert (caught.value.until, len(server.requests)) == (AT + timedelta(seconds=seconds), 1)


def test_a_used_up_account_is_told_from_a_rate_limit(server, clock):
    server.faults = ["429-capped"]
    with pytest.raises(LimitedError, match="cap of posts or its spending limit is used up; raise it in X's console") as caught:
        collected(source_of(server, clock, longest_wait_s=9e9))
    assert caught.value.until == AT + timedelta(seconds=3601)


def test_the_last_call_of_a_window_is_not_passed(server, clock):
    server.posts, server.limit_n, server.window_s = complaints(55), 2, 100.0
    rows, _, _ = collected(source_of(server, clock, longest_wait_s=200.0))
    assert (len(rows), server.too_soon_n, clock.slept) == (55, 0, [101.0, 101.0])


def test_a_restart_knows_of_the_calls_before_it(server, clock):
    server.posts, server.limit_n = complaints(55), 2
    cursor = next(source_of(server, clock).pages(None, AT, lambda n: None)).cursor
    with pytest.raises(LimitedError):
        collected(source_of(server, clock), {**cursor, "unanswered_n": 1})
    assert len(server.requests) == 1


@pytest.mark.parametrize("faults", [["500"], ["503", "503"], ["503-after"], ["500-null"], ["truncated"], ["drip"], ["hang"], ["html"], ["500", "truncated", "503"]])
def test_a_passing_failure_is_tried_again_and_nothing_is_doubled(server, clock, faults):
    server.posts, server.faults = complaints(12), list(faults)
    rows, _, _ = collected(source_of(server, clock))
    assert [row["post_id"] for row in rows] == [each["id"] for each in reversed(server.posts)]
    assert len(server.requests) == 2 + len(faults)


@pytest.mark.parametrize("faults, message", [
    (["500"] * 4, r"X has a failure of its own \(it answers 500\)\. Try again later\.$"),
    (["truncated"] * 4, r"gave no whole answer \(broke off \(ProtocolError\)\)"),
    (["drip"] * 4, r"gave no whole answer \(not whole after 0\.5 s\)"),
    (["402"], r"asks for credits: the account has none left\. Buy some in X's console\. It answers 402 \(Your account has no credits\.\)\.$"),
    (["403"], r"the app's access level does not reach so far\..* It answers 403 \(When authenticating requests"),
    (["list"], r"X answered with something else than posts: no object"),
    (["redirect"], r"X cannot be asked \(TooManyRedirects\)"),
])
def test_a_failure_that_stays_is_told_in_words(server, clock, faults, message):
    server.faults = list(faults)
    with pytest.raises(SourceError, match=message):
        collected(source_of(server, clock))
    assert len(server.requests) == len(faults)


def test_a_wrong_token_names_its_variable_and_is_shown_nowhere(server, clock, caplog):
    caplog.set_level(logging.DEBUG)
    source = source_of(server, clock, token="another-secret")
    with pytest.raises(SourceError, match=r"does not accept the bearer token\. Set CANARY_X_ACME_BEARER_TOKEN to a valid one\. It answers 401") as caught:
        source.check()
    assert "another-secret" not in caplog.text + str(caught.value) + repr(source)


def test_a_wrong_query_is_told_in_the_servers_words(server, clock, monkeypatch):
    monkeypatch.setattr(server, "problem", lambda asked: "Ambiguous use of or as a keyword (at position 3)")
    with pytest.raises(SourceError, match=r"Check the query of \[sources\.x-acme\]\. It answers 400 \(Ambiguous use of or"):
        collected(source_of(server, clock))


def test_check_and_waiting_cost_a_call_of_counts_each(server, clock):
    server.posts = complaints(12)
    checked = source_of(server, clock).check()
    assert checked.is_well and "about 12 posts of the last seven days for (acme) -is:retweet" in checked.message
    asked = []
    assert source_of(server, clock).waiting(None, AT, asked.append) == 12 and asked == [1]
    assert {path for path, _ in server.requests} == {"/2/tweets/counts/recent"}


def test_posts_that_are_deleted_are_gone_and_others_are_not(server, clock):
    server.posts = complaints(120)
    ids = [each["id"] for each in server.posts]
    server.gone, asked = {ids[3], ids[110]}, []
    assert source_of(server, clock).gone([*ids, "no-id"], asked.append) == {ids[3], ids[110]}
    assert asked == [100, 20]


def test_leave_is_asked_before_a_call_and_a_shorter_page_is_taken_where_the_budget_is_nearly_spent(server, clock):
    server.posts, left = complaints(60), [55]

    def allow(posts_n: int) -> None:
        if posts_n > left[0]:
            raise BudgetError("spent")
        left[0] -= posts_n

    rows, source = [], source_of(server, clock, page_posts=20)
    with pytest.raises(BudgetError):
        for page in source.pages(None, AT, allow):
            rows += page.rows
    assert (len(rows), server.billed_n, [int(asked["max_results"]) for _, asked in server.requests]) == (50, 50, [20, 20, 10])


def test_a_stream_brings_what_matches_its_one_rule_and_leaves_the_cursor_alone(server, clock):
    server.rules = [{"id": "1", "value": "old words", "tag": "canary x-acme"}, {"id": "2", "value": "of another", "tag": "theirs"}]
    server.streamed = [post(AT, "acme is down", author="ann"), post(AT, "something else", number=1), post(AT, "acme again", number=2)]
    rows, pages, cursor = collected(source_of(server, clock, stream_s=20.0))
    assert [row["text"] for row in rows] == ["acme is down", "acme again"] and cursor == pages[0].cursor
    assert [(rule["value"], rule["tag"]) for rule in server.rules] == [("of another", "theirs"), ("(acme) -is:retweet", "canary x-acme")]


def test_a_stream_ends_before_the_budget_is_passed(server, clock):
    server.streamed = [post(AT, f"acme {n}", number=n) for n in range(250)]
    left = [120]

    def allow(posts_n: int) -> None:
        if posts_n > left[0]:
            raise BudgetError("spent")
        left[0] -= posts_n

    rows, pages, _ = collected(source_of(server, clock, stream_s=20.0), allow=allow)
    assert (len(rows), [page.billed_n for page in pages]) == (100, [0, 100])


def test_a_refused_stream_is_told_and_nothing_is_lost(server, clock):
    server.posts, server.faults = complaints(3), ["", "", "", "429"]
    found = source_of(server, clock, stream_s=20.0).pages(None, AT, lambda n: None)
    assert len(next(found).rows) == 3
    with pytest.raises(SourceError, match=r"X's stream ended: it answers 429\. Nothing is lost"):
        next(found)


@pytest.mark.parametrize("values, message", [
    ({"query": " "}, r"\[sources\.x-acme\] query is empty"),
    ({"query": "a" * 600}, r"query is 614 characters with what is added to it; X allows 512"),
    ({"page_posts": 500}, r"page_posts is 500; allowed is 10 to 100"),
    ({"address": "http://example.com"}, r"address is 'http://example\.com'; write https"),
    ({"querry": "a"}, r"has no setting 'querry'\. Known: query, channel"),
])
def test_a_wrong_setting_is_named(server, clock, values, message):
    with pytest.raises(SettingsError, match=message):
        source_of(server, clock, **values)


def test_a_missing_token_names_its_variable(server):
    with pytest.raises(SettingsError, match=r"the environment has no CANARY_X_ACME_BEARER_TOKEN: \[sources\.x-acme\] needs its bearer token there"):
        XSource.from_settings("x-acme", {"query": "acme", "address": server.address}, {})


def _key(source: XSource) -> str:
    from pipeline.sources.x_source import _key

    return _key(source.query)
