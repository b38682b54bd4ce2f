"""What repeats another post, and what only says the same in a person's own words."""

from datetime import date, timedelta

import pytest

from pipeline.duplicates import Recent, normalised

DAY, WINDOW_DAYS = date(2026, 11, 16), 14
POST = "My router has been blinking red since Monday and nobody at the company answers the phone"


def row(post_id, text, author="ann", days=0):
    return {"post_id": post_id, "day": DAY + timedelta(days=days), "author_id": author, "text": text}


def copies(first, second, authors=("ann", "bob"), days=0):
    return Recent(WINDOW_DAYS).copies([row("1", first, authors[0]), row("2", second, authors[1], days)])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("RT @joe: WORST service, ever!!! 😡 https://t.example/1", "worst service ever"),
        ("@acme don't   call [phone]", "dont call"),
        ("Straße_zu #acmefail", "strasse zu acmefail"),
        ("😡😡", ""),
    ],
)
def test_folding_leaves_the_words(text, folded):
    assert normalised(text) == folded


@pytest.mark.parametrize(
    "copy",
    [
        f"RT @ann: {POST}", POST.upper(), f"{POST}!!! 😡", f"@acme {POST} https://t.example/9",
        POST.replace("router", "ruoter"), POST.replace("has been", "hasb een"), f"This! “{POST}”", POST[:60] + "…",
        f"{POST} and I am so tired of all this",
    ],
)  # fmt: skip
def test_a_copy_by_another_person_is_found(copy):
    assert copies(POST, copy) == {"2": "1"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("worst service ever", "worst service ever"),
        ("My flight UA1234 was cancelled again without any word", "My flight UA1236 was cancelled again without any word"),
        ("My router blinks red since Monday, nobody answers", "My modem blinks red since Friday, nobody replies"),
        ("is there a charge for sending out more cards", "will there be a charge for sending out more cards"),
        ("can i change my pin at a cash machine", "can i change my pin number at a cash machine"),
        ("where is my order [order] please", "where is my order [order] please"),
        ("😡😡", "😡😡"),
    ],
)
def test_own_words_of_different_people_stay_apart(first, second):
    assert copies(first, second) == {}


def test_the_same_person_repeats_himself_in_few_or_edited_words():
    assert copies("worst service ever", "Worst service EVER!", ("ann", "ann")) == {"2": "1"}
    assert copies("can i change my pin at a cash machine", "can i change my pin at the cash machine", ("ann", "ann")) == {"2": "1"}


def test_two_unknown_authors_are_two_people():
    assert copies("worst service ever", "worst service ever", (None, None)) == {}


@pytest.mark.parametrize(("days", "found"), [(14, {"2": "1"}), (15, {})])
def test_after_the_window_it_is_said_anew(days, found):
    assert copies(POST, POST, days=days) == found


def test_known_originals_are_compared_with_and_never_reported():
    recent = Recent(WINDOW_DAYS)
    recent.add([row("old", POST)])
    assert recent.copies([row("new", f"RT @ann: {POST}", "bob"), row("other", "something else entirely", "eve")]) == {"new": "old"}


def test_a_batch_after_another_sees_the_first():
    recent = Recent(WINDOW_DAYS)
    recent.copies([row("1", POST)])
    assert recent.copies([row("2", POST, "bob")]) == {"2": "1"}


def test_copies_of_copies_point_to_the_first():
    assert Recent(WINDOW_DAYS).copies([row("1", POST), row("2", POST.upper(), "bob"), row("3", f"RT @bob: {POST}", "eve")]) == {"2": "1", "3": "1"}


def test_the_same_post_again_is_no_copy_of_itself():
    recent = Recent(WINDOW_DAYS)
    recent.add([row("1", POST)])
    assert recent.copies([row("1", POST)]) == {}


def test_the_companys_own_posts_are_neither_copy_nor_original():
    reply = row("1", POST) | {"is_brand": True}
    assert Recent(WINDOW_DAYS).copies([reply, row("2", POST, "bob"), reply | {"post_id": "3"}]) == {}


def test_memory_stays_flat_over_a_long_history():
    recent = Recent(WINDOW_DAYS)
    for week in range(60):
        recent.copies([row(f"{week}-{n}", f"post {n} of week {week} says something of its own", days=7 * week) for n in range(5)])
    assert sum(map(len, recent._same.values())) < 40


def test_ten_thousand_people_saying_thanks_take_no_time():
    assert Recent(WINDOW_DAYS).copies([row(str(n), "thank you", f"author {n}") for n in range(10_000)]) == {}


def test_planted_copies_are_found_among_real_posts(datasets):
    from benchmarks.duplicates import planted, texts

    rows, truth = planted(texts(datasets)[::5])
    found = Recent(WINDOW_DAYS).copies(rows)
    star = {row["post_id"]: found.get(row["post_id"], row["post_id"]) for row in rows}
    assert sum(star[copy] == star[original] for copy, (original, _) in truth.items()) > 0.99 * len(truth)
