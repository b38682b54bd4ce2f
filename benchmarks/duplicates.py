"""Copies planted among real posts, how many are found, what else is collapsed: `python -m benchmarks.duplicates [DATASETS]`.

Base: airline_tweets and banking77_train, every text by a different person, all within a week. One text in four of
at least 8 words is copied by another person in one of seven ways. A collapse of two base texts is counted as false
unless they are the same once folded; `--show` prints those pairs (on the screen only: they are real).
"""

import argparse
import csv
import gzip
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from pipeline.duplicates import Recent, normalised
from pipeline.settings import ROOT, load_settings

_DAY = date(2026, 11, 16)


def _typo(text: str, dice: random.Random) -> str:
    """Two neighbouring letters swapped; never digits: another flight number is another complaint."""
    at = dice.choice([n for n in range(len(text) - 1) if text[n : n + 2].isalpha()])
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _cut(text: str, dice: random.Random) -> str:
    words = text.split()
    return " ".join(words[: max(8, int(len(words) * dice.uniform(0.7, 0.95)))]) + "…"


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "forwarded": lambda text, dice: f"RT @someone{dice.randrange(999)}: {text}",
    "case": lambda text, dice: text.upper(),
    "emoji": lambda text, dice: f"{text} {'😡' * dice.randrange(1, 4)}!!",
    "link and handle": lambda text, dice: f"@acme {text} https://t.example/{dice.randrange(9999)}",
    "typo": _typo,
    "cut": _cut,
    "quoted": lambda text, dice: f"{dice.choice(('This!', 'So true:', 'Same here'))} “{text}”",
}


def texts(datasets: Path) -> list[str]:
    found = []
    for name in ("airline_tweets.csv.gz", "banking77_train.csv.gz"):
        with gzip.open(datasets / name, "rt", encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file)]
    return found


def planted(base: list[str], seed: int = 0) -> tuple[list[dict], dict[str, tuple[str, str]]]:
    """Rows as `Recent` takes them, shuffled within the week, and copy -> (its original, the way it was copied)."""
    dice = random.Random(seed)
    rows = [_row(f"b{n}", text, dice) for n, text in enumerate(base)]
    truth = {}
    for row in [row for row in rows if len(normalised(row["text"]).split()) >= 8][::4]:
        way = dice.choice(list(WAYS))
        copy = _row(f"c{row['post_id']}", WAYS[way](row["text"], dice), dice)
        truth[copy["post_id"]] = (row["post_id"], way)
        rows.append(copy | {"day": row["day"] + timedelta(days=dice.randrange(5))})
    return sorted(rows, key=lambda row: row["day"]), truth


def _row(post_id: str, text: str, dice: random.Random) -> dict:
    return {"post_id": post_id, "day": _DAY + timedelta(days=dice.randrange(7)), "author_id": post_id, "text": text}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path, nargs="?", default=os.environ.get("CANARY_DATASETS", "../shared/datasets"))
    parser.add_argument("--show", action="store_true", help="print what was collapsed without being planted")
    options = parser.parse_args()
    rows, truth = planted(texts(Path(options.datasets)))
    text_of = {row["post_id"]: row["text"] for row in rows}
    begun = time.perf_counter()
    copies = Recent(load_settings(ROOT).clean.duplicate_days).copies(rows)
    seconds = time.perf_counter() - begun

    folded = {post_id: normalised(text) for post_id, text in text_of.items()}
    star = {post_id: copies.get(post_id, post_id) for post_id in text_of}
    found = Counter(way for copy, (original, way) in truth.items() if star[copy] == star[original])
    wanted = Counter(way for _, way in truth.values())
    base_of = {post_id: truth[post_id][0] if post_id in truth else post_id for post_id in text_of}
    false = [(a, b) for a, b in copies.items() if base_of[a] != base_of[b] and folded[base_of[a]] != folded[base_of[b]]]
    if options.show:
        print(*(f"{text_of[a]!r}\n    {text_of[b]!r}" for a, b in false), sep="\n")
    print(f"{len(rows):,} posts, {len(truth):,} planted copies, {len(rows) / seconds:,.0f} posts a second")
    print(f"recall {found.total() / wanted.total():.4f}: " + ", ".join(f"{way} {found[way] / wanted[way]:.3f}" for way in WAYS))
    print(f"collapsed without being planted: {len(false)} pairs, {len(false) / len(rows):.2%} of all posts")


if __name__ == "__main__":
    main()
