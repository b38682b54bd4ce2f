"""Decided: what people said of topics and complaints that still holds, as training and comparing need it."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.decisions import overlay
from pipeline.decisions.violations import violations
from pipeline.store import decisions, posts
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Decided:
    """active: the decisions that hold, oldest first, as the table `decisions` has them."""

    active: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def read(cls, workspace: Workspace) -> Decided:
        return cls(tuple(decisions.active(workspace.store)))

    @property
    def digest(self) -> str:
        """Changes whenever a decision is made, undone or loses a post."""
        said = [[row["decision_id"], row["kind"], row["topic_id"], row["posts"], row["value"]] for row in self.active]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]

    @property
    def posts(self) -> frozenset[str]:
        """The posts that somebody said something of, or that stood for a topic: no training may be without them."""
        return frozenset(post for row in self.active for posts in (row["posts"], *row["anchors"].values()) for post in posts)

    def topic_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Topics as a model made them → as they will stand."""
        return overlay.topic_rows(rows, self.active)

    def assigned_rows(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Complaints as a model assigns them → as they will stand."""
        return overlay.assigned_rows(rows, self.active)

    def with_texts(self, workspace: Workspace) -> list[dict[str, Any]]:
        """The decisions with `texts` of their posts, those that are stored."""
        said = posts.texts(workspace.store, {post_id for row in self.active for post_id in row["posts"]})
        return [dict(row) | {"texts": [said[post_id] for post_id in row["posts"] if post_id in said]} for row in self.active]

    def violations_n(self, assigned: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> int:
        """How many decisions are not kept by what would be published: assigned complaints and topic rows, decisions laid over both."""
        return len(violations(self.active, assigned, rows, [row["post_id"] for row in assigned]))
