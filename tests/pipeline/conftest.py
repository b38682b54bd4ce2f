"""Small workspaces that have learnt their topics: once for all tests that change a copy of them."""
from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from erasing import bring, row, understand
from few_complaints import AS_OF, bring_parcels, run_stages, workspace_of

from pipeline import clean
from pipeline.workspace import Workspace, init_workspace, open_workspace


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


@pytest.fixture(scope="session")
def candidate_once(trained_once, tmp_path_factory):
    from pipeline.learn import train

    path = tmp_path_factory.mktemp("candidate") / "workspace"
    shutil.copytree(trained_once, path)
    workspace = open_workspace(path)
    bring_parcels(workspace)
    train.run(workspace, AS_OF + timedelta(days=1), by="Ann")
    workspace.store.engine.dispose()
    return path


@pytest.fixture
def waiting_model(candidate_once, tmp_path) -> Workspace:
    """A workspace with a published model and a candidate that learned of 24 complaints more; yours to change."""
    shutil.copytree(candidate_once, tmp_path / "workspace")
    return open_workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def understood_once(tmp_path_factory):
    return understand(tmp_path_factory.mktemp("understood") / "workspace")


@pytest.fixture
def understood(understood_once, tmp_path) -> Workspace:
    """What the tests of erasure remove people from, with topics and links; yours to change."""
    shutil.copytree(understood_once, tmp_path / "workspace")
    return open_workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def reader_once(tmp_path_factory):
    """An empty workspace that has learnt to tell complaints, which takes seconds: to be copied."""
    taught, path = tmp_path_factory.mktemp("taught") / "workspace", tmp_path_factory.mktemp("reader") / "workspace"
    for folder in (taught, path):
        init_workspace(folder, "telecom", {"brand": {"handles": ["Pellamere"]}})
    workspace = open_workspace(taught)
    bring(workspace, row("1", "My broadband has been dead for three days now"))
    clean.run(workspace, AS_OF, lambda _: None)
    workspace.store.engine.dispose()
    shutil.copytree(workspace.models, path / "models", dirs_exist_ok=True)
    return path


@pytest.fixture
def reader(reader_once, tmp_path) -> Workspace:
    """Empty, and ready to read threads at once; yours to change."""
    shutil.copytree(reader_once, tmp_path / "reader")
    return open_workspace(tmp_path / "reader")
