"""The budget: what a call could cost at most is set aside before it is made; past a limit it is not made."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
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
    held_n: int = field(default=0, init=False)

    @property
    def price(self) -> Decimal:
        return self.budget.price_per_post.get(self.kind, Decimal(0))

    @property
    def day(self) -> date:
        return self.as_of.astimezone(UTC).date()

    def allow(self, posts_n: int) -> None:
        """Set aside `posts_n` posts for the next call. Raises BudgetError when they would pass a limit."""
        with self.store.write() as connection:
            today = spending.between(connection, self.day, self.day)
            month = spending.between(connection, self.day.replace(day=1), self.day)
            if refusal := self._refusal(posts_n, today, month):
                raise BudgetError(refusal)
            spending.add(connection, self.day, self.source, 1, posts_n, self.micros(posts_n))
            cursors.asked(connection, self.source)
        self.held_n += posts_n

    def settle(self, connection: Any, billed_n: int) -> None:
        """What was set aside becomes what was billed, within the write that stores it."""
        spare_n = self.held_n - billed_n
        spending.add(connection, self.day, self.source, 0, -spare_n, -self.micros(spare_n))
        self.held_n = 0

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
