"""What is known of each topic's words: its clauses, and how telling each word is."""
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models.keyness import LEAST_G2, keyness, postings, variety_of, word_counts
from models.spoken import Clause, language

DIFFERENT = range(2, 7)  # unlike clauses a telling word must stand in, 1 per 30 complaints: copies of one text name nothing
LOOKED_UP = 300          # words of a topic, most telling first


@dataclass(frozen=True)
class KnownTopic:
    """A topic's complaints, in an order that does not hang on their rows.

    clauses: the different ones in its main language, and the texts each stands in. texts: their content words.
    weights: of its telling words, 0-1, best first. different: clauses as content words; standing: where a word stands in them.
    """
    clauses: dict[Clause, list[int]]
    texts: list[frozenset[str]]
    weights: dict[str, float]
    different: list[frozenset[str]]
    standing: dict[str, set[int]]
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)

    def together(self, a: str, b: str) -> float:
        """0 upwards: in how many unlike clauses two words meet, log."""
        key = (a, b) if a < b else (b, a)
        if key not in self.pairs:
            meeting = [self.different[i] - {a, b} for i in sorted(self.standing[a] & self.standing[b])]
            self.pairs[key] = float(np.log2(1 + variety_of("", meeting, 20))) / 5
        return self.pairs[key]


def known_topics(said: Sequence[list[Clause]], topics: np.ndarray, k: int) -> list[KnownTopic]:
    """What is known of each topic's words."""
    own = [sorted((said[i] for i in np.flatnonzero(topics == topic)), key=_in_words) for topic in range(k)]  # not by row: stable
    different = [list({one.content: None for text in texts for one in text if one.content}) for texts in own]
    vocabulary, inside, sizes = word_counts(different)
    if not vocabulary:
        return [KnownTopic({}, [], {}, [], {}) for _ in range(k)]
    g2 = keyness(inside, sizes)
    return [_topic(own[topic], different[topic], vocabulary, inside[topic], g2[topic]) for topic in range(k)]


def _topic(texts: list[list[Clause]], different: list[frozenset[str]], vocabulary: list[str], n: np.ndarray, g2: np.ndarray) -> KnownTopic:
    needed = int(np.clip(len(texts) // 30, DIFFERENT[0], DIFFERENT[-1]))
    order = [i for i in np.argsort(-g2, kind="stable")[:LOOKED_UP] if n[i] > 0 and g2[i] > 0]
    standing = postings(different)
    variety = {i: variety_of(vocabulary[i], [different[place] for place in sorted(standing[vocabulary[i]])], needed) for i in order}
    telling = {vocabulary[i]: float(np.sqrt(g2[i])) for i in order if g2[i] >= LEAST_G2 and variety[i] >= needed}
    weights = telling or _most_worded(texts, [vocabulary[i] for i in order])
    contents = [frozenset().union(*(one.content for one in text)) for text in texts]
    return KnownTopic(_in_main_language(texts), contents, {word: weight / max(weights.values()) for word, weight in weights.items()},
                      different, standing)


def _most_worded(texts: list[list[Clause]], words: list[str]) -> dict[str, float]:
    """Where no word is surely telling: those that stand in the most wordings, so that one text copied does not win."""
    count = Counter(word for one in dict.fromkeys(one for text in texts for one in text) for word in one.content)
    most = max((count[word] for word in words), default=0)
    return {word: float(count[word]) for word in sorted(words, key=lambda word: (-count[word], word)) if 2 * count[word] >= most}


def _in_words(text: list[Clause]) -> list[tuple[str, ...]]:
    return [one.words for one in text]


def _in_main_language(texts: list[list[Clause]]) -> dict[Clause, list[int]]:
    """The different clauses of the texts in the language most of them are in, and in which texts each stands."""
    languages = [language(text) for text in texts]
    count = Counter(languages)
    main = max(count, key=lambda name: (count[name], name == "en", name), default="en")
    clauses: dict[Clause, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for one in text if languages[i] == main else ():
            clauses[one].append(i)
    return dict(clauses)


def centres(topics: np.ndarray, k: int, embedding: np.ndarray) -> np.ndarray:
    """(k, d) the mean direction of each topic's texts; 0 where it has none."""
    means = np.vstack([embedding[topics == topic].mean(axis=0) if (topics == topic).any() else np.zeros(embedding.shape[1]) for topic in range(k)])
    return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
