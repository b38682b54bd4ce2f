"""Topics and touchpoints of real airline complaints, no label read: `python -m benchmarks.airline [DATASETS] [--with-bertopic]`.

Rows: negative, reason_confidence >= 0.6, a reason given, links and handles removed, repeated and one-word texts
dropped (6,512). Labels are read for scoring only. Half of the rows (even SHA-256 of post_id) was looked at while
parameters were chosen; "held back" is the other half. BERTopic runs in benchmarks/.venv, made on demand.
"""
import argparse
import csv
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import adjusted_rand_score, f1_score, normalized_mutual_info_score

from models.clustering import TopicModel, is_too_short
from models.linking import TouchpointLinker, with_topic
from pipeline.encoders import fit_encoder
from pipeline.taxonomy import load_taxonomy

HERE = Path(__file__).resolve().parent
SERVICE, BOOKING = "Customer Service Issue", "Flight Booking Problems"
# Which reason a touchpoint of ours stands for. Nine reasons, twenty touchpoints: everything about how a person was
# treated or answered on the ground is "Customer Service Issue" there. By meaning, not by counting.
REASON_OF = {
    "booking-and-website": BOOKING, "fares-and-fees": BOOKING, "app": BOOKING, "loyalty-programme": BOOKING,
    "check-in-and-queues": "longlines", "delays": "Late Flight", "cancellations-and-rebooking": "Cancelled Flight",
    "cabin-crew": "Flight Attendant Complaints", "on-board": "Bad Flight", "baggage-delivery": "Lost Luggage",
    "baggage-damage": "Damaged Luggage", "service-desk": SERVICE, "boarding-and-gate": SERVICE,
    "special-assistance": SERVICE, "refunds": SERVICE, "customer-relations": SERVICE, "phone-line": SERVICE,
    "chat": SERVICE, "e-mail-support": SERVICE, "social-care": SERVICE,
}
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6)


def rows(datasets: Path) -> list[dict]:
    """The rows to score: post_id, text (cleaned), reason, is_sure (confidence 1), is_held_back."""
    with gzip.open(datasets / "airline_tweets.csv.gz", "rt", encoding="utf-8", newline="") as file:
        wanted = [row for row in csv.DictReader(file) if row["sentiment"] == "negative"
                  and row["reason"] not in ("", "Can't Tell") and float(row["reason_confidence"]) >= 0.6]
    kept = {}
    for row in wanted:
        text = re.sub(r"\s+", " ", re.sub(r"https?://\S+|www\.\S+|@\w+", " ", row["text"])).strip()
        if len(text.split()) > 1:
            kept.setdefault(text.lower(), {
                "post_id": row["post_id"], "text": text, "reason": row["reason"],
                "is_sure": float(row["reason_confidence"]) == 1, "is_held_back": _hash(row["post_id"]) % 2 == 1})
    return list(kept.values())


def _hash(post_id: str) -> int:
    return int(hashlib.sha256(post_id.encode()).hexdigest()[:8], 16)


def fit(texts: list[str], seed: int) -> tuple[TouchpointLinker, np.ndarray, np.ndarray]:
    """The linker, embedding (n, d) and probabilities (n, T), from the taxonomy and the texts alone."""
    touchpoints = [(t.id, t.description, t.all_phrases) for t in load_taxonomy("airline").touchpoints]
    encoder = fit_encoder(texts, "", seed)
    embedding = encoder.encode(texts)
    linker = TouchpointLinker(touchpoints).fit(texts, embedding, encoder)
    return linker, embedding, linker.predict_proba(texts, embedding)


def agreement(reason: np.ndarray, topics: np.ndarray, rows_: np.ndarray) -> str:
    """NMI / ARI on some rows; what is in no topic (-1) counts as one group of its own."""
    nmi = normalized_mutual_info_score(reason[rows_], topics[rows_])
    return f"{nmi:.3f} / {adjusted_rand_score(reason[rows_], topics[rows_]):.3f}"


def topic_table(reason: np.ndarray, held: np.ndarray, fits: dict[str, np.ndarray], seconds: dict[str, float]) -> list[str]:
    every = np.ones(len(reason), bool)
    lines = ["| topics | k | in no topic | NMI / ARI, all rows | held back | s |", "|---|---|---|---|---|---|"]
    for name, topics in fits.items():
        k, out = len(set(topics[topics >= 0].tolist())), (topics < 0).mean()
        lines.append(f"| {name} | {k} | {out:.0%} | {agreement(reason, topics, every)} | {agreement(reason, topics, held)} "
                     f"| {seconds[name]:.0f} |")
    return lines


def link_table(reason: np.ndarray, held: np.ndarray, sure: np.ndarray, evidence: dict[str, np.ndarray]) -> list[str]:
    """evidence: name -> (n,) reason of the touchpoint chosen for each row."""
    lines = ["| touchpoint from | accuracy / macro-F1, all rows | held back | confidence 1 | confidence 1, held back |",
             "|---|---|---|---|---|"]
    for name, said in evidence.items():
        cells = [_accuracy(reason, said, rows_) for rows_ in (np.ones(len(reason), bool), held, sure, held & sure)]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _accuracy(reason: np.ndarray, said: np.ndarray, rows_: np.ndarray) -> str:
    f1 = f1_score(reason[rows_], said[rows_], average="macro", zero_division=0)
    return f"{(reason == said)[rows_].mean():.3f} / {f1:.3f}"


def coverage_table(reason: np.ndarray, said: np.ndarray, confidence: np.ndarray, held: np.ndarray) -> list[str]:
    lines = ["| linked, the rest unclear | confidence from | accuracy, all rows | held back |", "|---|---|---|---|"]
    for share in COVERAGES:
        floor = np.quantile(confidence, 1 - share)
        kept = confidence >= floor
        right = reason == said
        lines.append(f"| {share:.0%} | {floor:.2f} | {right[kept].mean():.3f} | {right[kept & held].mean():.3f} |")
    return lines


def run_bertopic(texts: list[str]) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """BERTopic with its defaults and MiniLM, the same rows in the same order, in its own environment."""
    python = HERE / ".venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
    wanted = ["-r", str(HERE / "bertopic.txt")]
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
    done = subprocess.run([python, "-P", HERE / "bertopic_run.py"], input=json.dumps(texts), text=True, check=True,
                          stdout=subprocess.PIPE, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    found = json.loads(done.stdout.splitlines()[-1])
    return ({name: np.array(topics) for name, topics in found["topics"].items()}, found["seconds"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("CANARY_DATASETS", HERE.parent.parent / "shared" / "datasets")
    parser.add_argument("datasets", nargs="?", type=Path, default=Path(default))
    parser.add_argument("--with-bertopic", action="store_true", help="install and run BERTopic too (2 GB, minutes)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    table = rows(options.datasets)
    texts = [row["text"] for row in table]
    reason, held, sure = (np.array([row[key] for row in table]) for key in ("reason", "is_held_back", "is_sure"))
    print(f"{len(texts)} complaints, {held.sum()} held back, {sure.sum()} of confidence 1, {len(set(reason))} reasons\n")
    began = time.perf_counter()
    linker, embedding, proba = fit(texts, options.seed)
    shared = time.perf_counter() - began
    fits, seconds = _our_topics(embedding, proba, is_too_short(texts), shared, options.seed)
    chosen = fits.pop("model")
    if options.with_bertopic:
        theirs, their_seconds = run_bertopic(texts)
        fits, seconds = {**fits, **theirs}, {**seconds, **their_seconds}
    print("\n".join(topic_table(reason, held, fits, seconds)), "\n")
    names = np.array([REASON_OF[i] for i in linker.ids_])
    own_topic = chosen.labels_
    both = with_topic(proba, chosen.shares_, own_topic)
    topic_alone = np.where((own_topic >= 0)[:, None], chosen.shares_[own_topic], proba)
    raw = linker.first_guess(texts, embedding)
    evidence = {"phrases and descriptions": raw, "weak supervision, own words": proba, "its topic": topic_alone,
                "own words and its topic": both}
    print("\n".join(link_table(reason, held, sure, {name: names[p.argmax(1)] for name, p in evidence.items()})), "\n")
    print("\n".join(coverage_table(reason, names[both.argmax(1)], both.max(1), held)), "\n")
    print("Number of topics: " + ", ".join(f"{p['topics_n']}: {p['smoothed']:.2f}" for p in chosen.curve_))


def _our_topics(embedding: np.ndarray, proba: np.ndarray, is_short: np.ndarray, shared: float, seed: int) -> tuple[dict, dict]:
    """Ours at 9, every row placed; at the number chosen, the too short set aside; and the same without the guide."""
    made, seconds = {}, {}
    settings = {"ours at 9": (dict(n_topics=9), None), "ours, chosen": ({}, is_short),
                "ours at 9, unguided": (dict(n_topics=9, guide=0.0), None)}
    for name, (params, short) in settings.items():
        began = time.perf_counter()
        model = TopicModel(random_state=seed, **params).fit(embedding, proba, short)
        made[name], seconds[name] = model.labels_, shared + time.perf_counter() - began
        if name == "ours, chosen":
            chosen = model
    return {**made, "model": chosen}, seconds


if __name__ == "__main__":
    main()
