"""Every page in every state: no workspace, empty, imported but not run, filled, filtered to nothing, hostile."""
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from small_workspace import AS_OF, NASTY, fill, import_posts

from dashboard.parts import PAGES
from pipeline.status import relearn
from pipeline.store import complaints


def said(app) -> str:
    """All that the page says in plain text and Markdown."""
    kinds = (app.title, app.subheader, app.caption, app.markdown, app.text, app.info, app.code)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "").replace("\u2060", "").replace("\u00a0", " ")


def test_without_a_workspace_the_first_page_names_the_commands(open_app, tmp_path):
    app = open_app(tmp_path / "none")
    assert not app.exception
    assert all(command in said(app) for command in ("make run", "python -m pipeline demo", "init", "import"))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_workspace_names_the_next_step(open_app, workspace, page):
    app = open_app(workspace.path, page)
    assert not app.exception
    assert "python -m pipeline" in said(app) and "import" in said(app)


@pytest.mark.parametrize("page", [p for p in PAGES if p != "data"])
def test_imported_posts_wait_for_a_run(open_app, workspace, page):
    import_posts(workspace, [(AS_OF - timedelta(days=3), "", str(i)) for i in range(12)], ("late again",))
    app = open_app(workspace.path, page)
    assert not app.exception
    assert "12 posts wait to be read." in said(app) and "pipeline --workspace" in said(app)


def test_data_tells_of_posts_that_wait_and_rows_that_were_lost(open_app, workspace):
    import_posts(workspace, [(AS_OF - timedelta(days=3), "", str(i)) for i in range(12)], ("late again",))
    app = open_app(workspace.path, "data")
    assert not app.exception
    assert "12 posts came in, 0 of them complaints; 1 row could not be read and is in quarantine. 12 posts wait for a run." in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_sample_says_that_it_is_fictional(open_app, filled, page):
    app = open_app(filled.path, page)
    assert not app.exception
    assert "Fictional sample" in said(app)


def test_real_complaints_are_not_called_a_sample(open_app, tmp_path):
    assert "Fictional" not in said(open_app(fill(tmp_path / "own", is_sample=False).path))


def test_overview_names_the_touchpoint_that_rose(open_app, filled):
    app = open_app(filled.path)
    assert "One touchpoint needs a person: Billing (40 people," in said(app)
    assert app.dataframe[0].value["Touchpoint"].iloc[0] == "Billing"


def test_overview_says_when_it_is_too_early(open_app, tmp_path):
    assert "Too early to say: 14 of 70 days of history." in said(open_app(fill(tmp_path / "young", weeks=2).path))


def forget_touchpoints(workspace, like):
    """The complaints with such ids point nowhere."""
    with workspace.store.write() as connection:
        connection.exec_driver_sql("update complaints set touchpoint_id = null where post_id like ?", (like,))
        complaints.roll_up(connection, [date(2026, 8, 10) + timedelta(weeks=week) for week in range(14)])
        workspace.store.touch(connection)


def test_a_quiet_week_is_no_news_where_most_complaints_point_nowhere(open_app, filled):
    forget_touchpoints(filled, "x:13-%")
    app = open_app(filled.path)
    assert app.title[0].value.replace("\\", "") == "Cannot tell: 50 of 50 complaints point to no touchpoint."
    assert "touchpoints.yaml" in app.info[0].value and "python -m pipeline train" in app.info[0].value


def test_without_a_model_every_page_says_what_is_missing(open_app, filled):
    with filled.store.write() as connection:
        connection.exec_driver_sql("delete from topics")
        filled.store.touch(connection)
    for page in ("overview", "touchpoint", "topics", "topic"):
        app = open_app(filled.path, page)
        assert not app.exception and "no topics have been learned" in app.title[0].value
        assert app.info[0].value == "Topics and touchpoints are learned by the next run: `python -m pipeline run`."


def test_topics_name_the_largest_that_says_one_thing(open_app, filled):
    with filled.store.write() as connection:
        connection.exec_driver_sql("update topics set is_mixed = true, label = 'Billing: wrong bill, and more' where topic_id = 't-billing'")
        filled.store.touch(connection)
    app = open_app(filled.path, "topics")
    assert "270 complaints in 2 topics. Largest: “No signal”, 120 people." in said(app)
    assert "150 complaints are in mixed topics." in said(app)
    assert app.dataframe[0].value["Topic"].tolist() == ["No signal", "Billing: wrong bill, and more"]


def test_the_figure_that_counts_stands_beside_the_name(open_app, filled):
    assert [list(open_app(filled.path, page).dataframe[0].value)[:2] for page in ("overview", "topics")] == [["Touchpoint", "People"], ["Topic", "People"]]


@pytest.mark.parametrize("page", ["overview", "data"])
def test_topics_learned_from_other_touchpoints_are_said_in_one_line(open_app, filled, page):
    before = said(open_app(filled.path, page))
    file = filled.path / "touchpoints.yaml"
    file.write_text(file.read_text().replace("phrases: [", "phrases: [another phrase, ", 1))
    assert relearn(filled.path) not in before and relearn(filled.path) in said(open_app(filled.path, page))


def test_a_model_that_is_not_whole_is_said_and_the_page_still_shown(open_app, filled):
    (filled.models / "m" / "card.json").unlink()
    app = open_app(filled.path)
    assert not app.exception and "is not whole" in said(app) and "One touchpoint needs a person" in said(app)


def test_touchpoint_follows_its_address(open_app, filled):
    app = open_app(filled.path, "touchpoint", tp="mobile-network")
    assert "Mobile network: 10 people in the week of 9–15 Nov 2026" in said(app)
    assert "1–10 of 120 complaints" in said(app)


def test_an_unknown_touchpoint_is_said_and_another_one_shown(open_app, filled):
    app = open_app(filled.path, "touchpoint", tp="no-such")
    assert not app.exception and "There is no touchpoint “no-such”" in said(app)


def test_complaints_that_point_nowhere_are_counted_and_can_be_read(open_app, filled):
    forget_touchpoints(filled, "x:13-%")
    assert "50 complaints of the period have an unclear touchpoint." in said(open_app(filled.path))
    app = open_app(filled.path, "touchpoint", tp="unclear")
    assert not app.exception and app.title[0].value.startswith("50 complaints") and "1–10 of 50 complaints" in said(app)


def test_topic_follows_its_address(open_app, filled):
    assert open_app(filled.path, "topic", t="t-mobile-network").title[0].value == "No signal"


def test_filters_of_the_address_hold_on_every_page(open_app, filled):
    for page in ("overview", "topics"):
        app = open_app(filled.path, page, by_region="North", period="4w")
        assert "19 Oct – 15 Nov 2026 (4 weeks)" in said(app) and "region: North" in said(app)


def test_an_unknown_filter_in_the_address_is_left_out(open_app, filled):
    app = open_app(filled.path, source="nowhere", period="never", days="soon")
    assert not app.exception and "(12 weeks) · all sources" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_filters_that_leave_nothing_break_no_page(open_app, filled, page):
    with filled.store.write() as connection:
        connection.exec_driver_sql("insert into attributes values ('x:0-0', 'product', 'Ghost')")
        connection.exec_driver_sql("update complaints set day='2026-08-10' where post_id='x:0-0'")
        filled.store.touch(connection)
    app = open_app(filled.path, page, by_product="Ghost", period="4w")
    assert not app.exception
    if page in ("overview", "topics"):
        assert "Nothing matches these filters." in said(app)


def test_reset_takes_every_filter_away(open_app, filled):
    app = open_app(filled.path, by_region="North", period="4w")
    app.button(key="filters_reset").click().run()
    assert "(12 weeks) · all sources" in said(app) and app.query_params == {}


def test_the_search_narrows_and_starts_at_the_first_page(open_app, tmp_path):
    app = open_app(fill(tmp_path / "two", texts=("The bill is wrong", "Nobody answers")).path, "touchpoint", tp="billing")
    app.session_state["touchpoint_page"] = 3
    app.text_input(key="touchpoint_words").set_value("nobody").run()
    assert "with these words" in said(app) and "1–10 of" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_words_are_only_ever_plain_text(open_app, tmp_path, page):
    app = open_app(fill(tmp_path / "nasty", texts=NASTY, labels=(NASTY[0], NASTY[4])).path, page)
    assert not app.exception
    marked = [e.value for kind in (app.title, app.subheader, app.caption, app.markdown, app.info) for e in kind]
    assert not any(bad in value for value in marked for bad in ("<script", "**bold", "$x^2", ":smile:", "](", "https://evil", "www.evil"))


@pytest.mark.parametrize("page", ["overview", "topics", "touchpoint", "topic", "data"])
def test_charts_hold_no_tag_from_outside(open_app, tmp_path, page):
    app = open_app(fill(tmp_path / "nasty", texts=NASTY, labels=("<a href='https://evil.example'>x</a>", "<b>y</b>")).path, page)
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert specs and not any(tag in json.dumps(spec) for spec in specs for tag in ("<a href", "<b>y", "<b>file"))


def test_data_that_ended_long_ago_say_so(open_app, tmp_path):
    workspace = fill(tmp_path / "old")
    toml = workspace.path / "canary.toml"
    toml.write_text(toml.read_text().replace("2026-11-16", "2027-03-01"))
    assert "Data end on 15 Nov 2026." in said(open_app(workspace.path))


def test_the_clock_is_read_when_nothing_else_says_now(open_app, workspace):
    assert workspace.settings.workspace.as_of == ""
    import_posts(workspace, [(datetime.now(UTC) - timedelta(days=1), "", "1")], ("late",))
    assert not open_app(workspace.path).exception


def test_a_broken_touchpoint_file_is_shown_as_its_error(open_app, workspace):
    (workspace.path / "touchpoints.yaml").write_text("name: [")
    app = open_app(workspace.path)
    assert not app.exception and "This workspace cannot be opened." in said(app) and "touchpoints.yaml" in said(app)
