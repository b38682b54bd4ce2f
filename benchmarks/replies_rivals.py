"""Rules or a small model? Linear models of words beside the rules, on the labelled threads of one half.

"own words": fitted on the sample company's replies alone, which is all that may be shipped. "labelled": fitted on labelled real threads, five-fold
within the dev half, or on all of it for the held-back half; it shows what a model could do, and may not be shipped, for the licence of the texts.
"labelled and rules": the same with what the rules read as columns beside the words.
"""
from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from models.conversation import Turn
from models.replies import KINDS
from models.reply_sentences import sentences
from models.words import ngrams
from pipeline.seeds import expand, load_yaml
from pipeline.settings import ROOT

SAMPLE = ROOT / "data" / "sample" / "threads"
TELLINGS, FOLDS, STRENGTH = 5, 5, 3.0
FEWEST = 3   # examples of a kind to learn from
Row = tuple[Turn, tuple[str, ...]]   # a turn and its kinds


def sample_threads(random_state: int = 0) -> list[tuple[str, list[Row]]]:
    """(outcome, turns with their planted kinds) of each of the sample's threads, its choices made."""
    dice = Random(random_state)
    return [(thread["outcome"].replace("-", " "), [(Turn(turn["who"] == "company", expand(turn["text"], dice)), tuple(turn.get("kinds", ()))) for turn in thread["turns"]])
            for path in sorted(SAMPLE.glob("*.yaml")) for thread in load_yaml(path)["threads"]]


def from_own_words(turns: Sequence[Turn]) -> list[tuple[str, ...]]:
    """The kinds that a model of the sample's replies gives."""
    own = [row for state in range(TELLINGS) for _, rows in sample_threads(state) for row in rows[1:]]
    return _fitted(own, turns)


def from_labelled(threads: Sequence[Sequence[Row]], read: Sequence[Sequence[tuple[str, ...]]] | None = None) -> list[list[tuple[str, ...]]]:
    """The kinds of each thread's turns from models fitted without the thread's fold. read: what the rules read, given to the model too."""
    fold = np.random.default_rng(0).permutation(len(threads)) % FOLDS
    found: list[list[tuple[str, ...]]] = [[] for _ in threads]
    for number in range(FOLDS):
        out, rest = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        known = _flat(read, rest) if read else None
        told = iter(_fitted(_flat(threads, rest), [turn for turn, _ in _flat(threads, out)], known, _flat(read, out) if read else None))
        for i in out:
            found[i] = [next(told) for _ in threads[i]]
    return found


def from_other_half(other: Sequence[Sequence[Row]], threads: Sequence[Sequence[Row]]) -> list[list[tuple[str, ...]]]:
    """The kinds of each thread's turns from a model fitted on the other half."""
    told = iter(_fitted([row for thread in other for row in thread], [turn for thread in threads for turn, _ in thread]))
    return [[next(told) for _ in thread] for thread in threads]


def _flat(items: Sequence[Sequence], at: Sequence[int]) -> list:
    return [one for i in at for one in items[i]]


def _fitted(rows: Sequence[Row], turns: Sequence[Turn], known: Sequence[tuple[str, ...]] | None = None, read: Sequence[tuple[str, ...]] | None = None) -> list[tuple[str, ...]]:
    """One logistic regression a kind over words and pairs of words, whose the turn is, and what the rules read of it."""
    counter = CountVectorizer(analyzer=_grams, min_df=2, binary=True)
    features = _with_signs(counter.fit_transform([turn for turn, _ in rows]), [turn for turn, _ in rows], known)
    asked = _with_signs(counter.transform(turns), turns, read)
    wanted = np.array([[kind in kinds for kind in KINDS] for _, kinds in rows])
    said = np.zeros((len(turns), len(KINDS)), bool)
    for column in np.flatnonzero(wanted.sum(axis=0) >= FEWEST):
        said[:, column] = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=500).fit(features, wanted[:, column]).predict(asked)
    return [tuple(kind for kind, is_said in zip(KINDS, row) if is_said and (kind == "confirmation") != turn.is_company) for turn, row in zip(turns, said)]


def _with_signs(words: sp.csr_matrix, turns: Sequence[Turn], read: Sequence[tuple[str, ...]] | None) -> sp.csr_matrix:
    signs = [[turn.is_company] + [kind in kinds for kind in KINDS] for turn, kinds in zip(turns, read if read is not None else [()] * len(turns), strict=True)]
    return sp.hstack([words, sp.csr_matrix(np.array(signs, float))], format="csr")


def _grams(turn: Turn) -> list[str]:
    return [gram for sentence in sentences(turn.text) for gram in ngrams([*sentence.words, "?" if sentence.is_question else "."], 2)]
