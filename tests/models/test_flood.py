"""Floods and campaigns: few people, or one text, that look like a rise."""
from __future__ import annotations

import pandas as pd
import pytest

from models.flood import Flood, find_floods


def rows(topic: str, day: int, authors, words=None) -> list[dict]:
    """A post a name in `authors`, each in words of its own unless they are given."""
    return [dict(topic=topic, day=day, author=author, words=words or f"{topic} {day} {i}") for i, author in enumerate(authors)]


@pytest.fixture
def ordinary():
    """Two topics for forty days, three other people a day each."""
    return [row for topic in ("t-1", "t-2") for day in range(40) for row in rows(topic, day, [f"{topic} {day} {i}" for i in range(3)])]


def test_ordinary_complaints_are_no_flood(ordinary):
    assert find_floods(pd.DataFrame(ordinary)) == []


def test_five_people_with_a_hundred_posts_are_a_flood_with_its_days_and_people(ordinary):
    posts = ordinary + [row for day in (20, 21, 22) for row in rows("t-1", day, [f"angry {i}" for i in range(5)] * 7)]
    assert find_floods(pd.DataFrame(posts)) == [Flood("t-1", "flood", 20, 22, posts_n=105, people_n=5, others_n=9)]


def test_a_hundred_people_once_each_are_no_flood(ordinary):
    assert find_floods(pd.DataFrame(ordinary + rows("t-1", 20, [f"new {i}" for i in range(100)]))) == []


def test_one_person_who_writes_every_day_of_a_bad_week_is_no_flood(ordinary):
    assert find_floods(pd.DataFrame(ordinary + [row for day in range(20, 27) for row in rows("t-1", day, ["angry"])])) == []


def test_many_people_with_the_same_words_are_a_campaign(ordinary):
    posts = ordinary + rows("t-2", 30, [f"fan {i}" for i in range(12)], "sign here") + rows("t-2", 31, [f"fan {i}" for i in range(20, 28)], "sign here")
    assert find_floods(pd.DataFrame(posts)) == [Flood("t-2", "campaign", 30, 31, posts_n=20, people_n=20, others_n=6)]


def test_a_flood_without_authors_is_not_known_to_be_one(ordinary):
    assert find_floods(pd.DataFrame(ordinary + rows("t-1", 20, [None] * 50 + [""] * 50))) == []


def test_the_order_of_rows_changes_nothing_and_they_are_not_changed(ordinary):
    posts = pd.DataFrame(ordinary + [row for day in (20, 21) for row in rows("t-1", day, [f"angry {i}" for i in range(5)] * 6)])
    before = posts.copy()
    assert find_floods(posts.sample(frac=1, random_state=3)) == find_floods(posts)
    pd.testing.assert_frame_equal(posts, before)


def test_no_posts_no_floods(ordinary):
    assert find_floods(pd.DataFrame(ordinary).iloc[:0]) == []
