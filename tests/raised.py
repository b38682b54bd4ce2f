"""Signals, notes and events written straight into a small workspace, so that no watch has to run first."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd

from pipeline.rises import Names, named
from pipeline.store import events, notes, signal_log, signals
from pipeline.workspace import Workspace

HERE = [dict(where=[["region", "North"]], observed_n=31.0, expected_n=5.1, lift=6.1, low=4.0, high=8.9, share=0.83, ties=[])]
NORTH = [HERE[0] | dict(where=[["region", "North"], ["app_version", "7.2"]])]
SIGNAL = dict(
    signal_id="s-topic-t-billing-20261111", level="topic", target_id="t-billing", kind="spike", began_on=date(2026, 11, 9), raised_on=date(2026, 11, 11),
    last_on=date(2026, 11, 15), ended_on=None, window_days=3, observed_n=18, expected_n=4.3, upper_n=9.0, q_value=0.0021, excess_n=30.2, harm=2.0,
    owner="Billing operations", state="new", within=[["touchpoint", "billing"]], drivers=HERE, returned_of=None)
OLD = SIGNAL | dict(
    signal_id="s-touchpoint-mobile-network-20260921", level="touchpoint", target_id="mobile-network", kind="ramp", began_on=date(2026, 9, 14), raised_on=date(2026, 9, 21),
    last_on=date(2026, 9, 30), ended_on=date(2026, 10, 7), window_days=7, excess_n=12.0, owner="Network", state="recovered", within=[], drivers=[{"reason": "chance"}])
GAP = dict(note_id="gap-x-20261020", kind="gap", scope="source", target="x", first_day=date(2026, 10, 20), last_day=date(2026, 10, 22), observed_n=0, usual_n=9.0, people_n=None)
FLOOD = dict(note_id="flood-t-mobile-network-20261005", kind="flood", scope="topic", target="t-mobile-network", first_day=date(2026, 10, 5), last_day=date(2026, 10, 7),
             observed_n=110, usual_n=9.0, people_n=3)
NAMES = Names({"t-billing": "Wrong bill", "t-mobile-network": "No signal"}, {"t-billing": "billing", "t-mobile-network": "mobile-network"},
              {"billing": "Billing", "mobile-network": "Mobile network"})


def rows(*found: dict) -> pd.DataFrame:
    """The rows as pages read them."""
    return named(pd.DataFrame(list(found), columns=signals.COLUMNS), NAMES)


def row(**changes):
    return next(rows(SIGNAL | changes).itertuples())


def raise_signals(workspace: Workspace, *found: dict) -> None:
    with workspace.store.write() as connection:
        signals.add(connection, found)
        signal_log.add(connection, [dict(signal_id=one["signal_id"], at=datetime(2026, 11, 12, 6, tzinfo=UTC), by="canary", from_state="", to_state=one["state"], why="seen")
                                    for one in found])
        workspace.store.touch(connection)


def note(workspace: Workspace, *found: dict) -> None:
    with workspace.store.write() as connection:
        notes.replace(connection, found)
        workspace.store.touch(connection)


def change(workspace: Workspace, title: str, on: date, touchpoint_id: str | None = None, as_of: datetime = datetime(2026, 11, 10, tzinfo=UTC)) -> int:
    return events.add(workspace.store, dict(title=title, happened_on=on, ended_on=None, touchpoint_id=touchpoint_id), "Ana", as_of)
