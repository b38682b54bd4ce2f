"""Many values for one question, as many at once as every database takes."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

_AT_ONCE = 500     # databases limit how many values one query may hold: SQLite of old at 999


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Each value once, sorted, at most 500 in a part. The empty one names nothing: taken as a mark it would mean every row that has none."""
    wanted = sorted(set(values) - {""})
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start:start + _AT_ONCE]
