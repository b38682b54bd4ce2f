"""A mail's bytes → who wrote what when: the plain-text part where there is one, without quoted history and signature. Pure; never raises.

The rule. Quoted history: everything from the first line that announces it ("On … wrote:", "-----Original Message-----", a block
"From: … Sent: …") and every line that begins with ">"; a mail in which nothing else stands (a forwarded one) keeps what it forwards.
Signature: from a line "-- " on; from a last greeting ("Kind regards") among the last lines on; "Sent from my …"; and lines at the
end that hold nothing but the sender's own name.
"""
from __future__ import annotations

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.sources.html_text import text_of

_LAST_LINES = 12
_ANNOUNCED = re.compile(
    r"^\s*(?:-{2,}\s*\w[^\n]{0,60}\w\s*-{2,}|_{20,}|"
    r"(?:On|Am|Le|El|Il|Op|Em|Den)\b[^\n]{0,300}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu)\b[^\n]{0,100}:)\s*$", re.IGNORECASE)
_FROM = re.compile(r"^\s*\*?(?:From|Von|De|Da|Van)\s?:", re.IGNORECASE)
_HEADER = re.compile(r"^\s*\*?(?:From|Von|De|Da|Van|Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Date|Datum|Fecha|Data|To|An|À|Para|A|Aan|Cc|"
                     r"Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto)\s?:", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s*(?:(?:kind|best|warm|many)?\s*regards|yours (?:sincerely|faithfully|truly)|sincerely|best wishes|cheers|"
    r"mit freundlichen gr(?:ü|ue)(?:ß|ss)en|(?:viele|freundliche|liebe|beste) gr(?:ü|ue)(?:ß|ss)e|mfg|cordialement|bien à vous|"
    r"(?:un )?saludos?(?: cordial(?:es)?)?|atentamente|cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?|atenciosamente)\s*[,.!]*\s*$", re.IGNORECASE)
_DEVICE = re.compile(r"^\s*(?:sent from my|get outlook for|von meinem .{1,40} gesendet|gesendet von|envoyé de(?:puis)? mon|enviado desde mi|inviato da)\b", re.IGNORECASE)
_AGAIN = re.compile(r"^\s*(?:re|aw|antw|sv|rif|res)\s*(?:\[\d+\])?:\s*", re.IGNORECASE)
_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|wg|tr|rv|i|enc)\s*:)+\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Mail:
    """sender and name: the address (lower case) and the name of who wrote; ids without <>; sent_at None when it is not said."""

    message_id: str
    in_reply_to: str
    sender: str
    name: str
    subject: str
    text: str
    sent_at: datetime | None
    is_automatic: bool


def read_mail(raw: bytes) -> Mail:
    """The mail in these bytes, which may break off anywhere."""
    try:
        message = email.message_from_bytes(raw)
    except RecursionError:   # mails in mails in mails: its head is enough to say that it came
        message = BytesHeaderParser().parsebytes(raw)
    name, sender = parseaddr(_header(message, "From"))
    return Mail(_id(message, "Message-ID"), _id(message, "In-Reply-To"), sender.lower(), name, _header(message, "Subject"),
                own_words(_body(message), name), _sent_at(message), _is_automatic(message))


def own_words(text: str, name: str = "") -> str:
    """What the writer of a mail wrote themselves: without quoted history and signature (see above)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begins_at = next((n for n in range(len(lines)) if _is_history(lines, n)), len(lines))
    own = [line for line in lines[:begins_at] if not line.lstrip().startswith(">")]
    if not any(line.strip() for line in own):
        own = [line.lstrip("> ") for line in lines[begins_at:] if not (_HEADER.match(line.lstrip("> ")) or _ANNOUNCED.match(line))]
    return "\n".join(_unsigned(own, name)).strip()


def with_subject(subject: str, text: str) -> str:
    """The subject above the text; that of an answer repeats the one before it and is left out."""
    subject = _FORWARDED.sub("", subject).strip()
    return text if not subject or _AGAIN.match(subject) else f"{subject}\n\n{text}".strip()


def _is_history(lines: list[str], n: int) -> bool:
    """Does the history begin at line n? Its announcement may be broken into two lines."""
    if _ANNOUNCED.match(lines[n]) or (n + 1 < len(lines) and len(lines[n]) < 200 and _ANNOUNCED.match(f"{lines[n]} {lines[n + 1]}")):
        return True
    return bool(_FROM.match(lines[n])) and sum(bool(_HEADER.match(line)) for line in lines[n + 1:n + 5]) >= 2


def _unsigned(lines: list[str], name: str) -> list[str]:
    kept = lines[:next((n for n, line in enumerate(lines) if line.rstrip() in ("--", "- --") or _DEVICE.match(line)), len(lines))]
    filled = [n for n, line in enumerate(kept) if line.strip()]
    greeting = next((n for n in filled[1:][-_LAST_LINES:] if _GREETING.match(kept[n])), len(kept))
    kept = kept[:greeting]
    words = set(re.findall(r"\w+", name.lower()))
    while len(kept) > 1 and set(re.findall(r"\w+", kept[-1].lower())) <= words:
        kept.pop()
    return kept


def _body(message: Message) -> str:
    """The text: of all plain parts that are no attachments, else out of the HTML ones."""
    parts = [part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() != "attachment"]
    plain = "\n\n".join(_decoded(part) for part in parts if part.get_content_type() == "text/plain").strip()
    if plain:
        return plain
    return "\n\n".join(text_of(_decoded(part), without_quotes=True) for part in parts if part.get_content_type() == "text/html")


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True) or b""
    try:
        charset = part.get_content_charset() or "utf-8"
        return raw.decode(charset, "replace")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return raw.decode("utf-8", "replace")


def _header(message: Message, name: str) -> str:
    value = str(message.get(name, ""))
    try:
        pieces = [piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece for piece, charset in decode_header(value)]
        value = "".join(pieces)
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        pass
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _id(message: Message, name: str) -> str:
    return next(iter(_header(message, name).split()), "").strip("<>")


def _sent_at(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_automatic(message: Message) -> bool:
    """Out-of-office answers, bounces and newsletters: RFC 3834, RFC 3464, and the older Precedence."""
    return (_header(message, "Auto-Submitted").lower() not in ("", "no") or _header(message, "Precedence").lower() in ("bulk", "junk", "auto_reply")
            or message.get_content_type() == "multipart/report" or bool(_header(message, "X-Autoreply")))
