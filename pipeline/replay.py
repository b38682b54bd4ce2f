"""The signals as they stood on a day of the past: with only what was raised, answered and counted by then."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from pipeline.signal_states import CANARY, NEW, RECOVERED, REGRESSED
from pipeline.store import counts, signal_log, signals
from pipeline.workspace import Workspace


def as_of(workspace: Workspace, day: date) -> pd.DataFrame:
    """Signals raised by the end of `day`, newest first; columns as in the table `signals`.

    Drivers are [], because those that are kept were found later: pipeline.causes.find finds them for a row of this. Of what was
    still up excess_n is what was seen on the day it was raised, unless that is the day itself; within is what is known.
    """
    store, zone = workspace.store, workspace.settings.zone
    rows = rows_on(signals.every(store).to_dict("records"), signal_log.every(store).to_dict("records"), day, zone)
    with store.read() as connection:
        for row in rows:
            row["harm"] = counts.harm_of(connection, row["level"], row["target_id"], row["began_on"], row["last_on"])
    return pd.DataFrame(rows, columns=signals.COLUMNS)


def rows_on(rows: Sequence[Mapping[str, Any]], log: Sequence[Mapping[str, Any]], day: date, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Those raised by the end of `day`, in their order, each as of known_on. rows: of the table `signals`; log: the whole signal log, oldest first."""
    changes: dict[str, list[Mapping[str, Any]]] = {}
    for change in log:
        changes.setdefault(change["signal_id"], []).append(change)
    return [known_on(row, changes.get(row["signal_id"], ()), day, zone) for row in rows if row["raised_on"] <= day]


def known_on(signal: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], day: date, zone: ZoneInfo) -> dict[str, Any]:
    """The row as it stood at the end of `day`, on or after the day it was raised. changes: its log, oldest first.

    What people did counts from the day they did it; what the counts did from the day it was so, however late it was computed.
    """
    is_over = signal["ended_on"] is not None and signal["ended_on"] <= day
    seen = dict(signal) | dict(last_on=min(signal["last_on"], day), ended_on=signal["ended_on"] if is_over else None, drivers=[])
    if not is_over and day < signal["last_on"]:
        seen["excess_n"] = signal["observed_n"] - signal["expected_n"]
    return seen | dict(state=_state(signal, changes, day, zone))


def _state(signal: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], day: date, zone: ZoneInfo) -> str:
    """The state after everything that was done by then: by people when they did it, by canary when the counts were so."""
    steps = [(signal["raised_on"], -1, REGRESSED if isinstance(signal["returned_of"], str) else NEW)]     # a column of pandas holds NaN where there is none
    for change in changes:
        if change["by"] != CANARY:
            steps.append((change["at"].astimezone(zone).date(), change["log_id"], change["to_state"]))
        elif change["to_state"] == RECOVERED and signal["ended_on"] is not None:
            steps.append((signal["ended_on"], change["log_id"], RECOVERED))
    return max(step for step in steps if step[0] <= day)[2]
