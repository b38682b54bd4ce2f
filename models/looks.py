"""When a verdict may be given, and how much error each look may spend: looking often must not make a fix look good."""
from __future__ import annotations

LOOKS_WEEKS = (4, 8, 12)
"""Weeks after shipping at which a verdict may be given; the weeks between them are provisional."""

SPENT = {4: 0.02, 8: 0.01, 12: 0.01}
"""Share (0-1) of fixes that did nothing which each look may call "fell" at most, together 4 %: the sum bounds the chance
of any of them whatever hangs together (Bonferroni), so looking every week costs nothing. A twentieth would be borne by
all rises, but the errors fall on those that fade by themselves, and they are to stay below it too. Half is spent on the
first look: later ones know less, because by then such rises have faded. No look spends more than 0.025, so that "fell"
is never said where the 95 % interval holds 1."""

SPENT_STAGED = {4: 0.01, 8: 0.025, 12: 0.01}
"""The same beside segments that wait, where more weeks do know more and few wait longer than eight."""


def taken(weeks_n: int) -> list[int]:
    """The planned looks that `weeks_n` weeks of evidence allow, first to last."""
    return [look for look in LOOKS_WEEKS if look <= weeks_n]


def ahead(weeks_n: int) -> list[int]:
    """The planned looks still to come."""
    return [look for look in LOOKS_WEEKS if look > weeks_n]
