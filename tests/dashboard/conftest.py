"""What the tests of the pages share: a filled workspace and the app on any workspace."""
from __future__ import annotations

import pytest
from small_workspace import fill
from streamlit.testing.v1 import AppTest

from pipeline.settings import ROOT
from pipeline.workspace import Workspace


@pytest.fixture
def filled(tmp_path) -> Workspace:
    return fill(tmp_path / "filled")


@pytest.fixture
def open_app(monkeypatch):
    """open_app(path, page="overview", **params): the app on that workspace, run once."""
    def start(path, page="overview", **params) -> AppTest:
        monkeypatch.setenv("CANARY_WORKSPACE", str(path))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if page != "overview":          # a page is only known after a first run, which would drop what is not Overview's to say
            app.run().switch_page(f"dashboard/pages/{page}.py")
        for name, value in params.items():
            app.query_params[name] = value
        return app.run()
    return start
