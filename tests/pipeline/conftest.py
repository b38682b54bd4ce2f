"""A small workspace that has learnt its topics: once for all tests that change a copy of it."""
from __future__ import annotations

import shutil

import pytest
from few_complaints import run_stages, workspace_of

from pipeline.workspace import Workspace, open_workspace


@pytest.fixture(scope="session")
def trained_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("trained") / "workspace"
    workspace = workspace_of(path, 72)
    run_stages(workspace)
    workspace.store.engine.dispose()
    return path


@pytest.fixture
def trained(trained_once, tmp_path) -> Workspace:
    """72 complaints of four touchpoints, with topics and links; yours to change."""
    shutil.copytree(trained_once, tmp_path / "workspace")
    return open_workspace(tmp_path / "workspace")
