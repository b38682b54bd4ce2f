"""What a topic is called: a clause out of the complaints themselves, and its telling words."""
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from models.candidates import LENGTHS
from models.casing import casing, places
from models.label_keeping import AND_MORE, still_fits
from models.ranking import ranked
from models.readability import is_failure
from models.spoken import Clause, spoken
from models.stopwords import STOPWORDS
from models.topic_words import KnownTopic, centres, known_topics
from models.words import fold, words

KEYWORDS_N = 8
WEAK = {False: 0.3, True: 0.5}  # scores under which a stretch does not name a topic; True: a mixed one
SECOND_BELOW = 0.12  # share of the topic's complaints under which the label gets a second stretch
SECOND_SCORE = 0.3   # of the first stretch's score
MIXED = "Mixed: several things"


@dataclass(frozen=True)
class Label:
    """text: unique among the topics. keywords: 1-8 telling words, most telling first."""
    text: str
    keywords: tuple[str, ...]


def label_topics(texts: Sequence[str], topics: np.ndarray, k: int, left_out: Collection[str] = (),
                 is_mixed: Sequence[bool] | None = None, embedding: np.ndarray | None = None,
                 encode: Callable[[Sequence[str]], np.ndarray] | None = None,
                 touchpoints: Sequence[str | None] | None = None, keep: Sequence[str | None] | None = None) -> list[Label]:
    """A label and keywords for each of k topics.

    texts: n complaints; topics: (n,) 0..k-1, negative for none; left_out: words that must not appear (brands, handles).
    embedding: (n, d) of the texts and encode: what made it, so that a clause may be asked how near the topic it is.
    touchpoints: per topic the name of what it is linked to, or None. Mixed topics say so: "Phone line: call cuts off, and more".
    keep: per topic the label it had, or None; it stays while it still fits, see still_fits().
    """
    topics = np.asarray(topics)
    folded_out = frozenset(fold(part) for word in (*left_out, *places(texts)) for part in word.lower().split()) - STOPWORDS
    known = known_topics([spoken(text, folded_out) for text in texts], topics, k)
    middle = [None] * k if encode is None or embedding is None else centres(topics, k, embedding)
    best = [ranked(topic, encode if centre is not None else None, centre) for topic, centre in zip(known, middle, strict=True)]
    mixed = [False] * k if is_mixed is None else is_mixed
    names = touchpoints or [None] * k
    options = [[*_texts(known[i], best[i], bool(mixed[i]), names[i]), f"{names[i]}: several things" if names[i] else MIXED] for i in range(k)]
    keywords = [_keywords(topic) for topic in known]
    written = casing(texts, set(words(" ".join([*sum(options, []), *sum(keywords, [])]))))
    rivals = [_sentence(own[0], written) for own in options]
    kept = [old if old and still_fits(old, rival, i, known, folded_out) else None for i, (old, rival) in enumerate(zip(keep or [None] * k, rivals))]
    chosen = _different([[own] if own else [_sentence(text, written) for text in new] for own, new in zip(kept, options)], {own.lower() for own in kept if own})
    return [Label(text, tuple(_cased(word, written) for word in own) or (text,)) for text, own in zip(chosen, keywords, strict=True)]


def _texts(topic: KnownTopic, best: list[tuple[float, Clause]], is_mixed: bool, name: str | None) -> list[str]:
    """Labels in order of preference. A mixed one is called by its touchpoint first: its best clause is only one of many."""
    strong = [(score, one) for score, one in best if score >= WEAK[is_mixed]]
    texts = [" ".join(one.words) for _, one in strong]
    if strong and not is_mixed and (_share(strong[0][1], topic) < SECOND_BELOW or _is_bare(strong[0][1])):
        texts = [f"{texts[0]}, {' '.join(one.words)}" for one in _seconds(strong)[:1]] + texts
    return [f"{name}: {text}{AND_MORE}" if name else f"{text}{AND_MORE}" for text in texts] if is_mixed else texts


def _is_bare(one: Clause) -> bool:
    """Two words that name a thing but nothing wrong with it: "chat agent"."""
    return len(one.words) == 2 and not is_failure(one.words)


def _share(one: Clause, topic: KnownTopic) -> float:
    """Of the topic's complaints in which all the words of a stretch stand."""
    return sum(one.content <= text for text in topic.texts) / max(1, len(topic.texts))


def _seconds(strong: list[tuple[float, Clause]]) -> list[Clause]:
    """What may be said after the best stretch: of other words, and as good or nearly; seven words in all."""
    least, first = SECOND_SCORE * strong[0][0], strong[0][1]
    return [one for score, one in strong[1:] if score >= least and not one.content & first.content
            and len(one.words) + len(first.words) in LENGTHS]


def _different(options: list[list[str]], kept: set[str]) -> list[str]:
    """The first free option of each topic; a label of `kept` (lower case) is free for the one topic that has no other."""
    taken = set(kept)
    chosen = []
    for own in options:
        if len(own) == 1 and own[0].lower() in kept:
            chosen.append(own[0])
            continue
        numbered = (f"{own[-1]} ({n})" for n in range(2, len(options) + 2))
        text = next(option for option in (*own, *numbered) if option.lower() not in taken)
        taken.add(text.lower())
        chosen.append(text)
    return chosen


def _keywords(topic: KnownTopic) -> list[str]:
    """Its most telling words as most often written."""
    spoken_as: dict[str, Counter] = {}
    for one in topic.clauses:
        for word in one.words:
            spoken_as.setdefault(fold(word), Counter())[word] += 1
    ranked = list(topic.weights)[:KEYWORDS_N]
    return [min(spoken_as[word].items(), key=lambda item: (-item[1], item[0]))[0] for word in ranked if word in spoken_as]


def _cased(text: str, written: dict[str, str]) -> str:
    return re.sub(r"[^\s,]+", lambda found: written.get(found[0], found[0]), text)


def _sentence(text: str, written: dict[str, str]) -> str:
    cased = _cased(text, written)
    first = cased.split()[0]
    return cased if first != first.lower() else cased[:1].upper() + cased[1:]
