"""What is a matter of collection and what is a rise: `python benchmarks/coverage.py`. Needs CANARY_DATASETS; half a minute.

Answers of "The canary", item 3: in airline_tweets one airline's posts are missing for five days and then arrive at a hundred an hour (no incident),
while on the same days a winter storm is a real rise. Then planted streams: how many silences are found, how many are called that are none.
"""
from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import binomtest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from models.coverage import Coverage, find_coverage  # noqa: E402
from models.drivers import find_drivers  # noqa: E402

DATASETS = Path(os.environ.get("CANARY_DATASETS", ROOT.parent / "shared" / "datasets"))
STORM = "2015-02-22"
WEEKDAY = np.array([1.1, 1.1, 1.05, 1, 1, 0.7, 0.6])
STREAMS_N, DAYS = 200, 365


def main() -> None:
    tweets = DATASETS / "airline_tweets.csv.gz"
    if tweets.exists():
        airline_tweets(tweets)
    else:
        print(f"{tweets} is missing: set CANARY_DATASETS to the folder that holds it. The real case is left out.")
    silences()


def airline_tweets(file: Path) -> None:
    tweets = pd.read_csv(file)
    posted = pd.to_datetime(tweets["posted_at"], utc=True)
    tweets = tweets.assign(day=posted.dt.strftime("%Y-%m-%d"), topic=tweets["reason"].fillna(tweets["sentiment"]))
    table = tweets.groupby(["airline", "topic", "day"]).size().rename("n").reset_index()
    airlines, topics, days = (sorted(table[name].unique()) for name in ("airline", "topic", "day"))
    grid = np.zeros((len(airlines), len(topics), len(days)))
    for row in table.itertuples():
        grid[airlines.index(row.airline), topics.index(row.topic), days.index(row.day)] = row.n
    found = find_coverage(grid.sum(axis=1), topics=grid)
    print("airline_tweets, posts a day by airline")
    print(pd.DataFrame(grid.sum(axis=1).astype(int), index=airlines, columns=[day[5:] for day in days]).to_string())
    for stretch in found.stretches:
        print(f"  note: {airlines[stretch.stream]}, {stretch.kind} on {days[stretch.first]}: {stretch.observed_n} posts, {stretch.usual_n:.1f} a day before")
    _reached("one note, American's start on 22 Feb, none of an airline in the storm",
             [(airlines[s.stream], s.kind, days[s.first]) for s in found.stretches] == [("American", "start", STORM)])
    _storm(grid, found, airlines, topics, days)


def _storm(grid: np.ndarray, found: Coverage, airlines: list[str], topics: list[str], days: list[str]) -> None:
    """What rose on 22 Feb over the days before, without the airlines whose posts began that day: each reason against all other reasons."""
    at = days.index(STORM)
    began = {stretch.stream for stretch in found.stretches if stretch.kind == "start" and stretch.first == at}
    kept = [i for i in range(len(airlines)) if i not in began]
    reasons = [t for t, topic in enumerate(topics) if topic not in ("positive", "neutral")]
    before, now = grid[kept][:, reasons, :at].sum(axis=(0, 2)), grid[kept][:, reasons, at].sum(axis=0)
    rates = [(binomtest(int(n), int(now.sum()), past / before.sum(), "greater").pvalue, topics[reasons[i]], n, now.sum() * past / before.sum())
             for i, (n, past) in enumerate(zip(now, before, strict=True))]
    for p, topic, n, expected in sorted(rates)[:3]:
        print(f"  22 Feb, the other airlines, {topic}: {n:.0f} complaints, {expected:.0f} expected of so many complaints, p = {p:.1g}")
    _reached("the cancellations among the other airlines are the rise that is real", min(rates)[1] == "Cancelled Flight" and min(rates)[0] * len(rates) < 0.001)
    cells = pd.DataFrame([dict(airline=airlines[i], observed_n=grid[i, t, at], exposure_n=1.0, past_n=grid[i, t, :at].sum(), past_exposure_n=float(at))
                          for i in kept for t in reasons if topics[t] == "Cancelled Flight"])
    drivers = find_drivers(cells, ["airline"])
    print("  its driver: " + ("; ".join(f"{s.where[0][1]} ({s.share:.0%} of the excess, {s.lift:.1f} times what is expected)" for s in drivers.segments)
                              or f"nothing stands out ({drivers.reason})"))


def _reached(words: str, is_reached: bool) -> None:
    print(f"  {words}: {'reached' if is_reached else 'MISSED'}")


def silences() -> None:
    """A year of streams, wider than Poisson (variance 1.5 times the mean), growing by half, quieter at weekends; one silence planted in each."""
    print(f"\nplanted streams, {STREAMS_N} of {DAYS} days each: share of silences found, and notes that are none in a year of 30 streams")
    print(f"  {'posts a day':>12}{'1 day':>9}{'3 days':>9}{'7 days':>9}{'28 days':>9}{'false':>9}")
    for a_day in (0.3, 1, 3, 10, 30):
        rng = np.random.default_rng([31, int(10 * a_day)])
        mean = a_day * WEEKDAY[np.arange(DAYS) % 7] * np.linspace(1, 1.5, DAYS)
        counts = rng.poisson(rng.gamma(mean / 0.5, 0.5, (STREAMS_N, DAYS)))
        false_n = len(find_coverage(counts).stretches) * 30 / STREAMS_N
        shares = [_found_share(counts, length, rng) for length in (1, 3, 7, 28)]
        print(f"  {a_day:>12}" + "".join(f"{share:>9.2f}" for share in shares) + f"{false_n:>9.2f}", flush=True)


def _found_share(counts: np.ndarray, length: int, rng: np.random.Generator) -> float:
    first = rng.integers(60, DAYS - 60, len(counts))
    planted = counts.copy()
    for stream, day in enumerate(first):
        planted[stream, day:day + length] = 0
    found = {(s.stream, day) for s in find_coverage(planted).stretches if s.last is not None for day in range(s.first, s.last + 1)}
    return float(np.mean([(stream, day) in found for stream, day in enumerate(first)]))


if __name__ == "__main__":
    main()
