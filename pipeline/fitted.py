"""The published model as one object: encoder, linker, topics and their ids ↔ a model folder."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.clustering import TopicModel
from models.embedding import LsaEncoder
from models.linking import TouchpointLinker
from models.map import TopicMap
from pipeline.artifacts import State, read_model, write_model
from pipeline.records import TOO_SHORT

_PARTS = {"encoder": LsaEncoder, "linker": TouchpointLinker, "topics": TopicModel, "map": TopicMap}


@dataclass(frozen=True)
class Fitted:
    """What assigns complaints. topic_ids: the permanent id of each of the model's topics, in its order."""

    encoder: LsaEncoder
    linker: TouchpointLinker
    topics: TopicModel
    map: TopicMap
    topic_ids: tuple[str, ...]

    def topic_id(self, topic: int) -> str:
        """The id of a topic of the model; negative: too short to tell."""
        return self.topic_ids[topic] if topic >= 0 else TOO_SHORT

    def write(self, folder: Path, card: Mapping) -> str:
        """Keep it as a folder below `folder`; returns the version."""
        parts = {name: getattr(self, name) for name in _PARTS}
        config = {name: part.to_config() for name, part in parts.items()} | {"topic_ids": list(self.topic_ids)}
        arrays = {f"{name}/{key}": array for name, part in parts.items() for key, array in part.to_arrays().items()}
        return write_model(folder, State(config, arrays), card)

    @classmethod
    def read(cls, folder: Path, version: str) -> Fitted:
        """The model of a version. Raises ModelError when its folder is missing or was changed."""
        state = read_model(folder, version)
        parts = {name: kind.from_state(state.config[name], _below(state.arrays, name)) for name, kind in _PARTS.items()}
        return cls(**parts, topic_ids=tuple(state.config["topic_ids"]))


def _below(arrays: Mapping[str, np.ndarray], name: str) -> dict[str, np.ndarray]:
    return {key.removeprefix(f"{name}/"): array for key, array in arrays.items() if key.startswith(f"{name}/")}
