"""Answers in the store: a file of any length, brought as often as one likes."""
from __future__ import annotations

from datetime import date

from pipeline.store import answers


def test_more_rows_than_a_database_takes_values_in_one_question_are_kept_once(workspace):
    row = dict(answer_id="a-1", fix_id="f-0001", thread_id="x:1", answered_on=date(2026, 11, 1), said="better")
    for added_n in (1, 0):
        with workspace.store.write() as connection:
            assert answers.add(connection, [row] * 260_000) == added_n
