"""A row of a file → a post, or the reason why it cannot be one. Pure: no store, no clock."""
from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from pipeline import file_columns, marks
from pipeline import text as words
from pipeline.errors import UsageError
from pipeline.records import Marks, Post, Rejected
from pipeline.redact import Redactor, pseudonym

REQUIRED = ("posted_at", "text")
OPTIONAL = ("post_id", "author", "channel", "language", "url", "in_reply_to", "conversation", "is_company", "followers", "likes", "reposts")
FIELDS = (*REQUIRED, *OPTIONAL)
_NUMERIC_DATE = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(.*)$")
_LINK = re.compile(r"https?://[^\s?#@<>\"']{3,500}", re.IGNORECASE)
_X_POST = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/[^/]+/status/(\d+)", re.IGNORECASE)
_POST_ONLY = re.compile(r"https://x\.com/i/status/\d{1,20}")
_WHOLE = re.compile(r"\d{1,20}\.0")
_TOKEN = re.compile(r"[\w.:/#=-]{0,200}")
_COMPANY_IS = ("true", "yes", "1", "company")
_EXCERPT_CHARS, _LABEL_CHARS, _SHAPE_CHARS = 200, 80, 20


@dataclass(frozen=True)
class Reading:
    """How the rows of one import are to be understood.

    columns: field -> column of the file; and edited_at, where a source tells of edits; attributes: columns that become
    dimensions; channel: for rows without one; zone: for times without one; day_first: True 31/12/2026, False 12/31/2026, None: such dates are quarantined;
    latest: a later time is quarantined; brand_handles: lower case, without @; company_is: what the column of is_company says of the company's
    own posts, in any case ("": true, yes, 1 or company).
    """

    source: str
    columns: Mapping[str, str]
    attributes: tuple[str, ...]
    channel: str
    zone: ZoneInfo
    redactor: Redactor
    secret: bytes = field(repr=False)
    latest: datetime
    max_text_chars: int
    brand_handles: frozenset[str] = frozenset()
    day_first: bool | None = None
    company_is: str = ""


def choose_columns(found: tuple[str, ...], mapping: Mapping[str, str], attributes: tuple[str, ...]) -> dict[str, str]:
    """field -> column, from what was asked for and, for the rest, from columns of the same name; asked for as "" a field is left out.

    Raises UsageError when a field or column is unknown or a required one is missing.
    """
    file_columns.check(found, mapping, FIELDS, attributes)
    chosen = {name: column for name, column in ({name: name for name in FIELDS if name in found} | dict(mapping)).items() if column}
    if named := {name for name, column in chosen.items() if column in attributes} & {"author", "text", "post_id", "in_reply_to", "conversation", "url"}:
        raise UsageError(f"--attributes {chosen[min(named)]}: it is read as {min(named)}, which names a person or a post and cannot be a dimension.")
    file_columns.require(found, chosen, REQUIRED)
    return chosen


def to_post(row_n: int, values: Mapping[str, str], reading: Reading) -> Post | Rejected:
    """The post in a row, repaired and redacted, or why there is none."""
    def cell(name: str) -> str:
        return (values.get(reading.columns.get(name, ""), "") or "").strip()

    raw, native, author = cell("text"), native_id(cell("post_id"), reading.secret), cell("author").lstrip("@")
    repaired = words.repair(raw, reading.max_text_chars)
    redacted = reading.redactor.redact(repaired)
    parent_id = f"{reading.source}:{native_id(cell('in_reply_to'), reading.secret)}" if cell("in_reply_to") else ""
    thread_id = f"{reading.source}:{native_id(cell('conversation'), reading.secret)}" if cell("conversation") else ""
    known_by = marks_of((f"{reading.source}:{native}" if native else "", parent_id, thread_id), reading.source, author, redacted.text, reading.secret)
    if not repaired:
        return Rejected(row_n, "no text", "", known_by)
    try:
        posted_at = parse_time(cell("posted_at"), reading.zone, reading.day_first)
        edited_at = parse_time(cell("edited_at"), reading.zone, reading.day_first) if cell("edited_at") else None
        reach = {name: _count(name, cell(name)) for name in ("followers", "likes", "reposts")}
    except ValueError as error:
        return Rejected(row_n, str(error), redacted.text[:_EXCERPT_CHARS], known_by)
    if posted_at > reading.latest:
        return Rejected(row_n, f"dated in the future: {posted_at:%Y-%m-%d %H:%M} UTC", redacted.text[:_EXCERPT_CHARS], known_by)
    post_id = f"{reading.source}:{native or _content_id(raw, author, posted_at, reading.secret)}"
    attributes = {name: reading.redactor.redact(value[:_LABEL_CHARS]).text
                  for name in reading.attributes if (value := (values.get(name) or "").strip())}
    return Post(
        post_id=post_id, source=reading.source, channel=reading.redactor.redact(cell("channel")[:_LABEL_CHARS]).text or reading.channel,
        posted_at=posted_at, text=redacted.text, text_key=_keyed(raw, reading.secret), words_n=words.words_n(redacted.text),
        author_id=pseudonym(reading.source, author, reading.secret) if author else None,
        language=cell("language")[:2].lower() or None, url=_link(cell("url"), reading.redactor), in_reply_to=parent_id or None,
        is_brand=author.lower() in reading.brand_handles or _is_company(cell("is_company"), reading), redactions=redacted.counts, attributes=attributes, edited_at=edited_at,
        conversation_id=thread_id or None,
        marks=known_by if native else replace(known_by, post=marks.of_post(post_id, reading.secret)), **reach)


def marks_of(ids: tuple[str, str, str], source: str, author: str, text: str, secret: bytes) -> Marks:
    """What tombstones would hold of a post. ids: its own, what it replies to, what began its thread. Of what is "" there is no mark."""
    post, parent, thread = (marks.of_post(each, secret) if each else "" for each in ids)
    return Marks(post=post, author=marks.of_author(source, author, secret) if author else "", words=marks.of_words(text, secret),
                 parent=parent, thread=thread)


def parse_time(value: str, zone: ZoneInfo, day_first: bool | None = None) -> datetime:
    """A time in UTC out of ISO 8601, Unix seconds or milliseconds, RFC 2822, X's own form, or a numeric date.

    31.12.2026 is day first; 31/12/2026 and 12-31-2026 need `day_first`. A time without a zone is in `zone`.
    Raises ValueError with a reason for people.
    """
    if not value:
        raise ValueError("no time")
    moment = _iso(value) or _epoch(value) or _named(value) or _numeric(value, zone, day_first)
    if moment is None:
        raise ValueError(f"a time like '{_shape(value)}' cannot be read; write ISO 8601 (2026-11-16T08:30:00+01:00)")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if not 1990 <= moment.year <= 9990:
        raise ValueError(f"the year {moment.year} cannot be right")
    return moment.astimezone(UTC)


def _link(url: str, redactor: Redactor) -> str | None:
    link = safe_link(url)
    if not link or _POST_ONLY.fullmatch(link):      # the number of a post is nobody's telephone, and costly to tell from one
        return link
    return link if redactor.redact(link).text == link else None


def safe_link(url: str) -> str | None:
    """A web address without what names its author: the handle in a link to X, queries and fragments; else None."""
    match = _LINK.match(url)
    if not match:
        return None
    post = _X_POST.match(match[0])
    return f"https://x.com/i/status/{post[1]}" if post else match[0]


def _iso(value: str) -> datetime | None:
    try:
        return None if value.isdigit() else datetime.fromisoformat(value)
    except ValueError:
        return None


def _epoch(value: str) -> datetime | None:
    if not value.isascii() or not value.replace(".", "", 1).isdigit() or not 9 <= len(value.partition(".")[0]) <= 13:
        return None
    seconds = float(value)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds / 1000 if seconds > 1e11 else seconds)


def _named(value: str) -> datetime | None:
    for read in (parsedate_to_datetime, lambda text: datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")):
        try:
            return read(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _numeric(value: str, zone: ZoneInfo, day_first: bool | None) -> datetime | None:
    match = _NUMERIC_DATE.match(value)
    if not match:
        return None
    first, mark, second, year, clock = match.groups()
    is_day_first = True if mark == "." else day_first
    if is_day_first is None:
        raise ValueError(f"'{_shape(value)}' may be day first or month first; say which: --dates day-first or --dates month-first")
    day, month = (first, second) if is_day_first else (second, first)
    try:
        return datetime.fromisoformat(f"{year}-{int(month):02d}-{int(day):02d}{_clock(clock)}")
    except ValueError:
        return None


def _clock(value: str) -> str:
    hour_minute = re.fullmatch(r"[ ,T]+(\d{1,2}):(\d{2})(:\d{2})?", value)
    if hour_minute:
        return f"T{int(hour_minute[1]):02d}:{hour_minute[2]}{hour_minute[3] or ''}"
    return value


def _is_company(value: str, reading: Reading) -> bool:
    return value.lower() in ((reading.company_is.lower(),) if reading.company_is else _COMPANY_IS)


def _count(name: str, value: str) -> int | None:
    if not value:
        return None
    try:
        number = int(float(value.replace(",", "")))
    except (ValueError, OverflowError):
        raise ValueError(f"{name} is not a number") from None
    if not 0 <= number < 1 << 62:
        raise ValueError(f"{name} is below 0 or too large to be a count")
    return number


def _shape(value: str) -> str:
    """What a value looks like, without what it says: a cell of a shifted column may hold anything."""
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", value[:_SHAPE_CHARS]))


def id_on_x(address: str) -> str:
    """The id of a post in its address on X; "" for anything else."""
    post = _X_POST.match(address)
    return post[1] if post else ""


def native_id(value: str, secret: bytes) -> str:
    """An id as its source gave it; one that is no plain token (an address, a name) becomes a keyed hash.

    "17.0" is 17: programs write so a column of whole numbers in which some are missing, as those of parents are.
    """
    value = value[:-2] if _WHOLE.fullmatch(value) else value
    return value if _TOKEN.fullmatch(value) else _keyed(value, secret)


def _content_id(raw: str, author: str, posted_at: datetime, secret: bytes) -> str:
    return _keyed(f"{posted_at.isoformat()}\0{author}\0{raw}", secret)


def _keyed(value: str, secret: bytes) -> str:
    """Keyed, so that nobody can try phone numbers against it."""
    return hmac.digest(secret, value.encode("utf-8", "replace"), "sha256").hex()[:20]     # one call: a third of the cost of an object
