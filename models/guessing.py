"""From a first guess to a link: what else complaints say that were guessed to be of a touchpoint."""
from dataclasses import dataclass

import numpy as np

from models.softmax import fit_softmax, sharpening, softmax

SHARPNESS = 6.0       # of the first guess: its mean confidence (.60-.65) is its accuracy (.61-.64) at any n
RIDGE = 0.02          # C of the regression for each touchpoint there is; at .01 the rare touchpoints of the sample and of the airlines lose .03 recall
MOST_TEXTS = 10_000   # learnt from, evenly drawn: at 100,000 the regression alone would take a minute, and say the same
RIDGE_TEXTS = 70      # over the number of texts: what C for each touchpoint is at least. With less, 1,200 texts of the sample gather at the largest touchpoints
GUESS_SHARE = 0.5     # of the first guess's log shares beside what was learnt; .3-.8 differ by less than .01
ROUNDS = 3            # of learning from one's own last answer: 1 is .02 worse, from 5 on rare touchpoints are lost
FEWEST_TEXTS = 300    # up to it the first guess alone is as right as what was learnt
FEWEST_GUESSED = 200  # of one touchpoint, below which a regression forgets it: at 300 the others lose .006 accuracy
RARE_BELOW = 0.6      # of the mean number guessed for a touchpoint: with fewer texts that takes the place of the 200


@dataclass(frozen=True)
class Learnt:
    """Scores of n texts are embedding @ coef + intercept + prior x the raw first guess; their softmax weighs in with trust.

    coef: (d, T); intercept: (T,); prior: a number; trust: (T,) 0-1, by the touchpoint that was guessed first.
    """
    coef: np.ndarray
    intercept: np.ndarray
    prior: float
    trust: np.ndarray


def trusted(label: np.ndarray, touchpoints_n: int) -> np.ndarray:
    """(T,) 0-1: how far to trust what was learnt of a touchpoint. Nothing up to 300 texts, .9 at 3,000; less where few were guessed.

    label: (n,) touchpoint first guessed. Without the latter the rare ones (damaged baggage) were never named.
    """
    guessed_n = np.bincount(label, minlength=touchpoints_n)
    overall = 1 - FEWEST_TEXTS / max(len(label), FEWEST_TEXTS) if (guessed_n > 0).sum() > 1 else 0.0
    enough_n = max(1.0, min(FEWEST_GUESSED, RARE_BELOW * guessed_n.mean()))
    return (overall * np.minimum(1, guessed_n / enough_n)).astype(np.float32)


def learn(raw: np.ndarray, embedding: np.ndarray) -> Learnt:
    """raw: (n, T) first guess; embedding: (n, d).

    A regression sees the words and not the guess, so it cannot repeat it: it learns what such complaints say besides. Its answer
    and the guess are multiplied, and that is what the next round learns from, each text weighted by its confidence squared.
    The mean confidence stays the first guess's, which is the one number that no label is needed for. Airline complaints,
    held back: the guess .678, this .715 (benchmarks/links.py). Source: expectation maximisation with the guess as observation.
    """
    trust = trusted(raw.argmax(axis=1), raw.shape[1])
    if not trust.any():
        return Learnt(np.zeros((embedding.shape[1], raw.shape[1]), np.float32), np.zeros(raw.shape[1], np.float32), SHARPNESS, trust)
    raw, embedding = (array[::max(1, len(array) // MOST_TEXTS)] for array in (raw, embedding))
    guess, rows = softmax(SHARPNESS * raw), np.hstack([embedding, np.ones((len(raw), 1))])
    C = raw.shape[1] * max(RIDGE, RIDGE_TEXTS / len(raw))
    confidence, now, coef = guess.max(axis=1).mean(), guess, None
    for _ in range(ROUNDS):
        coef = fit_softmax(rows, np.eye(raw.shape[1])[now.argmax(axis=1)], now.max(axis=1) ** 2, C, start=coef)
        sharp = sharpening(rows @ coef, confidence) * coef
        scores = rows @ sharp + GUESS_SHARE * SHARPNESS * raw
        now = softmax(scores)
    cool = sharpening(scores, confidence)
    return Learnt((cool * sharp[:-1]).astype(np.float32), (cool * sharp[-1]).astype(np.float32), cool * GUESS_SHARE * SHARPNESS, trust)


def answer(learnt: Learnt, raw: np.ndarray, embedding: np.ndarray) -> np.ndarray:
    """(n, T) shares, rows sum to 1: what was learnt beside the first guess."""
    trust = learnt.trust[raw.argmax(axis=1), None]
    return trust * softmax(embedding @ learnt.coef + learnt.intercept + learnt.prior * raw) + (1 - trust) * softmax(SHARPNESS * raw)
