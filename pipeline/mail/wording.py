"""One language's words: numbers, days, plurals and sentences out of facts. Pure but for reading its own files once."""
from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
_ONE_FOR_NONE = {"fr"}    # languages in which nothing is singular


@dataclass(frozen=True)
class Wording:
    """language: of LANGUAGES. words: its catalogue, as its file holds it."""

    language: str
    words: Mapping[str, Any]

    def say(self, key: str, **facts: object) -> str:
        """The sentence at `key` ("section.name") with its facts filled in. Raises KeyError where there is none."""
        found: Any = self.words
        for part in key.split(".", 1):
            found = found[part]
        for name, value in facts.items():      # "seit 5. Nov." at a sentence's end: one full stop is enough
            if isinstance(value, str) and value.endswith("."):
                found = found.replace(f"{{{name}}}.", f"{{{name}}}")
        return found.format(**facts)

    def number(self, n: float) -> str:
        """1234 → 1,234 or 1.234; below 10 what is no whole number keeps a place."""
        text = f"{n:,.0f}" if n >= 10 or float(n).is_integer() else f"{n:,.1f}"
        return text.translate({ord(","): self.words["thousands"], ord("."): self.words["decimal"]})

    def plural(self, key: str, n: float) -> str:
        """"1 person", "214 people"."""
        one, many = self.words["plural"][key]
        return (one if n == 1 or n == 0 and self.language in _ONE_FOR_NONE else many).format(n=self.number(n))

    def people(self, n: int | None, min_people: int) -> str:
        """None: fewer than may be told."""
        return self.say("few", n=min_people) if n is None or 0 < n < min_people else self.plural("people", n)

    def few(self, n: int | None, min_people: int) -> str:
        """A count of people in a table."""
        return self.say("few_short", n=min_people) if n is None or 0 < n < min_people else self.number(n)

    def day(self, day: date, of_year: int | None = None) -> str:
        """17 Nov, with the year where it is not `of_year`."""
        facts = dict(day=day.day, month=self.words["months"][day.month - 1], year=day.year)
        return self.say("day" if day.year == of_year else "day_of_year", **facts)

    def days(self, first: date, last: date) -> str:
        return self.say("span", first=self.day(first, last.year), last=self.day(last)) if first != last else self.day(last)

    def age(self, days_n: int) -> str:
        """Whole weeks from two weeks on."""
        return self.plural("weeks", days_n // 7) if days_n >= 14 else self.plural("days", days_n)

    def percent(self, share: float) -> str:
        return self.say("percent", n=round(100 * share))

    def listing(self, words: Sequence[str]) -> str:
        """a, b and c."""
        return words[0] if len(words) == 1 else ", ".join(words[:-1]) + self.words["and"] + words[-1] if words else ""


@cache
def wording(language: str) -> Wording:
    """The words of a language; English where there are none for it."""
    name = language.partition("-")[0].lower()
    path = FOLDER / f"{name if name in LANGUAGES else 'en'}.toml"
    return Wording(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
