"""Complaints about a care channel go to somebody other than who runs it; what its owner does stays its owner's."""
from __future__ import annotations

from datetime import date

import pandas as pd

from pipeline import attention, register
from pipeline.mail.audience import _fitting
from pipeline.mail.recipient import Recipient
from pipeline.watch import _owner


def test_a_signal_and_the_standing_of_a_care_channel_name_who_gets_its_complaints(workspace):
    with workspace.store.read() as connection:
        assert [_owner(connection, workspace.taxonomy, dict(level="touchpoint", target_id=target)) for target in ("phone-line", "billing", "no-such")] == [
            "Customer insight", workspace.taxonomy.touchpoint("billing").owner, ""]
    none = pd.DataFrame({"id": [], "start": pd.to_datetime([]), "observed_n": [], "expected_n": [], "lower_n": [], "upper_n": []})
    counted = pd.DataFrame({"complaints_n": [], "harm": []})
    frame = attention.standing(attention.week_of(none, date(2026, 11, 9)), counted, pd.Series(dtype=float), workspace.taxonomy,
                               pd.DataFrame({"target_id": [], "began_on": []}), 5).set_index("touchpoint_id")
    assert frame.loc["phone-line", "owner"] == "Customer insight"


def test_a_fix_of_a_care_channel_is_its_owners_and_may_be_verified_by_who_gets_the_complaints(workspace, as_of):
    fix = register.add(workspace, "A shorter queue", "phone-line", "Ann", as_of, verifier="Customer insight")
    assert fix.owner == "Contact centre" != fix.verifier


def test_the_mail_knows_who_runs_a_touchpoint_and_who_gets_its_complaints(workspace):
    for owner in ("contact centre", "customer insight"):
        assert _fitting(workspace, Recipient("ann", "ann@example.com", owner=owner, zone="UTC")).owner.casefold() == owner
