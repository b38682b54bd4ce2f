"""The page Fairness in every state: nobody answered, no difference, a difference, no customers, silent groups, a campaign, few people, hostile words."""
import pandas as pd
from sqlalchemy import insert, select, update
from test_pages import said

from dashboard.fair_words import headline
from pipeline.store.tables import attributes, posts, threads

NASTY = "<script>alert(1)</script> **bold** :smile: [link](https://evil.example)"


def lay_threads(workspace, outcome) -> None:
    """A thread for each complaint: outcome(number, region) says how it ended; the first answer takes from 10 minutes on."""
    with workspace.store.write() as connection:
        rows = connection.exec_driver_sql("select p.post_id, a.value from posts p join attributes a on a.post_id = p.post_id order by p.posted_at, p.post_id").all()
        made = []
        for number, (post_id, region) in enumerate(rows):
            ended = outcome(number, region)
            is_answered = ended != "unanswered"
            made.append(dict(post_id=post_id, thread_id=post_id, touchpoint_id=None, reading="r", turns_n=1 + is_answered, replies_n=int(is_answered), outcome=ended,
                             answer_minutes=10.0 + number if is_answered else None, action_minutes=None, tried=[], lost_minutes=None, in_the_open=[], is_private=False))
        columns = {column.name for column in threads.columns}
        connection.execute(insert(threads), [{name: value for name, value in row.items() if name in columns} for row in made])
        workspace.store.touch(connection)


def every_third(number: int, region: str) -> str:
    return ("unanswered", "apologised only", "acted")[number % 3]


def by_region(number: int, region: str) -> str:
    return "unanswered" if region == "North" and number % 5 or number % 7 == 0 else "deflected"


def test_threads_that_are_too_young_to_be_answered_are_not_said_to_be_in_a_silent_channel():
    young = headline(5, ("x",), pd.DataFrame(), {"answered": {"n": 0}}, 5)
    assert young == "Cannot tell who is answered: every thread here is of the last 3 days, or in a channel that the company never answers."


def test_without_threads_and_customers_it_says_what_is_missing_and_a_file_is_seen_at_once(open_app, filled):
    app, file = open_app(filled.path, "fairness"), filled.path / "exposure.csv"
    assert not app.exception and "Cannot tell who is answered: no thread has been read yet." in said(app)
    assert app.info[0].value == "Threads are read by the next run: `python -m pipeline run`."
    assert str(file) in app.code[-1].value and "region,channel,touchpoint,customers" in app.code[-1].value
    assert "How many customers there are is not known" in said(app) and "not enough repeated reports to say" in said(app)
    file.write_text("region,customers\nNorth,many\n")
    app.run()
    assert not app.exception and "line 2: customers is 'many'" in app.warning[0].value.replace("\\", "").replace("\u2060", "")
    file.write_text("region,touchpoint,customers\nNorth,,10000\nSouth,,20000\nIslands,,700\n,billing,30000\n,store,9000\n")
    app.run()
    assert "Silent, so unknown and not well: region Islands (700 customers) and touchpoint Store (9,000 customers)." in said(app)
    table = next(one.value for one in app.dataframe if "Per 10,000" in one.value).set_index("Group")
    assert table.loc["North", "Per 10,000"] == "135 (113–160)" and table.loc["Islands", "People"] == "silent: unknown" and table.loc["Islands", "Per 10,000"] == "0 (0–53)"


def test_who_was_filtered_away_is_not_called_silent(open_app, filled):
    (filled.path / "exposure.csv").write_text("region,channel,customers\nNorth,,10000\nSouth,,20000\n,review,5000\n")
    app = open_app(filled.path, "fairness", by_region="North")
    table = next(one.value for one in app.dataframe if "Per 10,000" in one.value)
    assert not app.exception and table["Group"].tolist() == ["North"] and table["Per 10,000"].tolist() == ["135 (113–160)"]
    assert "Silent under these filters, so unknown and not well: channel review (5,000 customers)." in said(app)
    assert next(metric for metric in app.metric if metric.label == "Silent, so unknown").value == "1" and "of 2 groups of customers" in said(app)
    (filled.path / "exposure.csv").write_text("region,customers\nSouth,20000\n")
    assert "The file names no customers of the region that is chosen." in said(app.run()) and not app.exception


def test_where_the_company_never_replied_nobody_is_compared_and_follow_ups_are_told_as_left_out(open_app, filled):
    lay_threads(filled, lambda number, region: "unanswered")
    with filled.store.write() as connection:
        row = dict(connection.execute(select(posts).where(posts.c.post_id == "x:13-1")).mappings().one())
        connection.execute(insert(posts), row | dict(post_id="x:again", kind="follow-up"))
        filled.store.touch(connection)
    app = open_app(filled.path, "fairness")
    assert not app.exception and "Cannot tell who is answered: no reply of the company is in what came in." in said(app)
    assert "No reply of the company is in what came in, so there is nothing that could echo." in said(app)
    assert "1 follow-up of an existing thread is left out of every count, signal and verdict of the period." in said(app)


def test_no_difference_is_an_answer_with_its_counts(open_app, filled):
    lay_threads(filled, every_third)
    app = open_app(filled.path, "fairness")
    assert not app.exception and "No difference shown in who is answered: 166 of 249 threads were (67 %)." in said(app)
    assert "No difference shown in any of 4 comparisons" in said(app).replace("*", "")
    assert app.pills(key="fairness_by").value == "Region" and "Followers of the people heard here are not known" in said(app)
    app.pills(key="fairness_by").set_value("Followers").run()
    table = next(one.value for one in app.dataframe if "Against all others" in one.value)
    assert table["Group"].tolist() == ["not known"] and table["Answered"].tolist() == ["166 of 249 (67 %, 61–72)"]
    for name, value in (("by_region", "North"), ("days", ["2026-08-10", "2026-08-10"])):
        app.query_params[name] = value
        assert not app.run().exception


def test_a_difference_is_said_first_with_both_shares_and_shown_where_it_is(open_app, filled):
    lay_threads(filled, by_region)
    app = open_app(filled.path, "fairness")
    assert not app.exception and "One difference in how people are answered: region North is answered less often." in said(app)
    assert "Region North is answered less often: 33 of 124 (27 %, 20–35 %) against 83 % of all others." in said(app)
    table = next(one.value for one in app.dataframe if "Against all others" in one.value).set_index("Group")
    assert table.loc["North", "Against all others"]== "answered less often" and table.loc["South", "Answered"] == "104 of 125 (83 %, 76–89)"


def test_two_groups_of_which_each_is_the_others_others_are_one_difference(open_app, filled):
    lay_threads(filled, by_region)
    assert "1 difference in 4 comparisons" in said(open_app(filled.path, "fairness")).replace("*", "")


def test_few_people_are_neither_told_nor_compared(open_app, filled):
    lay_threads(filled, lambda number, region: "acted" if number in (40, 41, 42) else "unanswered")
    with filled.store.write() as connection:
        connection.execute(update(posts).where(posts.c.post_id.in_(["x:5-0", "x:5-1", "x:6-2"])).values(followers=20_000))
        filled.store.touch(connection)
    app = open_app(filled.path, "fairness")
    app.pills(key="fairness_by").set_value("Followers").run()
    table = next(one.value for one in app.dataframe if "Against all others" in one.value).set_index("Group")
    assert table.loc["10,000 or more"].tolist() == ["not compared", "<5 people", "–", "–", "–"]
    assert table.loc["not known", "Answered"].startswith("<5 of 246 (below ") and "<5 of 249 threads were." in said(app)


def test_both_orders_and_the_proof_are_shown(open_app, filled):
    with filled.store.write() as connection:
        connection.execute(update(posts).where(posts.c.post_id.like("x:13-4%")).values(followers=5_000))
        filled.store.touch(connection)
    app = open_app(filled.path, "fairness")
    assert "Had followers decided, 2 of 2 would stand elsewhere: Billing at place 2 instead of 1 and Mobile network at place 1 instead of 2." in said(app)
    assert "Followers shuffled 20 times among the authors: our order stayed the same each time" in said(app)
    app.segmented_control(key="fairness_kind").set_value("Topics").run()
    assert not app.exception and "Wrong bill: place 2 instead of 1" in said(app)


def test_words_from_outside_are_only_ever_plain_text(open_app, filled):
    lay_threads(filled, by_region)
    with filled.store.write() as connection:
        connection.execute(update(attributes).where(attributes.c.value == "North").values(value=NASTY))
        filled.store.touch(connection)
    (filled.path / "exposure.csv").write_text(f'region,customers\n"{NASTY}",10000\n"<b>{NASTY}",5\n')
    app = open_app(filled.path, "fairness")
    marked = [e.value for kind in (app.title, app.subheader, app.caption, app.markdown, app.info) for e in kind]
    assert not app.exception and not any(bad in value for value in marked for bad in ("<script", "**bold", ":smile:", "](", "https://evil"))
    assert not any("<script" in chart.proto.spec for chart in app.get("plotly_chart"))
