"""How often a verdict on a fix is right, and how often it can be given: `python benchmarks/verdicts.py [--worlds 14] [--lags 4]`.

Answers of issue 5, "Figures to reach": every line of its table, on the fixes of planted_fixes.py. Overdispersion is estimated. Settings were
chosen on worlds 1000-1034 (library 1000-1014); reported are worlds 1-14, with a library of 300 episodes of worlds 501-505, and with their own alone.
"""
from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from before_after import naive, segmented, structural  # noqa: E402
from planted_fixes import Fix, World, evidence, large_library, planted, split, world  # noqa: E402

from models.case import Case, Evidence  # noqa: E402
from models.effect import judge  # noqa: E402
from models.episodes import Library, library, weights  # noqa: E402
from models.estimate import Estimate  # noqa: E402
from models.looks import LOOKS_WEEKS  # noqa: E402

REMOVED = (0.0, 0.5, 1.0)
BUSY_N = 25                # people a week in the half year before
RETURNS_WEEK = 6
RIVALS = {"naive before/after": naive, "segmented regression": segmented, "local level with control": structural}
MAX_WEEKS = 26             # followed after shipping


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--worlds", type=int, default=14)
    options.add_argument("--first", type=int, default=1, help="seed of the first world")
    options.add_argument("--lags", type=int, nargs="+", default=[4])
    asked = options.parse_args()
    past = large_library()
    worlds = [world(seed) for seed in range(asked.first, asked.first + asked.worlds)]
    for lag in asked.lags:
        fixes = [fix for one in worlds for fix in planted(one, lag)]
        print(f"\n== fixes {lag} weeks after the alarm: {len(fixes)} episodes of {len(worlds)} worlds a cell, library of {len(past)} episodes ==")
        report("ours, large library", judged(fixes, past))
        report("ours, own episodes known by then", judged(fixes, None))
        worse_alone(fixes, past)
        for name, method in RIVALS.items():
            report(name, compared(fixes, method))
        staged(fixes)
        came_back(fixes, past)
    unprompted(worlds)
    speed(worlds, past)


def judged(fixes: list[Fix], past: Library | None) -> pd.DataFrame:
    """A row a fix, share removed and look: what the product says."""
    rows = []
    for fix in fixes:
        for removed in REMOVED:
            counts = fix.counts(removed)
            case, said = Case(evidence(fix, counts, LOOKS_WEEKS[-1]), past, None), "not yet known"
            for look in LOOKS_WEEKS:
                found = case.estimate(look)
                word = case.said(look)
                said = word if word and said != "fell" else said
                is_known = isinstance(found, Estimate)
                half = found.upper(0.025) - found.effect if is_known else np.nan
                rows.append(row(fix, removed, look, found.effect if is_known else np.nan, half) | {"said": said})
    return pd.DataFrame(rows)


def compared(fixes: list[Fix], method) -> pd.DataFrame:
    """The same rows of a rival: "fell" when its interval lies below 1, at that look or an earlier one."""
    rows = []
    for fix in fixes:
        for removed in REMOVED:
            counts, said = fix.counts(removed), "not yet known"
            weighted = counts * weights(counts)[:, None]
            others = weighted.sum(axis=0) - weighted[fix.series]
            for look in LOOKS_WEEKS:
                effect, half = method(counts[fix.series], others, fix.shipped, look)
                said = "fell" if effect + half < 0 else said
                rows.append(row(fix, removed, look, effect, half) | {"said": said})
    return pd.DataFrame(rows)


def row(fix: Fix, removed: float, look: int, effect: float, half: float) -> dict:
    is_known = np.isfinite(effect)
    return {"kind": fix.kind, "base_n": fix.base_n, "removed": removed, "look": look, "is_known": is_known, "half": half,
            "is_covered": is_known and abs(effect - fix.truth(removed, look)) <= half, "is_fell": is_known and effect + half < 0}


def report(name: str, found: pd.DataFrame) -> None:
    known = found[found["is_known"]]
    print(f"\n{name}: an interval can be given in {len(known) / len(found):.0%} of cases")
    cover = known.pivot_table(index="removed", columns="look", values="is_covered")
    for removed, label in zip(REMOVED, ("nothing", "half", "all")):
        cells = "  ".join(f"{look} weeks {cover.loc[removed, look]:.3f}" for look in LOOKS_WEEKS)
        print(f"  95 % interval covers the truth, {label + ' removed':<17} {cells}   {target(cover.loc[removed].round(3).between(0.93, 0.97).all(), 'reach .93-.97')}")
    last = found[found["look"] == LOOKS_WEEKS[-1]].assign(is_said=lambda rows: rows["said"] == "fell")
    null = last[last["removed"] == 0]
    false, fading = null["is_said"].mean(), null[null["kind"] == "transient"]["is_said"].mean()
    print(f"  says 'fell' though nothing was done, at any look: {false:.1%} of all, {fading:.1%} of those that fade by themselves   "
          f"{target(max(false, fading) <= 0.05, 'reach <= 5 %')}")
    first = found[(found["look"] == 4) & (found["kind"] == "lasting")].assign(is_said=lambda rows: rows["said"] == "fell")
    whole, busy = first[first["removed"] == 1], first[(first["removed"] == 1) & (first["base_n"] >= BUSY_N)]
    print(f"  all removed, lasting rise, says 'fell' after 4 weeks: {busy['is_said'].mean():.1%} at >= {BUSY_N} a week ({len(busy)})  "
          f"{target(busy['is_said'].mean() >= 0.8, 'reach 80 %')}, {whole['is_said'].mean():.1%} over all volumes ({len(whole)})  "
          f"{target(whole['is_said'].mean() >= 0.6, 'reach 60 %')}")
    half = last[(last["removed"] == 0.5) & (last["kind"] == "lasting")]
    print(f"  half removed, lasting rise, at any look: {half['is_said'].mean():.1%} (reported); "
          f"'did not fall' said of a whole fix {(last[last['removed'] == 1]['said'] == 'did not fall').mean():.1%}, "
          f"of nothing {(null['said'] == 'did not fall').mean():.1%}")


def target(is_reached: bool, words: str) -> str:
    return f"[{words}: {'reached' if is_reached else 'MISSED'}]"


def worse_alone(fixes: list[Fix], past: Library) -> None:
    """Fixes are made for the worse rises only, the milder ones were left alone: does matching on the path make up for it?"""
    lag = fixes[0].shipped - fixes[0].alarm
    middle = np.nanmedian(heights(past, lag))
    milder = past.take(np.flatnonzero(heights(past, lag) <= middle))
    found = {}
    for one in {fix.world.seed: fix.world for fix in fixes}.values():
        found |= {(one.seed, *alarm): height for alarm, height in zip(one.alarms, heights(library(one.counts, one.alarms), lag))}
    worse = [fix for fix in fixes if found[fix.world.seed, fix.series, fix.alarm] > middle]
    report(f"ours, only the worse half is fixed ({len(worse)}), the library is the milder half ({len(milder)})", judged(worse, milder))


def heights(episodes: Library, lag: int) -> np.ndarray:
    """How high each stood in the last two weeks before its fix, over its ordinary level."""
    (own, others), (base, base_others) = episodes.window(lag - 2, lag), episodes.base()
    return (own + 1) / others / ((base + 1) / base_others)


def staged(fixes: list[Fix]) -> None:
    """Half of the regions first, the others are the comparison."""
    for is_shared, label in ((True, "each complainant of a topic lives in one half or the other"), (False, "harder: each half's counts are overdispersed for themselves")):
        frame = pd.DataFrame([each for fix in fixes for removed in REMOVED for each in staged_rows(fix, removed, is_shared)])
        cover = frame.groupby(["removed", "look"])["is_covered"].mean()
        last = frame[frame["look"] == 8]
        lasting = last[(last["kind"] == "lasting") & (last["base_n"] >= BUSY_N)].groupby("removed")["is_said"].mean()
        false = last[last["removed"] == 0]["is_said"].mean()
        print(f"\nours, staged roll-out, half of the regions first ({label})")
        print("  95 % interval covers the truth: " + "  ".join(f"{removed:g} removed, {look} weeks {value:.3f}" for (removed, look), value in cover.items())
              + f"   {target(cover.round(3).between(0.93, 0.97).all(), 'reach .93-.97')}")
        print(f"  says 'fell' though nothing was done, within 8 weeks: {false:.1%} {target(false <= 0.05, 'reach <= 5 %')}; lasting rise, >= {BUSY_N} a week: "
              f"half removed {lasting[0.5]:.1%} {target(lasting[0.5] >= 0.6, 'reach 60 %')}, all removed {lasting[1.0]:.1%}")


def staged_rows(fix: Fix, removed: float, is_shared: bool) -> Iterator[dict]:
    segments, exposure = split(fix, removed, is_shared)
    counts, stop = fix.world.counts.copy(), fix.shipped + 8
    counts[fix.series] = segments.sum(axis=1)
    case = Case(evidence(fix, counts, 8, segments=segments[:stop], segments_exposure=exposure[:stop]), None, None)
    is_said = False
    for look in (4, 8):
        found, is_said = case.estimate(look), is_said or case.said(look) == "fell"
        yield {"kind": fix.kind, "base_n": fix.base_n, "removed": removed, "look": look, "is_said": is_said,
               "is_covered": found.lower(0.025) <= fix.truth(removed, look) <= found.upper(0.025)}


def came_back(fixes: list[Fix], past: Library) -> None:
    """Fixes that took all and were told "fell" at 4 weeks: the excess returns in week 6, or never."""
    found, false = [], []
    for fix in fixes:
        stop = min(MAX_WEEKS, fix.world.counts.shape[1] - fix.shipped)
        counts = fix.counts(1.0)
        if judge(evidence(fix, counts, 4), past).verdict != "fell":
            continue
        false.append((judge(evidence(fix, counts, stop), past).verdict == "came back", stop - 4))
        is_up = fix.world.lift[fix.series, fix.shipped + RETURNS_WEEK] >= 1.3
        if is_up and stop >= RETURNS_WEEK + 3:
            back = fix.counts(1.0, RETURNS_WEEK)
            back[fix.series, : fix.shipped + RETURNS_WEEK] = counts[fix.series, : fix.shipped + RETURNS_WEEK]
            said = [judge(evidence(fix, back, RETURNS_WEEK + weeks), past).verdict == "came back" for weeks in (1, 2, 3)]
            found.append((any(said), fix.kind, fix.base_n))
    frame = pd.DataFrame(found, columns=["is_back", "kind", "base_n"])
    lasting, false_share = frame[frame["kind"] == "lasting"]["is_back"], np.mean([one for one, _ in false])
    print(f"\ncame back, the excess (x1.3 or more of the ordinary) returns {RETURNS_WEEK} weeks after shipping: within 3 weeks {lasting.mean():.1%} of "
          f"{len(lasting)} lasting rises {target(lasting.mean() >= 0.8, 'reach 80 %')}; {frame['is_back'].mean():.1%} of all {len(frame)}")
    print(f"  falsely, in {np.mean([weeks for _, weeks in false]):.0f} weeks of looking on average: {false_share:.1%} of {len(false)} {target(false_share <= 0.05, 'reach <= 5 %')}")


def unprompted(worlds: list[World]) -> None:
    """Fixes that do nothing, at any week of any topic, without a signal."""
    said, covered, n = [], [], 0
    for one in worlds:
        rng = np.random.default_rng([one.seed, 8])
        for series in rng.permutation(len(one.counts))[:15]:
            shipped = int(rng.integers(50, one.counts.shape[1] - 12))
            given = Evidence(one.counts[:, : shipped + 12], np.array([series]), None, shipped)
            case = Case(given, None, None)
            found = case.estimate(12)
            n += 1
            if isinstance(found, Estimate):
                said.append(any(case.said(look) == "fell" for look in LOOKS_WEEKS))
                covered.append(found.lower(0.025) <= 0 <= found.upper(0.025))
    print(f"\nwithout a signal, nothing done, any week of any topic ({n} fixes): an interval in {len(said) / n:.0%}, covers the truth {np.mean(covered):.3f}, "
          f"says 'fell' at any look {np.mean(said):.1%} {target(np.mean(said) <= 0.05, 'reach <= 5 %')}")


def speed(worlds: list[World], past: Library) -> None:
    """1,000 open fixes, one week after the other's look, with the large library."""
    fixes = [fix for one in worlds for fix in planted(one, 4)]
    fixes = (fixes * (1 + 1000 // len(fixes)))[:1000]
    started, spent = time.perf_counter(), time.process_time()
    for n, fix in enumerate(fixes):
        judge(evidence(fix, fix.world.counts, 1 + n % 12), past)
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    print(f"\n1,000 open fixes judged in {spent:.1f} s of one processor ({seconds:.1f} s by the clock) with {len(past)} episodes {target(spent < 30, 'reach under 30 s')}")


if __name__ == "__main__":
    main()
