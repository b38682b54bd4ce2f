"""Fitted once: everything the tests of the models room read but never change."""
import numpy as np
import pytest
from swimming import TOUCHPOINTS, swimmers

from models.clustering import TopicModel, is_too_short
from models.embedding import LsaEncoder
from models.linking import TouchpointLinker


class Swimming:
    """Complaints about a swimming bath: texts, the story of each, and models fitted to them."""

    def __init__(self):
        self.texts, stories = swimmers()
        self.stories = np.array(stories)
        self.encoder = LsaEncoder(20, 20).fit(self.texts)
        self.embedding = self.encoder.encode(self.texts)
        self.linker = TouchpointLinker(TOUCHPOINTS).fit(self.texts, self.embedding, self.encoder)
        self.proba = self.linker.predict_proba(self.texts, self.embedding)
        self.topics = TopicModel(n_topics=4).fit(self.embedding, self.proba, is_too_short(self.texts))


@pytest.fixture(scope="session")
def swimming() -> Swimming:
    return Swimming()
