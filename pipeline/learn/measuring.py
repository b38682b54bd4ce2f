"""Measuring: what is known of one model by itself: stability, cohesion, what it says of what people decided, speed and size."""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from models.clustering import is_too_short
from models.linking import decide
from models.resampling import refit_agreement
from models.topics import assign_topics
from pipeline.fitted import Fitted
from pipeline.learn.comparison import Measures
from pipeline.records import TOO_SHORT

LOOKED_AT = 3000   # complaints: more change a share by less than its noise (2 in 100)


def measure(frame: pd.DataFrame, fitted: Fitted, version: str, card: Mapping[str, Any], far_limit: float, decisions: Sequence[Mapping[str, Any]],
            unclear_risk: float, size_mb: float, seed: int) -> Measures:
    """frame: post_id, text of complaints; decisions: those that hold, with `text` of each post in `texts` (see alone())."""
    looked = frame.iloc[np.linspace(0, len(frame) - 1, min(LOOKED_AT, len(frame))).astype(int)] if len(frame) else frame
    texts = list(looked["text"])
    begun = time.perf_counter()
    found = assign_topics(texts, fitted.encoder, fitted.linker, fitted.topics)
    rate = len(texts) / max(time.perf_counter() - begun, 1e-6)
    has = found.topics >= 0
    chosen, _ = decide(found.shares, fitted.linker.unclear_below(unclear_risk))
    agreed = refit_agreement(fitted.topics, found.embedding, found.proba, is_too_short(texts), seed)
    return Measures(
        version=version, topics_n=len(fitted.topic_ids), complaints_n=card["complaints_n"], first_on=card.get("first_post_at", "")[:10],
        last_on=card.get("last_post_at", "")[:10], agreement=agreed.rand, same_id_share=agreed.same_id_share,
        cohesion=float(fitted.topics.cohesion_[found.topics[has]].mean()) if has.any() else 0.0,
        far_share=float((fitted.known.unknown_share(texts)[has] > far_limit).mean()) if has.any() and fitted.known else None,
        unclear_share=float((chosen < 0).mean()) if len(texts) else 0.0, decided=alone(fitted, decisions, unclear_risk), rate=rate, size_mb=size_mb)


def alone(fitted: Fitted, decisions: Sequence[Mapping[str, Any]], unclear_risk: float) -> dict[str, list[int]]:
    """kind → [how many the model satisfies without being made to, how many there are].

    decisions: kind, topic_id, value, texts (of its posts). Kinds that a model can say by itself: belongs and touchpoint (of a
    complaint), link (of a topic).
    """
    said: dict[str, list[int]] = {}
    for row in decisions:
        met = _is_met(fitted, row, unclear_risk)
        if met is not None:
            pair = said.setdefault(row["kind"], [0, 0])
            pair[0], pair[1] = pair[0] + met, pair[1] + 1
    return said


def _is_met(fitted: Fitted, row: Mapping[str, Any], unclear_risk: float) -> bool | None:
    if row["kind"] == "link" and row["topic_id"] in fitted.topic_ids:
        chosen, _ = decide(fitted.topics.shares_[[fitted.topic_ids.index(row["topic_id"])]], fitted.linker.unclear_below(unclear_risk))
        return _name(fitted, chosen[0]) == row["value"]
    if row["kind"] not in ("belongs", "touchpoint") or not row["texts"]:
        return None
    found = assign_topics(row["texts"][:1], fitted.encoder, fitted.linker, fitted.topics)
    if row["kind"] == "belongs":
        return fitted.topic_id(found.topics[0]) == row["topic_id"]
    chosen, _ = decide(found.shares, fitted.linker.unclear_below(unclear_risk))
    return _name(fitted, chosen[0]) == row["value"]


def _name(fitted: Fitted, touchpoint: int) -> str | None:
    return fitted.linker.ids_[touchpoint] if touchpoint >= 0 else None


def size_mb(folder: Path) -> float:
    """Of a model's folder, in 10^6 bytes."""
    return round(sum(file.stat().st_size for file in folder.glob("*")) / 1e6, 2)


def flows(moves: Sequence[tuple[str, str | None, str | None]]) -> list[tuple[str | None, str | None, int]]:
    """(from, to, complaints), largest first, of those that go from one topic to another. moves: (post, topic before, after); too short counts as none."""
    pairs: dict[tuple, int] = {}
    for _, old, new in moves:
        if old != new:
            pairs[old, new] = pairs.get((old, new), 0) + 1
    return sorted(((old, new, n) for (old, new), n in pairs.items()), key=lambda flow: (-flow[2], str(flow[0]), str(flow[1])))


def to_read(moves: Sequence[tuple[str, str | None, str | None]], most: int, seed: int) -> list[tuple[str, str | None, str | None]]:
    """At most `most` of the complaints that move, one from each of the largest flows in turn, drawn by `seed`."""
    random, by_flow = np.random.default_rng(seed), {}
    for move in moves:
        by_flow.setdefault(move[1:], []).append(move)
    queues = [list(random.permutation(len(by_flow[old, new]))) for old, new, _ in flows(moves)[:most]]
    named = [(old, new) for old, new, _ in flows(moves)[:most]]
    chosen: list[tuple[str, str | None, str | None]] = []
    while len(chosen) < most and any(queues):
        chosen += [by_flow[flow][queue.pop()] for flow, queue in zip(named, queues) if queue][:most - len(chosen)]
    return chosen


def known(topic_id: object) -> str | None:
    """A topic as a move names it: None for none and for too short to tell."""
    return topic_id if isinstance(topic_id, str) and topic_id != TOO_SHORT else None
