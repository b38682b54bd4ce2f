"""Which post repeats another: reposts by a folded key, near-copies by shared word sequences. The one home of rapidfuzz.

Equal longer texts by many people are taken for one post said again, because most are: forwarded or pasted. Texts that
come out of a template (phone notes: "customer called, no service, ticket opened") look the same and are collapsed too;
nothing in the words tells them from a campaign. None is lost: each is kept as a repost that names its original, the
complaint counts its copies, and how many there are is said by `run`, by `status` and on the Data page. Where every row
is a case of its own, set clean.duplicate_days = 0: only copies of the same day are then set aside.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rapidfuzz import fuzz

# Shorter texts are written by many people without copying ("worst service ever"): only the same person repeats them.
WORDS_MIN = 5
# Whole words may differ, in a copy that somebody edited, only in texts this long or by the same author. In shorter ones
# a changed word is another person's own wording of the same failure, and that must be counted.
EDITED_WORDS_MIN = 15
# Words from which a part of another text is a copy: unmarked, after a final "…", within a quotation.
PART_WORDS_MIN = 12
CUT_WORDS_MIN = 6
QUOTED_WORDS_MIN = 5
# Similarity in % (Levenshtein, rapidfuzz) from which an edited text is a copy.
RATIO_MIN = 90.0
# A misspelt word keeps this share of its letters in %; "card" and "cash" do not.
TYPO_RATIO_MIN = 70.0
_TYPOS_MAX = 2
_SHINGLE_WORDS = 4
# Only candidates that share most sequences are compared: the true original is always among the first.
_COMPARED_MAX = 8
# Of a sequence that everybody uses only the latest originals are looked at: time stays linear.
_COMMON_MAX = 200

# What redaction blanked told the texts of two people apart: "where is my order [order]".
_PERSONAL = re.compile(r"\[(?!handle\]|query\])[a-z]{2,10}\]")
_FORWARDED = re.compile(r"^\W*(?:rt|mt|via)\s+@\w+\s*:?", re.IGNORECASE)
_DROPPED = re.compile(r"(?:https?://|www\.)\S+|@\w+|\[[a-z]{2,10}\]", re.IGNORECASE)
_QUOTES = re.compile(r"[“”„«»\"]|\b[rm]t\b", re.IGNORECASE)
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|\w+")


def normalised(text: str) -> str:
    """`text` without forwarding marks, links, handles, placeholders, emoji, punctuation and case; one blank between words."""
    plain = _DROPPED.sub(" ", _FORWARDED.sub(" ", text))
    return " ".join(_WORD.findall(plain.casefold().replace("'", "").replace("’", "").replace("_", " ")))


@dataclass(frozen=True, slots=True)
class _Original:
    post_id: str
    day: date
    author_id: str | None
    words: tuple[str, ...]
    folded: str
    text: str

    @property
    def is_quoting(self) -> bool:
        return _QUOTES.search(self.text) is not None

    @property
    def is_cut(self) -> bool:
        return self.text.rstrip().endswith(("…", "..."))

    @property
    def is_personal(self) -> bool:
        return _PERSONAL.search(self.text) is not None


class Recent:
    """The originals of the last days, against which new posts are compared.

    A copy is a post within `window_days` of its original whose folded text is the same or nearly the same; different
    numbers (a flight, a price) make it another text. Below WORDS_MIN words only the same author repeats himself. A copy
    is never an original: groups are stars around the first post, they cannot drift from copy to copy.
    """

    def __init__(self, window_days: int) -> None:
        self.window_days = window_days
        self._same: dict[Hashable, list[_Original]] = defaultdict(list)
        self._alike: dict[int, list[_Original]] = defaultdict(list)
        self._waiting: list[_Original] = []
        self._forgotten: date | None = None

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Take these as originals. rows: post_id, day (date), author_id (or None), text."""
        self._waiting += [_original(row) for row in rows]

    def copies(self, batch: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """post_id of each copy in `batch` -> post_id of its original; the other posts become originals.

        batch: rows as in `add`, oldest first, and no batch older than the one before. The company's own posts (is_brand)
        and those without a word are neither.
        """
        found = {}
        if batch:
            self._forget_before(batch[0]["day"] - timedelta(days=self.window_days))
        posts = [post for row in batch if not row.get("is_brand") and (post := _original(row)).words]
        self._take_in(posts)
        for post in posts:
            original = self._original_of(post)
            if original is None:
                self._keep(post)
            elif original.post_id != post.post_id:
                found[post.post_id] = original.post_id
        return found

    def _take_in(self, posts: Sequence[_Original]) -> None:
        """Index those of the waiting originals that share something with these posts: usually few of many thousands."""
        wanted = {key for post in posts for key in (_same_key(post), *_keys(post.words))}
        shares = [_same_key(post) in wanted or not wanted.isdisjoint(_keys(post.words)) for post in self._waiting]
        for post, is_shared in zip(self._waiting, shares, strict=True):
            if is_shared:
                self._keep(post)
        self._waiting = [post for post, is_shared in zip(self._waiting, shares, strict=True) if not is_shared]

    def _keep(self, post: _Original) -> None:
        self._same[_same_key(post)].append(post)
        for key in _keys(post.words):
            self._alike[key].append(post)

    def _forget_before(self, day: date) -> None:
        """Drop originals that no later post can repeat: memory stays flat over a long history."""
        self._forgotten = self._forgotten or day
        if (day - self._forgotten).days > self.window_days:
            self._forgotten = day
            self._waiting = [original for original in self._waiting if original.day >= day]
            for index in (self._same, self._alike):
                kept = {key: [original for original in found if original.day >= day] for key, found in index.items()}
                index.clear()
                index.update({key: originals for key, originals in kept.items() if originals})

    def _original_of(self, post: _Original) -> _Original | None:
        same = (original for original in self._same.get(_same_key(post), ())[-_COMMON_MAX:] if self._is_near(post, original))
        alike = (original for original in self._candidates(post) if _is_copy(post, original))
        return next((original for original in same if _may_repeat(post, original)), None) or next(alike, None)

    def _candidates(self, post: _Original) -> Iterator[_Original]:
        """Originals in the window that share the most word sequences, most first."""
        shared: Counter[int] = Counter()
        seen: dict[int, _Original] = {}
        for key in _keys(post.words):
            for original in self._alike.get(key, ())[-_COMMON_MAX:]:
                shared[id(original)] += 1
                seen[id(original)] = original
        for identity, _ in shared.most_common(_COMPARED_MAX):
            if self._is_near(post, seen[identity]):
                yield seen[identity]

    def _is_near(self, post: _Original, original: _Original) -> bool:
        return abs((post.day - original.day).days) <= self.window_days


def _original(row: Mapping[str, Any]) -> _Original:
    folded = normalised(row["text"])
    return _Original(row["post_id"], row["day"], row["author_id"], tuple(folded.split()), folded, row["text"])


def _same_key(post: _Original) -> Hashable:
    return post.folded if len(post.words) >= WORDS_MIN else (post.folded, post.author_id)


def _keys(words: tuple[str, ...]) -> Iterator[int]:
    """Sequences of four words and, for short texts, the text without each of its words: one typo leaves one intact."""
    if len(words) < WORDS_MIN:
        return
    for at in range(len(words) - _SHINGLE_WORDS + 1):
        yield hash(words[at : at + _SHINGLE_WORDS])
    if len(words) < 2 * _SHINGLE_WORDS + 1:
        for at in range(len(words)):
            yield hash((at, *words[:at], *words[at + 1 :]))


def _is_own(post: _Original, original: _Original) -> bool:
    return post.author_id is not None and post.author_id == original.author_id


def _may_repeat(post: _Original, original: _Original) -> bool:
    """Whether equal words are enough: the same person, or words that two people would not choose alike."""
    words_n = min(len(post.words), len(original.words))
    if _is_own(post, original):
        return True
    is_forwarded = post.is_quoting or original.is_quoting
    is_personal = post.is_personal and original.is_personal and not is_forwarded
    return words_n >= (EDITED_WORDS_MIN if is_personal else WORDS_MIN)


def _is_copy(post: _Original, original: _Original) -> bool:
    shorter, longer = sorted((post, original), key=lambda side: len(side.words))
    if not _may_repeat(post, original) or Counter(_numbers(shorter)) - Counter(_numbers(longer)):
        return False
    if _is_misspelt(shorter.words, longer.words) or _is_part(shorter, longer):
        return True
    if not _is_own(post, original) and len(shorter.words) < EDITED_WORDS_MIN:
        return False
    return fuzz.ratio(shorter.folded, longer.folded, score_cutoff=RATIO_MIN) > 0


def _is_misspelt(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """The same words in the same order, at most two of them misspelt; or two letters or blanks changed places."""
    if sorted("".join(words)) == sorted("".join(others)):
        return fuzz.ratio("".join(words), "".join(others)) >= RATIO_MIN
    if len(words) != len(others):
        return False
    pairs = [(word, other) for word, other in zip(words, others, strict=True) if word != other]
    return len(pairs) <= _TYPOS_MAX and all(fuzz.ratio(word, other) >= TYPO_RATIO_MIN for word, other in pairs)


def _is_part(shorter: _Original, longer: _Original) -> bool:
    """Whether the shorter stands in the longer word for word, and is long enough for that to be no chance."""
    words_n = len(shorter.words)
    if shorter.is_cut and words_n >= CUT_WORDS_MIN and longer.folded.startswith(shorter.folded):
        return True
    is_enough = words_n >= (QUOTED_WORDS_MIN if longer.is_quoting else PART_WORDS_MIN)
    return is_enough and f" {shorter.folded} " in f" {longer.folded} "


def _numbers(post: _Original) -> list[str]:
    return [word for word in post.words if any(map(str.isdecimal, word))]
