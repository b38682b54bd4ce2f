"""Weekly counts of what a fix should bring down, with what its verdict says would be expected without it. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from pipeline.weekly import Weekly

_BEFORE_WEEKS = 16
_EXPECTED = {"expected_n": "expected", "lower_n": "expected_low", "upper_n": "expected_high"}


def weeks(weekly: Weekly, topics: Sequence[str], detail: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """A row per complete week: start (Monday), observed_n (people, NaN where is_lost), is_lost, expected_n, lower_n, upper_n (NaN where there is none).

    detail: of a verdict (see pipeline.verdict_rows); what is expected without the fix begins with the first week in which it could show.
    """
    own = [n for n, topic in enumerate(weekly.topics) if topic in topics]
    observed = weekly.counts[own].sum(axis=0) if own else np.zeros(len(weekly.weeks))
    frame = pd.DataFrame({"start": pd.to_datetime(list(weekly.weeks)).as_unit("us"), "observed_n": observed, "is_lost": np.isnan(observed)})
    drawn = detail or {}
    at = pd.to_datetime(list(drawn.get("weeks", ()))).as_unit("us")
    return frame.assign(**{ours: pd.Series(drawn.get(theirs, []), at, dtype=float).reindex(frame["start"]).to_numpy() for ours, theirs in _EXPECTED.items()})


def around(frame: pd.DataFrame, began: date | None, shipped: date | None) -> pd.DataFrame:
    """The weeks from some before the rise (or the shipping) on: older ones say nothing of this fix."""
    earliest = min((day for day in (began, shipped) if day), default=None)
    return frame if earliest is None else frame[frame["start"] >= pd.Timestamp(earliest - timedelta(weeks=_BEFORE_WEEKS))].reset_index(drop=True)
