"""The order of the stages, and what somebody at a terminal sees meanwhile."""
from __future__ import annotations

from contextlib import contextmanager

from few_complaints import AS_OF, workspace_of

from pipeline import stages


def test_a_first_run_and_a_retraining_show_that_topics_are_being_learned(tmp_path):
    shown: list[str] = []

    @contextmanager
    def progress(title, total=None):
        shown.append(f"{title}, {total}")
        yield lambda done: None
        shown.append(f"{title} ended")

    workspace = workspace_of(tmp_path / "w", 64)
    say = lambda done: shown.append(f"= {done.stage}")  # noqa: E731
    stages.run_all(workspace, AS_OF, say, progress)
    assert shown[:8] == ["clean, 64", "= clean", "clean ended", "learn topics, None", "= train", "learn topics ended", "assign, 64", "= assign"]
    shown.clear()
    stages.learn(workspace, AS_OF, say, progress)
    assert shown == ["learn topics, None", "= train", "learn topics ended"]
