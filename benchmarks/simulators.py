"""Seeded generators of the benchmarks of warnings and verdicts: data, and the truth that was planted in it.

Three worlds, numpy only:
  outbreaks()  weekly series of the 42 scenarios of Noufaily et al. 2013 (Stat. Med. 32:1206-1222)
  daily()      200 low-count topics a day with growth, weekdays, outages, shocks and lasting rises
  episodes()   60 topics a week whose rises fade by themselves (60 %) or last (40 %): for verdicts on fixes
A figure that is to be compared with another run of these must come from the same seeds: nothing here may change.
"""
from __future__ import annotations

import numpy as np

WEEKS = 624
CURRENT = slice(575, 624)      # the 49 weeks that are judged
BASELINE = slice(312, 575)     # where past outbreaks are planted

# theta, phi, beta, gamma1, gamma2; each with trend in {0, 1} x harmonics m in {0, 1, 2}
GROUPS = (
    (0.10, 1.5, 0.0025, 0.60, 0.60),
    (-2.0, 2.0, 0.005, 0.10, 0.30),
    (1.50, 1.0, 0.003, 0.20, -0.40),
    (0.50, 5.0, 0.002, 0.50, 0.50),
    (2.50, 3.0, 0.001, 1.00, 0.10),
    (3.75, 1.1, 0.001, 0.10, -0.10),
    (5.00, 1.2, 0.0001, 0.05, 0.01),
)
PAST_SIZES = (0, 2, 3, 5, 10)


def scenarios() -> list[dict]:
    """The 42 parameter sets, ids 1..42 in nesting order group > trend > m."""
    out = []
    for theta, phi, beta, g1, g2 in GROUPS:
        for trend in (0, 1):
            for m in (0, 1, 2):
                out.append(dict(id=len(out) + 1, theta=theta, phi=phi, beta=beta * trend,
                                g1=g1 if m else 0.0, g2=g2 if m else 0.0, m=m))
    return out


def mean_curve(s: dict) -> np.ndarray:
    """Expected count of each week, shape (WEEKS,)."""
    t = np.arange(1, WEEKS + 1)
    log_mu = s["theta"] + s["beta"] * t
    for j in range(1, s["m"] + 1):
        log_mu = log_mu + s["g1"] * np.cos(2 * np.pi * j * t / 52) + s["g2"] * np.sin(2 * np.pi * j * t / 52)
    return np.exp(log_mu)


def overdispersed(rng: np.random.Generator, mu: np.ndarray, phi) -> np.ndarray:
    """Counts with mean mu and variance phi * mu (negative binomial; Poisson at phi = 1)."""
    if np.ndim(phi) == 0:
        return rng.poisson(mu) if phi == 1 else rng.poisson(rng.gamma(mu / (phi - 1), phi - 1))
    return rng.poisson(rng.gamma(np.maximum(mu, 1e-9) / (phi - 1 + 1e-9), phi - 1 + 1e-9))


def _outbreak(rng, mu0: float, phi: float, k: float) -> np.ndarray:
    size = 0
    while size == 0:
        size = rng.poisson(k * np.sqrt(phi * mu0))
    return np.bincount(np.floor(rng.lognormal(0, 0.5, size)).astype(int))


def outbreaks(replicates: int = 100, seed: int = 20130213) -> dict[str, np.ndarray]:
    """past (S, WEEKS): with past outbreaks only; full: with the current one added; planted: its cases alone;
    scenario, k_past, k_now (S,). False-positive rate: share of the CURRENT weeks of `past` that alarm.
    Power: share of series of `full` with an alarm between the first and the last planted case."""
    past, full, planted, scenario, k_past, k_now = [], [], [], [], [], []
    for s in scenarios():
        mu = mean_curve(s)
        for r in range(replicates):
            rng = np.random.default_rng([seed, s["id"], r])
            y = overdispersed(rng, mu, s["phi"]).astype(np.int64)
            k2, k1 = r % 10 + 1, PAST_SIZES[(r // 10) % 5]
            if k1:
                for t0 in rng.choice(np.arange(BASELINE.start, BASELINE.stop), 4, replace=False):
                    cases = _outbreak(rng, mu[t0], s["phi"], k1)
                    end = min(t0 + len(cases), BASELINE.stop)
                    y[t0:end] += cases[: end - t0]
            t0 = int(rng.integers(CURRENT.start, CURRENT.stop))
            cases = _outbreak(rng, mu[t0], s["phi"], k2)
            o = np.zeros(WEEKS, np.int64)
            end = min(t0 + len(cases), WEEKS)
            o[t0:end] = cases[: end - t0]
            if o.sum() == 0:
                o[-1] = cases.sum()
            past.append(y), full.append(y + o), planted.append(o)
            scenario.append(s["id"]), k_past.append(k1), k_now.append(k2)
    a = np.array
    return dict(past=a(past), full=a(full), planted=a(planted), scenario=a(scenario), k_past=a(k_past), k_now=a(k_now))


def daily(seed: int, topics: int = 200, days: int = 240, history: int = 120, rises: int = 30, shocks: bool = True,
          drift: float = 0.012, spread: float = 0.6, all_from: int | None = None) -> dict:
    """counts (topics, days) and the planted rises: topic, start (day), size (factor 1.5/2/3/5), ramp (1 or 7 days), lasting to the end.

    Common growth and slow wander, four one-day volume shocks and four collector outages that hit every topic,
    topic-specific weekday strength, `drift` a day (standard deviation of the log), overdispersion 1 + Gamma(1, `spread`);
    from day `all_from` on everything has half as many again."""
    rng = np.random.default_rng([77, seed])
    weekday = np.array([1.1, 1.1, 1.05, 1.0, 1.0, 0.7, 0.6])
    t = np.arange(days)
    base = np.clip(np.exp(rng.normal(np.log(1.5), 1.3, topics)), 0.05, 60)
    growth = np.exp(rng.uniform(-0.2, 0.9) * t / days)
    common = np.exp(0.12 * np.cumsum(rng.normal(size=days) * 0.25))
    common /= common.mean()
    spike, outage = np.ones(days), np.ones(days)
    spike[rng.choice(days, 4, replace=False)] = rng.uniform(1.5, 3, 4)
    outage[rng.choice(days, 4, replace=False)] = rng.uniform(0, 0.3, 4)
    if not shocks:
        common[:] = spike[:] = outage[:] = 1
    strength = np.exp(np.log(weekday) * rng.uniform(0.3, 1.7, (topics, 1)))
    drift = np.exp(np.cumsum(rng.normal(0, drift, (topics, days)), 1))
    mu = base[:, None] * growth * common * spike * outage * strength[:, t % 7] * drift
    phi = 1 + rng.gamma(1.0, spread, topics)
    topic = rng.choice(topics, rises, replace=False)
    start = rng.integers(history + 10, days - 28, rises)
    size = rng.choice([1.5, 2, 3, 5], rises)
    ramp = rng.choice([1, 7], rises)
    lift = np.ones((topics, days))
    for s, a, m, r in zip(topic, start, size, ramp):
        lift[s, a:] = 1 + (m - 1) * np.minimum(1, (np.arange(days - a) + 1) / r)
    if all_from is not None:
        mu[:, all_from:] *= 1.5
    counts = overdispersed(rng, np.maximum(mu * lift, 1e-9), phi[:, None])
    return dict(counts=counts, topic=topic, start=start, size=size, ramp=ramp, base=base)


def episodes(seed: int, topics: int = 60, weeks: int = 150) -> dict:
    """mu0 (topics, weeks): the ordinary mean; lift: what the episodes multiply it by; phi (topics,);
    truth: rows (topic, week, 'transient' | 'lasting'). Draw counts with overdispersed(rng, mu0 * lift, phi[:, None]);
    a fix that removes a share e of the excess from week f on turns lift into 1 + (lift - 1) * (1 - e) there."""
    rng = np.random.default_rng([505, seed])
    base = np.clip(np.exp(rng.normal(np.log(15), 0.9, topics)), 3, 150)
    phi = 1 + rng.gamma(1.5, 0.6, topics)
    common = np.exp(np.cumsum(rng.normal(0, 0.04, weeks)))
    common /= common.mean()
    drift = np.exp(np.cumsum(rng.normal(0, 0.03, (topics, weeks)), 1))
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(weeks) / 52 + rng.uniform(0, 6.28))
    mu0 = base[:, None] * common * season * drift
    lift, truth = np.ones((topics, weeks)), []
    for s in range(topics):
        t = int(rng.integers(30, 60))
        while t < weeks - 5:
            if rng.random() < 0.6:
                m, half_life = rng.uniform(2, 4), rng.uniform(1.5, 4)
                lift[s, t:] *= 1 + (m - 1) * 0.5 ** (np.arange(weeks - t) / half_life)
                truth.append((s, t, "transient"))
                t += int(rng.integers(25, 70))
            else:
                m, length = rng.uniform(1.5, 3), int(rng.integers(20, 45))
                end = min(weeks, t + length)
                lift[s, t:end] *= m
                truth.append((s, t, "lasting"))
                t = end + int(rng.integers(15, 50))
    return dict(mu0=mu0, lift=lift, phi=phi, truth=truth)


if __name__ == "__main__":
    o, d, e = outbreaks(2), daily(0), episodes(0)
    print("outbreaks", o["full"].shape, "planted cases", int(o["planted"].sum()))
    print("daily", d["counts"].shape, "a day", round(float(d["counts"].mean()), 2), "rises", len(d["topic"]))
    print("episodes", e["mu0"].shape, "planted", len(e["truth"]))
