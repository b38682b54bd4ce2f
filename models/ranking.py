"""The stretches of complaints that could name a topic, best first."""
from collections import defaultdict
from collections.abc import Callable
from math import fsum

import numpy as np

from models.candidates import candidates
from models.keyness import variety_of
from models.readability import ARTICLES, readability
from models.spoken import Clause, clause
from models.topic_words import KnownTopic
from models.words import fold

LOOKED_AT = 1500           # clauses of a topic whose stretches are weighed
SHORTLIST = 60             # stretches whose meaning is compared with the topic's
SAID_AGAIN = 0.3           # for each doubling of the unlike texts that say the same
WHOLE = (0.75, 0.9, 1.0)   # of a stretch by how many ends of its clause it stands at
USUAL_COSINE = 0.35        # of a good label to its topic, where meaning cannot be asked
UNTOLD = 0.4               # taken off for each content word that is not telling of the topic


def ranked(topic: KnownTopic, encode: Callable | None, centre: np.ndarray | None) -> list[tuple[float, Clause]]:
    """(score >= 0, stretch), best first. encode, centre (d,): what asks a stretch how near in meaning it is; or neither."""
    weighed = sorted(((fsum(topic.weights.get(word, 0) for word in one.content), one) for one in topic.clauses),
                     key=lambda pair: (-pair[0], pair[1].words))
    runs: dict[tuple[str, ...], int] = {}
    sources: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for total, one in weighed[:LOOKED_AT]:
        for run, ends in candidates(one.words).items() if total > 0 else ():
            runs[run] = max(ends, runs.get(run, 0))
            sources[_wording(run)].update(topic.clauses[one])
    rated = _sorted((_score(clause(run), topic) * WHOLE[ends], clause(run)) for run, ends in runs.items())[:4 * SHORTLIST]
    best = _sorted((score * _said_by(sources[_wording(one.words)], one.content, topic), one) for score, one in rated if score > 0)[:SHORTLIST]
    if encode is None or not best:
        return [(score * (0.25 + USUAL_COSINE), one) for score, one in best]
    near = np.asarray(encode([" ".join(one.words) for _, one in best])) @ centre
    return _sorted((score * (0.25 + max(0.0, float(cosine))), one) for (score, one), cosine in zip(best, near, strict=True))


def _sorted(pairs) -> list[tuple[float, Clause]]:
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].words))


def _wording(run: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in run if word not in ARTICLES)


def _said_by(sources: set[int], content: frozenset[str], topic: KnownTopic) -> float:
    """1 upwards: more where unlike texts say the same words."""
    texts = [text - content for text in dict.fromkeys(topic.texts[i] for i in sorted(sources))]
    return 1 + SAID_AGAIN * float(np.log2(max(1, variety_of("", texts, 8))))


def _score(one: Clause, topic: KnownTopic) -> float:
    """How well a stretch stands for the topic: its telling words, in how many clauses they meet, how it reads."""
    told = sorted(((topic.weights[word], word) for word in one.content if word in topic.weights), reverse=True)
    if not told:
        return 0.0
    telling = sum(weight * 0.85 ** rank - UNTOLD * max(0.0, 1 - 4 * weight) for rank, (weight, _) in enumerate(told))
    telling -= UNTOLD * (len(one.content) - len(told))
    pairs = [topic.together(a, b) for n, (_, a) in enumerate(told) for _, b in told[n + 1:]]
    return telling * (0.3 + sum(pairs) / max(1, len(pairs))) * readability(one.words)
