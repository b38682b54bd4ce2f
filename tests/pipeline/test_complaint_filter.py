"""The filter of a workspace is fitted once, kept, and fitted anew when its words change."""
from collections import Counter

import numpy as np
import pytest

from pipeline import complaint_filter
from pipeline.complaint_filter import LINES, load_filter, training_set
from pipeline.errors import ModelError
from pipeline.seeds import load_yaml


def test_the_filter_is_kept_and_read_again(workspace):
    texts = ["my bag is lost", "thank you"]
    first = load_filter(workspace).predict_proba(texts)
    kept = list((workspace.models / "complaint").glob("*/m-*"))
    assert len(kept) == 1
    assert np.array_equal(load_filter(workspace).predict_proba(texts), first)
    assert list((workspace.models / "complaint").glob("*/m-*")) == kept


def test_a_changed_line_is_fitted_anew(workspace, tmp_path, monkeypatch):
    load_filter(workspace)
    changed = tmp_path / "lines.yaml"
    changed.write_text(LINES.read_text(encoding="utf-8") + '  - {text: "the roof leaks", complaint: true, domain: bank, language: en}\n', encoding="utf-8")
    monkeypatch.setattr(complaint_filter, "LINES", changed)
    load_filter(workspace)
    assert len(list((workspace.models / "complaint").glob("*/m-*"))) == 2


def test_a_tampered_filter_is_refused(workspace):
    load_filter(workspace)
    config = next((workspace.models / "complaint").glob("*/m-*/config.json"))
    config.write_text(config.read_text(encoding="utf-8").replace("lost", "found"), encoding="utf-8")
    with pytest.raises(ModelError, match="changed since it was written"):
        load_filter(workspace)


def test_a_line_without_its_verdict_is_told(tmp_path):
    (tmp_path / "lines.yaml").write_text("lines:\n  - {text: a lost bag}\n", encoding="utf-8")
    with pytest.raises(ModelError, match="lines.yaml: line 1 .* complaint: true or false"):
        training_set(lines=tmp_path / "lines.yaml")


def test_the_lines_are_many_varied_and_balanced():
    lines = load_yaml(LINES)["lines"]
    languages, share = Counter(line["language"] for line in lines), sum(line["complaint"] for line in lines) / len(lines)
    assert len(lines) >= 550 and len({line["text"] for line in lines}) == len(lines)
    assert all(languages[code] >= 60 for code in ("es", "de", "fr")) and 0.45 <= share <= 0.55
