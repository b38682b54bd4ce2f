"""The published model as one object: encoder, linker, topics and their ids ↔ a model folder."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.blending import BlendedEncoder
from models.clustering import TopicModel
from models.embedding import LsaEncoder
from models.known_words import KnownWords
from models.linking import TouchpointLinker
from models.map import TopicMap
from pipeline import encoders
from pipeline.artifacts import State, read_model, write_model
from pipeline.errors import OtherReleaseError
from pipeline.records import TOO_SHORT

_PARTS = {"encoder": encoders.restored, "linker": TouchpointLinker.from_state, "topics": TopicModel.from_state, "map": TopicMap.from_state,
          "known": KnownWords.from_state}


@dataclass(frozen=True)
class Fitted:
    """What assigns complaints. topic_ids: the permanent id of each of the model's topics, in its order."""

    encoder: BlendedEncoder | LsaEncoder
    linker: TouchpointLinker
    topics: TopicModel
    map: TopicMap
    topic_ids: tuple[str, ...]
    known: KnownWords | None = None

    def unknown_share(self, texts: Sequence[str]) -> list[float | None]:
        """(n,) share (0-1) of each text's words that the model never learned; None from a model made before this was kept."""
        return [None] * len(texts) if self.known is None else self.known.unknown_share(texts).tolist()

    def topic_id(self, topic: int) -> str:
        """The id of a topic of the model; negative: too short to tell."""
        return self.topic_ids[topic] if topic >= 0 else TOO_SHORT

    def write(self, folder: Path, card: Mapping) -> str:
        """Keep it as a folder below `folder`; returns the version."""
        parts = {name: getattr(self, name) for name in _PARTS if getattr(self, name) is not None}
        config = {name: part.to_config() for name, part in parts.items()} | {"topic_ids": list(self.topic_ids)}
        arrays = {f"{name}/{key}": array for name, part in parts.items() for key, array in part.to_arrays().items()}
        return write_model(folder, State(config, arrays), card)

    @classmethod
    def read(cls, folder: Path, version: str) -> Fitted:
        """The model of a version. Raises ModelError when its folder is missing, was changed or is of another release."""
        state = read_model(folder, version)
        try:
            parts = {name: restored(state.config[name], _below(state.arrays, name)) for name, restored in _PARTS.items() if name in state.config}
        except (KeyError, TypeError):   # a part that this release keeps otherwise: what it holds is whole, see read_model
            raise OtherReleaseError(f"the model {version} was made by another release and cannot be used by this one. Make a new one: "
                             "python -m pipeline train --publish. Topics keep their ids.") from None
        return cls(**parts, topic_ids=tuple(state.config["topic_ids"]))


def _below(arrays: Mapping[str, np.ndarray], name: str) -> dict[str, np.ndarray]:
    return {key.removeprefix(f"{name}/"): array for key, array in arrays.items() if key.startswith(f"{name}/")}
