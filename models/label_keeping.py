"""Labels that stay: a topic goes on being called what it was called while that still fits."""
import re
from collections.abc import Collection, Sequence

from models.spoken import spoken
from models.topic_words import KnownTopic

STILL_FITS = 0.6   # of the share of complaints that hold the words of the label it would get now
TELLING = 2.0      # times the share of other topics' complaints that hold them
AND_MORE = ", and more"
_NUMBERED = re.compile(r" \(\d+\)$")


def still_fits(label: str, rival: str, own: int, known: Sequence[KnownTopic], left_out: Collection[str]) -> bool:
    """Whether a topic's old label names it about as well as the new one would.

    label: as it was published; rival: the label it would get; own: its place among `known`; left_out: folded words that must not
    appear. A label of a mixed topic ("Phone line: call cuts off, and more") is kept by a mixed one of the same touchpoint alone.
    """
    if label == rival:
        return True
    if _frame(label) != _frame(rival):
        return False
    words, others = _stretches(label), [topic.texts for i, topic in enumerate(known) if i != own]
    if not words or any(left_out & one for one in words):
        return False
    share, outside = _share(words, known[own].texts), _share(words, [text for texts in others for text in texts])
    return share >= STILL_FITS * _share(_stretches(rival), known[own].texts) and share > TELLING * outside


def _frame(label: str) -> tuple[str, bool]:
    """What stands around the stretches: the touchpoint's name, and whether there is more."""
    name, colon, _ = label.partition(": ")
    return name if colon else "", _NUMBERED.sub("", label).endswith(AND_MORE)


def _stretches(label: str) -> list[frozenset[str]]:
    """The content words of each stretch of a label."""
    bare = _NUMBERED.sub("", label).removesuffix(AND_MORE).rpartition(": ")[2]
    return [content for part in bare.split(", ") if (content := frozenset().union(*(one.content for one in spoken(part))))]


def _share(words: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> float:
    """Of texts that hold all words of one stretch or another."""
    return sum(any(one <= text for one in words) for text in texts) / max(1, len(texts))
