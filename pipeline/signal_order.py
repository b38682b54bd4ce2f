"""Which signal comes first: harm × people beyond what was expected × days. Never how many would have read of it."""
from __future__ import annotations

import pandas as pd

LEVELS = ("all", "touchpoint", "topic")


def worst_first(signals: pd.DataFrame) -> pd.DataFrame:
    """The same rows with a column `score`: what is still up before what is over, in each the largest score first. One order for all readers.

    signals: columns of the table `signals`. score: mean severity (0-4, one more so that what is mild still counts) × excess people
    (0 at least) × days from began_on to last_on.
    """
    days = (pd.to_datetime(signals["last_on"]) - pd.to_datetime(signals["began_on"])).dt.days + 1
    harm = pd.to_numeric(signals["harm"]).fillna(0.0) + 1
    scored = signals.assign(score=(harm * pd.to_numeric(signals["excess_n"]).clip(lower=0) * days).astype(float), is_over=signals["ended_on"].notna())
    return scored.sort_values(["is_over", "score", "raised_on", "signal_id"], ascending=[True, False, False, True], kind="stable").drop(columns="is_over")
