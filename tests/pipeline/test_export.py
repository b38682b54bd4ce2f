"""Exports: the contract's columns, and nothing that a spreadsheet would run."""
from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from pipeline import export
from pipeline.errors import UsageError

CONTRACT = {
    "complaints": "post_id thread_id posted_at source channel language text is_complaint topic_id topic_label topic_confidence touchpoint_id "
                  "touchpoint_confidence first_failed_touchpoint_id severity",
    "threads": "post_id thread_id outcome replies_n came_back_n answer_minutes action_minutes tried lost_minutes in_the_open",
    "chains": "post_id step_n from to failed",
    "topics": "topic_id label keywords complaints_n authors_n first_seen last_seen touchpoint_id link_confidence link_by state",
    "touchpoints": "touchpoint_id name stage owner care_channel complaints_n people_n",
    "signals": "signal_id level target_id kind began_on raised_on observed_n expected_n upper_n q_value state drivers",
}


def read(sample, what: str, file_format: str, tmp_path) -> pd.DataFrame:
    out = tmp_path / f"{what}.{file_format}"
    export.write(sample, what, file_format, out, io.StringIO())
    return {"csv": pd.read_csv, "json": lambda path: pd.read_json(path, lines=True), "parquet": pd.read_parquet}[file_format](out)


@pytest.mark.parametrize("what", CONTRACT)
@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_every_export_has_the_columns_of_the_contract_in_every_format(sample, tmp_path, what, file_format):
    frame = read(sample, what, file_format, tmp_path)
    assert list(frame.columns) == CONTRACT[what].split() and len(frame)


def test_every_format_holds_the_same_complaints(sample, tmp_path):
    frames = [read(sample, "complaints", file_format, tmp_path) for file_format in ("csv", "json", "parquet")]
    assert len({len(frame) for frame in frames}) == 1
    assert frames[0]["post_id"].tolist() == frames[1]["post_id"].tolist() == frames[2]["post_id"].tolist()


def test_topic_labels_go_with_their_topics(sample, tmp_path):
    frame, topics = read(sample, "complaints", "parquet", tmp_path), read(sample, "topics", "parquet", tmp_path)
    labels = topics.set_index("topic_id")["label"]
    linked = frame[frame["topic_id"].notna()]
    assert (linked["topic_label"] == linked["topic_id"].map(labels)).all()


@pytest.mark.parametrize("text", ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_csv_can_be_run(text):
    frame = pd.DataFrame({"text": [text, "harmless"], "n": [-1, 2]})
    assert export.csv_safe(frame)["text"].tolist() == [f"'{text}", "harmless"]
    assert export.csv_safe(frame)["n"].tolist() == [-1, 2] and frame["text"][0] == text


def test_an_empty_workspace_exports_its_header(workspace):
    for what, columns in CONTRACT.items():
        out = io.StringIO()
        assert export.write(workspace, what, "csv", None, out) == (23 if what == "touchpoints" else 0)
        assert out.getvalue().splitlines()[:1] == [columns.replace(" ", ",")]


def test_json_is_one_object_a_line(sample):
    out = io.StringIO()
    export.write(sample, "signals", "json", None, out)
    assert all(isinstance(json.loads(line), dict) for line in out.getvalue().splitlines())


@pytest.mark.parametrize("what, file_format, message", [
    ("posts", "csv", "export posts: unknown. Known: complaints, threads, chains, topics, touchpoints, signals"),
    ("topics", "xml", "--format xml: unknown. Known: csv, json, parquet"),
    ("topics", "parquet", "--format parquet is not text: name a file with --out FILE"),
])
def test_a_wrong_call_says_what_is_known(workspace, what, file_format, message):
    with pytest.raises(UsageError, match=message.replace(".", r"\.")):
        export.write(workspace, what, file_format, None, io.StringIO())


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
@pytest.mark.parametrize("out, reason", [("gone/topics.out", "No such file or directory"), (".", "Is a directory")])
def test_a_file_that_cannot_be_written_says_why(workspace, tmp_path, file_format, out, reason):
    with pytest.raises(UsageError, match=rf"--out .*: cannot be written: {reason}\. Name a file in a folder that exists and may be written\.$"):
        export.write(workspace, "topics", file_format, tmp_path / out, io.StringIO())
