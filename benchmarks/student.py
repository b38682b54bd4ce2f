"""Make the student that is shipped in data/encoder: `python -m benchmarks.student [DATASETS] [--half]`.

Teacher: all-MiniLM-L6-v2 (Apache-2.0), in benchmarks/.venv. Texts, no label of theirs read: banking77_train (CC BY 4.0), clinc150
(CC BY 3.0), insurance_intents (CDLA-Permissive 2.0) and the touchpoints in data/touchpoints. The tweets are not used: their licence
forbids it. Nor is the sample: it shows what a new brand sees. The same texts give the same bytes.
--half leaves out the banking texts of odd SHA-256 and writes to benchmarks/.cache: what benchmarks/topics.py reports for texts that
no student has seen.
"""
import argparse
import csv
import gzip
import hashlib
import json
import os
import subprocess
from pathlib import Path

import numpy as np

from benchmarks.rivals import environment
from models.student import Student
from pipeline.artifacts import State, drop_model, versions, write_model
from pipeline.encoders import SHIPPED
from pipeline.taxonomy import load_taxonomy

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
TAXONOMIES = ("airline", "bank", "retail-and-delivery", "software", "telecom")
SOURCES = ["banking77_train, PolyAI, CC BY 4.0", "clinc150, CLINC, CC BY 3.0", "insurance_intents, DSTC11, CDLA-Permissive-2.0",
           "the touchpoints of this project"]


def is_held_back(text: str) -> bool:
    """Odd SHA-256 of a text: the half of banking77_train that a student of --half has never seen."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 2 == 1


def column(path: Path, name: str) -> list[str]:
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="")
    with opened as file:
        return [row[name].strip() for row in csv.DictReader(file)]


def lessons(datasets: Path, is_half: bool) -> list[str]:
    """The texts that the student learns from, each once, in a fixed order."""
    banking = [text for text in column(datasets / "banking77_train.csv.gz", "text") if not (is_half and is_held_back(text))]
    own = [text for name in TAXONOMIES for t in load_taxonomy(name).touchpoints for text in (t.description, *t.all_phrases)]
    return list(dict.fromkeys([*banking, *column(datasets / "clinc150.csv.gz", "text"),
                               *column(datasets / "insurance_intents.csv", "utterance"), *own]))


def teacher_vectors(texts: list[str]) -> np.ndarray:
    """(n, 384) what MiniLM says of each text. Kept in benchmarks/.cache: it takes minutes."""
    kept = CACHE / f"minilm-{hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:16]}.npy"
    if not kept.exists():
        CACHE.mkdir(exist_ok=True)
        subprocess.run([environment(), "-P", HERE / "minilm_run.py", kept], input=json.dumps(texts), text=True, check=True)
    return np.load(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("datasets", nargs="?", type=Path, default=Path(os.environ.get("CANARY_DATASETS", "datasets")))
    parser.add_argument("--half", action="store_true", help="leave out half of the banking texts and do not ship it")
    options = parser.parse_args()
    texts = lessons(options.datasets, options.half)
    student = Student().fit(texts, teacher_vectors(texts))
    student.held_n_ = student.held_n_[:0]  # public texts alone: there is nothing of anybody's complaints to unlearn
    folder = CACHE / "half" if options.half else SHIPPED
    state = State(student.to_config(), student.to_arrays())
    card = dict(teacher="all-MiniLM-L6-v2, Apache-2.0", texts=SOURCES, texts_n=len(texts), made_by="python -m benchmarks.student")
    version = write_model(folder, state, card)
    for old in set(versions(folder)) - {version}:
        drop_model(folder, old)
    size = sum(path.stat().st_size for path in (folder / version).iterdir()) / 1e6
    print(f"{version}: {len(texts):,} texts, {size:.1f} MB, loudness on its own texts {student.loudness(texts):.2f}")


if __name__ == "__main__":
    main()
