"""The house: imports go one way, and each outside library has its one home."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipeline.settings import ROOT

MAY_IMPORT = {"models": set(), "pipeline": {"models"}, "dashboard": {"models", "pipeline"}, "app.py": {"dashboard", "pipeline", "models"}}
OURS = {"models", "pipeline", "dashboard", "app"}
HOMES = {
    "streamlit": ("app.py", "dashboard/"),
    "plotly": ("dashboard/charts",),
    "sqlalchemy": ("pipeline/store/", "pipeline/migrations.py"),
    "sklearn": ("models/",),
    "tweepy": ("pipeline/sources/x.py", "pipeline/sources/x_stream.py"),
    "requests": ("pipeline/sources/http.py", "pipeline/sources/x_transport.py", "pipeline/mail/webhook.py"),
    "urllib3": ("pipeline/sources/http.py", "pipeline/sources/x_transport.py"),
    "stamina": ("pipeline/sources/http.py", "pipeline/sources/x.py"),
    "imap_tools": ("pipeline/sources/mailbox.py",),
    "imaplib": ("pipeline/sources/mailbox.py",),
    "smtplib": ("pipeline/mail/smtp.py",),
    "ftfy": ("pipeline/text.py",),
    "py3langid": ("pipeline/text.py",),
    "phonenumbers": ("pipeline/redaction/",),
    "stdnum": ("pipeline/redaction/",),
    "rapidfuzz": ("pipeline/duplicates.py",),
    "sentence_transformers": ("pipeline/encoders.py",),
    "safetensors": ("pipeline/artifacts.py",),
    "yaml": ("pipeline/taxonomy.py", "pipeline/taxonomy_reader.py", "pipeline/seeds.py"),
    "typer": ("pipeline/cli",),
    "rich": ("pipeline/console.py",),
    "pydantic": ("pipeline/settings",),
    "pydantic_settings": ("pipeline/settings.py",),
    "python_calamine": ("pipeline/sources/file.py",),
    "jinja2": ("pipeline/mail/compose.py",),
    "mjml": ("pipeline/mail/compose.py",),
    "matplotlib": ("pipeline/mail/pictures.py",),
    "icalendar": ("pipeline/mail/calendar.py",),
    "pyarrow": ("pipeline/sources/file.py",),
}
FILES = sorted([ROOT / "app.py", *(path for room in ("models", "pipeline", "dashboard") for path in (ROOT / room).rglob("*.py"))])


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    room = path.relative_to(ROOT).parts[0]
    assert imported(path) & OURS - {room.removesuffix(".py")} <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_outside_library_has_one_home(path):
    place = path.relative_to(ROOT).as_posix()
    strangers = {name for name in imported(path) if name in HOMES and not place.startswith(HOMES[name])}
    assert not strangers


def test_models_do_no_io_and_read_no_clock():
    forbidden = {"time", "datetime", "os", "pathlib", "socket", "requests", "sqlite3"}
    assert not {path.name: imported(path) & forbidden for path in (ROOT / "models").glob("*.py") if imported(path) & forbidden}


def test_only_the_command_line_and_the_entry_read_the_clock():
    readers = [path.relative_to(ROOT).as_posix() for path in FILES
               if any(call in path.read_text(encoding="utf-8") for call in ("datetime.now(", "date.today(", "time.time(", "utcnow("))]
    assert set(readers) <= {"pipeline/call.py", "app.py"}
