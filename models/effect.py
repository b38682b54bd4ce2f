"""Counts before and after a fix → a verdict: fell, did not fall, not yet known, came back.

A rise is noticed at its peak, and most rises fall by themselves. So a fix is never compared with the weeks before it
alone, but with segments that still wait for it, or else with what the same sort of rise did when it was left alone
(placebo episodes). Measured in benchmarks/verdicts.py; the looks and their error are in models/looks.py.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.case import Case, Evidence, spent
from models.episodes import Library
from models.estimate import Estimate
from models.looks import LOOKS_WEEKS, ahead

_NORMAL = 1.96


@dataclass(frozen=True)
class Verdict:
    """What the counts say of a fix.

    verdict: "fell" | "did not fall" | "not yet known" | "came back". rate_ratio: people with the fix over people without
    it, low-high its 95 % interval. weeks_n: weeks of evidence; look_weeks: the planned look it rests on (None:
    provisional). before_n, after_n: people a week, plain facts. avoided_*: people not heard from, in the weeks of the
    estimate. expected*: (weeks after shipping,) people without the fix, a week's count lies between low and high in 95 %;
    NaN beyond the weeks of the estimate. placebo_n: comparable episodes (0: compared with segments). weeks_missing:
    weeks until a look could tell if this goes on (None: none would). power: chance (0-1) to be told "fell" by a look,
    had the fix done what was hoped. reasons: keys, worded elsewhere. NaN: nothing can be said.
    """

    verdict: str
    rate_ratio: float
    low: float
    high: float
    weeks_n: int
    look_weeks: int | None
    before_n: float
    after_n: float
    avoided_n: float
    avoided_low: float
    avoided_high: float
    expected: np.ndarray
    expected_low: np.ndarray
    expected_high: np.ndarray
    placebo_n: int
    weeks_missing: int | None
    power: float
    reasons: tuple[str, ...]


def judge(evidence: Evidence, past: Library | None = None, hoped_fall: float | None = None) -> Verdict:
    """The verdict at the last week of `evidence.counts`.

    past: the episodes to compare with, built once for many fixes; None: those of evidence.placebos. hoped_fall: share
    (0-1) of the complaints that the fix should take away; None: the whole excess. Reasons for "not yet known":
    "too early", "few placebos", "short history", "no comparison", "coverage", "wide", and the guards that bite.
    """
    return _verdict(Case(evidence, past, hoped_fall))


def _verdict(case: Case) -> Verdict:
    word, look = case.decided()
    is_open = word == "not yet known"
    window = min(case.weeks_n, LOOKS_WEEKS[-1]) if is_open else look
    guards = case.guards(window) if is_open else ()
    shown = guards[0] if guards else case.estimate(window)
    is_known = isinstance(shown, Estimate)
    return Verdict(
        word, **_ratio(shown), weeks_n=case.weeks_n, look_weeks=look, before_n=_mean(case.own[case.first : case.shipped]),
        after_n=_mean(case.own[case.shipped :]), **_avoided(shown), **_without_fix(case, shown), placebo_n=shown.placebo_n if is_known else 0,
        weeks_missing=_weeks_missing(case, shown) if is_open else None, power=_power(case, shown),
        reasons=() if not is_open else guards or ("wide" if is_known else shown,))


def _ratio(shown: Estimate | str) -> dict:
    """The rate ratio and its 95 % interval."""
    logs = (np.nan,) * 3 if isinstance(shown, str) else (shown.effect, shown.lower(0.025), shown.upper(0.025))
    return dict(zip(("rate_ratio", "low", "high"), map(float, np.exp(logs))))


def _avoided(shown: Estimate | str) -> dict:
    logs = (np.nan,) * 3 if isinstance(shown, str) else (shown.effect, shown.upper(0.025), shown.lower(0.025))
    after_n = np.nan if isinstance(shown, str) else shown.after_n
    return {name: float((after_n + 0.5) * (np.exp(-one) - 1)) for name, one in zip(("avoided_n", "avoided_low", "avoided_high"), logs)}


def _without_fix(case: Case, shown: Estimate | str) -> dict:
    """The weeks as they would have been; beside segments that wait: as if all had waited."""
    names = ("expected", "expected_low", "expected_high")
    if isinstance(shown, str):
        return {name: np.full(case.weeks_n, np.nan) for name in names}
    expected, spread = case.by_week(shown)
    lines = expected, expected * np.exp(-_NORMAL * spread), expected * np.exp(_NORMAL * spread)
    beyond = (0, case.weeks_n - shown.weeks_n)
    return {name: np.pad(case.untouched(shown) + line, beyond, constant_values=np.nan) for name, line in zip(names, lines)}


def _weeks_missing(case: Case, shown: Estimate | str) -> int | None:
    """Until the first look that could tell, if what is seen goes on; before anything is seen: until the first look."""
    if isinstance(shown, str) and shown != "too early":
        return None
    for look in ahead(case.weeks_n):
        later = case.estimate(look)
        if isinstance(later, Estimate) and (isinstance(shown, str) or case.word(later.had(shown.effect), look)):
            return look - case.weeks_n
    return None


def _power(case: Case, shown: Estimate | str) -> float:
    """At the look that could tell best, had the fix done what was hoped, or else brought the ordinary level back."""
    if isinstance(shown, str) and shown != "too early":
        return float("nan")
    found = [(look, one) for look in LOOKS_WEEKS if isinstance(one := case.estimate(look), Estimate)]
    return max((one.power(case.hoped_effect(one), spent(one, look)) for look, one in found), default=float("nan"))


def _mean(values: np.ndarray) -> float:
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")
