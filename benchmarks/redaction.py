"""How much personal data is found, how much else is destroyed, how fast: `python -m benchmarks.redaction [DATASETS]`.

Two measures. (1) pii_spans.jsonl: 1,500 made-up texts with marked spans, scored by characters: recall per type,
precision per kind of ours. (2) airline_tweets: how often each kind is found in 14,640 real tweets; with
`--show KIND` the found stretches are printed to be read for false alarms (on the screen only: they are real).
"""

import argparse
import csv
import gzip
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.redact import Redactor
from pipeline.settings import ROOT, load_settings

# Types of the data that Canary does not look for, and why.
OUT_OF_SCOPE = {
    "GPE": "places are needed to see where things fail",
    "ORGANIZATION": "not a person",
    "NRP": "nationality: rare in complaints, no safe pattern",
    "AGE": "no safe pattern",
    "TITLE": "'Mrs' alone says nothing once the name is gone",
    "DATE_TIME": "times are needed; only dates of birth are taken out",
    "DOMAIN_NAME": "links stay, without their query",
    "URL": "links stay, without their query",
}
AIRLINES = frozenset("united americanair usairways southwestair jetblue virginamerica delta".split())


def scored_by_characters(path: Path, redactor: Redactor) -> tuple[Counter, Counter, Counter, Counter]:
    """Counters of characters: marked and found per type; found and rightly found (on any marked span) per kind."""
    marked, covered, found, right = Counter(), Counter(), Counter(), Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        spans = redactor.find(row["text"])
        ours = {at for span in spans for at in range(span.start, span.end)}
        theirs = {at for span in row["spans"] for at in range(span["start"], span["end"])}
        for span in row["spans"]:
            marked[span["type"]] += span["end"] - span["start"]
            covered[span["type"]] += len(ours.intersection(range(span["start"], span["end"])))
        for span in spans:
            solid = [at for at in range(span.start, span.end) if not row["text"][at].isspace()]
            found[span.kind] += len(solid)
            right[span.kind] += len(theirs.intersection(solid))
    return marked, covered, found, right


def tweets(datasets: Path) -> list[str]:
    with gzip.open(datasets / "airline_tweets.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def around(texts: list[str], redactor: Redactor, kind: str) -> Iterator[str]:
    """Each stretch of `kind` in >>> <<< with 40 characters on either side."""
    for text in texts:
        for span in redactor.find(text):
            if span.kind == kind:
                yield f"{text[max(0, span.start - 40):span.start]}>>>{text[span.start:span.end]}<<<{text[span.end:span.end + 25]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("datasets", type=Path, nargs="?", default=os.environ.get("CANARY_DATASETS", "../shared/datasets"))
    parser.add_argument("--show", metavar="KIND", help="print what was found of this kind in the tweets")
    options = parser.parse_args()
    redactor, texts = Redactor(load_settings(ROOT).privacy.phone_regions, AIRLINES), tweets(Path(options.datasets))
    if options.show:
        print(*around(texts, redactor, options.show), sep="\n")
        return
    marked, covered, found, right = scored_by_characters(Path(options.datasets) / "pii_spans.jsonl", redactor)
    print("made-up texts: recall by type (share of characters)")
    for kind, n in marked.most_common():
        print(f"  {kind:<18}{n:>7}  {covered[kind] / n:>5.2f}  {'out of scope: ' + OUT_OF_SCOPE[kind] if kind in OUT_OF_SCOPE else ''}")
    print("made-up texts: precision by kind (share of characters on any marked span)")
    for kind, n in found.most_common():
        print(f"  {kind:<18}{n:>7}  {right[kind] / n:>5.2f}")
    begun = time.perf_counter()
    counts = Counter(span.kind for text in texts for span in redactor.find(text))
    seconds = time.perf_counter() - begun
    print(f"airline tweets: {len(texts):,} texts, {len(texts) / seconds:,.0f} a second; spans found")
    print("  " + ", ".join(f"{kind} {n:,}" for kind, n in counts.most_common()))


if __name__ == "__main__":
    main()
