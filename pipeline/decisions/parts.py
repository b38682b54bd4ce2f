"""The parts that a topic seems to have, shown before anything is split: nothing is written here."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.store import overruled, published_version
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Part:
    """A part of a topic. posts: its complaints, oldest first; typical: up to five of them to read."""

    label: str
    keywords: tuple[str, ...]
    posts: tuple[str, ...]
    typical: tuple[str, ...]


def find(workspace: Workspace, topic_id: str) -> list[Part]:
    """The parts of a topic, largest first, by how its complaints differ; one part or none: it does not fall into parts.

    Raises UsageError where there is no such topic, ModelError where the published model cannot be read.
    """
    with workspace.store.read() as connection:
        if not overruled.topics_as_they_are(connection, [topic_id]):
            raise UsageError(f"there is no topic '{topic_id}'. `topics` lists them.")
        posts = overruled.members(connection, topic_id)
        texts = overruled.texts(connection, posts)
    version = published_version(workspace.store)
    return _parts(workspace, posts, [texts[post] for post in posts], version) if version and posts else []


def _parts(workspace: Workspace, posts: Sequence[str], texts: Sequence[str], version: str) -> list[Part]:
    from models.labels import label_topics        # learning costs seconds to import: who only lists decisions must not pay
    from models.parts import find_parts, typical
    from pipeline.fitted import Fitted

    embedding = Fitted.read(workspace.models, version).encoder.encode(texts)
    of = find_parts(embedding, random_state=workspace.settings.topics.seed)
    brand = workspace.settings.brand
    left_out = {word for name in (brand.name, *brand.handles) for word in name.lower().split()}
    k = int(of.max()) + 1
    labels = label_topics(texts, of, k, left_out)
    return [Part(_called(labels[part]), labels[part].keywords, tuple(post for post, at in zip(posts, of, strict=True) if at == part),
                 tuple(posts[i] for i in typical(embedding, of, part))) for part in range(k)]


def _called(label) -> str:
    """By its words where no clause stands for it: within a topic nothing is a mixture of everything."""
    from models.labels import MIXED

    return ", ".join(label.keywords[:3]).capitalize() if label.text.startswith(MIXED) else label.text
