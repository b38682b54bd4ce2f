"""An owner's edition: their touchpoints and what they have to do, nothing of others; the totals stay everybody's."""
from __future__ import annotations

from reported import APP, ENGINEERS, PHONE_SAID, REFUNDS, STORE, example

from pipeline.report.editions import for_owner, owners


def test_an_owner_reads_of_their_touchpoints_and_duties_alone():
    mine = for_owner(example(), "digital PRODUCT ")
    assert mine.items == (APP,) and [line.touchpoint_id for line in mine.touchpoints] == ["app-and-login"]
    assert [duty.kind for duty in mine.duties] == ["acknowledge"] and mine.owner == "digital PRODUCT"
    assert (mine.people_n, mine.warnings, mine.said_before) == (214, example().warnings, 0)


def test_what_waits_is_counted_of_the_owner_alone():
    assert for_owner(example(), "Digital product").facts["waiting_n"] == 0 and for_owner(example(), "Digital product").facts["need_n"] == 1
    assert example().facts["waiting_n"] == 22


def test_a_fix_is_its_owners_though_its_touchpoint_is_not_listed():
    assert for_owner(example(), "Field operations").items == (ENGINEERS,) and for_owner(example(), "Refunds and returns").items == (REFUNDS,)


def test_what_was_said_before_is_counted_for_the_owner_it_was_said_to():
    phone = for_owner(example(), "Contact centre")
    assert phone.items == (PHONE_SAID,) and phone.said_before == 1 and phone.is_quiet


def test_what_is_nobodys_is_in_everybodys_edition_alone():
    everybodys = for_owner(example(), " ")
    assert everybodys == example() and STORE in everybodys.items
    assert not any(STORE in for_owner(example(), owner).items for owner in owners(example()))


def test_a_stranger_has_an_empty_edition():
    nobody = for_owner(example(), "Someone else")
    assert not nobody.items and not nobody.touchpoints and not nobody.duties and nobody.is_quiet


def test_owners_are_those_of_touchpoints_and_duties_each_once():
    assert owners(example()) == ("Contact centre", "Digital product", "Entertainment", "Logistics", "Refunds and returns")
