"""Is it a complaint, how bad is it, and how sure are we: `python -m benchmarks.complaint [DATASETS]`.

Answers issue 3, item 4 (a complaint filter and a severity of harm, calibrated) and issue 2, item 4 ("is it a complaint at all").
(1) Complaint filter, trained on words of our own only, on airline_tweets: sentiment negative against positive or neutral, rows
with sentiment_confidence >= .6. Rows are halved by sha256(post_id) mod 2: "tune" (0) is what words, cues and weights were chosen by;
"held" (1) was printed beside it a few times and nothing was chosen by it. (2) Our own words by filters fitted without them: whole files and
domains, and fifths of each. (3) Severity against the writers' in the sample's posts, by models fitted without the post's file.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import os
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
from sklearn.metrics import cohen_kappa_score, confusion_matrix, roc_auc_score

from models.complaint import ComplaintFilter
from models.severity import severities
from models.severity_model import LEVELS, SeverityModel
from pipeline.complaint_filter import POSTS, TrainingSet, training_set
from pipeline.seeds import expand, load_yaml
from pipeline.settings import ROOT, load_settings
from pipeline.severity_reading import written

THRESHOLDS = (0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.60)
HALVES = ("tune", "held")


def half(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2


def calibration(p: np.ndarray, is_complaint: np.ndarray) -> tuple[list[tuple[int, float, float]], float]:
    """Ten bins of equal width: (n, mean probability, share of complaints) of each, and the expected calibration error."""
    place = np.minimum((p * 10).astype(int), 9)
    bins = [(int(k.sum()), float(p[k].mean()), float(is_complaint[k].mean())) for k in (place == i for i in range(10)) if k.any()]
    return bins, sum(n * abs(said - seen) for n, said, seen in bins) / len(p)


def recall_precision(p: np.ndarray, is_complaint: np.ndarray, threshold: float) -> tuple[float, float]:
    kept = p >= threshold
    return float(kept[is_complaint].mean()), float(is_complaint[kept].mean())


def tweets(path: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Texts, is each negative, its half."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["sentiment_confidence"]) >= 0.6]
    return ([row["text"] for row in rows], np.array([row["sentiment"] == "negative" for row in rows]),
            np.array([half(row["post_id"]) for row in rows]))


def show_tweets(fitted: ComplaintFilter, texts: Sequence[str], is_complaint: np.ndarray, halves: np.ndarray) -> None:
    begun = time.process_time()
    p = fitted.predict_proba(texts)
    print(f"airline tweets: {len(texts):,} texts, {is_complaint.mean():.3f} complaints, {len(texts) / (time.process_time() - begun):,.0f} a CPU second")
    for number, name in enumerate(HALVES):
        ours, wanted = p[halves == number], is_complaint[halves == number]
        at_93 = float(np.quantile(ours[wanted], 0.07))
        print(f"  {name} half, {len(ours):,} texts: AUC {roc_auc_score(wanted, ours):.3f}; "
              f"recall .93 needs threshold {at_93:.2f}, precision {recall_precision(ours, wanted, at_93)[1]:.3f}")
        print("    threshold  recall  precision\n" + "\n".join(
            "    {:>9.2f}{:>8.3f}{:>11.3f}".format(t, *recall_precision(ours, wanted, t)) for t in THRESHOLDS))
    bins, error = calibration(ours, wanted)
    print(f"  calibration on the held half: expected error {error:.3f}\n    n, mean probability, share of complaints")
    print("\n".join(f"    {n:>6,} {said:.2f} {seen:.2f}" for n, said, seen in bins))


def left_out(told: TrainingSet, groups: np.ndarray) -> np.ndarray:
    """(n,) the probability of each text from a filter that was fitted without the text's group."""
    p = np.zeros(len(groups))
    for group in np.unique(groups):
        out = np.flatnonzero(groups == group)
        p[out] = told.fit(np.flatnonzero(groups != group)).predict_proba([told.texts[i] for i in out])
    return p


def show_left_out(told: TrainingSet, threshold: float) -> None:
    """Our own words judged by filters that never saw them: whole files and domains, and fifths of each."""
    origins, wanted = np.array(told.origins), np.array(told.is_complaint)
    in_sample = np.isin(origins, [path.stem for path in POSTS.glob("*.yaml")])
    fifths = np.zeros(len(origins), int)
    for origin in np.unique(origins):   # neighbours stay together: a post told twice is in one fifth
        rows = np.flatnonzero(origins == origin)
        fifths[rows] = np.arange(len(rows)) * 5 // len(rows)
    for how, groups in (("whole files and domains", origins), ("fifths of each", fifths)):
        p = left_out(told, groups)
        for name, rows in (("sample's posts", in_sample), ("lines", ~in_sample)):
            recall, precision = recall_precision(p[rows], wanted[rows], threshold)
            print(f"{name}, {how} left out, threshold {threshold}: {rows.sum():,} texts, AUC {roc_auc_score(wanted[rows], p[rows]):.3f}, "
                  f"recall {recall:.3f}, precision {precision:.3f}")
        kept = {origin: (p >= threshold)[(origins == origin) & wanted] for origin in np.unique(origins[wanted])}
        print("  lowest recall: " + ", ".join(f"{o} {k.mean():.2f} of {len(k)}" for o, k in sorted(kept.items(), key=lambda item: item[1].mean())[:8]))
        print("  kept although no complaint: " + ", ".join(
            f"{o} {(p >= threshold)[(origins == o) & ~wanted].mean():.2f}" for o in np.unique(origins[~wanted])))


def show_severity(texts_at_once: int = 10) -> None:
    """The model, judged on files of posts that it was fitted without; the signs alone beside it."""
    texts, levels, files = written()
    given, fold = np.array(levels), np.unique(files, return_inverse=True)[1] % 8
    own = {expand(entry["text"], Random(0)) for path in POSTS.glob("*.yaml") for entry in load_yaml(path)["posts"] if isinstance(entry, dict) and "severity" in entry}
    is_own, halves = np.array([text in own for text in texts]), np.array([half(text) for text in texts])
    proba, found = np.zeros((len(texts), LEVELS)), np.zeros(len(texts), int)
    for number in range(8):
        out = np.flatnonzero(fold == number)
        fitted = SeverityModel().fit([text for text, at in zip(texts, fold) if at != number], given[fold != number])
        proba[out], found[out] = fitted.predict_proba([texts[i] for i in out]), fitted.predict([texts[i] for i in out])
    begun = time.process_time()
    fitted.predict(texts * texts_at_once)
    speed = len(texts) * texts_at_once / (time.process_time() - begun)
    print(f"severity against the writers', complaints of the sample: {speed:,.0f} a CPU second ({np.mean([len(t) for t in texts]):.0f} characters each)")
    for name, rows in (("tune", halves == 0), ("held", halves == 1), ("held, given post by post", (halves == 1) & is_own)):
        for how, ours in (("model, file left out", found), ("signs alone", severities(texts))):
            a, b = given[rows], ours[rows]
            print(f"  {name:<25}{how:<21}{rows.sum():>5} posts: exact {(a == b).mean():.3f}, within one {(abs(a - b) <= 1).mean():.3f}, weighted kappa "
                  f"{cohen_kappa_score(a, b, weights='quadratic'):.3f}, 3 or 4 found {(b >= 3)[a >= 3].mean():.3f} (always 2: exact {(a == 2).mean():.3f})")
    print("  held half, rows the writer's 1-4, columns the model's 0-4:")
    print("\n".join("    " + "".join(f"{n:>5}" for n in row) for row in confusion_matrix(given[halves == 1], found[halves == 1], labels=range(5))[1:]))
    bins, error = calibration(proba.max(axis=1), proba.argmax(axis=1) == given)
    print(f"  calibration of the likeliest severity, all rows: expected error {error:.3f}\n    n, mean probability, share right")
    print("\n".join(f"    {n:>6,} {said:.2f} {seen:.2f}" for n, said, seen in bins))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path, nargs="?", default=os.environ.get("CANARY_DATASETS", ROOT.parent / "shared" / "datasets"))
    told = training_set()
    begun = time.perf_counter()
    fitted = told.fit()
    print(f"issue 3 item 4, issue 2 item 4. Fitted on {len(told.texts):,} texts of our own in {time.perf_counter() - begun:.1f} s")
    show_tweets(fitted, *tweets(Path(parser.parse_args().datasets) / "airline_tweets.csv.gz"))
    show_left_out(told, load_settings(ROOT / "data" / "workspace").clean.complaint_threshold)
    show_severity()


if __name__ == "__main__":
    main()
