"""The sample's customers: what they have and where they live, when they write, how many follow them."""
from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.seeds import Seed

_MOBILE = {"esim-transfer", "mobile-signal", "calls-dropping", "roaming-charges", "sim-swap-fraud", "number-porting"}
_TV = {"tv-box-freeze", "tv-channels-missing"}
_BROADBAND = ("home-broadband", "router-and-wifi", "engineer-visit", "home-phone")
_HOURS = (0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 0.8, 1.6, 2.4, 2.8, 2.8, 2.6, 2.6, 2.4, 2.2, 2.2, 2.4, 2.8, 3.2, 3.4, 3.2, 2.6, 1.6, 0.7)
"""How likely people write in each hour of the day, from midnight, beside the others."""
_OFFICE = tuple(1.0 if 8 <= hour < 19 else 0.0 for hour in range(24))


class Customers:
    """plan: truth.yaml; rng: the sample's own, which draws everything in one order."""

    def __init__(self, plan: Mapping[str, Any], rng: Random) -> None:
        self.plan, self.rng, self.zone = plan, rng, ZoneInfo(plan["company"]["zone"])

    def author(self) -> str:
        """One of many customers, some of whom speak more often than others."""
        return f"user_{int(9000 * self.rng.random() ** 1.35):04d}"

    def attributes(self, seed: Seed, day: date) -> dict[str, str]:
        """region, product and app_version of who says this on that day."""
        products = dict(self.plan["products"])
        if seed.topic in _MOBILE:
            products = {"Mobile SIM": 1.0}
        elif seed.topic in _TV:
            products = {"TV Box": 1.0}
        elif seed.touchpoint in _BROADBAND:
            products = {"Fibre 100": 0.6, "Fibre 500": 0.4}
        return {"region": self._pick(self.plan["regions"]), "product": self._pick(products), "app_version": self._version(day)}

    def followers(self, author: str) -> dict[str, str]:
        """Of whoever begins a thread; decided by the name alone: nothing else of the sample moves, and nobody is answered for them."""
        return {"followers": str(int(Random(f"{self.plan['seed']} followers {author}").lognormvariate(5, 1.7)))}

    def moment(self, day: date, channel: str) -> datetime:
        """When in the day, in the company's zone; who takes a phone note does so in office hours."""
        hour = self.rng.choices(range(24), _OFFICE if channel == "phone note" else _HOURS)[0]
        return datetime(day.year, day.month, day.day, hour, self.rng.randrange(60), self.rng.randrange(60), tzinfo=self.zone)

    def _pick(self, shares: Mapping[str, float]) -> str:
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def _version(self, day: date) -> str:
        """Newer versions spread over about four weeks; a few people never update."""
        version = "7.0"
        for name, first in self.plan["app_versions"].items():
            since = (day - date.fromisoformat(str(first))).days
            if self.rng.random() < 0.94 / (1 + math.exp(-(since - 12) / 5)):
                version = name
        return version
