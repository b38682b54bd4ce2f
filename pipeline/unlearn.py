"""Unlearn: models and the names of topics lose the words that almost only forgotten posts said."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.artifacts import drop_model, read_card, versions, write_card
from pipeline.errors import OtherReleaseError
from pipeline.kept import forget_answers
from pipeline.store import models
from pipeline.workspace import Workspace

_PIECES = re.compile(r"[,:] ")
_IDS = ("first_post", "last_post")   # what cards of the first release say, in place of times


def unlearn(workspace: Workspace, texts: Sequence[str]) -> int:
    """Write every kept model anew without terms that, but for these texts, fewer than privacy.min_people complaints held.

    Returns how many models changed. A model is its words' weights: the ones that stay are not moved, nothing is assigned anew.
    """
    if texts:
        forget_answers(workspace.models)
    if not texts or not (kept_models := versions(workspace.models)):
        return 0
    from pipeline.fitted import Fitted      # models cost seconds to import: a call that removes nothing must not pay

    changed_n = 0
    for version in kept_models:
        try:
            fitted, card = Fitted.read(workspace.models, version), read_card(workspace.models, version)
        except OtherReleaseError:      # it can assign nothing, nor be gone back to: its words go with its folder
            drop_model(workspace.models, version)
            changed_n += 1
            continue
        encoder = fitted.encoder.without(texts, card["complaints_n"], workspace.settings.privacy.min_people)
        kept = {name: value for name, value in card.items() if name not in _IDS}
        new = replace(fitted, encoder=encoder).write(workspace.models, kept | {"unlearnt_from": version})
        if new != version:
            with workspace.store.write() as connection:
                models.rename(connection, version, new)
                workspace.store.touch(connection)
            drop_model(workspace.models, version)
            changed_n += 1
        elif kept != card:
            write_card(workspace.models, version, kept)
    return changed_n


def names_without(
    named: Sequence[Mapping], texts: Sequence[str], is_said: Callable[[str], bool],
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """topic_id -> label, keywords of the topics that were called by words of `texts` that nobody else says.

    named: topic_id, label, keywords of every topic; is_said: does a post that stays hold these words? A label that is
    lost is made of the topic's keywords, until the next training finds a better one.
    """
    gone, changed = "\n".join(texts).casefold(), {}

    def is_lost(words: str) -> bool:
        return words.casefold() in gone and not is_said(words)

    for topic in named:
        keywords = tuple(word for word in topic["keywords"] if not is_lost(word))
        parts = [*_PIECES.split(topic["label"]), *topic["label"].split()]
        label = (", ".join(keywords[:3]).capitalize() or topic["topic_id"]) if any(map(is_lost, parts)) else topic["label"]
        if (label, keywords) != (topic["label"], tuple(topic["keywords"])):
            changed[topic["topic_id"]] = label, keywords
    taken = {topic["label"] for topic in named if topic["topic_id"] not in changed}
    return {topic_id: (label if label not in taken else f"{label} ({topic_id})", keywords) for topic_id, (label, keywords) in changed.items()}
