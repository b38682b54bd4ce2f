"""Twenty retrainings on growing data, in memory: the model moves what it must, and what people said holds after each."""
from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import numpy as np
import pandas as pd
from few_complaints import OPENINGS, SAID
from retraining import MORE, NEW

from models.clustering import TopicModel
from models.embedding import LsaEncoder
from pipeline.decisions import overlay, training
from pipeline.decisions.check import Known, check
from pipeline.decisions.violations import violations
from pipeline.errors import UsageError

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
TEXTS = [f"{opening}{text} {more}" for more in MORE[:5] for opening in OPENINGS[:4] for texts in (*SAID.values(), *NEW.values()) for text in texts]
EMBEDDING = LsaEncoder(random_state=0).fit(TEXTS).encode(TEXTS)
PROBA = np.full((len(TEXTS), 2), 0.5)
TOPIC = dict(keywords=[], edge=[], touchpoint_id="billing", link_confidence=0.5, link_by="model", touchpoint_shares={}, cohesion=0.5, is_mixed=False, state="active",
             model_version="m")


class World:
    """Complaints as they come, the topics published of them, and what people said so far."""

    def __init__(self, seed: int) -> None:
        self.random, self.said, self.numbers = Random(seed), [], iter(range(1, 10_000))
        self.posts = [f"x:{n}" for n in Random(seed).sample(range(len(TEXTS)), 320)]
        self.known_n, self.complaints, self.topics, self.ever = 0, [], [], {}

    def train(self, more_n: int) -> None:
        """So many more complaints, all learned anew from what was published and said; then published."""
        self.known_n += more_n
        places = {row["post_id"]: row["topic_id"] for row in self.complaints}
        frame = pd.DataFrame([(post, places.get(post)) for post in self.posts[:self.known_n] if self.is_complaint(post)], columns=["post_id", "topic_id"])
        states = pd.DataFrame(self.topics or [dict(topic_id="", state="ended")])[["topic_id", "state"]]
        before = training.before(frame, states, self.said) if self.topics else None
        at = [int(post[2:]) for post in frame["post_id"]]
        model = TopicModel(random_state=0).fit(EMBEDDING[at], PROBA[at], np.zeros(len(at), bool), before)
        ids = [before.ids[old] if before and old >= 0 else self.next_id() for old in model.before_]
        rows = [dict(post_id=post, topic_id=ids[topic], topic_confidence=0.5, touchpoint_id="billing", also=None) for post, topic in zip(frame["post_id"], model.labels_)]
        known = {topic: row for topic, row in self.ever.items() if topic not in ids}
        self.publish(rows, [TOPIC | dict(topic_id=topic, label=f"About {topic}", typical=[]) for topic in ids] + [row | dict(state="ended") for row in known.values()])

    def publish(self, rows, topics) -> None:
        self.rows, self.models_topics = rows, topics
        self.complaints, self.topics = overlay.assigned_rows(rows, self.said), overlay.topic_rows(topics, self.said)
        self.ever |= {row["topic_id"]: row for row in self.topics}

    def next_id(self) -> str:
        return f"t-{next(self.numbers):03d}"

    def is_complaint(self, post: str) -> bool:
        return not any(row["kind"] == "complaint" and row["posts"] == [post] for row in self.said)

    def decide(self) -> None:
        """Something that a person might say; what contradicts is refused."""
        places = {row["post_id"]: row["topic_id"] for row in self.complaints}
        standing = sorted(row["topic_id"] for row in self.topics if row["state"] != "ended")
        new = self.some(places, standing)
        posts = {post: dict(kind="complaint", topic_id=topic) for post, topic in places.items()}
        members_n = sum(topic == new["topic_id"] for topic in places.values())
        try:
            found = check(new, Known({row["topic_id"]: row for row in self.topics}, posts, ("billing", "roaming"), self.said, members_n))
        except UsageError:
            return
        self.said = [row for row in self.said if row not in found.replaces] + ([] if found.same else [new])
        self.publish([row for row in self.rows if self.is_complaint(row["post_id"])], self.models_topics)

    def some(self, places: dict, standing: list[str]) -> dict:
        r, topic, other, post = self.random, *(self.random.choice(standing) for _ in range(2)), self.random.choice(sorted(places))
        inside = sorted(each for each, at in places.items() if at == topic)
        kind, topic_id, posts, value = r.choice([
            ("rename", topic, (), f"Called {r.randrange(99)}"), ("merge", topic, (), other), ("split", topic, r.sample(inside, min(4, len(inside))), self.next_id()),
            ("apart", topic, (), other), ("apart", None, (post, r.choice(sorted(places))), ""), ("belongs", topic, (post,), ""), ("belongs", topic, (post,), ""),
            ("link", topic, (), "roaming"), ("touchpoint", None, (post,), "roaming"), ("complaint", None, (post,), "no"), ("hide", topic, (), "")])
        anchors = {each: [p for p, at in places.items() if at == each][:10] for each in (topic, other)}
        return dict(decision_id=len(self.said) + 1000 * r.randrange(1, 10_000), kind=kind, topic_id=topic_id, posts=list(posts), value=value, detail=None, anchors=anchors,
                    by="Ann", why="", made_at=NOW, undone_at=None)


def test_after_twenty_retrainings_on_growing_data_every_decision_holds():
    world, found = World(0), []
    world.train(60)
    for _ in range(20):
        for _ in range(3):
            world.decide()
        world.train(13)
        found += violations(world.said, world.complaints, world.topics, [row["post_id"] for row in world.complaints])
    assert (found, world.known_n) == ([], 320) and len(world.said) > 15


def test_topics_that_nobody_said_anything_of_keep_their_ids_too():
    world = World(5)
    world.train(120)
    before = {row["post_id"]: row["topic_id"] for row in world.complaints}
    for _ in range(20):
        world.train(10)
    after = {row["post_id"]: row["topic_id"] for row in world.complaints}
    assert np.mean([after[post] == topic for post, topic in before.items()]) >= 0.9
