"""How long the main job takes on 14,640 real tweets: `python benchmarks/speed.py`.

Answers of "The main job, end to end": import + run of the 14,640 tweets under 60 s on two cores and under 1 GB;
adding 1,000 new posts under 5 s. Whole processes, as a person runs them: start-up and imports are counted.
The 1,000 new posts are the last 1,000 of the file, kept back from the first import.
"""
from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATASETS = Path(os.environ.get("CANARY_DATASETS", ROOT.parent / "shared" / "datasets"))
NEW_N = 1000
# Where this is set every start compiles our own modules anew, half a second a command; nobody's shell has it by itself.
AS_INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
AS = ("--source", "x", "--attributes", "airline")


def main() -> None:
    tweets = DATASETS / "airline_tweets.csv.gz"
    if not tweets.exists():
        sys.exit(f"{tweets} is missing: set CANARY_DATASETS to the folder that holds it.")
    with tempfile.TemporaryDirectory() as folder:
        old, new, whole = _parts(tweets, Path(folder))
        print(f"{'command':<66}{'seconds':>9}{'peak MB':>9}")
        total = _steps(Path(folder) / "a", ("init", "--taxonomy", "airline"), ("import", whole, *AS), ("run",))
        _steps(Path(folder) / "b", ("init", "--taxonomy", "airline"), ("import", old, *AS, "--run"))
        added = _steps(Path(folder) / "b", ("import", new, *AS, "--run"))
    print(f"\ninit + import + run of 14,640 tweets: {total[0]:.1f} s (reach: under 60), peak {total[1]:.0f} MB (reach: under 1,000)")
    print(f"adding 1,000 new posts: {added[0]:.1f} s (reach: under 5)")


def _parts(tweets: Path, folder: Path) -> tuple[Path, Path, Path]:
    """All but the 1,000 latest posts, those, and the file itself."""
    with gzip.open(tweets, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, fields = sorted(reader, key=lambda row: row["posted_at"]), reader.fieldnames
    paths = folder / "old.csv", folder / "new.csv"
    for path, part in zip(paths, (rows[:-NEW_N], rows[-NEW_N:]), strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fields)
            writer.writeheader()
            writer.writerows(part)
    return *paths, tweets


def _steps(workspace: Path, *commands: tuple) -> tuple[float, float]:
    """Seconds of all commands together and the largest peak in MB."""
    figures = [_timed(workspace, *words) for words in commands]
    for words, (seconds, peak) in zip(commands, figures, strict=True):
        print(f"{' '.join(Path(word).name if isinstance(word, Path) else word for word in words):<66}{seconds:>9.1f}{peak:>9.0f}", flush=True)
    return sum(seconds for seconds, _ in figures), max(peak for _, peak in figures)


def _timed(workspace: Path, *words: object) -> tuple[float, float]:
    command = [sys.executable, "-m", "pipeline", "--workspace", str(workspace), *map(str, words)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=AS_INSTALLED)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
