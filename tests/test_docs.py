"""What docs/ says works: every section makes its source, every setting is named, every schedule is one."""
from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from typing import get_type_hints

import pytest
import yaml

from pipeline.settings import ROOT, load_settings
from pipeline.sources import SOURCES, make_source, secret_variable

DOCS, EXAMPLES = ROOT / "docs", ROOT / "docs" / "examples"
SOURCES_MD = (DOCS / "sources.md").read_text(encoding="utf-8")
BLOCKS = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", SOURCES_MD, re.DOTALL)]
SECTIONS = {name: values for block in BLOCKS for name, values in block.get("sources", {}).items()}
WRITTEN = [ROOT / "README.md", *DOCS.glob("*.md"), *EXAMPLES.iterdir()]
UNITS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".service", ".timer"))
FIELD = r"(\*|\d+)(-\d+)?(/\d+)?"


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_of_the_docs_makes_its_source(name):
    kind = import_module(SOURCES[SECTIONS[name]["kind"]].partition(":")[0])
    secrets = {secret_variable(name, secret): "not-a-secret" for secret in class_of(SECTIONS[name]["kind"]).secrets}
    assert make_source(name, SECTIONS[name], secrets).name == name and kind


def test_every_kind_has_its_section():
    assert {values["kind"] for values in SECTIONS.values()} == set(SOURCES)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_setting_and_secret_of_a_source_is_named_with_it(name):
    chapter = next(part for part in SOURCES_MD.split("\n## ") if f"[sources.{name}]" in part)
    made = class_of(SECTIONS[name]["kind"])
    wanted = [f"`{setting}`" for setting in get_type_hints(import_module(made.__module__).Settings)]
    wanted += [secret_variable(name, secret) for secret in made.secrets]
    assert [word for word in wanted if word not in chapter] == []


def test_the_budget_of_the_docs_is_read_as_it_is_written(tmp_path):
    (tmp_path / "canary.toml").write_text("\n".join(re.findall(r"```toml\n(.*?)```", SOURCES_MD, re.DOTALL)))
    settings = load_settings(tmp_path)
    assert settings.budget.posts_per_month == 20000 and set(settings.sources) == set(SECTIONS)


def test_every_setting_of_the_mail_is_named_with_it_and_its_example_is_one(tmp_path):
    text = (DOCS / "weekly.md").read_text(encoding="utf-8")
    (tmp_path / "canary.toml").write_text("\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)))
    found = load_settings(tmp_path).weekly
    assert found.smtp_host == "smtp.example.com" and [name for name in type(found).model_fields if f"`{name}`" not in text and f"\n{name} = " not in text] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_every_command_that_is_written_is_one(path):
    from pipeline.cli import app

    known = {command.name or command.callback.__name__ for command in app.registered_commands} | {group.name for group in app.registered_groups}
    named = set(re.findall(r"python -m pipeline ([a-z]+)", path.read_text(encoding="utf-8")))
    assert named <= known


@pytest.mark.parametrize("path", [path for path in WRITTEN if path.suffix == ".md"], ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("http") and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_each_unit_is_one_that_systemd_accepts(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        parsed = configparser.ConfigParser(strict=False, interpolation=None)
        parsed.optionxform = str
        parsed.read(unit)
        assert parsed.has_option("Timer", "OnCalendar") if unit.suffix == ".timer" else parsed["Service"]["ExecStart"].startswith("/")
        return
    for other in UNITS:         # verify follows what a unit names, and wants programs that are there
        (tmp_path / other.name).write_text(other.read_text().replace("/opt/canary/.venv/bin/python", sys.executable))
    done = subprocess.run(["systemd-analyze", "verify", "--recursive-errors=no", str(tmp_path / unit.name)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "canary" in line]) == (0, [])


def test_each_line_for_cron_has_five_fields_a_user_and_a_command():
    jobs = [line for line in (EXAMPLES / "canary.cron").read_text().splitlines() if re.match(r"[*\d]", line)]
    assert len(jobs) == 4 and all(re.fullmatch(rf"({FIELD}\s+){{5}}canary cd /opt/canary && .+", job) for job in jobs)


def test_a_job_for_cron_is_a_line_that_the_shell_can_read():
    for job in re.findall(r"canary (cd .+)", (EXAMPLES / "canary.cron").read_text()):
        assert subprocess.run(["sh", "-n", "-c", job], capture_output=True).returncode == 0


def test_the_schedules_for_ci_collect_one_at_a_time_and_read_even_after_a_failure():
    github = yaml.safe_load((EXAMPLES / "github-actions.yml").read_text())
    steps = github["jobs"]["collect"]["steps"]
    assert github[True]["schedule"] == [{"cron": "*/15 * * * *"}] and github["concurrency"]["group"]
    assert [step["run"].split()[-1] for step in steps] == ["collect", "run"] and steps[1]["if"] == "always()"
    gitlab = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text())["collect"]
    assert gitlab["resource_group"] and gitlab["script"][-1].endswith("collect") and gitlab["after_script"][-1].endswith("run")


def class_of(kind: str):
    module, _, name = SOURCES[kind].partition(":")
    return getattr(import_module(module), name)
