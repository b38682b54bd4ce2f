"""The filter of a workspace is fitted once, kept, and fitted anew when its words change."""
from collections import Counter

import numpy as np
import pytest
from deciding import AS_OF
from sqlalchemy import select

from pipeline import complaint_filter, erase
from pipeline.complaint_filter import LINES, load_filter, training_set
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.errors import ModelError
from pipeline.seeds import load_yaml
from pipeline.store import decisions, tables


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
    assert len(list((workspace.models / "complaint").glob("*/m-*"))) == 1, "the old one is gone"


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


def test_what_people_answered_moves_the_filter_and_an_undone_answer_moves_it_back(trained):
    text = "my bill is wrong again and I was charged twice"
    with trained.store.read() as connection:
        post = connection.scalar(select(tables.posts.c.post_id).where(tables.posts.c.text.contains(text)).order_by(tables.posts.c.post_id))
    before = load_filter(trained).predict_proba([text])[0]
    number = decide.add(trained, Decision("complaint", None, (post,), "no"), "Ann", "", AS_OF)
    assert load_filter(trained).predict_proba([text])[0] < before - 0.02
    decide.undo(trained, number, "Ann", AS_OF)
    assert load_filter(trained).predict_proba([text])[0] == before


def test_a_filter_that_learned_from_answers_goes_with_a_post_that_is_forgotten(trained):
    with trained.store.read() as connection:
        first, second = connection.scalars(select(tables.complaints.c.post_id).order_by(tables.complaints.c.post_id).limit(2))
    decide.add(trained, Decision("complaint", None, (first,), "yes"), "Ann", "", AS_OF)
    load_filter(trained)
    [before] = (trained.models / "complaint").glob("*/m-*")
    erase.forget(trained, erase.post_meant(trained, first), AS_OF)
    assert not before.exists() and decisions.every(trained.store) == []
