"""Who gets the Monday e-mail: a short name, an address, and in which language, zone and edition. Pure."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from pipeline.errors import UsageError

LANGUAGES = ("en", "de", "fr", "es")
EVERYBODY, OWNER = "all", "owner"
WEBHOOK = "webhook"        # who stands in the books where a message went to a channel: nobody's short name
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MOST_CHARS = 254          # of an address: RFC 5321, 4.5.3.1.3
_MOST_LOCAL_CHARS = 64
_MOST_NAME_CHARS = 100


@dataclass(frozen=True)
class Recipient:
    """owner: whose touchpoints the edition holds, as the taxonomy names them; "" is everybody's edition. zone: IANA name."""

    recipient_id: str
    address: str
    name: str = ""
    owner: str = ""
    language: str = "en"
    zone: str = "UTC"

    @property
    def edition(self) -> str:
        return OWNER if self.owner else EVERYBODY


def checked(recipient: Recipient) -> Recipient:
    """The recipient as it is kept: spaces around its parts gone, the domain in ASCII.

    Raises UsageError with what is wrong. An address is never repeated in it: errors end up in logs.
    """
    tidy = replace(recipient, **{name: str(getattr(recipient, name)).strip() for name in ("recipient_id", "address", "name", "owner", "language", "zone")})
    if not _ID.fullmatch(tidy.recipient_id) or tidy.recipient_id == WEBHOOK:
        raise UsageError(f"recipient '{_shown(tidy.recipient_id)}': a short name is needed, of small letters, digits, dots and hyphens, at most 40, e.g. ann or network-team.")
    for part, value in (("name", tidy.name), ("owner", tidy.owner)):
        if _CONTROL.search(value) or len(value) > _MOST_NAME_CHARS:
            raise UsageError(f"recipient {tidy.recipient_id}: the {part} is one line of at most {_MOST_NAME_CHARS} characters.")
    if tidy.language not in LANGUAGES:
        raise UsageError(f"recipient {tidy.recipient_id}: language '{_shown(tidy.language)}' is unknown. Allowed: {', '.join(LANGUAGES)}.")
    if not is_zone(tidy.zone):
        raise UsageError(f"recipient {tidy.recipient_id}: zone '{_shown(tidy.zone)}' is not an IANA time zone. Write e.g. Europe/London or UTC.")
    return replace(tidy, address=_address(tidy))


def is_zone(value: str) -> bool:
    try:
        return bool(value) and ZoneInfo(value) is not None
    except (KeyError, ValueError, OSError):
        return False


def _address(recipient: Recipient) -> str:
    """The address as it is sent to. Raises UsageError."""
    local, at, domain = recipient.address.rpartition("@")
    if not at:
        raise UsageError(f"recipient {recipient.recipient_id}: " + ("the address is missing." if not recipient.address else "the address has no @.") + " Write one such as ann@example.com.")
    if not _LOCAL.fullmatch(local) or len(local) > _MOST_LOCAL_CHARS:
        raise UsageError(f"recipient {recipient.recipient_id}: what stands before the @ cannot be mailed to: letters, digits and dots without accents, at most {_MOST_LOCAL_CHARS}.")
    if (found := _domain(domain)) is None or len(local) + 1 + len(found) > _MOST_CHARS:
        raise UsageError(f"recipient {recipient.recipient_id}: what stands after the @ is no domain name. Write one such as ann@example.com.")
    return f"{local}@{found}"


def _domain(domain: str) -> str | None:
    """A domain with accents becomes the one that mail servers know; None where there is no such name."""
    try:
        found = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = found.split(".")
    return found if len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit() else None


def _shown(value: str) -> str:
    return _CONTROL.sub(" ", value)[:40]
