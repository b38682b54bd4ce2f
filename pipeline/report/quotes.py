"""Which of the complaints behind an item are quoted: typical, short, of different people. Pure, and the same every time."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.report.snapshot import Item, Quote

MOST_CHARS, LEAST_CHARS = 140, 25
_WHOLE_AHEAD_N = 8       # a whole sentence goes before so many that would have to be cut, not before all of them


def may_quote(item: Item, min_people: int) -> bool:
    """Only news of the complaints themselves, and only where so many people said it that nobody is meant."""
    return item.is_news and item.level in ("touchpoint", "topic") and item.section != "over" and not item.is_few and (item.people_n or 0) >= min_people


def choose(rows: Iterable[Mapping[str, Any]], most_n: int = 2) -> tuple[Quote, ...]:
    """rows: post_id, author_id, text (as stored: redacted), source, day, url, the most typical first. Nobody is quoted twice, nor the same words."""
    found: list[Quote] = []
    people: set[str] = set()
    said: set[str] = set()
    told = [(row, " ".join(row["text"].split())) for row in rows]
    for _, (row, text) in sorted(enumerate(told), key=lambda pair: pair[0] + (_WHOLE_AHEAD_N if len(pair[1][1]) > MOST_CHARS else 0)):
        person, key = row["author_id"] or row["post_id"], text.casefold()
        if len(text) >= LEAST_CHARS and person not in people and key not in said and len(found) < most_n:
            people.add(person)
            said.add(key)
            found.append(Quote(cut(text), row["source"], row["day"], row["url"], row["post_id"]))
    return tuple(found)


def cut(text: str, most_chars: int = MOST_CHARS) -> str:
    """At most so many characters, ended at a word with "…"; a mark such as [phone] is never cut in two."""
    if len(text) <= most_chars:
        return text
    whole = text[:most_chars - 1].rpartition(" ")[0] or text[:most_chars - 1]
    opened = whole.rfind("[")
    if opened > whole.rfind("]") and opened > 0:
        whole = whole[:opened]
    return whole.rstrip(" ,;:-–") + "…"
