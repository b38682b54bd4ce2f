"""The folder that holds one brand's everything: settings, touchpoints, store, models and the secret of its pseudonyms."""
from __future__ import annotations

import os
import secrets
import shlex
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import StoreError, UsageError
from pipeline.settings import DEFAULT_WORKSPACE, FILE_NAME, Settings, database_url, load_settings
from pipeline.store import Store
from pipeline.taxonomy import Taxonomy, load_taxonomy, taxonomy_path

_KEY_FILE, _KEY_BYTES = "author.key", 32
_TAXONOMY_FILE = "touchpoints.yaml"


@dataclass(frozen=True)
class Workspace:
    """An open workspace. `secret` keys the pseudonyms; it never leaves the folder and is never shown."""

    path: Path
    settings: Settings
    taxonomy: Taxonomy
    store: Store
    secret: bytes = field(repr=False)

    @property
    def models(self) -> Path:
        return self.path / "models"


def open_workspace(path: Path, create: bool = False) -> Workspace:
    """Open the workspace at `path`; with `create`, make it with the defaults when there is none."""
    if not is_workspace(path):
        if not create:
            raise StoreError(
                f"no workspace at {path}. `python -m pipeline init` makes an empty one, `import` makes one and fills it, "
                "`demo` shows the sample.")
        init_workspace(path)
    settings, taxonomy = load_settings(path), load_taxonomy(path / _TAXONOMY_FILE)
    return Workspace(path, settings, taxonomy, Store.open(database_url(path), touchpoint_ids=taxonomy.ids), _secret(path))


def peek(path: Path) -> tuple[Settings, bytes]:
    """The settings and the key that hold at `path`; where there is no workspace the defaults and a key of the moment."""
    if not is_workspace(path):
        return load_settings(path), secrets.token_bytes(_KEY_BYTES)
    opened = open_workspace(path)
    return opened.settings, opened.secret


def init_workspace(path: Path, taxonomy: str | None = None, overrides: Mapping[str, Mapping[str, object]] | None = None) -> None:
    """Make a workspace: a copy of the taxonomy for people to edit, their settings, an empty store, a new secret.

    overrides: section -> name -> value, written to the workspace's canary.toml.
    Raises UsageError when there is one already; nothing is made when the taxonomy or a setting is not valid.
    """
    if is_workspace(path):
        raise UsageError(f"{path} is a workspace already. Nothing was changed; edit {path / FILE_NAME} or choose another --workspace.")
    chosen = taxonomy or load_settings(path).workspace.taxonomy
    load_taxonomy(chosen)
    path.mkdir(parents=True, exist_ok=True)
    own = path / FILE_NAME
    own.write_text(_toml(overrides or {}), encoding="utf-8")
    with ExitStack() as undo:
        undo.callback(own.unlink)   # without it the folder is no workspace, and the call can be made again
        load_settings(path)
        (path / _TAXONOMY_FILE).write_bytes(taxonomy_path(chosen).read_bytes())
        if not (path / _KEY_FILE).exists():
            _make_secret(path)
        Store.open(database_url(path), create=True)
        undo.pop_all()


def command(path: Path, words: str) -> str:
    """What a person types to have a verb done in the workspace at `path`; the default one needs no name."""
    named = "" if path.resolve() == DEFAULT_WORKSPACE.resolve() else f"--workspace {shlex.quote(str(path))} "
    return f"python -m pipeline {named}{words}"


def is_workspace(path: Path) -> bool:
    return (path / _TAXONOMY_FILE).exists() and (path / FILE_NAME).exists()


def _secret(path: Path) -> bytes:
    """The key of the pseudonyms: CANARY_AUTHOR_KEY, or a file that only its owner may read.

    Raises StoreError when it is no key: with an empty or another one every author would become another person.
    """
    if given := os.environ.get("CANARY_AUTHOR_KEY"):
        return given.encode()
    file = path / _KEY_FILE
    try:
        key = bytes.fromhex(file.read_text().strip())
    except (OSError, ValueError):
        key = b""
    if len(key) < _KEY_BYTES:
        raise StoreError(f"{file} is missing or no key. Restore it from a copy: with another key every author would become another person.")
    return key


def _make_secret(path: Path) -> None:
    """Written whole or not at all, readable by its owner only."""
    making = path / f".{_KEY_FILE}.{os.getpid()}"
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(secrets.token_hex(_KEY_BYTES))
    if (path / _KEY_FILE).exists():
        making.unlink()
    else:
        making.rename(path / _KEY_FILE)


def _toml(overrides: Mapping[str, Mapping[str, object]]) -> str:
    lines = [f"# The settings of this workspace. Those not named here are the program's: see its {FILE_NAME}.", ""]
    for section, values in overrides.items():
        lines += [f"[{section}]", *(f"{name} = {_toml_value(value)}" for name, value in values.items()), ""]
    return "\n".join(lines)


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)
