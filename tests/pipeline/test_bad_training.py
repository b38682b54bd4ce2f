"""What cannot be learned from, touchpoints that were edited, and the same model on one thread or two."""
from __future__ import annotations

import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import timedelta

import pytest
from few_complaints import AS_OF, workspace_of
from test_edited_touchpoints import edited, remove, rename

from pipeline import clean, stages
from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.errors import ModelError
from pipeline.learn import choose, compare, publish, train
from pipeline.records import Post
from pipeline.settings import ROOT
from pipeline.store import models, posts, published_version
from pipeline.workspace import init_workspace, open_workspace

LATER = AS_OF + timedelta(days=1)


def quiet(_done=None) -> None:
    """Nobody watches."""


def workspace_saying(path, texts):
    init_workspace(path, "telecom", {"clean": {"duplicate_days": 0}})
    workspace = open_workspace(path)
    batch = [(n + 1, Post(f"x:{n}", "x", "x", AS_OF - timedelta(days=len(texts) - n), text, f"{text} {n}", author_id=f"a{n}", words_n=9)) for n, text in enumerate(texts)]
    number = posts.begin_import(workspace.store, "x", "a.csv", "key", AS_OF)
    posts.add_batch(workspace.store, number, batch, (), workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, number, AS_OF, 1.0)
    stages.run_all(workspace, AS_OF, quiet, lambda title, total=None: nullcontext(quiet))
    return workspace


@pytest.mark.parametrize("complaints_n", [0, 1, 10])
def test_few_complaints_are_too_few_and_it_says_how_many_are_needed(tmp_path, complaints_n):
    workspace = workspace_saying(tmp_path / "w", ["my bill is wrong again and I was charged twice"] * complaints_n)
    with pytest.raises(ModelError, match=f"^{complaints_n} complaints are too few to learn topics from; 60 are needed"):
        train.run(workspace, AS_OF)
    assert published_version(workspace.store) is None and models.every(workspace.store) == []


def test_complaints_that_are_all_the_same_are_one_topic(tmp_path):
    workspace = workspace_saying(tmp_path / "w", ["my bill is wrong again and I was charged twice this month"] * 60)
    [model] = models.every(workspace.store)
    assert [row["topic_id"] for row in model["rows"]] == ["t-001", "t-short"]


def test_complaints_that_are_all_too_short_teach_nothing_and_it_is_said(trained):
    from sqlalchemy import update

    from pipeline.store import tables

    before = published_version(trained.store)
    with trained.store.write() as connection:
        connection.execute(update(tables.posts).values(text="awful"))
    with pytest.raises(ModelError, match="^no topics can be learned from these 72 complaints: .* What is published stays as it is.$"):
        train.run(trained, LATER)
    assert published_version(trained.store) == before and len(models.every(trained.store)) == 1


def test_one_language_that_the_taxonomy_hardly_knows_makes_topics_all_the_same(tmp_path):
    said = ("la factura está mal y me cobraron dos veces otra vez", "no hay señal en casa y no puedo llamar a nadie", "el técnico no vino a la cita y perdí el día",
            "el chat me dejó esperando una hora y cerró la conversación")
    workspace = workspace_saying(tmp_path / "w", [f"{text} {word}" for word in ("siempre", "nunca", "ayer", "hoy", "mañana", "otra", "tarde", "pronto", "mal", "bien", "peor", "igual", "aún", "ya", "luego", "antes")
                                                  for text in said])
    assert published_version(workspace.store) and models.every(workspace.store)[0]["rows"]


@pytest.mark.parametrize("change", [rename, remove])
def test_a_candidate_from_before_the_touchpoints_were_edited_is_refused_and_a_new_one_is_not(waiting_model, change):
    version, before = choose.newest_candidate(waiting_model), published_version(waiting_model.store)
    workspace = edited(waiting_model, change)
    with pytest.raises(ModelError, match=f"^{version} learned other touchpoints than .*touchpoints.yaml has now. Train again .*, or put the file back as it was."):
        publish.run(workspace, version, "", "all the same", LATER, quiet)
    assert published_version(workspace.store) == before
    train.run(workspace, LATER)
    publish.run(workspace, choose.newest_candidate(workspace), "", "touchpoints were edited", LATER, quiet)
    with pytest.raises(ModelError, match=f"^{before} learned other touchpoints"):
        publish.rollback(workspace, None, "", "", LATER, quiet)


def test_a_decision_on_a_touchpoint_that_is_gone_is_left_out_of_training(waiting_model):
    decide.add(waiting_model, Decision("link", "t-001", (), "billing"), "Ann", "", AS_OF)
    workspace = edited(waiting_model, rename)
    train.run(workspace, LATER)
    version = choose.newest_candidate(workspace)
    assert compare.run(workspace, version).decisions_n == 1
    publish.run(workspace, version, "", "renamed", LATER, quiet)


def test_two_threads_make_the_model_that_one_makes(trained, tmp_path):
    workspace = workspace_of(tmp_path / "two", 72)
    clean.run(workspace, AS_OF, quiet)
    workspace.store.engine.dispose()
    two = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    subprocess.run([sys.executable, "-m", "pipeline", "--workspace", str(workspace.path), "--as-of", AS_OF.isoformat(), "train"], cwd=ROOT, env=os.environ | two, check=True)
    assert [path.name for path in workspace.models.glob("m-*")] == [published_version(trained.store)]
