"""Which column is which field: a guess from headings and first rows, for a person to mend. Pure."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from pipeline.rows import FIELDS, parse_time

_HEADINGS = {
    "text": ("text", "body", "message", "complaint", "comment", "comments", "content", "narrative", "consumer complaint narrative", "review",
             "feedback", "verbatim", "description", "note", "notes", "tweet", "post", "what happened", "texto", "mensaje", "nachricht", "beschwerde", "texte",
             "commentaire"),
    "posted_at": ("posted at", "created at", "created", "date", "time", "timestamp", "datetime", "posted", "posted on", "received", "date received",
                  "received at", "submitted at", "tweet created", "when", "day", "fecha", "datum"),
    "post_id": ("post id", "id", "tweet id", "ticket id", "complaint id", "review id", "case id", "message id", "ticket", "case", "reference", "ref", "number"),
    "author": ("author", "author id", "user", "username", "user name", "user id", "customer id", "customer", "handle", "screen name", "from", "sender", "name",
               "reviewer", "who"),
    "channel": ("channel", "medium", "via", "submitted via", "contact method", "kanal", "canal"),
    "language": ("language", "lang", "sprache", "idioma", "langue"),
    "url": ("url", "link", "permalink", "address of the post"),
    "in_reply_to": ("in reply to", "in reply to id", "reply to", "parent id"),
    "conversation": ("conversation", "conversation id", "thread", "thread id"),
    "is_company": ("is company", "is brand", "from company"),
    "followers": ("followers", "followers count", "author followers"),
    "likes": ("likes", "like count", "favorites", "favourites", "favorite count"),
    "reposts": ("reposts", "repost count", "retweets", "retweet count", "shares"),
}
_PARTS = {"text": ("complaint", "narrative", "comment", "message", "text", "feedback", "review"), "posted_at": ("date", "created", "time", "received")}
_COUNT = re.compile(r"[\d,]+(\.0+)?")
_SPLIT_DATE = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2\d{4}")
_LEAST_TEXT_CHARS = 20


def guess(columns: Sequence[str], rows: Sequence[Mapping[str, str]], zone: ZoneInfo) -> dict[str, str]:
    """field -> column, each column once; fields that no column fits are left out. rows: column -> text."""
    found: dict[str, str] = {}
    for field, choose in (*((field, _by_heading) for field in _HEADINGS), ("posted_at", _by_content), ("text", _by_content)):
        left = [column for column in columns if column not in found.values()]
        values = {column: [row[column] for row in rows if row.get(column)] for column in left}
        column = None if field in found else choose(field, {name: held for name, held in values.items() if _fits(field, held, zone)})
        if column is not None:
            found[field] = column
    return {field: found[field] for field in FIELDS if field in found}


def day_first(values: Sequence[str]) -> bool | None:
    """How dates such as 31/12/2026 are meant, where one of them can only be meant one way; else None."""
    pairs = [(int(match[1]), int(match[3])) for value in values if (match := _SPLIT_DATE.match(value.strip()))]
    if any(first > 12 for first, _ in pairs):
        return True
    return False if any(second > 12 for _, second in pairs) else None


def is_heading(name: str) -> bool:
    return any(_plain(name) in headings for headings in _HEADINGS.values())


def is_no_heading(name: str, zone: ZoneInfo) -> bool:
    """Is it a time? Then the first line is a row already, and would be lost as one."""
    return not name.isdigit() and bool(re.search(r"\d", name)) and _is_time(name, zone)


def _by_heading(field: str, fitting: Mapping[str, Sequence[str]]) -> str | None:
    """The column whose heading is the likeliest for the field; for the required two a part of the heading is enough."""
    plain = {column: _plain(column) for column in fitting}
    whole = [column for heading in _HEADINGS[field] for column in fitting if plain[column] == heading]
    part = [column for word in _PARTS.get(field, ()) for column in fitting if word in plain[column].split()]
    return next(iter([*whole, *part]), None)


def _plain(heading: str) -> str:
    """createdAt, Created_at → "created at"."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).lower()))


def _by_content(field: str, fitting: Mapping[str, Sequence[str]]) -> str | None:
    """The time that is no bare number; the longest words."""
    if field == "posted_at":
        return next((column for column, values in fitting.items() if not all(value.strip().isdigit() for value in values)), None)
    longest = max(fitting, key=lambda column: _mean_chars(fitting[column]), default=None)
    return longest if longest is not None and _mean_chars(fitting[longest]) >= _LEAST_TEXT_CHARS else None


def _fits(field: str, values: Sequence[str], zone: ZoneInfo) -> bool:
    """May these be values of the field? values: those that are not empty; a column without any fits nothing."""
    if not values:
        return False
    if field == "posted_at":
        return 2 * sum(_is_time(value, zone) for value in values) >= len(values)
    if field == "text":
        return any(re.search(r"[^\W\d_]", value) for value in values) and not all(_is_time(value, zone) for value in values)
    if field in ("followers", "likes", "reposts"):
        return all(_COUNT.fullmatch(value.strip()) for value in values)
    if field == "post_id":
        return len(set(values)) == len(values)
    return field != "url" or all(value.startswith(("http://", "https://")) for value in values)


def _is_time(value: str, zone: ZoneInfo) -> bool:
    for is_day_first in (True, False):
        try:
            parse_time(value.strip(), zone, is_day_first)
            return True
        except ValueError:
            continue
    return False


def _mean_chars(values: Sequence[str]) -> float:
    return sum(map(len, values)) / len(values)
