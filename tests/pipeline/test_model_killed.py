"""kill -9 at every step of publishing, and a disk that is full: people see the old model or the new one, and the same call does the rest."""
from __future__ import annotations

import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from killing import nursery

STEPS = {1: "old", 2: "old", 3: "old", 4: "new"}
"""Before which commit it is killed, and which model people see then: 1 keeps the comparison, 2 lays assignments ready, 3 is the switch, 4 tells of it."""
AS_OF = ["--as-of", "2026-11-17T06:00:00+00:00"]


@pytest.fixture(scope="module")
def children():
    with nursery("pipeline.stages", "pipeline.learn.comparison_words") as born:
        yield born


def seen(path) -> dict:
    """What people see of topics: all of one model, or the assertion fails."""
    with closing(sqlite3.connect(path / "canary.db")) as connection:
        ask = lambda words: connection.execute(words).fetchall()  # noqa: E731
        [(version,)] = ask("SELECT value FROM meta WHERE key = 'published_model'")
        assert ask("SELECT DISTINCT model_version FROM complaints") == [(version,)]
        assert {found for found, in ask("SELECT DISTINCT model_version FROM topics WHERE state = 'active'")} == {version}
        assert ask("SELECT version FROM models WHERE state = 'published'") == [(version,)]
        counted = ask("SELECT topic_id, SUM(complaints_n) FROM daily GROUP BY topic_id ORDER BY topic_id")
        assert counted == ask("SELECT topic_id, COUNT(*) FROM complaints GROUP BY topic_id ORDER BY topic_id")
        return {"version": version, "counted": counted, "topics": ask("SELECT topic_id, label, state, complaints_n FROM topics ORDER BY topic_id"),
                "publications": ask("SELECT version, kind FROM publications"), "lineage": ask("SELECT publication_id, topic_id, event FROM lineage")}


@pytest.fixture(scope="module")
def undisturbed(children, candidate_once, tmp_path_factory):
    path = tmp_path_factory.mktemp("calm") / "workspace"
    shutil.copytree(candidate_once, path)
    before = seen(path)
    children.start(path, [*AS_OF, "publish", "--why", "seen"], {})
    assert children.ended() == 0
    return before, seen(path)


@pytest.mark.parametrize("step, model", STEPS.items())
def test_publishing_killed_at_any_step_leaves_the_old_model_or_the_new_one(children, undisturbed, candidate_once, tmp_path, step, model):
    path = tmp_path / "workspace"
    shutil.copytree(candidate_once, path)
    children.start(path, [*AS_OF, "publish", "--why", "seen"], {}, ("before", step))
    assert children.ended() == -signal.SIGKILL
    assert seen(path) == undisturbed[model == "new"]
    if step == 3:       # what was laid ready is taken up again
        children.start(path, [*AS_OF, "publish", "--why", "seen"], {})
        assert children.ended() == 0 and seen(path) == undisturbed[1]


@pytest.mark.parametrize("file_bytes, laid_n", [(30_000, 0), (150_000, 93)])
def test_a_disk_that_is_full_while_publishing_leaves_the_old_model_and_says_so(children, undisturbed, candidate_once, tmp_path, file_bytes, laid_n):
    path, said = tmp_path / "workspace", tmp_path / "said"
    shutil.copytree(candidate_once, path)
    children.start(path, [*AS_OF, "publish", "--why", "seen"], {"CANARY_TEST_FILE_BYTES": str(file_bytes), "CANARY_TEST_SAID": str(said)})
    assert children.ended() == 1
    assert said.read_text().startswith(f"Error: {path / 'canary.db'} could not be written: disk I/O error. Nothing of this step was kept; free some space")
    assert seen(path) == undisturbed[0] and waiting_n(path) == laid_n
    children.start(path, [*AS_OF, "publish", "--why", "seen"], {})
    assert children.ended() == 0 and seen(path) == undisturbed[1]


def waiting_n(path) -> int:
    with closing(sqlite3.connect(path / "canary.db")) as connection:
        return connection.execute("SELECT COUNT(*) FROM waiting").fetchone()[0]
