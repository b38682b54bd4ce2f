"""App-store reviews: a feed of the newest five hundred."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from doors import allow_all, collect, ids
from hypothesis import given
from loopback import Asked, Loopback, Reply
from test_http import JSON

from pipeline.errors import SettingsError, SourceError
from pipeline.sources.app_reviews import AppReviewsSource, row_of
from pipeline.sources.page import Gap

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
APP = {"im:name": {"label": "Acme"}, "id": {"label": "https://apps.example/app/id77"}, "updated": {"label": "2026-11-16T00:00:00-07:00"}}


def review(number: int, rating: int = 1):
    """Review `number` of a sequence, an hour apart."""
    return {"id": {"label": str(9000 + number)}, "author": {"name": {"label": "ada77"}, "uri": {"label": "https://x"}},
            "updated": {"label": (AS_OF - timedelta(days=40) + timedelta(hours=number)).isoformat()}, "im:rating": {"label": str(rating)},
            "im:version": {"label": "3.4"}, "title": {"label": "Cannot log in"}, "content": {"label": f"The code never comes, {number}"}}


class FakeStore:
    """Ten pages of fifty, the newest first; a page with one review is no list; an empty one has no entry at all."""

    def __init__(self, reviews):
        self.reviews, self.loopback = reviews, Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        country, page_n = asked.path.split("/")[1], int(asked.path.split("page=")[1].split("/")[0])
        if page_n > 10:
            return Reply(400, {"error": "page out of range"})
        found = sorted(self.reviews.get(country, []), key=lambda each: each["updated"]["label"], reverse=True)[50 * page_n - 50:50 * page_n]
        entries = [APP, *found] if page_n == 1 and found else found
        return Reply(body={"feed": {"author": {}} | ({"entry": entries if len(entries) > 1 else entries[0]} if entries else {})})


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fakes = []

    def make(reviews):
        fakes.append(FakeStore(reviews))
        values = {"server": fakes[-1].loopback.url, "app_id": "77", "countries": list(reviews) or ["gb"]}
        return fakes[-1], replace(AppReviewsSource.from_settings("store", values, {}), sleep=lambda seconds: None)

    with stamina.set_testing(True, attempts=2):
        yield make
    for fake in fakes:
        fake.loopback.close()


def test_every_review_of_every_country_comes_once(made):
    _, source = made({"gb": [review(n) for n in range(120)], "us": [review(500)]})
    pages, cursor = collect(source, AS_OF)
    assert sorted(ids(pages)) == sorted([*(str(9000 + n) for n in range(120)), "9500"])
    assert cursor == {"newest": {"gb": "2026-10-12T05:00:00+00:00", "us": "2026-10-28T02:00:00+00:00"}}


def test_a_row_holds_the_review_and_its_dimensions():
    assert row_of(review(0, 2), "gb") == {
        "post_id": "9000", "posted_at": "2026-10-07T06:00:00+00:00", "edited_at": "2026-10-07T06:00:00+00:00",
        "text": "Cannot log in\n\nThe code never comes, 0", "author": "ada77", "rating": "2", "app_version": "3.4", "country": "gb"}


def test_the_next_run_stops_at_what_is_known(made):
    fake, source = made({"gb": [review(n) for n in range(120)]})
    cursor = collect(source, AS_OF)[1]
    fake.reviews["gb"].append(review(121))
    asked_n = len(fake.loopback.asked)
    pages, _ = collect(source, AS_OF, cursor)
    assert "9121" in ids(pages) and len(fake.loopback.asked) - asked_n == 1


@pytest.mark.parametrize("pages_n", [1, 2])
def test_a_walk_cut_short_does_not_move_the_cursor(made, pages_n):
    fake, source = made({"gb": [review(n) for n in range(20)]})
    before = collect(source, AS_OF)[1]
    fake.reviews["gb"] += [review(n) for n in range(100, 260)]
    pages, after = collect(source, AS_OF, before, pages_n=pages_n)
    assert after == before
    assert set(ids(collect(source, AS_OF, after)[0])) >= {str(9000 + n) for n in range(100, 260)}


def test_what_the_feed_does_not_hold_any_more_is_a_gap(made):
    fake, source = made({"gb": [review(0)]})
    cursor = collect(source, AS_OF)[1]
    fake.reviews["gb"] = [review(n) for n in range(100, 700)]
    pages, _ = collect(source, AS_OF, cursor)
    known, oldest = AS_OF - timedelta(days=40), AS_OF - timedelta(days=40) + timedelta(hours=200)
    assert [gap for page in pages for gap in page.gaps] == [Gap(known, oldest, "the feed holds only its newest 500 reviews; collect more often")]


def test_a_first_collection_of_a_full_feed_is_no_gap(made):
    pages, _ = collect(made({"gb": [review(n) for n in range(600)]})[1], AS_OF)
    assert len(ids(pages)) == 500 and not any(page.gaps for page in pages)


@pytest.mark.parametrize("empty_from", [1, 2])
def test_a_feed_that_ends_too_early_is_said_and_read_again(made, empty_from):
    fake, source = made({"gb": [review(n) for n in range(20)]})
    cursor = collect(source, AS_OF)[1]
    fake.reviews["gb"] += [review(n) for n in range(100, 260)]
    whole = fake.loopback.answer
    fake.loopback.answer = lambda asked: whole(asked) if int(asked.path.split("page=")[1].split("/")[0]) < empty_from else Reply(body={"feed": {}})
    pages, after = collect(source, AS_OF, cursor)
    assert after == cursor
    assert pages[-1].problems == ("the feed of 'gb' ended before the reviews that it had before; it is read again next time",)


def test_an_app_that_is_not_there_is_said(made):
    assert made({})[1].check().message == "the feed of app 77 in 'gb' holds no review. Are app_id and countries right?"


def test_a_check_names_the_newest_review(made):
    assert made({"gb": [review(3)]})[1].check().message == "the feed answers; the newest review in 'gb' is of 2026-10-07."


def test_a_failing_feed_is_an_error(made):
    fake, source = made({"gb": [review(3)]})
    fake.loopback.answer = lambda asked: Reply(503)
    with pytest.raises(SourceError, match="has a failure of its own"):
        collect(source, AS_OF)


def test_the_feed_cannot_say_what_is_gone(made):
    assert made({})[1].gone(["9001"], allow_all) is None


def test_an_app_is_a_number():
    with pytest.raises(SettingsError, match="app_id is empty|app_id"):
        AppReviewsSource.from_settings("store", {"app_id": "com.acme", "countries": ["gb"]}, {})


@given(JSON)
def test_an_entry_of_any_shape_gives_text(value):
    assert all(isinstance(each, str) for each in row_of(value if isinstance(value, dict) else {"title": value}, "gb").values())


@pytest.mark.parametrize("app_id, words", [("abc", r"app_id is 'abc'; digits are needed\."), ("", "app_id is empty")])
def test_an_app_id_is_digits(app_id, words):
    with pytest.raises(SettingsError, match=words):
        AppReviewsSource.from_settings("store", {"app_id": app_id, "countries": ["gb"]}, {})
