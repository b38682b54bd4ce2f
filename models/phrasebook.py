"""Phrases of a small language and where they stand in a text: "a/b" either word, "miss*" a beginning, "…" a gap."""
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache

GAP = "…"
LONGEST_GAP = 4   # words


class Phrasebook:
    """entries: name -> phrases, separated by commas or lines. Reading costs a look-up a word, however many phrases there are."""

    def __init__(self, entries: Mapping[Hashable, str]):
        self._whole, self._begun = defaultdict(list), defaultdict(list)
        for name, block in entries.items():
            for phrase in block.replace("\n", ",").split(","):
                if parts := [tuple(part.split("/")) for part in phrase.split()]:
                    self._file(name, parts)
        self._starting = lru_cache(maxsize=100_000)(self._starting_with)

    def _file(self, name: Hashable, parts: list[tuple[str, ...]]) -> None:
        rest = tuple((frozenset(w for w in part if w[-1] != "*"), tuple(w[:-1] for w in part if w[-1] == "*")) for part in parts[1:])
        needed = tuple(whole for whole, begun in rest if not begun and GAP not in whole) if any(GAP in whole for whole, _ in rest) else ()
        for word in parts[0]:
            (self._begun[word[:-1]] if word[-1] == "*" else self._whole[word]).append((name, rest, needed))

    def _starting_with(self, word: str) -> tuple:
        begun = [phrase for n in range(3, len(word) + 1) for phrase in self._begun.get(word[:n], ())]
        return (*self._whole.get(word, ()), *begun)

    def find(self, words: Sequence[str]) -> Iterator[tuple[Hashable, int, int]]:
        """(name, first word, one past the last word) of every phrase that stands in a text."""
        present = frozenset(words)   # most phrases with a gap go by what is nowhere in the text
        for at, word in enumerate(words):
            for name, rest, needed in self._starting(word):
                if not any(map(present.isdisjoint, needed)) and (end := _end(words, at + 1, rest)) is not None:
                    yield name, at, end


def _end(words: Sequence[str], at: int, rest: tuple) -> int | None:
    """Where the rest of a phrase ends when it stands from `at` on; None when it does not."""
    for place, (whole, begun) in enumerate(rest):
        if GAP in whole:
            return next((end for skip in range(LONGEST_GAP + 1) if (end := _end(words, at + skip, rest[place + 1:])) is not None), None)
        if at >= len(words) or not (words[at] in whole or words[at].startswith(begun)):
            return None
        at += 1
    return at
