"""The budget: what a call could cost at most is set aside before it is made; past a limit it is not made."""
from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pipeline.errors import BudgetError
from pipeline.settings import BudgetSettings
from pipeline.store import Store, cursors, spending
from pipeline.store.spending import Spent

MICROS = 1_000_000


@dataclass
class Purse:
    """Leave for one source's calls, kept in the store: the calls of a killed run stay counted, they may have been billed."""

    store: Store
    budget: BudgetSettings
    source: str
    kind: str
    as_of: datetime
    elapsed_s: Callable[[], float] = time.monotonic
    _held: dict[date, int] = field(default_factory=dict, init=False)
    _began_s: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._began_s = self.elapsed_s()

    @property
    def price(self) -> Decimal:
        return self.budget.price_per_post.get(self.kind, Decimal(0))

    @property
    def day(self) -> date:
        """Today: a run may last over midnight."""
        return (self.as_of + timedelta(seconds=self.elapsed_s() - self._began_s)).astimezone(UTC).date()

    @property
    def held_n(self) -> int:
        """Posts set aside for calls that are not settled yet."""
        return sum(self._held.values())

    def allow(self, posts_n: int) -> None:
        """Set aside `posts_n` posts for the next call. Raises BudgetError when they would pass a limit."""
        day = self.day
        with self.store.write() as connection:
            today = spending.between(connection, day, day)
            month = spending.between(connection, day.replace(day=1), day)
            if refusal := self._refusal(posts_n, today, month):
                raise BudgetError(refusal)
            spending.add(connection, day, self.source, 1, posts_n, self.micros(posts_n))
            cursors.asked(connection, self.source)
        self._held[day] = self._held.get(day, 0) + posts_n

    def settle(self, connection: Any, billed_n: int) -> None:
        """What was set aside becomes what was billed, within the write that stores it; the first day's leave is used first."""
        left_n = billed_n
        for day, held_n in sorted(self._held.items()):
            used_n = min(held_n, left_n)
            left_n -= used_n
            spending.add(connection, day, self.source, 0, used_n - held_n, self.micros(used_n - held_n))
        if left_n:
            spending.add(connection, self.day, self.source, 0, left_n, self.micros(left_n))
        self._held.clear()

    def micros(self, posts_n: int) -> int:
        return int(posts_n * self.price * MICROS)

    def _refusal(self, posts_n: int, today: Spent, month: Spent) -> str:
        limits = self.budget
        for period, spent, most_n, most in (("day", today, limits.posts_per_day, limits.money_per_day),
                                            ("month", month, limits.posts_per_month, limits.money_per_month)):
            if spent.posts_n + posts_n > most_n:
                return (f"{self.source}: the budget of this {period} is {most_n:,} posts; {spent.posts_n:,} are spent and the next call may bring "
                        f"{posts_n:,}. It goes on with the next {period}, or raise [budget] posts_per_{period}.")
            if self.price and spent.micros + self.micros(posts_n) > most * MICROS:
                return (f"{self.source}: the budget of this {period} is {most} {limits.currency}; {money(spent.micros)} are spent and the next call may cost "
                        f"{money(self.micros(posts_n))}. It goes on with the next {period}, or raise [budget] money_per_{period}.")
        return ""


def money(micros: int) -> str:
    """An amount with two decimals: 1234567 -> 1.23."""
    return f"{Decimal(micros) / MICROS:,.2f}"
