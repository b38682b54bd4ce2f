"""Daily posts of each stream → stretches in which it was not collected as usual: gap, stop, start, jump."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.stream_level import StreamLevel

_SILENT_P = 1e-4           # one false silence a year in thirty streams
_SILENT_SHARE = 0.2        # of the usual posts (0-1): up to here a day is silent, or nearly
_SETTLED_DAYS = 14         # before that a silence says nothing: the quiet weekday may not have been met yet
_STOP_DAYS = 7             # a silence that still goes on after so many days is called a stop
_JUMP_P = 1e-6
_JUMP_FACTOR = 4.0         # a bad day doubles or triples a stream; a backlog or a second feed does more
_JUMP_POSTS = 20           # a day: with fewer there is nothing to explain
_NEW_DAYS = 3              # days before which a jump is the way a stream finds its level
_ACCEPTED_DAYS = 28        # after which a new level is the usual one
_START_SHARE = 0.05        # of the new level (0-1): a stream that brought less before had not begun
_LIFTED_TOPICS = 6         # topics needed to tell a jump from an incident
_TOPICS_OF_AN_INCIDENT = 0.25   # share of the topics (0-1), three at least, that one incident may lift


@dataclass(frozen=True)
class Stretch:
    """Positions of days. kind: "gap" | "stop" | "start" | "jump". last None: it goes on.

    seen: the day on which it could first be known. observed_n: posts in it; usual_n: what such a stretch holds.
    A start is the day on which a stream began after others did; what was usual before is NaN, or next to nothing.
    """

    stream: int
    kind: str
    first: int
    last: int | None
    seen: int
    observed_n: int
    usual_n: float


@dataclass(frozen=True)
class Coverage:
    """stretches: in the order of their first days, as known on the last day. is_covered: (streams, days) bool, False where a
    baseline should skip the day; what it says of a day hangs on that day and the days before it alone."""

    stretches: tuple[Stretch, ...]
    is_covered: np.ndarray


def find_coverage(counts: np.ndarray, cycle: int = 7, topics: np.ndarray | None = None) -> Coverage:
    """Judge each stream by its own rate: a silence, a beginning, a level that is not one of complaints.

    counts: (streams, days) posts >= 0, complete days in order; a stream is a source, or an attribute value that holds a fair share.
    cycle: steps after which the pattern repeats (7 days a week; 24 for hours). topics: (streams, topics, days) of the same posts
    where known. Without them no jump is called: one that lifts every topic is a matter of collection, one topic alone is a rise.
    From the store: store.counts.posts_by_day as a grid (for attribute values posts joined with attributes by day), topics by
    store.counts.by(("day", "source", "topic_id")); days are those of the workspace's zone, the running day left out.
    """
    counts = np.asarray(counts, dtype=float)
    began = np.flatnonzero(counts.sum(axis=0))
    walks = [_Walk(at, row, cycle, None if topics is None else topics[at]) for at, row in enumerate(counts)]
    for walk in walks:
        walk.run(int(began[0]) if len(began) else 0)
    stretches = [stretch for walk in walks for stretch in walk.found]
    is_covered = np.array([walk.is_covered for walk in walks], dtype=bool).reshape(counts.shape)
    return Coverage(tuple(sorted(stretches, key=lambda stretch: (stretch.first, stretch.stream))), is_covered)


class _Walk:
    """One stream, day by day."""

    def __init__(self, stream: int, counts: np.ndarray, cycle: int, topics: np.ndarray | None) -> None:
        self.stream, self.counts, self.topics = stream, counts, topics
        self.level, self.is_covered = StreamLevel(cycle), np.ones(len(counts), dtype=bool)
        self.found: list[Stretch] = []
        self.since, self.quiet, self.jump = -1, [], None

    def run(self, first_day: int) -> None:
        for day, posts_n in enumerate(self.counts):
            if self.since < 0:
                self._wait(day, posts_n)
            elif self.jump is not None:
                self._follow_jump(day, posts_n)
            elif not self._began_anew(day, posts_n, first_day):
                self._listen(day, posts_n)
            if self.since >= 0:
                self._say_start(day, first_day)
        self._say_silence(None)
        if self.jump is not None:
            self.found.append(self._stretch("jump", self.jump.first, None, self.jump.seen))

    def _wait(self, day: int, posts_n: float) -> None:
        if posts_n:
            self.since = day
            self.level.add(day, posts_n)
        else:
            self.is_covered[day] = False

    def _say_start(self, day: int, first_day: int) -> None:
        """All its posts in the days since it began, none in those before: too many for chance at one rate."""
        before_n, since_n = self.since - first_day, day - self.since + 1
        if before_n < _NEW_DAYS or since_n > _SETTLED_DAYS or self.counts[:self.since].any() or any(s.kind == "start" for s in self.found):
            return
        halved = self.counts[self.since:day + 1].sum() / 2      # as if posts came in pairs: days are not independent
        if halved * np.log(since_n / (since_n + before_n)) < np.log(_SILENT_P):
            self.found.append(Stretch(self.stream, "start", self.since, self.since, day, int(self.counts[self.since]), np.nan))

    def _began_anew(self, day: int, posts_n: float, first_day: int) -> bool:
        """A level that no incident explains: a start where next to nothing came before, else a jump."""
        mean, relative = self.level.usual(day)
        if posts_n < max(_JUMP_POSTS, _JUMP_FACTOR * mean) or day - max(self.since, first_day) < _NEW_DAYS and day - first_day < _NEW_DAYS:
            return False
        if self.level.p_at_least(posts_n, mean, min(relative, 1.0)) > _JUMP_P or not self._is_lifted_as_a_whole(day):
            return False
        self._say_silence(day - 1)
        if self.counts[first_day:day].mean() <= _START_SHARE * posts_n:
            self.found.append(Stretch(self.stream, "start", day, day, day, int(posts_n), float(mean)))
            self.since = day
            self.level.forget()
            self.level.add(day, posts_n)
        else:
            self.jump = self._stretch("jump", day, None, day)
            self.is_covered[day] = False
        return True

    def _is_lifted_as_a_whole(self, day: int) -> bool:
        """Whether it is still doubled without the topics that rose most."""
        if self.topics is None:
            return False
        usual = self.topics[:, max(0, day - 28):day].mean(axis=1)
        now = self.topics[:, day]
        known = np.flatnonzero((usual > 0) | (now > 0))
        if len(known) < _LIFTED_TOPICS:
            return False
        left_out = max(3, int(np.ceil(_TOPICS_OF_AN_INCIDENT * len(known))))
        rest = known[np.argsort(usual[known] - now[known])][left_out:]
        return now[rest].sum() >= max(2.0, _JUMP_FACTOR / 2 * usual[rest].sum())

    def _follow_jump(self, day: int, posts_n: float) -> None:
        mean, _ = self.level.usual(day)
        if posts_n < _JUMP_FACTOR / 2 * mean:
            self.found.append(self._stretch("jump", self.jump.first, day - 1, self.jump.seen))
            self.jump = None
            self._listen(day, posts_n)
        elif day - self.jump.first >= _ACCEPTED_DAYS:
            self.found.append(self._stretch("jump", self.jump.first, day - 1, self.jump.seen))
            first, self.since, self.jump = self.jump.first, self.jump.first, None
            self.level.forget()
            for past in range(first, day + 1):
                self.level.add(past, self.counts[past])
        else:
            self.is_covered[day] = False

    def _listen(self, day: int, posts_n: float) -> None:
        """A day is ordinary, or one more of a silence; a silence that is not surprising in the end was ordinary too."""
        mean, relative = self.level.usual(day)
        if posts_n > _SILENT_SHARE * mean or self.level.days_n < _SETTLED_DAYS:
            self._say_silence(day - 1)
            self.level.add(day, posts_n)
            return
        self.quiet.append((day, posts_n, mean, relative))
        self.is_covered[day] = not self._is_surprising()

    def _is_surprising(self) -> bool:
        _, posts_n, mean, relative = np.array(self.quiet).T
        total = mean.sum()
        # The level is one error for all days, the weekday another for each.
        shared = float((relative * mean**2).sum() / max(total**2, 1e-9)) + 0.5 * float(relative.min())
        return total > 0 and self.level.p_at_most(posts_n.sum(), total, shared) < _SILENT_P

    def _say_silence(self, last: int | None) -> None:
        """Close the silence before this day; None: the days end within it."""
        if not self.quiet:
            return
        if self._is_surprising():
            self.found.append(self._silence(last))
        elif last is not None:
            for day, posts_n, *_ in self.quiet:
                self.level.add(day, posts_n)
        self.quiet = []

    def _silence(self, last: int | None) -> Stretch:
        means = [mean for _, _, mean, _ in self.quiet]
        while means[0] < 0.5 * np.mean(means):        # the weekend before a silence is none of it
            means.pop(0)
        first, seen = self.quiet[-len(means)][0], self.quiet[int(np.argmin(self.is_covered[[day for day, *_ in self.quiet]]))][0]
        kind = "stop" if last is None and len(means) >= _STOP_DAYS else "gap"
        return self._stretch(kind, first, last, seen, sum(means))

    def _stretch(self, kind: str, first: int, last: int | None, seen: int, usual_n: float | None = None) -> Stretch:
        end = len(self.counts) if last is None else last + 1
        usual = sum(self.level.usual(day)[0] for day in range(first, end)) if usual_n is None else usual_n
        return Stretch(self.stream, kind, first, last, seen, int(self.counts[first:end].sum()), float(usual))
