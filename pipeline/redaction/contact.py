"""E-mail addresses, handles, and what links say of a person."""

import re
from collections.abc import Iterator

from pipeline.redaction.spans import Span

# Mailbox providers. The first are nothing else; the others are also words or companies people complain about.
_MAILBOX = r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|aol|gmx|protonmail|btinternet|fastmail)"
_PROVIDER = (
    rf"(?:{_MAILBOX}|web|live|msn|me|mac|proton|t-online|freenet|orange|free|laposte|wanadoo|sfr|libero|virgilio|"
    r"tiscali|terra|telefonica|uol|bol|comcast|verizon|att|sky|talktalk|ntlworld|virginmedia|ziggo|kpn|planet|hey)"
)
_DOT_WORD = r"\s?(?:\(dot\)|\[dot\]|\{dot\}|\(\.\)|\[\.\]|\bdot\b|\bpunto\b|\bpunkt\b|\bpoint\b|\bponto\b)\s?"
_TLD = r"(?:com|net|org|info|co|uk|de|es|fr|it|pt|nl|eu|ie|at|ch|be|us|ca|au|br|mx|ar)\b"
_AT_WORD = r"\s(?:at|arroba|arobase|chiocciola|ät)\s"
_LOCAL = r"(?<![\w.+%-])[\w+%-][\w.+%-]*+"
_DOMAIN = r"[^\W_](?:[\w-]|\.(?=\w))*+"

_EMAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LOCAL}@(?=[\w-]+\.\w){_DOMAIN}",
        rf"{_LOCAL}@{_MAILBOX}\b",
        rf"{_LOCAL}\s?@\s?{_MAILBOX}(?:\.|{_DOT_WORD}){_TLD}(?:\.{_TLD})?",
    )
)
_SPOKEN_EMAILS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LOCAL}\s?[(\[{{<]\s?(?:at|@|a|arroba)\s?[)\]}}>]\s?[\w-]{{1,63}}(?:(?:\.|{_DOT_WORD})[\w-]{{1,63}}){{1,3}}",
        rf"(?:{_LOCAL}{_DOT_WORD})?{_LOCAL}{_AT_WORD}{_MAILBOX}\.{_TLD}(?:\.{_TLD})?",
        rf"(?:{_LOCAL}{_DOT_WORD})?{_LOCAL}{_AT_WORD}{_PROVIDER}(?:{_DOT_WORD}{_TLD}){{1,2}}",
    )
)
_SPOKEN_AFTER_CUE = re.compile(
    r"(?:e-?mail|mail|correo|courriel|adresse|address|write|contact)\b[^\n@\x00]{0,30}?\s"
    rf"(?P<email>[\w.+%-]{{1,64}}{_AT_WORD}[\w-]{{2,63}}(?:{_DOT_WORD}[\w-]{{2,63}}){{1,3}})",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"[(\[{<]\s?(?:at|a|arroba|@)\s?[)\]}>]|"
    r"\s(?:at|arroba|arobase|chiocciola|ät)\s[\w-]+\s?(?:\.|[(\[{]|dot|pu?o?nto|punkt|point)",
    re.IGNORECASE,
)

_HANDLE = re.compile(r"(?<![\w])@(?=\w*[^\W\d])(?P<name>\w+)(?:[.@-]\w+)*+")
_TIME_OF_DAY = re.compile(r"\d{1,4}(?:am|pm|h|hrs|ish)?", re.IGNORECASE)
_REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,20}")
_PROFILE = re.compile(
    r"(?:twitter|x|instagram|facebook|fb|tiktok|threads|youtube|linkedin|bsky)\.(?:com|net|app)/"
    r"(?:in/|profile/|user/|u/)?@?(?P<name>[\w.-]+)",
    re.IGNORECASE,
)
_NO_PROFILE = frozenset("i intent hashtag search share status p reel reels watch home explore events groups pages".split())

_QUERY = re.compile(r"(?:https?://|www\.)[^\s\x00?#]*+(?:\?(?P<query>[^\s\x00#]++))?(?:#(?P<part>[^\s\x00]*=[^\s\x00]*+))?")
_USERINFO = re.compile(r"(?<=://)[^\s\x00/@]++(?=@)")


def find_emails(text: str) -> Iterator[Span]:
    """joe@example.com, joe (at) example (dot) com, joe at gmail dot com, joe @ gmail.com."""
    if "@" in text:
        for pattern in _EMAILS:
            yield from (Span(*match.span(), "email") for match in pattern.finditer(text))
    if _SPELT.search(text):
        for pattern in _SPOKEN_EMAILS:
            yield from (Span(*match.span(), "email") for match in pattern.finditer(text))
        yield from (Span(*match.span("email"), "email") for match in _SPOKEN_AFTER_CUE.finditer(text))


def find_handles(text: str, brand_handles: frozenset[str]) -> Iterator[Span]:
    """@name, @name@server, u/name and profile links, unless the name is in `brand_handles` (lower case, no @)."""
    for match in _HANDLE.finditer(text):
        if match["name"].lower() not in brand_handles and not _TIME_OF_DAY.fullmatch(match["name"]):
            yield Span(*match.span(), "handle")
    if "u/" in text:
        yield from (Span(*match.span(), "handle") for match in _REDDIT.finditer(text))
    if "/" in text:
        for match in _PROFILE.finditer(text):
            if match["name"].lower() not in brand_handles | _NO_PROFILE:
                yield Span(*match.span("name"), "handle")


def find_queries(text: str) -> Iterator[Span]:
    """What follows ? in a link (and #token=…): it carries addresses, names and tokens. The link itself stays."""
    if "://" not in text and "www." not in text:
        return
    for match in _QUERY.finditer(text):
        yield from (Span(*match.span(group), "query") for group in ("query", "part") if match[group])
    yield from (Span(*match.span(), "id") for match in _USERINFO.finditer(text))
