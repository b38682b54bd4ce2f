"""What status and the stages say of what waits."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from few_complaints import run_stages, workspace_of

from pipeline.settings import DEFAULT_WORKSPACE
from pipeline.workspace import command


def test_unread_posts_are_to_be_run_before_more_are_asked_for(tmp_path, canary):
    workspace_of(tmp_path / "workspace", 59)
    lines = canary("status")[1].splitlines()
    run = f"python -m pipeline --workspace {tmp_path / 'workspace'} run"
    assert f"59 posts wait for the next run: {run}" in lines
    assert f"no topics yet; run first: {run}" in lines


@pytest.mark.parametrize("path, said", [
    (DEFAULT_WORKSPACE, "python -m pipeline run"), (Path("acme"), "python -m pipeline --workspace acme run"),
    (Path("an acme"), "python -m pipeline --workspace 'an acme' run")])
def test_a_command_names_the_workspace_where_it_must(path, said):
    assert command(path, "run") == said


def test_too_few_complaints_wait_for_a_model_and_are_not_called_unclear(tmp_path, canary):
    workspace = workspace_of(tmp_path / "workspace", 59)
    link = next(done for done in run_stages(workspace) if done.stage == "link")
    assert link.note == "59 wait for a model (60 are needed)"
    assert "no topics yet: 1 more complaint is needed for a first model" in canary("status")[1].splitlines()


def test_a_workspace_of_before_says_that_its_threads_wait(trained, canary):
    with trained.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM threads")
    lines = canary("status")[1].splitlines()
    assert f"threads read: none; 72 complaints wait for the next run: python -m pipeline --workspace {trained.path} run" in lines


def test_posts_that_are_not_counted_are_told_by_kind(trained, canary):
    assert "not counted" not in canary("status")[1]
    with trained.store.write() as connection:
        connection.exec_driver_sql("UPDATE posts SET kind = 'repost' WHERE post_id IN ('x:1', 'x:2')")
        connection.exec_driver_sql("UPDATE posts SET kind = 'other' WHERE post_id = 'x:3'")
    assert "not counted as complaints: 2 repost, 1 other" in canary("status")[1].splitlines()


def test_a_model_that_is_gone_is_told_and_status_goes_on(trained, canary):
    shutil.rmtree(trained.models)
    status, out, _ = canary("status")
    assert status == 0 and "BROKEN: the model m-" in out and "card.json is missing. Make a new one" in out and "last run" in out
