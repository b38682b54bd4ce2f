"""Whatever X answers, in either spelling, becomes rows or one clear refusal; a pass of a search loses nothing."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fake_x import AT, id_at
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.x_posts import Answer, moment_of, read_answer
from pipeline.sources.x_search import Place, after, begun, params, place_of

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["id", "text", "note_tweet", "note_post", "referenced_posts", "referenced_tweets", "edit_history_post_ids", "public_metrics", "lang",
                     "data", "meta", "errors", "type", "withheld", "created_at", "next_token", "like_count"]), inner, max_size=5), max_leaves=25)
POST = st.dictionaries(st.sampled_from(["text", "lang", "note_post", "referenced_posts", "edit_history_tweet_ids", "public_metrics", "created_at"]), JSON).map(
    lambda post: post | {"id": "2122207787873206272"})


@given(JSON | st.fixed_dictionaries({"data": st.lists(POST, max_size=3), "meta": JSON, "errors": JSON}))
def test_any_json_is_read_or_refused(value):
    try:
        answer = read_answer(value)
    except ValueError:
        return
    assert all(isinstance(cell, str) for row in answer.rows for cell in row.values())
    assert all(each.isdigit() for each in answer.gone)


@given(st.datetimes(datetime(2010, 11, 5), datetime(2040, 1, 1)))
def test_an_id_holds_its_moment(moment):
    moment = moment.replace(tzinfo=UTC, microsecond=moment.microsecond // 1000 * 1000)
    assert moment_of(id_at(moment, 7)) == moment


@pytest.mark.parametrize("note, text", [("note_tweet", "the whole of it"), ("note_post", "the whole of it"), ("other", "the beg")])
def test_a_long_post_is_read_whole(note, text):
    (row,) = read_answer({"data": [{"id": "1", "text": "the beg", note: {"text": "the whole of it"}}]}).rows
    assert row["text"] == text


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_what_is_complete_moves_only_with_the_last_page_of_a_pass(sizes):
    """Pages of these many posts, killed before any of them: the floor of the pass stays where it was."""
    known = id_at(AT - timedelta(days=2))
    place = Place(complete_id=known, complete_at=AT.isoformat())
    ids = [id_at(AT - timedelta(minutes=n)) for n in range(1, sum(sizes) + 1)]
    for size in sizes:
        place, gaps = begun(place_of(place.kept()), AT)      # as after a restart: out of the cursor
        assert gaps == () and params(place)["since_id"] == known
        page, ids = ids[:size], ids[size:]
        place = after(place, Answer(newest_id=page[0], oldest_id=page[-1], token="t" if ids else ""))
        assert (place.complete_id == known) == bool(ids)
    assert place.complete_id == id_at(AT - timedelta(minutes=1)) and not place.began_at
