"""A stretch of text that names a person, and the arithmetic of such stretches."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# What is already redacted is blanked with a character that no pattern matches or crosses. The length
# of a blanked run means nothing to any pattern: that is why redacting twice changes nothing.
MASK = "\x00"

# Where spans overlap, the kind that stands first here names the whole.
KINDS = (
    "query", "email", "handle", "card", "iban", "birthdate", "address", "id", "account", "order", "booking",
    "reference", "postcode", "phone", "ip", "name", "number",
)  # fmt: skip
PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")


@dataclass(frozen=True, order=True)
class Span:
    """Characters start … end-1 of a text; `kind` is one of KINDS and becomes the placeholder."""

    start: int
    end: int
    kind: str


def hide_placeholders(text: str) -> str:
    """Blank what an earlier run has put in, keeping every position."""
    return PLACEHOLDER.sub(lambda match: MASK * len(match[0]), text)


def hide(text: str, spans: Iterable[Span]) -> str:
    """Blank the spans (sorted, apart), keeping every position."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], MASK * (span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def settled(text: str, spans: Iterable[Span]) -> list[Span]:
    """Unite overlapping spans; the first kind of KINDS wins. Sorted; none covers blanked text."""
    united: list[Span] = []
    for span in sorted(span for span in spans if _is_usable(text, span)):
        if united and span.start < united[-1].end:
            last = united.pop()
            kind = min(last.kind, span.kind, key=KINDS.index)
            span = Span(last.start, max(last.end, span.end), kind)
        united.append(span)
    return united


def outside(spans: Iterable[Span], kept: list[tuple[int, int]]) -> list[Span]:
    """The spans that do not lie wholly within one of `kept` ((start, end), sorted, apart)."""
    starts = [start for start, _ in kept]

    def is_within(span: Span) -> bool:
        nearest = bisect_right(starts, span.start) - 1
        return nearest >= 0 and span.end <= kept[nearest][1]

    return [span for span in spans if not is_within(span)]


def _is_usable(text: str, span: Span) -> bool:
    return span.start < span.end and MASK not in text[span.start : span.end]
