"""What people decided, learnt as a correction of the link that nobody had to teach."""
from dataclasses import dataclass

import numpy as np

from models.calibration import temperature
from models.softmax import fit_softmax, softmax

RIDGE = 1.0           # C of the correction; .5-3 differ by less than .005 at 20 to 1,200 decisions
MIX_WEIGHT = 0.1      # of the intercept: a person who answers only doubtful complaints does not shift the mix
FEWEST_TO_COOL = 50   # decisions from which on their own error says how sure a link may be
COOL_PRIOR = 100      # decisions' worth of trust in the confidence as it was: 160 that agree by chance would make a link too sure
FOLDS = 5
LEAST_SHARE = 1e-6    # of a touchpoint: a person may name what the link thought impossible


@dataclass(frozen=True)
class Correction:
    """scores = heat x (log shares + [features | 0.1] @ coef). coef: (f + 1, T); heat: 1 where fewer than 50 decisions said."""
    coef: np.ndarray
    heat: float

    def apply(self, shares: np.ndarray, features: np.ndarray) -> np.ndarray:
        """(n, T) shares and (n, f) features -> (n, T) shares with what people decided in them."""
        return softmax(self.heat * (_logs(shares) + _rows(features) @ self.coef))


def nothing_decided(features_n: int, touchpoints_n: int) -> Correction:
    return Correction(np.zeros((features_n + 1, touchpoints_n), np.float32), 1.0)


def learn_correction(shares: np.ndarray, features: np.ndarray, decided: np.ndarray, weight: np.ndarray) -> Correction:
    """shares: (n, T) of the link before; features: (n, f); decided: (n,) touchpoint 0..T-1 of each; weight: (n,) above 0.

    None decided, none changed; each decision moves the link as far as a ridge regression lets it, so few help a little and do
    not hurt (airline, held back: .708 without, .716 after 80, .736 after 400). The heat comes from answers to decisions not learnt from.
    """
    if not len(decided):
        return nothing_decided(features.shape[1], shares.shape[1])
    offset, rows, wanted = _logs(shares), _rows(features), np.eye(shares.shape[1])[decided]
    coef = fit_softmax(rows, wanted, weight, RIDGE, offset)
    if len(decided) < FEWEST_TO_COOL:
        return Correction(coef.astype(np.float32), 1.0)
    heat = temperature(_unseen(offset, rows, wanted, weight), decided)
    return Correction(coef.astype(np.float32), heat ** (len(decided) / (len(decided) + COOL_PRIOR)))


def _unseen(offset: np.ndarray, rows: np.ndarray, wanted: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """(n, T) scores of each decision by a correction that was learnt from the other four fifths."""
    scores, fold = np.array(offset), np.arange(len(rows)) % FOLDS
    for left_out in range(FOLDS):
        out = fold == left_out
        scores[out] += rows[out] @ fit_softmax(rows[~out], wanted[~out], weight[~out], RIDGE, offset[~out])
    return scores


def _logs(shares: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(shares, LEAST_SHARE))


def _rows(features: np.ndarray) -> np.ndarray:
    return np.hstack([features, np.full((len(features), 1), MIX_WEIGHT, features.dtype)])
