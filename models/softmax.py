"""Shares out of scores: the softmax, the sharpness that a stated confidence needs, and the regression that learns scores."""
import numpy as np
from scipy.optimize import minimize

SHARPEST = 64.0  # and 1/64 the flattest: beyond, shares are 1 and 0, or all the same
STEPS = 40       # of L-BFGS at most; more moves accuracy by less than .003


def softmax(scores: np.ndarray) -> np.ndarray:
    """(n, T) -> (n, T), rows sum to 1."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def sharpening(scores: np.ndarray, confidence: float) -> float:
    """The factor (1/64 to 64) by which (n, T) scores reach a mean confidence (0-1), the mean of each row's largest share."""
    low, high = -np.log(SHARPEST), np.log(SHARPEST)
    for _ in range(24):  # halvings: the factor is exact to 1e-6
        middle = (low + high) / 2
        is_flat = softmax(np.exp(middle) * scores).max(axis=1).mean() < confidence
        low, high = (middle, high) if is_flat else (low, middle)
    return float(np.exp((low + high) / 2))


def fit_softmax(rows: np.ndarray, wanted: np.ndarray, weight: np.ndarray, C: float, offset: np.ndarray | float = 0.0,
                start: np.ndarray | None = None) -> np.ndarray:
    """(d, T) coefficients so that softmax(offset + rows @ them) comes near `wanted`, by L-BFGS from `start` (0).

    rows: (n, d), a column of ones among them where an intercept is wished for; wanted: (n, T), rows sum to 1; weight: (n,) >= 0;
    C > 0: the smaller, the nearer coefficients stay to 0 (ridge); offset: (n, T), scores that hold without anything learnt.
    """
    shape, rows, wanted = (rows.shape[1], wanted.shape[1]), rows.astype(np.float32), wanted.astype(np.float32)
    weight = np.asarray(weight, np.float32)[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        coef = flat.reshape(shape).astype(np.float32)
        scores = offset + rows @ coef
        scores = scores - scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        total = powers.sum(axis=1, keepdims=True)
        missed = (weight * (scores - np.log(total)) * wanted).sum(dtype=float)
        slope = rows.T @ ((powers / total - wanted) * weight) + coef / C
        return (flat**2).sum() / (2 * C) - missed, slope.ravel().astype(float)

    begin = np.zeros(shape) if start is None else start
    return minimize(loss, begin.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.reshape(shape)
