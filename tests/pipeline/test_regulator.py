"""A regulator's database: complaints in the order of their days, words published late."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina
from doors import allow_all, collect, ids, killed_after_every_page
from hypothesis import given
from loopback import Asked, Loopback, Reply
from test_http import JSON

from pipeline.errors import SettingsError, SourceError
from pipeline.sources.regulator import RegulatorSource, row_of

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


def hit(days_ago: int, number: int, words: str = "They closed my account. XXXX"):
    when = AS_OF.replace(hour=17) - timedelta(days=days_ago)
    return {"_id": str(number), "sort": [int(when.timestamp() * 1000), str(number)], "_source": {
        "complaint_id": str(number), "date_received": when.strftime("%Y-%m-%dT12:00:00-05:00"), "complaint_what_happened": words, "product": "Mortgage",
        "sub_product": "FHA mortgage", "issue": "Closing", "sub_issue": None, "company": "ACME BANK", "state": "TX", "submitted_via": "Web", "zip_code": "770XX"}}


class FakeRegulator:
    """The search as its code has it: at most 100, search_after is "time_id" of the last, 20 calls a minute."""

    def __init__(self, hits):
        self.hits, self.loopback = hits, Loopback(self.answer)

    def answer(self, asked: Asked) -> Reply:
        if asked.path != "/":
            found = [each for each in self.hits if each["_id"] == asked.path[1:]]
            return Reply(body={"hits": {"total": {"value": len(found)}, "hits": found}})
        if int(asked.one("size")) > 100:
            return Reply(400, {"size": ["Ensure this value is less than or equal to 100."]})
        found = [each for each in self.hits if each["_source"]["date_received"][:10] >= asked.one("date_received_min") and each["_source"]["complaint_what_happened"]]
        found = [each for each in found if "company" not in asked.query or each["_source"]["company"] in asked.query["company"]]
        found.sort(key=lambda each: each["sort"])
        after = asked.one("search_after").split("_")
        rest = [each for each in found if len(after) < 2 or each["sort"] > [int(after[0]), after[1]]]
        return Reply(body={"hits": {"total": {"value": len(found), "relation": "eq"}, "hits": rest[:int(asked.one("size"))]}, "_meta": {"license": "CC0"}})


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fakes = []

    def make(hits, **values):
        fakes.append(FakeRegulator(hits))
        source = RegulatorSource.from_settings("cfpb", {"server": fakes[-1].loopback.url, **values}, {})
        return fakes[-1], replace(source, sleep=lambda seconds: None)

    with stamina.set_testing(True, attempts=2):
        yield make
    for fake in fakes:
        fake.loopback.close()


def test_every_complaint_comes_once_by_day(made):
    _, source = made([hit(n // 7, n) for n in range(1, 251)])
    pages, cursor = collect(source, AS_OF)
    assert [len(page.rows) for page in pages] == [100, 100, 50]
    assert sorted(map(int, ids(pages))) == list(range(1, 251))
    assert cursor == {"newest": "2026-11-16"}


def test_a_row_names_what_failed_and_no_author():
    assert row_of(hit(0, 7)) == {
        "post_id": "7", "posted_at": "2026-11-16T12:00:00-05:00", "text": "They closed my account. XXXX", "language": "en", "product": "Mortgage",
        "sub_product": "FHA mortgage", "issue": "Closing", "sub_issue": "", "company": "ACME BANK", "state": "TX", "submitted_via": "Web"}


def test_killed_after_every_page_nothing_is_lost(made):
    fake, source = made([hit(0, n) for n in range(1, 351)])   # all of one day
    assert killed_after_every_page(source, AS_OF, 5) == {str(n) for n in range(1, 351)}


def test_words_published_weeks_late_are_found(made):
    fake, source = made([hit(50, 1, ""), hit(70, 2, ""), hit(1, 3)])
    cursor = collect(source, AS_OF)[1]
    fake.hits = [hit(50, 1), hit(70, 2), hit(1, 3)]
    assert ids(collect(source, AS_OF, cursor)[0]) == ["1", "3"]   # 70 days ago is beyond late_days


def test_only_the_companies_asked_for_come(made):
    other = hit(1, 2)
    other["_source"]["company"] = "OTHER"
    assert ids(collect(made([hit(1, 1), other], companies=["ACME BANK"])[1], AS_OF)[0]) == ["1"]


def test_calls_are_paced_for_twenty_a_minute(made):
    slept, (fake, source) = [], made([hit(0, n) for n in range(1, 251)])
    collect(replace(source, sleep=slept.append), AS_OF)
    assert [round(each) for each in slept] == [3, 7]   # nothing really slept: the third call is two places ahead


def test_gone_are_complaints_removed_and_words_taken_back(made):
    assert made([hit(1, 1), hit(1, 2, "")])[1].gone(["1", "2", "3"], allow_all) == {"2", "3"}


def test_a_company_spelled_otherwise_is_said(made):
    checked = made([hit(1, 1)], companies=["Acme"])[1].check()
    assert not checked.is_well and "capitals included" in checked.message


def test_a_check_counts_what_fits(made):
    assert made([hit(1, 1), hit(2, 2)])[1].check().message == "the database answers; 2 complaints with words fit these settings."


def test_an_answer_of_another_kind_is_an_error_not_an_empty_database(made):
    fake, source = made([])
    fake.loopback.answer = lambda asked: Reply(body={"maintenance": True})
    with pytest.raises(SourceError, match="not as documented"):
        collect(source, AS_OF)


def test_a_wrong_range_is_said():
    with pytest.raises(SettingsError, match="late_days is -1; allowed is 0 to 365"):
        RegulatorSource.from_settings("cfpb", {"late_days": -1}, {})


@given(JSON)
def test_a_hit_of_any_shape_gives_text(value):
    assert all(isinstance(each, str) for each in row_of(value if isinstance(value, dict) else {"_source": value}).values())
