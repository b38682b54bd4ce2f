"""What a topic is called: a readable phrase out of the complaints themselves, and its telling words."""
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer

from models.candidates import keys, surfaces
from models.keyness import document_frequencies, keyness
from models.stopwords import STOPWORDS
from models.words import fold

FAVOUR = {1: 0.35, 2: 1.0, 3: 1.5, 4: 1.8, 5: 1.8}  # of a phrase by its words: longer says more, and is rarer
SHORTLIST = 120       # candidates per topic whose wording is looked at
LEAST_SHARE = 0.015   # of a topic's complaints a phrase must stand in
CONTEXTS = range(2, 7)  # different neighbours a phrase needs, 1 per 30 complaints: copies of one text name nothing
LEAST_G2 = 11.0       # one in a thousand by chance
SECOND_BELOW = 0.30   # share of the topic's complaints under which the label gets a second phrase
KEYWORDS_N = 8
WRITTEN = {"i": "I", "i'm": "I'm", "i've": "I've", "tv": "TV", "sim": "SIM", "esim": "eSIM", "pin": "PIN", "dm": "DM",
           "dms": "DMs", "atm": "ATM", "iban": "IBAN", "wifi": "wifi", "vip": "VIP", "id": "ID", "gps": "GPS"}


@dataclass(frozen=True)
class Label:
    """text: unique among the topics. keywords: 1-8 telling words and phrases, most telling first."""
    text: str
    keywords: tuple[str, ...]


@dataclass(frozen=True)
class _Phrase:
    key: str
    surface: str
    score: float
    share: float
    is_said: bool  # in enough different surroundings to be how people speak, not one text copied

    @property
    def content(self) -> frozenset[str]:
        return frozenset(part for part in self.key.split() if part not in _FOLDED_STOPS)


_FOLDED_STOPS = frozenset(fold(word) for word in STOPWORDS)


def label_topics(texts: Sequence[str], topics: np.ndarray, k: int, left_out: Collection[str] = (),
                 is_mixed: Sequence[bool] | None = None) -> list[Label]:
    """A label and keywords for each of k topics.

    texts: n complaints; topics: (n,) 0..k-1, negative for none; left_out: words that must not appear (brands,
    handles). Phrases are weighed by G2 of document frequency against all other topics; long ones are favoured.
    Two phrases where one covers too little: "On hold for hours, hung up". Mixed topics say so.
    """
    topics = np.asarray(topics)
    folded_out = frozenset(fold(word.lower()) for word in left_out)
    shortlists = _shortlists(texts, topics, k, folded_out)
    mixed = [False] * k if is_mixed is None else list(is_mixed)
    taken: set[str] = set()
    labels = []
    for topic in range(k):
        text = _unique(_phrase_label(shortlists[topic], mixed[topic]), shortlists[topic], taken, topic)
        labels.append(Label(text, _keywords(shortlists[topic]) or (text,)))
    return labels


def _shortlists(texts: Sequence[str], topics: np.ndarray, k: int, left_out: frozenset[str]) -> list[list[_Phrase]]:
    """Per topic its best phrases, most telling first, as people most often wrote them."""
    sizes = np.bincount(topics[topics >= 0], minlength=k)
    counter = CountVectorizer(analyzer=lambda text: keys(text, left_out), binary=True, dtype=np.float32,
                              min_df=min(3, max(1, len(texts) // 10)))
    try:
        present = counter.fit_transform(texts)
    except ValueError:  # scikit-learn's word for "no term is left"
        return [[] for _ in range(k)]
    terms = counter.get_feature_names_out()
    inside = document_frequencies(present, topics, k)
    g2 = keyness(inside, sizes)
    favour = np.array([FAVOUR[term.count(" ") + 1] for term in terms])
    return [_shortlist(topic, texts, topics, terms, inside[topic] / max(1, sizes[topic]), g2[topic], favour, left_out)
            for topic in range(k)]


def _shortlist(topic, texts, topics, terms, share, g2, favour, left_out) -> list[_Phrase]:
    score = np.where((g2 >= LEAST_G2) & (share >= LEAST_SHARE), g2 * favour, 0)
    if not score.any():
        score = np.where(share >= LEAST_SHARE, np.maximum(g2, 0) * favour, 0)
    best = [i for i in np.argsort(-score, kind="stable")[:SHORTLIST] if score[i] > 0]
    own = [texts[i] for i in np.flatnonzero(topics == topic)]
    wording, contexts = surfaces(own, {terms[i] for i in best}, left_out)
    needed = min(len(own), int(np.clip(len(own) // 30, CONTEXTS[0], CONTEXTS[-1])))
    return [_Phrase(terms[i], wording[terms[i]], float(score[i]), float(share[i]), contexts[terms[i]] >= needed)
            for i in best]


def _phrase_label(shortlist: list[_Phrase], is_mixed: bool) -> str:
    """The best phrase, a second one where it covers little, or the three best words where nothing is a phrase."""
    shortlist = [phrase for phrase in shortlist if phrase.is_said]
    phrases = [phrase for phrase in shortlist if " " in phrase.key]
    enough = 3 if not phrases else 2 if phrases[0].share < SECOND_BELOW else 1
    chosen = _distinct([*phrases[:1], *(phrases or shortlist), *shortlist], enough)
    text = ", ".join(_readable(phrase.surface) for phrase in chosen) or "no common words"
    return f"Mixed: {text}" if is_mixed else text[:1].upper() + text[1:]


def _distinct(phrases: list[_Phrase], most: int) -> list[_Phrase]:
    """The first phrases that do not repeat each other's words."""
    chosen: list[_Phrase] = []
    for phrase in phrases:
        if len(chosen) < most and phrase.content and not any(phrase.content & other.content for other in chosen):
            chosen.append(phrase)
    return chosen


def _readable(surface: str) -> str:
    return " ".join(WRITTEN.get(word, word) for word in surface.split())


def _unique(text: str, shortlist: list[_Phrase], taken: set[str], topic: int) -> str:
    """`text`, made different from the labels already taken by another of its topic's phrases."""
    others = (f"{text}, {_readable(phrase.surface)}" for phrase in shortlist if phrase.is_said and phrase.surface not in text.lower())
    numbered = (f"{text} ({n})" for n in range(2, topic + 3))
    free = next(option for option in [text, *others, *numbered] if option.lower() not in taken)
    taken.add(free.lower())
    return free


def _keywords(shortlist: list[_Phrase]) -> tuple[str, ...]:
    """Telling words and phrases, each with a word that those before it have not; single words fill up."""
    said = [phrase for phrase in shortlist if phrase.is_said]
    chosen: list[_Phrase] = []
    for phrase in said + [phrase for phrase in shortlist if " " not in phrase.key]:
        if len(chosen) < KEYWORDS_N and phrase.content - frozenset().union(*(other.content for other in chosen)):
            chosen.append(phrase)
    return tuple(_readable(phrase.surface) for phrase in chosen)
