"""What the sample's hand-written words tell was tried before: the truth that reading them is held against."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from models.conversation import CHANNELS

Chain = tuple[tuple[str, int], ...]
"""Channels and how often each was tried, in order; attempts of one channel that follow each other are one."""

_ENTRY = re.compile(rf"({'|'.join(CHANNELS)})(?: (\d+|n[+-]1|n|ordinal-1))?(?: if (.+))?")
_ORDINALS = {"second": 2, "third": 3, "4th": 4, "fifth": 5}
_UNKNOWN = "unknown"


def chain(entries: Sequence[str] | None, text: str, slots: Mapping[str, str]) -> Chain | None:
    """What a post tells by its seed's entries, such as "phone 3", "email n" or "phone 2 if rang twice"; None where nobody can say.

    The number is the one of the slot {n} (or {ordinal} less the call that is being told of); `if` holds an entry to the texts with these words.
    """
    return None if entries is None else joined(_one(entry, text, slots) for entry in entries)


def joined(chains: Iterable[Chain | None]) -> Chain | None:
    """One after the other; None where one of them is not known."""
    found: list[tuple[str, int]] = []
    for part in chains:
        if part is None:
            return None
        for channel, n in part:
            if found and found[-1][0] == channel:
                n += found.pop()[1]
            found.append((channel, n))
    return tuple(found)


def spliced(first: tuple[str, Chain | None], second: tuple[str, Chain | None], text: str) -> Chain | None:
    """What the beginning of one post and the end of another tell together; None where a part that was left out may have told it."""
    is_whole = text.startswith(first[0]) or first[1] == (), text.endswith(second[0]) or second[1] == ()
    return joined((first[1], second[1])) if all(is_whole) else None


def with_thread(rows: list[dict[str, str]], thread: Mapping, slots: Mapping[str, str]) -> list[dict[str, str]]:
    """A thread's rows, the first with what its author tells was tried before and with how it ends: not known where the sample ends within it."""
    if not rows:
        return rows
    is_whole, words = len(rows) == len(thread["turns"]), " ".join(row["text"] for row in rows)
    told = chain(thread.get("tried", ()), words, slots) if is_whole else None
    return [rows[0] | {"planted_tried": written(told), "planted_outcome": thread["outcome"].replace("-", " ") if is_whole else _UNKNOWN}, *rows[1:]]


def written(told: Chain | None) -> str:
    """A chain as a word in a row: "phone 2, email 1", "" for none."""
    return _UNKNOWN if told is None else ", ".join(f"{channel} {n}" for channel, n in told)


def read(word: str) -> Chain | None:
    """The chain that `written` wrote."""
    return None if word == _UNKNOWN else tuple((channel, int(n)) for channel, _, n in (part.rpartition(" ") for part in word.split(", ") if part))


def _one(entry: str, text: str, slots: Mapping[str, str]) -> Chain:
    """Raises ValueError for an entry that says nothing."""
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise ValueError(f"tried: {entry!r} is no attempt. Write a channel ({', '.join(CHANNELS)}), a number, n or ordinal-1, and 'if' with words of the post.")
    channel, times, words = found.groups()
    return () if words and words not in text else ((channel, _times(times or "1", slots)),)


def _times(times: str, slots: Mapping[str, str]) -> int:
    if times.isdigit():
        return int(times)
    if times == "ordinal-1":
        return _ORDINALS[slots["ordinal"]] - 1
    return int(slots["n"]) + {"n": 0, "n+1": 1, "n-1": -1}[times]
