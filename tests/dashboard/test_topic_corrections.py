"""What a person says of topics and complaints on their pages, what became of a topic, and what is hidden."""
import shutil

import pytest
from small_workspace import AS_OF, NASTY, fill
from test_pages import said

from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.store import decisions, topics
from pipeline.workspace import open_workspace


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("built") / "workspace", weeks=2, labels=("Wrong <b>bill</b>", "No signal"))


@pytest.fixture
def two_weeks(built, tmp_path):
    shutil.copytree(built.path, tmp_path / "two_weeks")
    return open_workspace(tmp_path / "two_weeks")


def holding(workspace) -> list[tuple]:
    return [(row["kind"], row["topic_id"], row["posts"], row["value"], row["by"]) for row in decisions.active(workspace.store)]


def opened(app, kind: str):
    """The form that the menu opens. AppTest draws whole pages only, so the menu is clicked for every run of its dialog."""
    return app.menu_button(key="topic_correct_t-billing").click(kind).run()


def done(app, kind: str, name: str = "Ana"):
    app.menu_button(key="topic_correct_t-billing").click(kind)
    app.text_input(key=f"topic_{kind}_who").set_value(name)
    return app.button(key=f"topic_do_{kind}_t-billing").click().run()


def test_a_topic_is_renamed_where_it_is_read_and_the_name_is_undone(open_app, two_weeks):
    app = opened(open_app(two_weeks.path, "topic", t="t-billing"), "rename")
    app.text_input(key="topic_name_t-billing").set_value("Bills that are wrong")
    app = done(app, "rename")
    assert not app.exception and app.title[0].value == "Bills that are wrong" and app.success[0].value == "Renamed\\."
    app.text_input(key="topic_t-billing_who").set_value("Bo").run()
    app.button(key="topic_t-billing_undo_1").click().run()
    assert topics.labels(two_weeks.store)["t-billing"] == "Wrong <b>bill</b>" and holding(two_weeks) == []


@pytest.mark.parametrize("kind, key, chosen", [
    ("link", "topic_touchpoint_t-billing", "payments"), ("apart", "topic_apart_t-billing", "t-mobile-network"), ("merge", "topic_into_t-billing", "t-mobile-network")])
def test_a_topic_is_linked_kept_apart_or_merged(open_app, two_weeks, kind, key, chosen):
    app = opened(open_app(two_weeks.path, "topic", t="t-billing"), kind)
    app.selectbox(key=key).select(chosen)
    app = done(app, kind)
    assert not app.exception and holding(two_weeks) == [(kind, "t-billing", [], chosen, "Ana")]
    if kind == "merge":
        assert "This topic has ended. On 16 Nov 2026 it went into “No signal” with 100 % of its complaints." in said(app) + app.info[0].value.replace("\\", "")
        assert [b.label.replace("\\", "") for b in app.button if b.key == "topic_open_t-mobile-network"] == ["Open “No signal”"]
        app.button(key="topic_open_t-mobile-network").click().run()
        assert app.title[0].value == "No signal"


def test_picked_complaints_are_split_off_and_named(open_app, two_weeks):
    app = opened(open_app(two_weeks.path, "topic", t="t-billing"), "split")
    app.button_group(key="topic_split_way_t-billing").set_value("Pick complaints")
    opened(app, "split")
    app.session_state["topic_split_rows_t-billing_"] = {"selection": {"rows": [0, 1], "columns": [], "cells": []}}
    opened(app, "split")
    app.text_input(key="topic_split_label_t-billing").set_value("Two bills")
    app = done(app, "split")
    assert not app.exception and [row[0] for row in holding(two_weeks)] == ["split", "rename"]
    assert app.title[0].value == "Two bills" and "it was split from “Wrong <b>bill</b>”" in said(app)


def test_a_hidden_topic_leaves_the_list_until_it_is_asked_for(open_app, two_weeks):
    done(opened(open_app(two_weeks.path, "topic", t="t-billing"), "hide"), "hide")
    app = open_app(two_weeks.path, "topics")
    assert app.dataframe[0].value["Topic"].tolist() == ["No signal"]
    app.toggle(key="topics_hidden").set_value(True).run()
    assert app.dataframe[0].value["Topic"].tolist() == ["Wrong <b>bill</b>", "No signal"]
    assert "Hidden from the lists; counted still." in said(open_app(two_weeks.path, "topic", t="t-billing"))


def test_nobody_corrects_without_a_name_and_a_form_that_says_nothing_is_refused(open_app, two_weeks):
    app = opened(open_app(two_weeks.path, "topic", t="t-billing"), "merge")
    assert done(app, "merge").error[0].value == "Choose first."
    app = opened(open_app(two_weeks.path, "topic", t="t-billing"), "hide")
    assert done(app, "hide", " ").error[0].value.startswith("Who are you") and holding(two_weeks) == []


def test_a_complaint_is_none_and_is_gone_from_the_list(open_app, two_weeks):
    app = open_app(two_weeks.path, "touchpoint", tp="mobile-network")
    before = said(app)
    menu = next(menu for menu in app.menu_button if menu.key.startswith("touchpoint_quote"))
    post = menu.key.removeprefix("touchpoint_quote_").removesuffix("_correct")
    app = menu.click("complaint").run()
    app.text_input(key="complaint_complaint_who").set_value("Ana")
    app.menu_button(key=menu.key).click("complaint")
    app = app.button(key=f"complaint_do_complaint_{post}").click().run()
    assert not app.exception and holding(two_weeks) == [("complaint", None, [post], "no", "Ana")]
    assert "1–10 of 20 complaints" in before and "1–10 of 19 complaints" in said(app)


@pytest.mark.parametrize("kind, chosen, kept", [("touchpoint", "payments", (None, "payments")), ("belongs", "t-mobile-network", ("t-mobile-network", "")), ("severity", "4", (None, "4"))])
def test_a_complaint_gets_another_touchpoint_topic_or_harm(open_app, two_weeks, kind, chosen, kept):
    app = open_app(two_weeks.path, "topic", t="t-billing")
    menu = next(menu for menu in app.menu_button if menu.key.startswith("topic_quote"))
    post = menu.key.removeprefix("topic_quote_").removesuffix("_correct")
    app = menu.click(kind).run()
    app.selectbox(key=f"complaint_{kind}_{post}").select(chosen)
    app.text_input(key=f"complaint_{kind}_who").set_value("Ana")
    app.menu_button(key=menu.key).click(kind)
    app = app.button(key=f"complaint_do_{kind}_{post}").click().run()
    assert not app.exception and holding(two_weeks) == [(kind, kept[0], [post], kept[1], "Ana")]


def test_hostile_labels_are_only_ever_plain_text_on_a_corrected_topic(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", weeks=2, texts=NASTY, labels=(NASTY[0], NASTY[4]))
    decide.add(workspace, Decision("merge", "t-mobile-network", (), "t-billing"), NASTY[0], NASTY[3], AS_OF)
    for topic in ("t-billing", "t-mobile-network"):
        app = open_app(workspace.path, "topic", t=topic)
        assert not app.exception
        for kind in (app.title, app.subheader, app.caption, app.markdown, app.success, app.info):
            assert not [one.value for one in kind if "<script" in one.value or "**bold" in one.value]
