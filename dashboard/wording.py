"""Numbers, days and sentences in the one voice of the house. Pure functions."""
from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta

UNCLEAR = "unclear"
"""What the address says instead of a touchpoint for the complaints that point to none."""
_JOINER = "\u2060"                                        # word joiner: invisible, no width, breaks no line
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def plain(text: object, max_chars: int = 160) -> str:
    """Text from outside for a place that reads Markdown (titles, captions, labels): shown as it is, nothing is formatted.

    Every mark is escaped; where Streamlit looks again after reading (auto-links, :emoji:, arrows) an invisible joiner breaks
    the pattern; line breaks become spaces (a no-break space stays); signs that turn the direction of what follows are dropped.
    """
    one_line = re.sub(r"[^\S\u00a0]+", " ", str(text).translate(_BIDI)).strip()
    short = one_line if len(one_line) <= max_chars else one_line[: max_chars - 1] + "…"
    broken = re.sub(r"(?<=[:<>=~@.\-])(?=\S)|(?<=[wW])(?=\.)", _JOINER, short)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", broken)


def number(n: float) -> str:
    """1234.4 → "1,234"."""
    return f"{n:,.0f}"


def few(n: float | None, min_people: int, blank: str = "–") -> str:
    """A count of people: below `min_people` it is "<5", nothing is `blank`-free "0", unknown is `blank`."""
    if n is None or math.isnan(n):
        return blank
    return f"<{min_people}" if 0 < n < min_people else number(n)


def masked(n: float, min_people: int) -> float:
    """The count as charts may place it: anything from 1 to below `min_people` lies in the middle."""
    return min_people / 2 if 0 < n < min_people else float(n)


def signed(n: float) -> str:
    """12.4 → "+12", -3 → "−3", 0.2 → "0"."""
    whole = round(n)
    return f"+{whole:,}" if whole > 0 else f"−{-whole:,}" if whole < 0 else "0"


def share(part: float, whole: float, min_whole: int = 20) -> str:
    """A share of a count: "12 %", "<1 %"; of a small whole "3 of 14"; "–" of nothing."""
    if not whole:
        return "–"
    if whole < min_whole:
        return f"{number(part)} of {number(whole)}"
    return percent(part / whole)


def percent(value: float | None) -> str:
    """0.124 → "12 %", 0.004 → "<1 %"."""
    if value is None or math.isnan(value):
        return "–"
    return "<1 %" if 0 < value < 0.01 else f"{100 * value:.0f} %"


def day(value: date, of_year: int | None = None) -> str:
    """17 Nov, with the year where it is not `of_year`."""
    return f"{value.day} {_MONTHS[value.month - 1]}" + (f" {value.year}" if value.year != of_year else "")


def days(first: date, last: date) -> str:
    """9–15 Nov 2026, 31 Aug – 15 Nov 2026."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first, last.year)} – {day(last)}"


def week(monday: date) -> str:
    return days(monday, monday + timedelta(days=6))


def count(n: int, one: str, many: str | None = None) -> str:
    """1, "post" → "1 post"; 1200 → "1,200 posts"."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def listing(words: Sequence[str], most: int = 3) -> str:
    """a, b and c; beyond `most`: a, b and 4 more."""
    shown = list(words[:most]) if len(words) > most else list(words)
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def spelled(n: int) -> str:
    return _SMALL[n] if n < len(_SMALL) else number(n)
