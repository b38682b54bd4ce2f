"""A help desk: the tickets of Zendesk or Freshdesk, read in the order in which they changed, each as its first message."""
from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from pipeline.errors import SourceError
from pipeline.sources import freshdesk, zendesk
from pipeline.sources.checks import filled, one_of, safe_address, within
from pipeline.sources.http import Api, Sleep
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import need_secret, read_section

_PRODUCTS = {"zendesk": zendesk, "freshdesk": freshdesk}


@dataclass(frozen=True)
class Settings:
    """server: https://acme.zendesk.com or https://acme.freshdesk.com; user: the agent whose token it is, for Zendesk only."""

    product: str
    server: str
    user: str = ""
    channel: str = "help desk"
    days_back: int = 90


@dataclass(frozen=True)
class HelpdeskSource:
    """The cursor is the product's own: see zendesk.py and freshdesk.py."""

    kind: ClassVar[str] = "helpdesk"
    secrets: ClassVar[tuple[str, ...]] = ("api_token",)
    attributes: ClassVar[tuple[str, ...]] = ("ticket_type", "priority")
    name: str
    settings: Settings
    api_token: str = field(default="", repr=False)
    sleep: Sleep = field(default=time.sleep, repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        one_of(name, "product", settings.product, tuple(_PRODUCTS))
        safe_address(name, "server", settings.server)
        within(name, "days_back", settings.days_back, 1, 3650)
        if settings.product == "zendesk":
            filled(name, "user", settings.user)
        return cls(name, settings, need_secret(name, "api_token", secrets))

    @property
    def channel(self) -> str:
        return self.settings.channel

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        return _PRODUCTS[self.settings.product].pages(self._api(), cursor, as_of - timedelta(days=self.settings.days_back))

    def check(self) -> Checked:
        try:
            return Checked(True, _PRODUCTS[self.settings.product].check(self._api()))
        except SourceError as error:
            return Checked(False, str(error))

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """Tickets that were deleted, or marked as spam."""
        return _PRODUCTS[self.settings.product].gone(self._api(), native_ids)

    def _api(self) -> Api:
        product = _PRODUCTS[self.settings.product]
        login = b64encode(product.login(self.settings.user, self.api_token).encode()).decode()
        return Api(self.name, self.settings.server.rstrip("/"), f"Basic {login}", "api_token", product.CALLS_PER_MINUTE, sleep=self.sleep)
