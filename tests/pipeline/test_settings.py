"""Settings and workspaces: one home for each value, clear words when one is off."""
from __future__ import annotations

import stat

import pytest

from pipeline.errors import SettingsError, StoreError, TaxonomyError, UsageError
from pipeline.settings import load_settings
from pipeline.sources import make_source
from pipeline.workspace import init_workspace, open_workspace


def test_a_workspace_overrides_the_program_and_the_environment_both(tmp_path, monkeypatch):
    (tmp_path / "canary.toml").write_text('[brand]\nname = "Acme"\n[privacy]\nmin_people = 7\n')
    monkeypatch.setenv("CANARY__BRAND__NAME", "Beta")
    settings = load_settings(tmp_path)
    assert (settings.brand.name, settings.privacy.min_people, settings.clean.duplicate_days) == ("Beta", 7, 14)


@pytest.mark.parametrize("content, message", [
    ("[brand]\nnam = 'x'", r"canary\.toml: \[brand\] has no setting 'nam'\. Known: name, handles\.$"),
    ("brand = 'x'", r"'brand' is 'x', not a section\. Write \[brand\] and below it a line a setting: name, handles\.$"),
    ("[workspace]\nas_of = '2026-11-16'", r"'workspace\.as_of' is '2026-11-16': '2026-11-16' has no time zone"),
    ("[brnd]\nname = 'x'", r"section \[brnd\] is unknown\. Known: workspace, brand"),
    ("[workspace]\nzone = 'Mars/Crater'", r"'Mars/Crater' is not an IANA time zone such as Europe/London"),
    ("[privacy]\nmin_people = 0", r"'privacy\.min_people' is 0: Input should be greater than or equal to 1"),
    ("[brand\n", r"not valid TOML"),
    ("[sources]\nx = 3", r"canary\.toml: \[sources\.x\] is a section: write that line and below it a line a setting"),
    ("[sources.X-acme]\nkind = 'x'", r"canary\.toml: the source 'X-acme' needs a name of small letters, digits and hyphens, e\.g\. x-acme\."),
])
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path, content, message):
    (tmp_path / "canary.toml").write_text(content)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path)


@pytest.mark.parametrize("content", [
    '[sources.X-acme]\nkind = "x"\nbearer_token = "AAAA-SECRET"', '[sources]\nbearer_token = "AAAA-SECRET"', '[sources.x-acme]\nbearer_token = "AAAA-SECRET"',
])
def test_what_stands_in_a_wrong_source_is_not_repeated(tmp_path, content):
    (tmp_path / "canary.toml").write_text(content)
    with pytest.raises(SettingsError) as error:
        load_settings(tmp_path)
    assert "AAAA" not in str(error.value)


def test_a_secret_among_the_settings_is_sent_to_its_variable():
    with pytest.raises(SettingsError) as error:
        make_source("x-acme", {"kind": "x", "query": "a", "bearer_token": "AAAA-SECRET"}, {})
    assert str(error.value).endswith("[sources.x-acme] bearer_token: secrets are never written here: put it in CANARY_X_ACME_BEARER_TOKEN and take the line out.")


def test_a_settings_file_that_is_not_utf_8_says_where(tmp_path):
    (tmp_path / "canary.toml").write_bytes("[brand]\nname = 'Bäck'".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"canary\.toml: not UTF-8: byte 18 cannot be read\. Save it as UTF-8\."):
        load_settings(tmp_path)


@pytest.mark.parametrize("name, value, message", [
    ("CANARY__PRIVACY__MIN_PEOPLE", "0", r"^CANARY__PRIVACY__MIN_PEOPLE: 'privacy\.min_people' is '0': Input should be greater"),
    ("CANARY__BRAND__NAM", "x", r"^CANARY__BRAND__NAM: \[brand\] has no setting 'nam'\. Known: name, handles\.$"),
    ("CANARY__BRAND", "x", r"^the environment: .*brand"),
])
def test_a_wrong_variable_is_named(tmp_path, monkeypatch, name, value, message):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path)


def test_the_secret_is_the_owners_alone_and_in_no_repr(workspace):
    key = workspace.path / "author.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert workspace.secret.hex() == key.read_text() and key.read_text() not in repr(workspace)


def test_two_workspaces_have_different_secrets(tmp_path):
    for name in ("a", "b"):
        init_workspace(tmp_path / name)
    assert open_workspace(tmp_path / "a").secret != open_workspace(tmp_path / "b").secret


def test_init_refuses_a_workspace_and_changes_nothing(workspace):
    with pytest.raises(UsageError, match="is a workspace already. Nothing was changed"):
        init_workspace(workspace.path, "bank")
    assert open_workspace(workspace.path).taxonomy.name == "telecom"


def test_init_with_an_unknown_taxonomy_makes_nothing(tmp_path):
    with pytest.raises(TaxonomyError, match="telcom"):
        init_workspace(tmp_path / "w", "telcom")
    assert not (tmp_path / "w").exists()


def test_a_missing_workspace_names_the_three_ways_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="init.*import.*demo"):
        open_workspace(tmp_path / "nowhere")
