"""Do a few answers to "is this a complaint?" help the filter? `python -m benchmarks.answers [DATASETS] [--draws 3]`.

Answers of issue 3, item 2 ("complaint filter learns from what people decide, few examples must already help") on airline_tweets: sentiment
negative against the rest, rows with sentiment_confidence >= .6, in the halves of complaint.py (sha256(post_id) mod 2). The weight of an answer
was chosen on the half "tune", reported is "held". Within a half, answers are drawn from rows of sha256("answer" + post_id) mod 2 = 0 and judged on
the others: at random, and as the Workbench asks (the most doubtful of 2,000). Few answers must help, and must break nothing: our own lines, told by
filters that saw the answers too.
"""
from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.complaint import HALVES, half, tweets
from models.complaint import ComplaintFilter
from pipeline.complaint_filter import ANSWER_WEIGHT, training_set
from pipeline.settings import ROOT, load_settings

COUNTS = (0, 5, 10, 20, 50, 100, 200)
_POOL = 2_000


def fitted(texts: list[str], answers: list[bool], weight: float) -> ComplaintFilter:
    return training_set(answers=list(zip(texts, answers, strict=True)), answer_weight=weight).fit()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="?", default=os.environ.get("CANARY_DATASETS", "../shared/datasets"))
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--weights", type=float, nargs="*", default=[ANSWER_WEIGHT])
    asked = parser.parse_args()
    texts, is_complaint, halves = tweets(Path(asked.datasets) / "airline_tweets.csv.gz")
    to_answer = np.array([half(f"answer{text}") == 0 for text in texts])
    threshold, base = load_settings(ROOT).clean.complaint_threshold, training_set().fit()
    own = training_set()
    own_before = (base.predict_proba(own.texts) >= threshold) == np.array(own.is_complaint)
    print("half  asked      weight  answers  accuracy (change)   AUC     own lines")
    for weight in asked.weights:
        for number, name in enumerate(HALVES):
            pool, judged = np.flatnonzero((halves == number) & to_answer), np.flatnonzero((halves == number) & ~to_answer)
            for way in ("random", "doubtful"):
                plain = None
                for n in COUNTS:
                    found = [score(texts, is_complaint, judged, drawn(base, texts, pool, n, way, draw), weight, threshold, own) for draw in range(asked.draws if n else 1)]
                    accuracy, auc, kept = np.mean(found, axis=0)
                    plain = accuracy if plain is None else plain
                    print(f"{name:5} {way:10} {weight:6g}  {n:7}  {accuracy:.3f} ({accuracy - plain:+.3f})      {auc:.3f}   {kept:.3f} (was {own_before.mean():.3f})", flush=True)


def drawn(base: ComplaintFilter, texts: list[str], pool: np.ndarray, n: int, way: str, draw: int) -> np.ndarray:
    """Positions of the rows that are answered."""
    shuffled = np.random.default_rng(draw).permutation(pool)
    if way == "random" or not n:
        return shuffled[:n]
    first = shuffled[:_POOL]
    return first[np.argsort(np.abs(base.predict_proba([texts[i] for i in first]) - 0.5), kind="stable")[:n]]


def score(texts, is_complaint, judged, answered, weight, threshold, own) -> tuple[float, float, float]:
    """Accuracy and AUC on the judged rows, accuracy on our own lines."""
    model = fitted([texts[i] for i in answered], [bool(is_complaint[i]) for i in answered], weight)
    p = model.predict_proba([texts[i] for i in judged])
    kept = (model.predict_proba(own.texts) >= threshold) == np.array(own.is_complaint)
    return float(((p >= threshold) == is_complaint[judged]).mean()), float(roc_auc_score(is_complaint[judged], p)), float(kept.mean())


if __name__ == "__main__":
    main()
