"""Complaints with several problems: the further topics that parts of a text clearly belong to."""
import re
from collections.abc import Callable, Sequence

import numpy as np

from models.clustering import confidence
from models.words import content_terms

FURTHER_MOST = 2
FEWEST_WORDS = 5     # different content words of a part that may speak of a further topic
SURE_FROM = 0.8      # confidence of the part
APART_FROM = 0.75    # cosine by which the part is closer to its own topic than to that of the whole
HEARD_FROM = 0.15    # cosine of the whole complaint and the further topic
_SENTENCE, _JOINT = re.compile(r"[.!?;\n]+"), re.compile(r"\s(?:and|also|plus)\s", re.IGNORECASE)


def further_topics(texts: Sequence[str], topics: np.ndarray, closeness: np.ndarray,
                   place: Callable[[list[str]], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """also (n, 2) further topics, largest share first, -1 none; share (n, 2) 0-1 of the text's content words that speak of each.

    topics: (n,) of the whole, negative for none (it gets no further one); closeness: (n, k) of the whole; place: texts -> (m, k) closeness.
    A part is a sentence, or what stands between "and", "also" and "plus" where both sides are long enough. Thresholds were chosen on pairs of complaints put together
    beside single ones, half and half: see benchmarks/several.py.
    """
    also, share = np.full((len(texts), FURTHER_MOST), -1), np.zeros((len(texts), FURTHER_MOST), np.float32)
    owners, parts, words_n = _parts(texts, _with_room(topics, closeness))
    if not parts:
        return also, share
    total, long = np.bincount(owners, words_n, minlength=len(texts)), words_n >= FEWEST_WORDS
    owners, words_n = owners[long], words_n[long]
    part_of, is_sure = _placed(place([part for part, is_long in zip(parts, long, strict=True) if is_long]), topics[owners], closeness[owners])
    told = np.zeros(closeness.shape, np.float32)
    np.add.at(told, (owners[is_sure], part_of[is_sure]), words_n[is_sure])
    for i in np.unique(owners[is_sure]):
        best = np.argsort(-told[i], kind="stable")[:FURTHER_MOST]
        best = best[told[i, best] > 0]
        also[i, :len(best)], share[i, :len(best)] = best, told[i, best] / total[i]
    return also, share


def _with_room(topics: np.ndarray, closeness: np.ndarray) -> np.ndarray:
    """Numbers of the complaints in a topic that are near enough to another one: most are not, and are not cut."""
    has = np.flatnonzero(np.asarray(topics) >= 0)
    others = closeness[has].copy()
    others[np.arange(len(has)), topics[has]] = -1
    return has[others.max(axis=1, initial=-1) >= HEARD_FROM]


def _parts(texts: Sequence[str], chosen: np.ndarray) -> tuple[np.ndarray, list[str], np.ndarray]:
    """(m,) number of the text, the part and (m,) its different content words; of texts with two parts or more, one of them long enough."""
    owners, parts, words_n = [], [], []
    for i in chosen.tolist():
        cut = [one for sentence in _SENTENCE.split(texts[i]) for one in _cut(sentence)]
        if len(cut) > 1 and max(n for _, n in cut) >= FEWEST_WORDS:
            owners += [i] * len(cut)
            parts += [part for part, _ in cut]
            words_n += [n for _, n in cut]
    return np.array(owners, int), parts, np.array(words_n, int)


def _cut(sentence: str) -> list[tuple[str, int]]:
    """A sentence, or its two sides and more, each with its number of different content words; nothing for one without any."""
    joined = [(part, len(set(content_terms(part)))) for part in _JOINT.split(sentence)]
    if len(joined) > 1 and min(n for _, n in joined) >= FEWEST_WORDS:
        return joined
    n = len(set(content_terms(sentence)))
    return [(sentence, n)] if n else []


def _placed(close: np.ndarray, main: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m,) topic of each part and whether it is surely another one than that of the whole."""
    rows, topic = np.arange(len(close)), close.argmax(axis=1)
    apart = close[rows, topic] - close[rows, main]
    is_sure = (confidence(close, topic) >= SURE_FROM) & (apart >= APART_FROM) & (whole[rows, topic] >= HEARD_FROM)
    return topic, is_sure & (topic != main)
