"""Fitted models ↔ folders of the workspace: JSON, safetensors and a card. Loading runs nobody's code."""
from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from pipeline.errors import ModelError

_CONFIG, _ARRAYS, _CARD = "config.json", "arrays.safetensors", "card.json"


@dataclass(frozen=True)
class State:
    """A fitted object without its class: what JSON can hold, and its arrays."""

    config: Mapping
    arrays: Mapping[str, np.ndarray]


def write_model(folder: Path, state: State, card: Mapping) -> str:
    """Keep a model below `folder`; returns its version, which is a digest of what it holds.

    The same state gives the same version. It appears whole or not at all. Raises ModelError where it cannot be written.
    """
    config = json.dumps(state.config, ensure_ascii=False, sort_keys=True).encode()
    arrays = save({name: np.ascontiguousarray(array) for name, array in sorted(state.arrays.items())})
    digests = {_CONFIG: _digest(config), _ARRAYS: _digest(arrays)}
    version = _version(digests)
    target, making = folder / version, folder / f".{version}.{os.getpid()}"
    if target.exists():
        return version
    try:
        making.mkdir(parents=True)
        (making / _CONFIG).write_bytes(config)
        (making / _ARRAYS).write_bytes(arrays)
        (making / _CARD).write_text(_written({**card, "version": version, "sha256": digests}), encoding="utf-8")
        making.rename(target)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        if target.exists():
            return version
        raise ModelError(f"the model cannot be written to {target}: {error.strerror}. Nothing was published; {_remedy(error)}") from None
    return version


def read_model(folder: Path, version: str) -> State:
    """The state of a model. Raises ModelError when it is missing or not what was written."""
    place, card = folder / version, read_card(folder, version)
    try:
        content = {name: (place / name).read_bytes() for name in (_CONFIG, _ARRAYS)}
        for name, found in content.items():
            if _digest(found) != card["sha256"][name] or _version(card["sha256"]) != version:
                raise ModelError(f"{place / name}: changed since it was written. Restore it, or make a new model with `python -m pipeline train`.")
        return State(json.loads(content[_CONFIG]), load(content[_ARRAYS]))
    except FileNotFoundError as error:
        raise _not_whole(version, error) from None
    except (json.JSONDecodeError, KeyError, SafetensorError) as error:
        raise _unreadable(version, place, error) from None


def read_card(folder: Path, version: str) -> dict[str, Any]:
    """What was written down of a model: data, choices, versions. Raises ModelError when it is missing or damaged."""
    try:
        card = json.loads((folder / version / _CARD).read_text(encoding="utf-8"))
        if card.pop("card_sha256", None) not in (None, _card_digest(card)):      # cards of before have none
            raise ModelError(f"{folder / version / _CARD}: changed since it was written. Restore it, or make a new model with `python -m pipeline train`.")
        return card
    except FileNotFoundError as error:
        raise _not_whole(version, error) from None
    except ValueError as error:
        raise _unreadable(version, folder / version, error) from None


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some space and run again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "make the folder writable, or work on a copy of the workspace, and run again."
    return "put that right and run again."


def _not_whole(version: str, error: OSError) -> ModelError:
    return ModelError(f"the model {version} is not whole: {error.filename} is missing. Make a new one with `python -m pipeline train`.")


def _unreadable(version: str, place: Path, error: Exception) -> ModelError:
    return ModelError(f"the model {version} at {place} cannot be read: {error}. Make a new one with `python -m pipeline train`.")


def versions(folder: Path) -> list[str]:
    """The models that are kept below `folder`."""
    return sorted(place.name for place in folder.glob("m-*"))


def write_card(folder: Path, version: str, card: Mapping) -> None:
    """Say something else of a model; the old words or the new ones, never half of them."""
    making = folder / version / f".{_CARD}.{os.getpid()}"
    making.write_text(_written(card), encoding="utf-8")
    making.replace(folder / version / _CARD)


def drop_model(folder: Path, version: str) -> None:
    shutil.rmtree(folder / version, ignore_errors=True)


def _version(digests: Mapping[str, str]) -> str:
    """What a model is called: a digest of its parts, in this order. Whoever changes a part and the card's digest of it has another model."""
    return "m-" + _digest("".join(digests[name] for name in (_CONFIG, _ARRAYS)).encode())[:12]


def _written(card: Mapping) -> str:
    """A card as it is written, with a digest of itself: what was edited by hand is noticed."""
    return json.dumps({**card, "card_sha256": _card_digest(card)}, ensure_ascii=False, indent=1)


def _card_digest(card: Mapping) -> str:
    return _digest(json.dumps(card, ensure_ascii=False, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
