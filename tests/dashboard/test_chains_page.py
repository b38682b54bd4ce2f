"""The page Failure chains in every state, and what the other pages and the evidence cards tell of threads."""
import json

import pytest
from chain_rows import answer, plant
from small_workspace import NASTY, fill
from streamlit.testing.v1 import AppTest
from test_pages import said

from pipeline.records import Filters
from pipeline.settings import ROOT
from pipeline.store import tried

PHONE, MAIL = ["phone", 2, "waiting", 60], ["email", 1, "no answer", None]


@pytest.fixture(scope="module")
def chained(tmp_path_factory):
    """Of 40 billing complaints of the last week eight had rung, six of them had mailed too; all are read. Nobody may change it."""
    workspace = fill(tmp_path_factory.mktemp("chained") / "own")
    plant(workspace, {f"x:13-{i}": ([PHONE, MAIL] if i < 6 else [PHONE], "unanswered") for i in range(8)})
    return workspace


@pytest.fixture(scope="module")
def seen(chained):
    """The page of `chained`, opened once: nobody may click in it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CANARY_WORKSPACE", str(chained.path))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
        yield app.switch_page("dashboard/pages/chains.py").run()


def cards(app) -> list[str]:
    return [caption.value.replace("\\", "").replace("\u2060", "") for caption in app.caption if "Tried before" in caption.value or "Ended" in caption.value]


def drawn(app, key: str) -> dict:
    return json.loads(next(chart for chart in app.get("plotly_chart") if key in chart.proto.id).proto.spec)


def test_old_workspaces_say_that_threads_wait_for_a_run(open_app, filled):
    app = open_app(filled.path, "chains")
    assert not app.exception and app.title[0].value == "Threads have not been read yet\\."
    assert f"python -m pipeline --workspace {filled.path} run" in app.code[0].value


def test_the_first_screen_answers_in_people(seen):
    assert not seen.exception
    assert "8 of 270 people say they had asked for help before they complained in public, 6 of them in two ways or more. The last stop was most often E-mail and letters (6 threads)." in said(seen)
    assert {metric.label: metric.value for metric in seen.metric} == {"Had tried before": "8", "Tries before it": "22", "Time lost": "1 h", "Data in the open": "0"}


def test_the_sankey_draws_each_step_and_hands_on_what_was_clicked(seen):
    hit = next(trace for trace in drawn(seen, "chains_flow")["data"] if "customdata" in trace)
    assert set(hit["customdata"]) == {"billing>phone-line", "phone-line>e-mail-support", "e-mail-support>public"}
    assert "<b>Phone line → E-mail and letters</b><br>6 people · click to read them" in hit["hovertext"]


def test_steps_of_too_few_are_neither_drawn_nor_listed(seen):
    assert "what is rarer even so is not drawn (<5 people)." in said(seen)
    assert seen.dataframe[0].value[["From", "To", "People"]].values.tolist() == [["Phone line", "E-mail and letters", 6]]


def test_the_address_holds_a_step_and_its_complaints_are_read(open_app, chained):
    app = open_app(chained.path, "chains", **{"from": "phone-line", "to": "e-mail-support"})
    assert not app.exception and "1–6 of 6 complaints" in said(app) and "6 people took this step." in said(app)
    assert cards(app)[:6] == ["Tried before: phone twice (waiting, 1 h), e-mail (no answer)"] * 6


def test_the_address_narrows_the_page_to_a_touchpoint_or_a_topic(open_app, chained):
    app = open_app(chained.path, "chains", tp="billing", t="t-billing")
    assert "8 of 150 people say they had asked for help" in said(app) and "Only complaints about “Wrong bill” and Billing." in said(app)
    assert "None of 120 people says what was tried before." in said(open_app(chained.path, "chains", tp="mobile-network"))


def test_a_step_that_nobody_took_is_said_and_nothing_breaks(open_app, chained):
    app = open_app(chained.path, "chains", **{"from": "<b>here</b>", "to": "nowhere"})
    assert not app.exception and "Nobody took the step “<b>here</b> → nowhere” under these filters." in said(app)


def test_the_table_says_which_channel_sends_most_and_who_hears_of_it(seen):
    table = seen.dataframe[1].value
    assert table.iloc[0].to_dict() == {
        "Tried before": "Phone line", "Threads": 8, "Per 100 (95 %)": "3.0 (1.5–5.7)", "Last stop": "<5", "Tries": 16, "How it failed": "waiting 8", "Lost": "1 h",
        "Run by": "Contact centre", "Complaints go to": "Customer insight"}
    assert table["Tried before"].tolist() == ["Phone line", "E-mail and letters"]


def test_nobody_who_tells_of_a_try_is_an_answer_too(open_app, filled):
    plant(filled, {})
    app = open_app(filled.path, "chains")
    assert not app.exception and "None of 270 people says what was tried before." in said(app) and not app.dataframe


def test_where_the_company_never_replied_nothing_is_said_of_endings(open_app, seen, chained):
    assert "No reply of the company is in what came in, so how threads ended is unknown." in said(seen)
    assert not any("Ended" in line for line in cards(open_app(chained.path, "touchpoint", tp="billing")))


def test_private_channels_are_left_out(open_app, filled):
    plant(filled, {f"x:13-{i}": ([PHONE], "unanswered") for i in range(8)})
    with filled.store.write() as connection:
        for table in ("complaints", "posts"):
            connection.exec_driver_sql(f"update {table} set channel = 'e-mail' where post_id like 'x:13-%'")
        connection.exec_driver_sql("update daily set channel = 'e-mail' where day >= '2026-11-09'")
        filled.store.touch(connection)
    assert "None of 220 people says what was tried before." in said(open_app(filled.path, "chains"))
    app = open_app(filled.path, "chains", channel="e-mail")
    assert "Nothing of this went public." in said(app) and "How threads end" in said(app) and "Nothing matches" not in said(app)


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """Thirty threads of the last week were answered: ten deflected, eight acted on, twelve only apologised to; x:13-0 was sorry, then acted on."""
    ends = {f"x:13-{i}": ([], "deflected" if i < 10 else "apologised only") for i in range(1, 22)} | {f"x:13-{i}": ([], "acted") for i in (0, *range(22, 29))}
    filled = fill(tmp_path_factory.mktemp("answered") / "own")
    plant(filled, ends, **{"x_13_0": dict(replies_n=2, answer_minutes=1.0, action_minutes=2.0, in_the_open=["booking", "phone"])})
    answer(filled, "x:13-0", ("We are sorry", ["apology"]), (NASTY[0], ["action"]))
    return filled


def test_threads_that_were_only_heard_are_shown_as_such(open_app, answered):
    app = open_app(answered.path, "chains")
    assert not app.exception
    assert ("Of 29 threads with a reply, 8 ended with something done and 21 with no more than an apology or a way to somebody else; 241 had no reply.") in said(app)
    assert {metric.label: metric.value for metric in app.metric}["Something was done"] == "28 %"
    notes = [note["text"] for note in drawn(app, "chains_endings")["layout"]["annotations"]]
    assert "<b>A reply, nothing done</b>  21, 72 %" in notes and "<b>Something was done</b>  8, 28 %" in notes


@pytest.mark.parametrize("page, params", [("touchpoint", {"tp": "billing"}), ("topic", {"t": "t-billing"})])
def test_other_pages_tell_how_threads_end(open_app, answered, page, params):
    app = open_app(answered.path, page, **params)
    assert not app.exception and "ended with something done" in said(app)


def test_the_figure_on_overview_says_of_how_many(open_app, answered):
    app = open_app(answered.path)
    assert {metric.label: metric.value for metric in app.metric}["Something was done"] == "28 %" and "of 29 threads with a reply; 241 had none, in the period" in said(app)


def test_a_care_channel_s_page_says_who_hears_of_it_and_how_many_it_sent_on(open_app, chained):
    text = said(open_app(chained.path, "touchpoint", tp="phone-line"))
    assert "Complaints about it go to: Customer insight" in text and "8 people had tried it and complained in public all the same: waiting 8." in text


def test_a_topic_tells_what_was_tried_before(open_app, chained):
    app = open_app(chained.path, "topic", t="t-billing")
    assert "8 of 150 people say they had asked for help before they complained in public" in said(app)
    assert ["Phone line → E-mail and letters", 6] in app.dataframe[0].value.values.tolist()


def test_personal_data_is_counted_masked_and_a_card_holds_a_hand_off_and_the_turns_behind_a_click(open_app, answered):
    app = open_app(answered.path, "chains", open="1")
    assert "<5 people have written personal data where all can read: booking code <5, phone number <5. The values were never stored." in said(app)
    assert "1–1 of 1 complaint" in said(app) and "Holds a booking code and a phone number where all can read." in said(app)
    assert "Ended: acted, first answer after 1 min; something done after 2 min" in cards(app) and not app.code and NASTY[0] not in [text.value for text in app.text]
    for what in ("handoff", "thread"):
        app.session_state[f"open_quote_x:13-0_{what}"] = True
    app.run()
    assert app.code[0].value.startswith("Your post shows your booking code and your phone number to everybody")
    assert [text.value for text in app.text][-2:] == ["We are sorry", NASTY[0]] and "Pellamere, 9 Nov 2026, 09:01: apology" in said(app)
    assert not any("<script" in caption.value for caption in app.caption)


def test_hostile_names_stay_words(open_app, tmp_path):
    workspace = fill(tmp_path / "nasty", texts=NASTY, labels=(NASTY[0], NASTY[4]))
    plant(workspace, {f"x:13-{i}": ([["<script>", 1, "**bold**", None]], "unanswered") for i in range(8)})
    app = open_app(workspace.path, "chains")
    marked = [element.value for kind in (app.title, app.caption, app.markdown) for element in kind]
    assert not app.exception and not any(bad in value for value in marked for bad in ("<script", "**bold"))


def test_the_reads_hold_one_row_an_attempt_and_one_a_step(chained):
    attempts, steps = (read(chained.store, Filters(), touchpoint_id="billing") for read in (tried.attempts, tried.tried_steps))
    assert attempts[attempts["post_id"] == "x:13-0"][["at", "channel", "times_n", "failed"]].values.tolist() == [[0, "phone", 2, "waiting"], [1, "email", 1, "no answer"]]
    assert steps[steps["post_id"] == "x:13-0"][["from_node", "to_node", "failed"]].values.tolist() == [
        ["billing", "phone-line", ""], ["phone-line", "e-mail-support", "waiting"], ["e-mail-support", "public", "no answer"]]
    assert steps["person"].iloc[0].split("|")[1] == "2026-11-09" and tried.heard(chained.store, Filters()) == (310, 310)
    assert tried.heard(chained.store, Filters(), topic_id="t-mobile-network") == (140, 140) and attempts["post_id"].nunique() == 8
