"""The section [weekly] of canary.toml: from whom the Monday e-mail comes, by which server, and when it is due."""
from __future__ import annotations

import re
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipeline.errors import UsageError
from pipeline.mail.recipient import Recipient, checked

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class WeeklySettings(BaseModel):
    """Nothing here is a secret: the password is CANARY_SMTP_PASSWORD, the webhook's address CANARY_WEEKLY_WEBHOOK."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sender: str
    reply_to: str
    base_url: str
    unsubscribe_to: str
    one_click_url: str
    smtp_host: str
    smtp_port: int = Field(ge=1, le=65535)
    smtp_security: Literal["starttls", "tls", "none"]
    smtp_user: str
    timeout_s: float = Field(gt=0, le=600)
    tries: int = Field(ge=1, le=10)
    retry_s: float = Field(ge=0, le=600)
    wait_s: float = Field(ge=0, le=3600)
    quotes_per_item: int = Field(ge=0, le=2)
    due_weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    due_hour: int = Field(ge=0, le=23)
    late_hours: float = Field(ge=0, le=168)
    webhook: Literal["", "slack", "teams"]

    @field_validator("sender", "reply_to", "unsubscribe_to")
    @classmethod
    def _one_address(cls, value: str) -> str:
        if value and not _is_mailbox(value):
            raise ValueError("it is not one mail address; write canary@example.com or Canary <canary@example.com>")
        return value

    @field_validator("base_url", "one_click_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment or re.search(r"[\s<>,\"']", value) or _CONTROL.search(value)):
            raise ValueError("it is no web address; write one such as https://canary.example.com")
        return value.rstrip("/")

    @field_validator("smtp_host")
    @classmethod
    def _host_alone(cls, value: str) -> str:
        if value and not re.fullmatch(r"[A-Za-z0-9._-]+", value) and not is_loopback(value):
            raise ValueError("it is not the name of a server; write one such as smtp.example.com, without a port")
        return value

    @model_validator(mode="after")
    def _nothing_in_the_clear(self) -> WeeklySettings:
        if self.smtp_security == "none" and self.smtp_host and not is_loopback(self.smtp_host):
            raise ValueError('smtp_security = "none" is only for a server on this machine; write "starttls" or "tls"')
        return self


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_mailbox(value: str) -> bool:
    """One address, with or without a name; nothing that could begin a header of its own."""
    if _CONTROL.search(value):
        return False
    try:
        checked(Recipient("x", parseaddr(value)[1]))
    except UsageError:
        return False
    return parseaddr(value)[1] in value and value.count("@") == 1
