"""The labelled texts that topics are measured on, and the many texts that time is measured on. Labels are read for scoring only."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.airline import rows
from benchmarks.student import column, is_held_back


@dataclass(frozen=True)
class Labelled:
    """texts: n; truth: (n,) label of each; is_held_back: (n,) bool, rows nobody looked at while parameters were chosen.

    taxonomy: whose touchpoints guide the topics; "" where there is none, and topics come from the texts alone.
    """

    name: str
    texts: list[str]
    truth: np.ndarray
    is_held_back: np.ndarray
    taxonomy: str = ""

    @property
    def k(self) -> int:
        return len(set(self.truth.tolist()))


def airline(datasets: Path) -> Labelled:
    table = rows(datasets)
    texts, truth, held = ([row[key] for row in table] for key in ("text", "reason", "is_held_back"))
    return Labelled("airline", texts, np.array(truth), np.array(held), "airline")


def banking(datasets: Path) -> Labelled:
    return _by_text("banking", column(datasets / "banking77_train.csv.gz", "text"), column(datasets / "banking77_train.csv.gz", "category"))


def insurance(datasets: Path) -> Labelled:
    return _by_text("insurance", *(column(datasets / "insurance_intents.csv", name) for name in ("utterance", "intent")))


DATA = {"airline": airline, "banking": banking, "insurance": insurance}


def _by_text(name: str, texts: list[str], truth: list[str]) -> Labelled:
    mixed = np.random.default_rng(0).permutation(len(texts))  # they come sorted by label, which no complaints do
    texts, truth = [texts[i] for i in mixed], [truth[i] for i in mixed]
    return Labelled(name, texts, np.array(truth), np.array([is_held_back(text) for text in texts]))


def many_texts(datasets: Path, n: int, seed: int = 0) -> list[str]:
    """n short texts: those of banking77 and clinc150 drawn anew, a fifth of the words of each replaced by words of another."""
    real = [text.split() for text in (*column(datasets / "banking77_train.csv.gz", "text"), *column(datasets / "clinc150.csv.gz", "text"))]
    random = np.random.default_rng(seed)
    drawn, others = random.integers(len(real), size=(2, n))
    made = []
    for a, b in zip(drawn, others):
        words = list(real[a])
        for place in np.flatnonzero(random.random(len(words)) < 0.2):
            words[place] = real[b][random.integers(len(real[b]))]
        made.append(" ".join(words))
    return made
