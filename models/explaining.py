"""Why a complaint was linked as it was: the words that carry the link, the telling phrases in it, the closest descriptions."""
import math
import re
from dataclasses import dataclass

from models.words import content_terms, fold

MOST_WORDS = 150     # different words of a text that are tried; a complaint of more is judged by its first ones
LEAST_WEIGHT = 0.05  # of a word: what moves the odds by less than a twentieth carries nothing
CERTAIN = 1e-6       # how near to 0 and 1 a share is taken to come: odds stay finite
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Explanation:
    """Ids of touchpoints, largest first.

    touchpoint_id: whose link is explained; shares: (touchpoint id, 0-1); words: (word as it is written, by how much the log odds
    of the touchpoint fall when the word goes, above 0: .7 halves the odds); phrases: (touchpoint id, telling phrase found in the text);
    closest: (touchpoint id, cosine of text and description, centred, -1..1).
    """
    touchpoint_id: str
    shares: list[tuple[str, float]]
    words: list[tuple[str, float]]
    phrases: list[tuple[str, str]]
    closest: list[tuple[str, float]]


def words_of(text: str) -> dict[str, str]:
    """The words of a text that can carry a link: key under which its inflections meet -> as it is first written, in order."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if content_terms(word) and len(found) < MOST_WORDS:
            found.setdefault(fold(word.lower().replace("’", "'")), word)
    return found


def without_each(text: str) -> list[str]:
    """The text without each of its words_of(), in their order; every inflection of the word is out."""
    keys = words_of(text)
    return [_WORD.sub(lambda match, key=key: " " if fold(match[0].lower().replace("’", "'")) == key else match[0], text) for key in keys]


def weights(text: str, share: float, shares_without: list[float], most: int) -> list[tuple[str, float]]:
    """(word, fall of the log odds of `share`, 0-1, without it), the weightiest first. shares_without: one for each of without_each().

    Odds and not shares: where two words say the same, losing one of them leaves a share near 1, but not its odds.
    """
    lost = [(word, round(_log_odds(share) - _log_odds(rest), 3)) for word, rest in zip(words_of(text).values(), shares_without, strict=True)]
    return sorted((found for found in lost if found[1] >= LEAST_WEIGHT), key=lambda found: -found[1])[:most]


def _log_odds(share: float) -> float:
    kept = min(max(share, CERTAIN), 1 - CERTAIN)
    return math.log(kept / (1 - kept))
