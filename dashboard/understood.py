"""Rows as they will be understood, and what an import did: tables and sentences. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.books import moment
from dashboard.wording import count, number
from pipeline.records import Post, Rejected

_QUICK_POSTS = 2000           # cleaned, learnt from and counted in about half a minute on one busy core


def table(row_ns: Sequence[int], read: Sequence[Post | Rejected], zone: ZoneInfo, is_phone: bool = False) -> pd.DataFrame:
    """A row of the file a row: Row, Becomes, Text (redacted), Posted, Channel, Author, Language, then its attributes; columns of nothing are left out.

    is_phone: Becomes too, where it is the same in every row.
    """
    rows = [_held(row_n, found) if isinstance(found, Rejected) else _post(row_n, found, zone) for row_n, found in zip(row_ns, read, strict=True)]
    frame = pd.DataFrame(rows)
    alike = {"Becomes"} if is_phone and len(frame) and frame["Becomes"].nunique() == 1 else ()
    return frame[[name for name in frame if name not in alike and frame[name].fillna("").astype(bool).any()]]


def sentence(rows_n: int, read: Sequence[Post | Rejected]) -> str:
    held_n = sum(isinstance(found, Rejected) for found in read)
    scope = f"the first {number(len(read))}" if rows_n > len(read) else "them" if rows_n > 1 else "it"
    found = f"{count(rows_n, 'row')} found"
    if not held_n:
        return f"{found}; all of {scope} can be read." if rows_n > 1 else f"{found}; it can be read."
    if held_n == len(read):
        return f"{found}; none of {scope} can be read." if rows_n > 1 else f"{found}; it cannot be read."
    return f"{found}; {number(len(read) - held_n)} of {scope} can be read, {number(held_n)} would go to quarantine."


def held_back(read: Sequence[Post | Rejected], most: int = 5) -> list[str]:
    """Why rows would go to quarantine, a line each; beyond `most` the rest is counted."""
    lines = [f"Row {number(row.row_n)} would go to quarantine: {row.reason}" for row in read if isinstance(row, Rejected)]
    return lines if len(lines) <= most else [*lines[:most], f"and {number(len(lines) - most)} more"]


def replaced(read: Sequence[Post | Rejected]) -> str:
    """What was taken out of the first rows, in words."""
    kinds: dict[str, int] = {}
    for post in read:
        for kind, n in (post.redactions.items() if isinstance(post, Post) else ()):
            kinds[kind] = kinds.get(kind, 0) + n
    if not kinds:
        return "No personal data were found in these rows."
    return f"Personal data replaced in these rows: {', '.join(f'{number(n)} × [{kind}]' for kind, n in sorted(kinds.items()))}."


def done(added_n: int, known_n: int, quarantined_n: int, forgotten_n: int) -> str:
    if not added_n and known_n and not quarantined_n and not forgotten_n:
        return "Nothing new: every row is known already."
    parts = [f"{count(added_n, 'post')} added"]
    parts += [f"{number(known_n)} known already"] if known_n else []
    parts += [f"{number(quarantined_n)} in quarantine"] if quarantined_n else []
    parts += [f"{number(forgotten_n)} left out, because they were forgotten on request or are gone where they were posted"] if forgotten_n else []
    return f"{', '.join(parts)}."


def is_quick(waiting_n: int, complaints_n: int, has_model: bool) -> bool:
    """May a run be started from the page? Where it would learn topics for the first time, all complaints count."""
    return waiting_n + (0 if has_model else complaints_n) <= _QUICK_POSTS


def _held(row_n: int, found: Rejected) -> dict:
    return {"Row": row_n, "Becomes": "quarantine", "Text": found.excerpt}


def _post(row_n: int, post: Post, zone: ZoneInfo) -> dict:
    return {"Row": row_n, "Becomes": "the company's reply" if post.is_brand else "a post", "Text": post.text, "Posted": moment(post.posted_at, zone),
            "Channel": post.channel, "Author": "a pseudonym" if post.author_id else "", "Language": post.language or ""} | dict(post.attributes)
