"""The chain of a complaint: origin, attempts, where it was told."""
from __future__ import annotations

import pytest

from models.attempts import Attempt
from pipeline.settings import ROOT
from pipeline.taxonomy import load_taxonomy
from pipeline.threads import chain
from pipeline.threads.chain import Place

TAXONOMY = load_taxonomy(ROOT / "data" / "touchpoints" / "telecom.yaml")
PHONE, EMAIL, CHAT = Attempt("phone", 2, "waiting", 120), Attempt("email", 1, "no answer"), Attempt("chat", 1, "cut off")


def told(place: Place, *tried: Attempt) -> list[tuple]:
    return [(step["from_node"], step["to_node"], step["times_n"], step["failed"]) for step in chain.steps(place, tried, TAXONOMY)]


def test_a_chain_leads_from_the_touchpoint_over_what_was_tried_to_the_public_square():
    assert told(Place("billing", {}, True), PHONE, EMAIL) == [
        ("billing", "phone-line", 2, ""), ("phone-line", "e-mail-support", 1, "waiting"), ("e-mail-support", "public", 1, "no answer")]


def test_a_chain_without_attempts_is_one_step_and_what_was_told_to_the_company_alone_never_was_in_public():
    assert told(Place("billing", {}, True)) == [("billing", "public", 1, "")]
    assert told(Place(None, {}, False)) == [("unclear", "direct", 1, "")]


def test_tries_at_one_node_in_a_row_are_one_with_the_last_failure():
    assert told(Place("billing", {}, True), PHONE, Attempt("phone", 1, "cut off"), EMAIL, PHONE) == [
        ("billing", "phone-line", 3, ""), ("phone-line", "e-mail-support", 1, "cut off"), ("e-mail-support", "phone-line", 2, "no answer"), ("phone-line", "public", 1, "waiting")]


def test_a_channel_that_no_touchpoint_answers_is_a_node_of_its_own():
    assert told(Place("billing", {}, True), Attempt("unclear", 1, "no help"))[0] == ("billing", "channel:unclear", 1, "")


def test_what_was_tried_where_it_began_is_no_step():
    assert told(Place("store", {}, True), Attempt("in person", 2, "refused"), CHAT) == [("store", "chat", 1, "refused"), ("chat", "public", 1, "cut off")]


@pytest.mark.parametrize("shares, origin", [
    ({"phone-line": 0.6, "billing": 0.25, "chat": 0.15}, "billing"), ({"phone-line": 0.7, "chat": 0.2, "billing": 0.1}, None), ({}, None),
    ({"phone-line": 0.5, "no-such-touchpoint": 0.4}, None)])
def test_behind_a_care_channel_stands_the_likeliest_other_touchpoint_that_is_none(shares, origin):
    assert chain.origin(Place("phone-line", shares, True), TAXONOMY) == origin


@pytest.mark.parametrize("place, tried, first", [
    (Place("billing", {}, True), (PHONE,), "billing"), (Place("phone-line", {"billing": 0.3}, True), (PHONE,), "billing"),
    (Place("phone-line", {}, True), (CHAT, PHONE), "chat"), (Place("phone-line", {}, True), (), "phone-line"), (Place(None, {}, True), (EMAIL,), "e-mail-support"),
    (Place(None, {}, True), (), None), (Place("chat", {}, True), (Attempt("unclear", 1, "no help"),), "chat")])
def test_the_first_that_failed_is_where_it_began_else_what_was_tried_first_else_where_it_is(place, tried, first):
    assert chain.first_failed(place, tried, TAXONOMY) == first
