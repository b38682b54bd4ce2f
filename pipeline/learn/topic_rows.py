"""Topic rows: what the store keeps of each topic of a model: label, words, examples, link."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from models.exemplars import find_exemplars
from models.labels import label_topics
from models.linking import decide
from pipeline.cluster import largest
from pipeline.learn.fitting import Learnt
from pipeline.records import TOO_SHORT
from pipeline.settings import BrandSettings
from pipeline.workspace import Workspace

_TOO_SHORT_ROW = dict(
    topic_id=TOO_SHORT, label="Too short to tell", keywords=[], typical=[], edge=[], touchpoint_id=None, link_confidence=None,
    link_by="model", touchpoint_shares={}, cohesion=None, is_mixed=False, state="active")


def describe(workspace: Workspace, frame: pd.DataFrame, learnt: Learnt, called: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row for each topic, as the table `topics` has them but for counts and model_version.

    frame: post_id, text, author_id of the complaints it learned from; called: the labels that topics have now.
    """
    texts, authors = list(frame["text"]), [author if isinstance(author, str) else None for author in frame["author_id"]]
    fitted, found = learnt.fitted, learnt.found
    model, names = fitted.topics, fitted.linker.ids_
    closeness = model.closeness(found.embedding, found.proba)
    linked, sure = decide(model.shares_, fitted.linker.unclear_below(workspace.settings.link.unclear_risk))
    touchpoints = {touchpoint.id: touchpoint.name for touchpoint in workspace.taxonomy.touchpoints}
    labels = label_topics(texts, found.topics, len(fitted.topic_ids), _left_out(workspace.settings.brand), model.is_mixed_, found.embedding,
                          fitted.encoder.encode, [touchpoints[names[t]] if t >= 0 else None for t in linked], [called.get(i) for i in fitted.topic_ids])
    rows = []
    for topic, topic_id in enumerate(fitted.topic_ids):
        members = np.flatnonzero(found.topics == topic)
        shown = find_exemplars(texts, authors, found.embedding, closeness[:, topic], found.topic_confidence, members)
        rows.append(dict(
            topic_id=topic_id, label=labels[topic].text, keywords=list(labels[topic].keywords),
            typical=[frame["post_id"].iloc[i] for i in shown.typical], edge=[frame["post_id"].iloc[i] for i in shown.edge],
            touchpoint_id=names[linked[topic]] if linked[topic] >= 0 else None, link_confidence=float(sure[topic]), link_by="model",
            touchpoint_shares=largest(model.shares_[topic], names), cohesion=float(model.cohesion_[topic]),
            is_mixed=bool(model.is_mixed_[topic]), state="active"))
    return [*rows, dict(_TOO_SHORT_ROW)]


def _left_out(brand: BrandSettings) -> set[str]:
    """Words that must not name a topic: the brand's, which stand in everything."""
    return {word for name in (brand.name, *brand.handles) for word in name.lower().split()}
