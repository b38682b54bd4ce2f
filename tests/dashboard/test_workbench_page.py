"""The Workbench in every state, and what a person answers there."""
import shutil
from dataclasses import replace

import pytest
import sqlalchemy as sa
from candidate import COMPARISON, MEASURES, wait
from small_workspace import AS_OF, NASTY, fill
from test_pages import said

from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.store import decisions
from pipeline.store.tables import complaints, topics
from pipeline.workspace import open_workspace


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two weeks of complaints, of which three of billing are between two touchpoints."""
    workspace = fill(tmp_path_factory.mktemp("built") / "workspace", weeks=2)
    with workspace.store.write() as connection:
        connection.execute(sa.update(complaints).where(complaints.c.post_id.in_(["x:0-0", "x:1-1", "x:1-2"])).values(
            touchpoint_confidence=0.4, shares={"billing": 0.4, "payments": 0.35}))
        workspace.store.touch(connection)
    return workspace


@pytest.fixture
def doubtful(built, tmp_path):
    shutil.copytree(built.path, tmp_path / "doubtful")
    return open_workspace(tmp_path / "doubtful")


def answer(app, number: int, name: str = "Ana"):
    app.text_input(key="workbench_who").set_value(name).run()
    return next(b for b in app.button if b.key.startswith(f"workbench_answer_{number - 1}_")).click().run()


def holding(workspace) -> list[tuple]:
    return [(row["kind"], row["topic_id"], row["posts"], row["value"], row["by"]) for row in decisions.active(workspace.store)]


def test_it_asks_what_helps_most_and_says_what_it_does_not_know(open_app, doubtful):
    app = open_app(doubtful.path, "workbench")
    assert not app.exception
    assert app.title[0].value.replace("\\", "") == "5 questions wait for a person; whether the topics still fit is not known yet."
    for line in ("Which touchpoint failed here?", "The model says Billing. Topic: “Wrong bill”.", "None waits.", "Not enough answers yet: 0 of 50", "Nothing yet. Questions above"):
        assert line in said(app)
    assert [b.label.replace("\\", "") for b in app.button if b.key.startswith("workbench_answer")] == ["Billing", "Payments", "No complaint"]


def test_an_answer_is_a_decision_the_next_question_comes_at_once_and_undo_asks_again(open_app, doubtful):
    app = answer(open_app(doubtful.path, "workbench"), 2)
    assert holding(doubtful) == [("touchpoint", None, ["x:0-0"], "payments", "Ana")]
    assert "1 of 5 today" in app.get("progress")[0].proto.text and not any("x:0-0" in b.key for b in app.button if b.key)
    app.button(key="workbench_undo").click().run()
    assert holding(doubtful) == [] and any("x:0-0" in b.key for b in app.button if b.key)


def test_a_name_is_kept_or_another_is_written(open_app, doubtful):
    app = open_app(doubtful.path, "workbench")
    for _ in range(3):
        next(b for b in app.button if b.key.startswith("workbench_skip")).click().run()
    assert "Is “Wrong bill” a good name for this topic?" in said(app)
    app.text_input(key="workbench_who").set_value("Ana").run()
    app.text_input(key="workbench_name_name:t-billing:").set_value("Bills <b>wrong</b>").run()
    assert holding(doubtful) == [("rename", "t-billing", [], "Bills <b>wrong</b>", "Ana")]
    answer(app, 1)
    assert holding(doubtful)[1] == ("rename", "t-mobile-network", [], "No signal", "Ana")


def test_nobody_answers_without_a_name(open_app, doubtful):
    app = answer(open_app(doubtful.path, "workbench"), 1, " ")
    assert app.error[0].value.startswith("Who are you") and holding(doubtful) == []


def test_when_all_is_skipped_it_says_so_and_asks_for_more(open_app, doubtful):
    app = open_app(doubtful.path, "workbench")
    for _ in range(5):
        next(b for b in app.button if b.key.startswith("workbench_skip")).click().run()
    assert app.success[0].value == "Everything that was asked is answered or skipped."
    app.button(key="workbench_more").click().run()
    assert "Which touchpoint failed here?" in said(app)


def test_what_contradicts_is_refused_in_words_and_nothing_is_kept(open_app, doubtful):
    app = open_app(doubtful.path, "workbench")
    decide.add(doubtful, Decision("complaint", None, ("x:0-0",), "no"), "Bo", "", AS_OF)      # meanwhile, by somebody else
    app = answer(app, 1)
    assert not app.exception and [row[4] for row in holding(doubtful)][0] == "Bo"


def test_a_candidate_that_meets_every_rule_may_be_published(open_app, doubtful):
    wait(doubtful)
    app = open_app(doubtful.path, "workbench")
    assert not app.exception and app.title[0].value.startswith("A candidate waits and meets every rule")
    for line in ("m-new: 1 split off, 2 go on. 16 of 320 complaints (5 %) go to another topic. Every rule is met.", "1 topic goes on with nine in ten", "3 of 4"):
        assert line in said(app) + "\n".join(str(frame.value.to_numpy()) for frame in app.dataframe)
    changed = next(frame.value for frame in app.dataframe if "What becomes of it" in frame.value)
    assert changed.values.tolist() == [["Late <b>bill</b>", "split off", "90 %", "Wrong bill"], ["Wrong bill", "goes on", "80 %", "–"]]
    assert "“The bill is wrong again”" in said(app)
    app.button(key="workbench_do_publish_m-new").click().run()
    assert app.error[0].value.startswith("Who are you")


def test_a_rule_that_is_not_met_is_said_first_and_publishing_asks_for_a_reason(open_app, doubtful):
    wait(doubtful, replace(COMPARISON, moved_n=200, candidate=replace(MEASURES, agreement=0.3)))
    app = open_app(doubtful.path, "workbench")
    assert app.title[0].value.replace("\\", "") == "A candidate waits; 2 rules are not met."
    assert [text.value.split(":")[0] for text in app.text if ": " in text.value and "at " in text.value][:2] == ["Complaints that move", "Stability"]
    app.text_input(key="workbench_publish_who").set_value("Ana")
    app.button(key="workbench_do_publish_m-new").click().run()
    assert app.error[0].value == "Say why in a few words: a rule is not met."


def test_a_candidate_that_was_not_compared_is_offered_to_be(open_app, doubtful):
    wait(doubtful, None)
    app = open_app(doubtful.path, "workbench")
    assert not app.exception and "m-new was not compared yet." in said(app) and app.button(key="workbench_do_compare")


def test_every_decision_can_be_taken_back_and_put_back(open_app, doubtful):
    number = decide.add(doubtful, Decision("rename", "t-billing", (), "Bills"), "Bo", "clearer", AS_OF)
    app = open_app(doubtful.path, "workbench")
    assert "16 Nov 2026, Bo: “Bills” is called “Bills”. clearer." in said(app)
    app.text_input(key="workbench_decisions_who").set_value("Ana").run()
    app.button(key=f"workbench_decisions_undo_{number}").click().run()
    assert holding(doubtful) == [] and "Taken back." in said(app)
    app.button(key=f"workbench_decisions_redo_{number}").click().run()
    assert holding(doubtful) == [("rename", "t-billing", [], "Bills", "Ana")]


def test_hostile_words_are_only_ever_plain_text_on_the_workbench(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", weeks=2, texts=NASTY, labels=(NASTY[0], NASTY[4]))
    decide.add(workspace, Decision("hide", "t-mobile-network"), NASTY[0], NASTY[3], AS_OF)
    wait(workspace)
    app = open_app(workspace.path, "workbench")
    assert not app.exception
    for kind in (app.title, app.subheader, app.caption, app.markdown, app.success, app.error):
        assert not [one.value for one in kind if "<script" in one.value or "**bold**" in one.value.replace("\\*\\*", "")]
    with workspace.store.read() as connection:
        assert connection.scalar(sa.select(topics.c.state).where(topics.c.topic_id == "t-mobile-network")) == "hidden"
