"""Model folders: the same content has the same name, and nothing that was tampered with is loaded."""
from __future__ import annotations

import errno
import json
import os
import re

import numpy as np
import pytest

from pipeline.artifacts import State, read_model, write_model
from pipeline.errors import ModelError
from pipeline.fitted import Fitted

STATE = State({"k": 2, "label": "späte Lieferung"}, {"centres": np.eye(2, dtype=np.float32)})


def test_a_model_comes_back_as_it_was(tmp_path):
    version = write_model(tmp_path, STATE, {"seed": 1})
    found = read_model(tmp_path, version)
    assert found.config == STATE.config and np.array_equal(found.arrays["centres"], np.eye(2))


def test_the_same_state_has_the_same_version_and_another_has_another(tmp_path):
    other = State({"k": 3}, STATE.arrays)
    assert write_model(tmp_path, STATE, {}) == write_model(tmp_path, STATE, {}) != write_model(tmp_path, other, {})


def test_the_card_says_what_the_model_is(tmp_path):
    version = write_model(tmp_path, STATE, {"seed": 7, "complaints_n": 12})
    card = json.loads((tmp_path / version / "card.json").read_text())
    assert (card["version"], card["seed"], card["complaints_n"]) == (version, 7, 12)


@pytest.mark.parametrize("name", ["config.json", "arrays.safetensors"])
def test_a_changed_byte_is_refused(tmp_path, name):
    version = write_model(tmp_path, STATE, {})
    file = tmp_path / version / name
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelError, match=f"{name}: changed since it was written"):
        read_model(tmp_path, version)


def test_a_missing_part_is_named(tmp_path):
    version = write_model(tmp_path, STATE, {})
    (tmp_path / version / "card.json").unlink()
    with pytest.raises(ModelError, match="card.json is missing. Make a new one with `python -m pipeline train`"):
        read_model(tmp_path, version)


def test_a_folder_that_cannot_be_written_publishes_nothing(tmp_path):
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelError, match=r"(File exists|Not a directory)\. Nothing was published; put that right and run again\.$"):
        write_model(tmp_path / "models", STATE, {})


@pytest.mark.parametrize("number, todo", [
    (errno.ENOSPC, "No space left on device. Nothing was published; free some space and run again."),
    (errno.EACCES, "Permission denied. Nothing was published; make the folder writable, or work on a copy of the workspace, and run again."),
    (errno.EROFS, "Read-only file system. Nothing was published; make the folder writable, or work on a copy of the workspace, and run again."),
])
def test_a_full_disk_and_a_folder_that_may_not_be_written_are_told_apart(tmp_path, monkeypatch, number, todo):
    def refuse(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
    with pytest.raises(ModelError, match=re.escape(todo)):
        write_model(tmp_path, STATE, {})
    assert list(tmp_path.iterdir()) == []


def test_a_whole_model_of_another_release_is_refused_with_what_to_do(tmp_path):
    version = write_model(tmp_path, State({"encoder": {}, "linker": {"params": {}}, "topics": {}, "map": {}, "topic_ids": []}, {"linker/coef": np.zeros(1)}), {})
    with pytest.raises(ModelError, match="was made by another release.*python -m pipeline train --publish"):
        Fitted.read(tmp_path, version)
