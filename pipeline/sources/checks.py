"""What a type cannot say of a setting of a source: its range, its choices, a safe address. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.errors import SettingsError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def within(name: str, key: str, value: int, least: int, most: int) -> None:
    """Raises SettingsError when [sources.NAME] `key` is not from `least` to `most`."""
    if not least <= value <= most:
        raise SettingsError(f"canary.toml: [sources.{name}] {key} is {value:,}; allowed is {least:,} to {most:,}.")


def one_of(name: str, key: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise SettingsError(f"canary.toml: [sources.{name}] {key} is '{value}'; allowed are {', '.join(allowed)}.")


def filled(name: str, key: str, value: str | Sequence[str]) -> None:
    """Raises SettingsError when nothing is in it."""
    if not value or not all(part.strip() for part in ([value] if isinstance(value, str) else value)):
        raise SettingsError(f"canary.toml: [sources.{name}] {key} is empty. Fill it in.")


def digits(name: str, key: str, value: str) -> None:
    """Raises SettingsError when it is no number in digits alone; it stays a text, for it may begin with a 0."""
    filled(name, key, value)
    if not (value.isascii() and value.isdigit()):
        raise SettingsError(f"canary.toml: [sources.{name}] {key} is '{value}'; digits are needed.")


def safe_address(name: str, key: str, address: str) -> str:
    """The address of a service without a slash at its end: https, or plain http on this machine only."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if host and "@" not in parts.netloc and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)):
        return address.rstrip("/")
    shown = "an address with a user or password" if "@" in address else f"'{address}'"
    raise SettingsError(f"canary.toml: [sources.{name}] {key} is {shown}; write https://… without a user or password: nothing travels unencrypted.")
