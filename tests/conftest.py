"""What the tests share: a clock that stands still, an empty workspace, the data sets where they are."""
from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from pipeline.settings import ROOT
from pipeline.workspace import Workspace, init_workspace, open_workspace

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)

hypothesis_settings.register_profile("canary", deadline=None)     # a busy machine is no fault of the code
hypothesis_settings.load_profile("canary")


@pytest.fixture
def as_of() -> datetime:
    return AS_OF


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """An empty workspace of a fictional telecom brand."""
    init_workspace(tmp_path / "workspace", "telecom", {"brand": {"name": "Pellamere", "handles": ["Pellamere", "PellamereHelp"]}})
    return open_workspace(tmp_path / "workspace")


@pytest.fixture(scope="session")
def datasets() -> Path:
    """The folder of labelled data sets; tests that need it are skipped, loudly, where it is missing."""
    folder = Path(os.environ.get("CANARY_DATASETS", ROOT.parent / "shared" / "datasets"))
    if not folder.is_dir():
        pytest.skip(f"NO DATA SETS at {folder}: set CANARY_DATASETS to run the tests on real complaints")
    return folder


@pytest.fixture
def canary(tmp_path, monkeypatch, capsys):
    """Run a verb as a person would: canary("import", file, "--source", "x") -> (exit status, output, errors)."""
    from pipeline.cli import main

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["canary", "--workspace", str(tmp_path / "workspace"), *map(str, words)])
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, *capsys.readouterr()

    return call


@pytest.fixture(scope="session")
def truth():
    """What is planted in the sample, and the words it is made of."""
    from pipeline.sample import Truth

    return Truth.load()


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Workspace:
    """The whole sample company, built as `make run` builds it: once for all tests that only read it, whichever process they run in."""
    from contextlib import nullcontext

    from pipeline import demo

    base = tmp_path_factory.getbasetemp()
    path = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "sample" / "workspace"
    path.parent.mkdir(exist_ok=True)
    with open(path.parent / "lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)         # the processes of a run share it: the first builds it, the others find it
        demo.build(path, 40, lambda done: None, lambda title, total=None: nullcontext(lambda done: None))
    return open_workspace(path)
