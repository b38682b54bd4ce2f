"""Fitting: complaints, touchpoints, what was published and what people decided → a model that has permanent topic ids."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from models.constraints import Before
from models.embedding import Encoder
from models.known_words import KnownWords
from models.linking import TouchpointLinker
from models.map import TopicMap
from models.topics import Assignment, fit_topics
from pipeline.encoders import fit_encoder
from pipeline.errors import ModelError
from pipeline.fitted import Fitted
from pipeline.taxonomy import Taxonomy


@dataclass(frozen=True)
class Told:
    """What a training is told beside the complaints. decided: (n,) position of the touchpoint a person said of each, -1: none; None: nobody said any.

    taken: every topic id that was ever given, so that none is given twice.
    """

    before: Before | None
    decided: np.ndarray | None
    taken: tuple[str, ...]


@dataclass(frozen=True)
class Learnt:
    """A fitted model, and where it puts the n complaints that it learned from."""

    fitted: Fitted
    found: Assignment

    @property
    def topic_ids(self) -> list[str]:
        """(n,) topic id of each complaint."""
        return [self.fitted.topic_id(topic) for topic in self.found.topics]


def fit(frame: pd.DataFrame, taxonomy: Taxonomy, told: Told, seed: int, make_encoder: Callable[[Sequence[str]], Encoder] | None = None) -> Learnt:
    """frame: text of each of n complaints, oldest first. make_encoder: texts → a fitted encoder; None: ours.

    The same complaints, words of people and seed give the same model. Raises ModelError where nothing can be learned.
    """
    texts = list(frame["text"])
    try:
        encoder = make_encoder(texts) if make_encoder else fit_encoder(texts, "", seed)
        linker = TouchpointLinker([(t.id, t.description, t.all_phrases) for t in taxonomy.touchpoints])
        model, found = fit_topics(texts, encoder, linker, before=told.before, decided=told.decided, random_state=seed)
    except ValueError as error:
        raise ModelError(f"no topics can be learned from these {len(texts):,} complaints: {str(error).rstrip('.')}. What is published stays as it is.") from None
    ids = topic_ids(model.before_, told.before.ids if told.before else (), told.taken)
    places = TopicMap(random_state=seed).fit(found.embedding, model.closeness(found.embedding, found.proba), found.topics, model.centres_)
    return Learnt(Fitted(encoder, linker, model, places, tuple(ids), KnownWords().fit(texts)), found)


def topic_ids(carried: np.ndarray, before: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The permanent id of each topic: that of the one it goes on, else the next number that was never given.

    carried: (k,) position in `before` of the topic that each goes on, negative: it is born.
    """
    highest = max((int(name[2:]) for name in (*taken, *before) if name[2:].isdigit()), default=0)
    numbers = iter(range(highest + 1, highest + 1 + len(carried)))
    return [before[position] if position >= 0 else f"t-{next(numbers):03d}" for position in carried]
