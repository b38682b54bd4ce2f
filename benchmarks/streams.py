"""Daily signals on real streams: `python -m benchmarks.streams`.

Answers of "The canary": tweet_volume.csv.gz with its windows, EARS C1-C3 in the same run, sensitivity and false alarms side by side;
the simulation's parameters refitted to spotify_inbound by topic, and how the table of benchmarks/daily.py changes with them.
Nothing is chosen on these data: hours, thresholds by budget and the word groups were fixed before the first run. CANARY_DATASETS
names the folder of the data.
"""
from __future__ import annotations

import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.daily import _found_share, _scores
from benchmarks.ears import ears
from benchmarks.simulators import daily
from models.signals import Watched

DATASETS = Path(os.environ.get("CANARY_DATASETS", Path(__file__).resolve().parent.parent.parent / "shared" / "datasets"))
HISTORY = 56
GROUPS = {      # words of a music service's complaints
    "crash": r"crash|freez|stuck|won.?t open|closes", "login": r"log ?in|password|logged|sign in|hacked", "payment": r"charg|paid|pay|refund|bill|card",
    "premium": r"premium|subscri|student|family|trial", "playlist": r"playlist|library|saved songs|discover weekly", "offline": r"offline|download",
    "playing": r"skip|shuffle|pause|stops|play ", "device": r"speaker|sonos|alexa|echo|car|bluetooth|chromecast|ps4|xbox", "ads": r"\bads?\b|advert",
    "missing": r"song.*(gone|missing|remov|unavail)|where is|album", "app": r"update|version|app\b|ios|iphone|android", "sound": r"sound|volume|quality|audio",
    "answer": r"dm\b|email|respon|reply|contact|support", "country": r"country|india|available in|region", "other": r""}


def main() -> None:
    missing = [name for name in ("tweet_volume.csv.gz", "tweet_volume_windows.csv", "spotify_inbound.csv.gz") if not (DATASETS / name).exists()]
    if missing:
        sys.exit(f"{', '.join(missing)} missing in {DATASETS}: set CANARY_DATASETS to the folder that holds them.")
    volumes()
    print(flush=True)
    refitted()


def volumes() -> None:
    """Five series by the hour: each is judged as a share of the others; a window is found when any of its hours alarms."""
    counts, is_inside, windows = _hours()
    watched = Watched(counts[None], HISTORY, 1)
    ours = np.array([watched.scores(hour, watched.looks(hour))[0] for hour in range(counts.shape[1])]).T
    scores = {name: -score for name, score in ears(counts).items()} | {"ours": np.nan_to_num(ours, nan=1.0)}
    judged = [(series, first, last) for series, first, last in windows if first >= HISTORY]
    is_quiet = ~is_inside[:, HISTORY:]
    print(f"tweet volumes by the hour: 5 series, {len(judged)} of {len(windows)} labelled windows (the rest lie in the history), {is_quiet.sum()} other hours")
    print("windows found / false alarms (runs of hours) a week, when a share of the other hours alarms:")
    print(f"{'method':<12}" + "".join(f"{share:>20.1%}" for share in (0.001, 0.005, 0.01, 0.02)))
    for name, score in scores.items():
        cells = []
        for share in (0.001, 0.005, 0.01, 0.02):
            quiet = np.sort(score[:, HISTORY:][is_quiet])
            is_alarm = score < quiet[int(share * len(quiet))]
            found_n = sum(is_alarm[series, first:last + 1].any() for series, first, last in judged)
            false = is_alarm & ~is_inside
            runs_n = (false[:, HISTORY:] & ~false[:, HISTORY - 1:-1]).sum()
            cells.append(f"{found_n} / {runs_n / (counts.shape[1] - HISTORY) * 168:.1f}")
        print(f"{name:<12}" + "".join(f"{cell:>20}" for cell in cells))


def _hours() -> tuple[np.ndarray, np.ndarray, list[tuple[int, int, int]]]:
    frame = pd.read_csv(DATASETS / "tweet_volume.csv.gz", parse_dates=["counted_at"])
    grid = frame.pivot_table(index="series", columns=frame["counted_at"].dt.floor("h"), values="count", aggfunc="sum").fillna(0)
    labels = pd.read_csv(DATASETS / "tweet_volume_windows.csv", parse_dates=["window_start", "window_end"])
    windows = [(grid.index.get_loc(row.series), *(int(grid.columns.searchsorted(at.floor("h"))) for at in (row.window_start, row.window_end)))
               for row in labels.itertuples()]
    is_inside = np.zeros(grid.shape, dtype=bool)
    for series, first, last in windows:
        is_inside[series, first:last + 1] = True
    return grid.to_numpy(float), is_inside, windows


def refitted() -> None:
    """What the simulation assumes against what a real stream shows, and the table with the latter."""
    counts = _spotify()
    phi, drift, weekday = _parameters(counts)
    print(f"spotify_inbound, 2017-10-02 to 12-03: {len(counts)} word groups, {int(counts.sum()):,} people-days, {counts.shape[1]} days")
    print(f"overdispersion, median (largest): {np.median(phi):.2f} ({phi.max():.2f}); the simulation has 1 + Gamma(1, 0.6): median 1.42")
    print(f"drift of a share, a day: {drift:.3f}; the simulation has 0.012")
    print(f"weekday of a share, spread around that of all: {weekday:.2f}; the simulation has {_parameters(daily(0, rises=0)['counts'])[2]:.2f}")
    spread = float(np.mean(phi) - 1)
    print(f"found within 14 days, %, at 0.1 % / 0.5 % of false topic-days, seeds 0-11, with shocks, drift {drift:.3f}, overdispersion 1 + Gamma(1, {spread:.2f}):")
    worlds = [daily(seed, drift=drift, spread=spread) for seed in range(12)]
    with ProcessPoolExecutor(2) as pool:
        scored = list(pool.map(_scores, worlds))
    for method in scored[0]:
        low, high = _found_share(worlds, [one[method] for one in scored])
        print(f"{method:<34}{f'{low:.1f} / {high:.1f}':>16}")


def _spotify() -> np.ndarray:
    """(groups, days) of people; each post counts for the first group whose words it has."""
    posts = pd.read_csv(DATASETS / "spotify_inbound.csv.gz", usecols=["author_id", "text", "created_at_utc"])
    posts["day"] = pd.to_datetime(posts["created_at_utc"]).dt.tz_localize(None).dt.floor("D")
    posts = posts[(posts["day"] >= "2017-10-02") & (posts["day"] <= "2017-12-03")]
    names, patterns = list(GROUPS), [re.compile(pattern) for pattern in GROUPS.values()]
    posts["group"] = [next(name for name, pattern in zip(names, patterns, strict=True) if pattern.search(text.lower())) for text in posts["text"]]
    people = posts.drop_duplicates(["author_id", "day", "group"])
    return people.pivot_table(index="group", columns="day", values="text", aggfunc="size").reindex(names).fillna(0).to_numpy(float)


def _parameters(counts: np.ndarray) -> tuple[np.ndarray, float, float]:
    """Overdispersion of each series around its own smooth share, drift of the log share a day, spread of the weekdays of a share."""
    weeks_n = counts.shape[1] // 7
    counts = counts[counts.sum(axis=1) >= 5 * weeks_n, :7 * weeks_n]
    total = counts.sum(axis=0)
    kernel = np.ones(21)
    share = np.array([np.convolve(row, kernel, "same") for row in counts]) / np.convolve(total, kernel, "same")
    mean = share * total
    phi = ((counts - mean) ** 2 / np.maximum(mean * (1 - share) * (1 - 1 / 21), 0.05)).mean(axis=1)
    weekly, weekly_all = (values.reshape(*values.shape[:-1], weeks_n, 7).sum(axis=-1) for values in (counts, total))
    log_share, noise = np.log((weekly + 0.5) / weekly_all), np.maximum(phi, 1)[:, None] / (weekly + 0.5)
    lags = range(1, max(2, weeks_n // 2))
    excess = [np.mean((log_share[:, lag:] - log_share[:, :-lag]) ** 2 - noise[:, lag:] - noise[:, :-lag]) for lag in lags]
    drift = np.sqrt(max(np.polyfit([7 * lag for lag in lags], excess, 1)[0] if len(excess) > 1 else 0.0, 0.0))
    by_weekday = np.array([[row[day::7].sum() for day in range(7)] for row in counts])
    ratio = by_weekday / np.array([[row[day::7].sum() for day in range(7)] for row in mean])
    noise_of = np.maximum(phi, 1)[:, None] / np.maximum(by_weekday, 1)
    return np.maximum(phi, 1), float(drift), float(np.sqrt(max(np.mean((ratio - 1) ** 2 - noise_of), 0)))


if __name__ == "__main__":
    main()
