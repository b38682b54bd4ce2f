"""A row → a post, or the reason why not."""
from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.records import Post, Rejected
from pipeline.redact import Redactor
from pipeline.rows import FIELDS, Reading, choose_columns, parse_time, to_post

BERLIN = ZoneInfo("Europe/Berlin")


def reading(**own) -> Reading:
    return Reading(**{
        "source": "acme", "columns": {name: name for name in FIELDS}, "attributes": ("region",), "channel": "review",
        "zone": ZoneInfo("UTC"), "redactor": Redactor(("GB",)), "secret": b"s" * 32, "latest": datetime(2026, 11, 17, tzinfo=UTC), "max_text_chars": 5000} | own)


ROW = {"posted_at": "2026-11-16T08:30:00+01:00", "text": "Nobody came to fix it"}


@pytest.mark.parametrize("value, expected", [
    ("2026-11-16T08:30:00+01:00", "2026-11-16T07:30"), ("2026-11-16 08:30", "2026-11-16T07:30"), ("2026-11-16", "2026-11-15T23:00"),
    ("2026-11-16T08:30:00Z", "2026-11-16T08:30"), ("1479285000", "2016-11-16T08:30"), ("1479285000000", "2016-11-16T08:30"),
    ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10"), ("Mon, 16 Nov 2026 08:30:00 GMT", "2026-11-16T08:30"),
    ("16.11.2026 08:30", "2026-11-16T07:30"),
])
def test_times_are_read_by_the_stated_rule(value, expected):
    assert parse_time(value, BERLIN).isoformat().startswith(expected)


def test_slashes_need_to_be_told_which_way_round():
    assert parse_time("03/04/2026", BERLIN, day_first=True).date().isoformat() == "2026-04-02"
    assert parse_time("03/04/2026 10:00", BERLIN, day_first=False).date().isoformat() == "2026-03-04"
    with pytest.raises(ValueError, match="may be day first or month first; say which: --dates day-first or --dates month-first"):
        parse_time("13/04/2026", BERLIN)


@pytest.mark.parametrize("value, reason", [
    ("", "no time"), ("yesterday", "a time like 'aaaaaaaaa' cannot be read; write ISO 8601"), ("0000-00-00", "'9999-99-99' cannot be read"),
    ("0001-01-01", "the year 1 cannot be right"), ("9" * 30, "cannot be read"), ("31.02.2026", "cannot be read"), ("²³¹⁴⁵⁶⁷⁸⁹", "cannot be read"),
    ("jo@example.com", "a time like 'aa@aaaaaaa.aaa' cannot be read"),
])
def test_what_is_no_time_says_so(value, reason):
    with pytest.raises(ValueError, match=reason):
        parse_time(value, BERLIN)


@given(st.text(max_size=40))
def test_any_text_is_a_time_or_a_reason(value):
    try:
        assert parse_time(value, BERLIN).tzinfo is UTC
    except ValueError as error:
        assert str(error)


def test_personal_data_are_gone_before_there_is_a_post():
    post = to_post(1, ROW | {"text": "Call me on 07700 900123, jo@example.com", "author": "@Jo_Bloggs", "region": "call jo@example.com"}, reading())
    assert post.text == "Call me on [phone], [email]"
    assert "jo@example.com" not in repr(post) and "Bloggs" not in repr(post)
    assert post.redactions == {"phone": 1, "email": 1}


def test_no_cell_carries_personal_data_past_the_text():
    cells = {"post_id": "bob@web.de", "in_reply_to": "ann@web.de", "channel": "phone 07700 900123", "region": "ring 07700 900123"}
    post = to_post(1, ROW | cells, reading())
    assert "web.de" not in repr(post) and "07700" not in repr(post)
    assert to_post(1, ROW | {"post_id": "570306133677760513"}, reading()).post_id == "acme:570306133677760513"


def test_an_author_is_one_pseudonym_with_and_without_the_at():
    ids = {to_post(1, ROW | {"author": author}, reading()).author_id for author in ("@jo", "jo")}
    assert len(ids) == 1 and "jo" not in ids
    assert to_post(1, ROW, reading()).author_id is None


def test_the_content_makes_the_id_where_there_is_none():
    one, same, other = (to_post(n, ROW | {"text": text}, reading()).post_id for n, text in enumerate(("a b", "a b", "a c")))
    assert one == same != other and one.startswith("acme:")


def test_the_brands_own_handle_marks_a_reply():
    brand = reading(brand_handles=frozenset({"acmehelp"}))
    assert to_post(1, ROW | {"author": "@AcmeHelp"}, brand).is_brand
    assert not to_post(1, ROW | {"author": "@someone"}, brand).is_brand


@pytest.mark.parametrize("own, reason", [
    ({"text": ""}, "no text"), ({"text": "\u200b \u202e"}, "no text"), ({"posted_at": "2030-01-01"}, "dated in the future: 2030-01-01 00:00 UTC"),
    ({"followers": "anna@web.de"}, "followers is not a number"), ({"likes": "-3"}, "likes is below 0 or too large to be a count"),
    ({"reposts": "1e999"}, "reposts is not a number"),
])
def test_a_row_that_cannot_be_a_post_says_why(own, reason):
    found = to_post(5, ROW | own, reading())
    assert isinstance(found, Rejected) and found.reason == reason and found.row_n == 5


def test_the_excerpt_of_a_rejected_row_is_redacted():
    found = to_post(1, {"posted_at": "?", "text": "mail jo@example.com " * 50}, reading())
    assert "jo@example.com" not in found.excerpt and len(found.excerpt) <= 200


@pytest.mark.parametrize("text", ["😡😡😡", "שלום, הטלפון שלי מת", "=HYPERLINK(\"http://evil\")", "<script>alert(1)</script>", "$E=mc^2$ **bold**"])
def test_hostile_text_is_a_post_like_any_other(text):
    found = to_post(1, ROW | {"text": text}, reading())
    assert isinstance(found, Post) and found.text == text


def test_a_text_of_a_megabyte_is_cut_and_marked():
    found = to_post(1, ROW | {"text": "no service " * 100_000}, reading())
    assert len(found.text) <= 5001 and found.text.endswith("…")


def test_links_do_not_carry_the_authors_handle():
    assert to_post(1, ROW | {"url": "https://x.com/jo_bloggs/status/123?s=20"}, reading()).url == "https://x.com/i/status/123"
    assert to_post(1, ROW | {"url": "javascript:alert(1)"}, reading()).url is None


@pytest.mark.parametrize("mapping, attributes, message", [
    ({"body": "x"}, (), r"--map body=…: there is no field 'body'\. Fields: posted_at, text"),
    ({"text": "txt"}, (), r"^--map text=txt: the file has no column 'txt'\. Its columns: created, body"),
    ({}, ("region",), r"^--attributes region: the file has no column 'region'"),
    ({"text": "body", "posted_at": "created"}, ("body",), r"--attributes body: it is read as text, which names a person or a post"),
    ({"posted_at": "created"}, (), r"no column is called 'text'\. Say which one holds it: --map text=COLUMN\. Its columns: created, body\.$"),
])
def test_a_wrong_map_names_what_there_is(mapping, attributes, message):
    with pytest.raises(UsageError, match=message):
        choose_columns(("created", "body"), mapping, attributes)


def test_a_file_without_a_header_is_said_to_have_none():
    with pytest.raises(UsageError, match=r"Its columns: 1, 2026-11-01, x\. The first line must name the columns; these look like values: add one\.$"):
        choose_columns(("1", "2026-11-01", "x"), {}, ())


def test_a_field_asked_for_as_nothing_is_left_out_though_a_column_has_its_name():
    assert choose_columns(("text", "posted_at", "likes"), {"likes": ""}, ()) == {"posted_at": "posted_at", "text": "text"}
