"""How bad what happened is, 0 to 4, read from what happened and not from how loudly it is said."""
from collections.abc import Sequence

import numpy as np

from models.complaint_cues import named


def severity(text: str) -> int:
    """0 none, 1 annoyance, 2 cost or lost time, 3 serious loss, 4 safety or a vulnerable person."""
    return int(any(name in named(text) for name in ("failure", "demand", "denial")))


def severities(texts: Sequence[str]) -> np.ndarray:
    """(n,) int8, each 0–4."""
    return np.array([severity(text) for text in texts], np.int8)
