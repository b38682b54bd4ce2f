"""Model folders: the same content has the same name, and nothing that was tampered with is loaded."""
from __future__ import annotations

import json

import numpy as np
import pytest

from pipeline.artifacts import State, read_model, write_model
from pipeline.errors import ModelError

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
    with pytest.raises(ModelError, match="Nothing was published"):
        write_model(tmp_path / "models", STATE, {})
