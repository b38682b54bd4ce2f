"""A log of decisions that was written elsewhere, or before something was forgotten, brings in nothing that must not be here."""
from __future__ import annotations

import io
import json

import numpy as np
import pytest
from deciding import AS_OF, members, say

from pipeline import erase
from pipeline.artifacts import State, versions, write_model
from pipeline.decisions import log
from pipeline.decisions.overlay import assigned_rows
from pipeline.errors import SettingsError, UsageError
from pipeline.settings import load_settings
from pipeline.store import decisions


def exported(workspace) -> list[str]:
    file = io.StringIO()
    log.write(workspace, file)
    return file.getvalue().splitlines()


def test_what_somebody_typed_is_redacted_when_a_log_is_replayed(trained):
    say(trained, "rename", "t-001", value="Bills")
    line = json.loads(exported(trained)[0]) | {"value": "Mail joe.bloggs@example.com", "why": "call me on +44 7700 900123", "made_at": "2026-11-15T06:00:00+00:00"}
    log.replay(trained, [json.dumps(line)])
    kept = decisions.every(trained.store)[-1]
    assert (kept["value"], kept["why"]) == ("Mail [email]", "call me on [phone]")


def test_a_split_whose_post_is_gone_is_known_again_and_the_post_does_not_come_back(trained):
    posts = members(trained, "t-001")[:5]
    say(trained, "split", "t-001", *posts)
    lines = exported(trained)
    erase.forget(trained, erase.post_meant(trained, posts[0]), AS_OF)
    done = log.replay(trained, lines)
    assert (done.made_n, done.known_n) == (0, 1) and posts[0] not in json.dumps(exported(trained))


def test_who_moves_on_from_one_is_kept_from_the_next(trained):
    def apart(number, *posts):
        return dict(decision_id=number, kind="apart", topic_id=None, posts=list(posts), value="", detail=None, anchors={}, by="", why="", made_at=None)

    rows = [dict(post_id=post, topic_id=topic, topic_confidence=0.5, touchpoint_id=None, touchpoint_confidence=0.5, also=also)
            for post, topic, also in (("A", "t-001", None), ("B", "t-001", [["t-002", 0.3]]), ("C", "t-002", None))]
    laid = {row["post_id"]: row["topic_id"] for row in assigned_rows(rows, [apart(1, "C", "B"), apart(2, "A", "B")])}
    assert laid == {"A": "t-001", "B": None, "C": "t-002"}


@pytest.mark.parametrize("broken", [{"anchors": {"t-001": 3}}, {"posts": [1]}])
def test_a_damaged_line_is_told_as_such(trained, broken):
    say(trained, "rename", "t-001", value="Bills")
    with pytest.raises(UsageError, match="line 1 is no decision of a log"):
        log.replay(trained, [json.dumps(json.loads(exported(trained)[0]) | broken)])


def test_a_post_is_forgotten_though_a_model_is_of_another_release(trained):
    old = write_model(trained.models, State({"encoder": {}, "linker": {"params": {}}, "topics": {}, "map": {}, "topic_ids": []}, {"linker/coef": np.zeros(1)}), {"complaints_n": 1})
    erase.forget(trained, erase.post_meant(trained, members(trained, "t-001")[0]), AS_OF)
    assert old not in versions(trained.models) and versions(trained.models)


def test_a_setting_that_was_replaced_says_by_what(workspace):
    (workspace.path / "canary.toml").write_text("[link]\nunclear_below = 0.25\n")
    with pytest.raises(SettingsError, match="'unclear_below' any more: take the line out, or say `unclear_risk = 0.3`"):
        load_settings(workspace.path)
