"""The Streamlit entry: the workspace, the clock, navigation and the shared filters, nothing else."""
from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from dashboard import filters, load, start
from dashboard.parts import PAGES, navigation, tidy_address
from dashboard.periods import Calendar
from dashboard.view import View, hand_over
from pipeline.errors import CanaryError
from pipeline.records import Filters
from pipeline.settings import DEFAULT_WORKSPACE
from pipeline.workspace import Workspace, is_workspace

_ICON = str(Path(__file__).parent / "dashboard" / "icon.png")
_TITLES = {
    "overview": ("Overview", "What needs me now? The journey as a map of touchpoints, and what to look at first."),
    "signals": ("Signals", "What rose, where exactly, and how sure are we?"),
    "fixes": ("Fixes", "What are we doing, and did it work? Every fix with its verdict, and what nobody acts on."),
    "touchpoint": ("Touchpoint", "What fails here, since when, and whose is it?"),
    "topics": ("Topics", "What do people say? All complaints as a map and a table."),
    "topic": ("Topic", "Why do these complaints belong together? Words, trend and quotes."),
    "chains": ("Failure chains", "What did people try before going public, and how did it end?"),
    "fairness": ("Fairness", "Who is heard, answered, helped, and who is silent?"),
    "workbench": ("Workbench", "What would a person's minute improve, and may I publish?"),
    "outbox": ("Outbox", "What did we tell whom? The Monday e-mail, week by week, and who gets it."),
    "data": ("Data", "What came in, from where, and what was lost?"),
    "import": ("Import", "Paste or upload complaints, see how they will be understood, import them."),
}


def main() -> None:
    st.set_page_config(page_title="Canary", page_icon=_ICON, layout="wide", menu_items={"About": "Canary finds the broken process behind public complaints."})
    st.logo(_ICON, size="large")
    path = Path(os.environ.get("CANARY_WORKSPACE") or DEFAULT_WORKSPACE).expanduser()
    if not is_workspace(path):
        start.no_workspace(path)
        return
    try:
        workspace = load.workspace(path)
    except CanaryError as error:
        start.cannot_open(path, error)
        return
    page = st.navigation([
        st.Page(file, title=_TITLES[name][0], help=_TITLES[name][1], url_path=name, default=name == "overview")
        for name, file in PAGES.items()], position="hidden")
    hand_over(_view(workspace))
    tidy_address(page.url_path or "overview")
    navigation({name: title for name, (title, _) in _TITLES.items()})
    page.run()


def _view(workspace: Workspace) -> View:
    frozen = workspace.settings.workspace.as_of
    as_of = datetime.fromisoformat(frozen) if frozen else datetime.now(UTC)
    version = load.version(workspace)
    choices = load.choices(workspace, version)
    if choices["span"] is None:
        return View(workspace, as_of, version, None, choices, Filters(), False, "")
    calendar = Calendar(*choices["span"], as_of.astimezone(workspace.settings.zone).date())
    return View(workspace, as_of, version, calendar, choices, *filters.ask(choices, calendar))


main()
