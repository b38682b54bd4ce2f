"""What a taxonomy holds: the stages of a customer's journey and the touchpoints that can fail on it."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from pipeline.errors import TaxonomyError

_USUAL = {"phone": "phone-line", "chat": "chat", "email": "e-mail-support", "letter": "e-mail-support", "message": "social-care", "public": "social-care"}
"""Of a taxonomy of before, which says of no touchpoint what people try there."""


@dataclass(frozen=True)
class Stage:
    """A part of the customer's journey, such as "At the airport"."""

    id: str
    name: str


@dataclass(frozen=True)
class Touchpoint:
    """A step of the journey run by one named owner.

    stage is a Stage's id; phrases are lower case and English; phrases_by_language maps two-letter codes to more;
    hands_over_to holds touchpoint ids; care_channel: customers come here for help; channels: what people who were here say
    they tried (of models.conversation.CHANNELS); complaints_to: who gets the complaints about it, "" for its owner.
    """

    id: str
    name: str
    stage: str
    description: str
    phrases: tuple[str, ...]
    owner: str
    hands_over_to: tuple[str, ...]
    care_channel: bool
    phrases_by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    channels: tuple[str, ...] = ()
    complaints_to: str = ""

    @property
    def routed_to(self) -> str:
        """Who gets the complaints about it: of a care channel somebody else than who runs it, where one is named."""
        return self.complaints_to or self.owner

    @property
    def all_phrases(self) -> tuple[str, ...]:
        """The phrases of all languages, each once, in the order of the file."""
        return tuple(dict.fromkeys(chain(self.phrases, *self.phrases_by_language.values())))


@dataclass(frozen=True)
class Taxonomy:
    """What can fail at a company: its stages and touchpoints in the order of the file. Ids are unique."""

    name: str
    title: str
    stages: tuple[Stage, ...]
    touchpoints: tuple[Touchpoint, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(touchpoint.id for touchpoint in self.touchpoints)

    @property
    def digest(self) -> str:
        """SHA-256 of what a model learns from: ids, descriptions and phrases. Another owner, name or order is the same."""
        learnt = sorted((touchpoint.id, touchpoint.description, sorted(touchpoint.all_phrases)) for touchpoint in self.touchpoints)
        return hashlib.sha256(json.dumps(learnt).encode()).hexdigest()

    def touchpoint(self, touchpoint_id: str) -> Touchpoint:
        """The touchpoint of that id; raises TaxonomyError naming the known ones."""
        for touchpoint in self.touchpoints:
            if touchpoint.id == touchpoint_id:
                return touchpoint
        raise TaxonomyError(f"{self.name}: touchpoint {touchpoint_id!r} is unknown. Known: {', '.join(self.ids)}.")

    @property
    def routes(self) -> dict[str, str]:
        """touchpoint id -> who gets the complaints about it."""
        return {touchpoint.id: touchpoint.routed_to for touchpoint in self.touchpoints}

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who runs a touchpoint or gets the complaints about one, sorted."""
        return tuple(sorted({name for touchpoint in self.touchpoints for name in (touchpoint.owner, touchpoint.routed_to)}))

    def answering(self, channel: str) -> str | None:
        """The id of the touchpoint that people reach through a channel; None where no touchpoint says so."""
        named = {name: touchpoint.id for touchpoint in self.touchpoints for name in touchpoint.channels} or _USUAL
        return named[channel] if named.get(channel) in self.ids else None

    def by_stage(self) -> dict[Stage, tuple[Touchpoint, ...]]:
        """Every stage in order with its touchpoints; a stage without any is kept, with an empty tuple."""
        return {stage: tuple(t for t in self.touchpoints if t.stage == stage.id) for stage in self.stages}
