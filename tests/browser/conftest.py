"""What the browser tests share: Chromium, served workspaces, and pages that are known to be drawn."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from hostile_complaints import build
from on_page import WIDE, Visit
from playwright.sync_api import Browser, sync_playwright

from pipeline.settings import ROOT
from pipeline.workspace import Workspace

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic")
_START_S = 60


def _missing() -> str | None:
    """One loud line when no browser is there."""
    if any(map(shutil.which, _NAMES)):
        return None
    return f"NO BROWSER: none of {', '.join(_NAMES)} was found, so no page was looked at. Install chromium to run these tests."


def pytest_terminal_summary(terminalreporter):
    if said := _missing():
        terminalreporter.write_line(said, yellow=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def browser() -> Browser:
    if said := _missing():
        pytest.fail(said) if os.environ.get("CANARY_REQUIRE_BROWSER") else pytest.skip(said)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=next(filter(None, map(shutil.which, _NAMES))), args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve(browser, tmp_path_factory):
    """serve(path) -> the address of the dashboard on that workspace; each is served once, until the end."""
    running: dict[Path, tuple[str, subprocess.Popen]] = {}

    def start(path: Path) -> str:
        if path not in running:
            running[path] = _start(path, tmp_path_factory.mktemp("served") / "log")
        return running[path][0]

    yield start
    for _, process in running.values():      # they only read: nothing is lost by ending them at once
        process.kill()
    for _, process in running.values():
        process.wait(10)


@pytest.fixture(scope="session")
def pipeline_run():
    """pipeline_run(path, "import", file, ...): a verb in a process of its own, as a person or cron starts it."""
    def run(path: Path, *words: object) -> str:
        command = [sys.executable, "-m", "pipeline", "--workspace", str(path), *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout
    return run


@pytest.fixture(scope="session")
def hostile(browser, pipeline_run, tmp_path_factory) -> Workspace:
    """A workspace whose posts, attributes, source, file, touchpoint and topic are out to break the page."""
    return build(tmp_path_factory.mktemp("hostile"), pipeline_run)


@pytest.fixture(scope="session")
def desk(browser) -> Visit:
    """One tab of one reader at a wide screen: tests that only read share what the browser has kept."""
    with browser.new_context(**WIDE) as context:
        yield Visit(context.new_page())


@pytest.fixture
def visit(desk) -> Visit:
    """visit(address) -> the page, drawn."""
    return desk


def _start(path: Path, log: Path) -> tuple[str, subprocess.Popen]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.fileWatcherType", "none"], cwd=ROOT,
        env=os.environ | {"CANARY_WORKSPACE": str(path)}, stdout=log.open("w"), stderr=subprocess.STDOUT)
    url, deadline = f"http://localhost:{port}", time.monotonic() + _START_S
    while not _is_up(url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"the dashboard did not start:\n{log.read_text()}")
        time.sleep(0.1)
    return url, process


def _is_up(url: str) -> bool:
    try:
        return urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).read() == b"ok"
    except (urllib.error.URLError, TimeoutError):
        return False
