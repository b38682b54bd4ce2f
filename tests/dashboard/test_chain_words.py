"""Attempts, chains and endings in words, and the tables made of them: exact, masked, and never more than was said."""
import pandas as pd
import pytest
from test_chain_flow import steps

from dashboard import chain_tables, chain_words, ending_words, open_words
from dashboard.ending_chart import figure
from dashboard.look import LIGHT
from pipeline.redaction.spans import KINDS
from pipeline.store.tried import ATTEMPT_COLUMNS
from pipeline.taxonomy import load_taxonomy


@pytest.fixture(scope="module")
def telecom():
    return load_taxonomy("telecom")


def attempts(*rows) -> pd.DataFrame:
    """(post, person, at, channel, times, failed, lost) each."""
    return pd.DataFrame(rows, columns=list(ATTEMPT_COLUMNS)).astype({"lost_minutes": "float64"})


@pytest.mark.parametrize("tried, said", [
    ([["phone", 2, "waiting", 120], ["email", 1, "no answer", None]], "phone twice (waiting, 2 h), e-mail (no answer)"),
    ([["chat", 3, "cut off", 95]], "chat three times (cut off, 1 h 35 min)"),
    ([["message", 11, "no help", None]], "private message 11 times (no help)"),
    ([["letter", 1, "no answer", 60480]], "letter (no answer, 42 days)"),
    ([["unclear", 1, "", None]], "channel not said")])
def test_a_thread_s_tries_are_one_line(tried, said):
    assert chain_words.tried_line(tried) == said


@pytest.mark.parametrize("minutes, said", [(0.2, "<1 min"), (46, "46 min"), (60, "1 h"), (1500, "25 h"), (2880, "2 days"), (float("nan"), "–")])
def test_minutes_are_told_as_people_do(minutes, said):
    assert chain_words.lasted(minutes) == said


def test_nodes_are_called_by_their_touchpoint_or_channel(telecom):
    name_of = chain_words.namer(telecom)
    assert [name_of(node) for node in ("phone-line", "channel:website", "unclear", "public", "channel:unclear", "gone-by-now")] == [
        "Phone line", "Website", "Not said", "The public square", "Channel not said", "Gone-by-now"]


def test_the_sentence_counts_people_and_names_the_last_stop():
    frame = attempts(*((f"p{i}", f"a{i}|w", at, "phone", 1, "waiting", None) for i in range(9) for at in range(2 if i < 6 else 1)))
    care = pd.DataFrame([("phone-line", 7), ("chat", 2)], columns=["node", "last_n"])
    assert chain_words.headline(frame, 40, care, str, 5) == (
        "9 of 40 people say they had asked for help before they complained in public, 6 of them in two ways or more. The last stop was most often phone-line (7 threads).")


def test_small_counts_are_masked_in_the_sentence():
    frame = attempts(("p1", "a1|w", 0, "phone", 1, "waiting", None), ("p1", "a1|w", 1, "chat", 1, "", None))
    assert chain_words.asked_before(frame, 40, 5) == "<5 of 40 people say they had asked for help before they complained in public, <5 of them in two ways or more."
    assert chain_words.asked_before(frame, 3, 5) == "<5 people: what they tried before is not told."
    assert chain_words.asked_before(frame.iloc[:0], 40, 5) == "None of 40 people says what was tried before."


def care(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["node", "threads_n", "people_n", "times_n", "last_n", "failed", "of_n"])


def test_the_care_table_gives_rates_with_intervals_and_who_hears_of_it(telecom):
    frame = care(("phone-line", 20, 18, 31, 17, {"waiting": 12, "no answer": 5, "cut off": 2}, 200), ("store", 6, 6, 6, 3, {"no help": 6}, 200), ("chat", 4, 4, 4, 4, {"wrong": 4}, 200))
    table = chain_tables.care_table(frame, pd.Series({"phone-line": 45.0}), telecom, chain_words.namer(telecom), 180, 5)
    phone = table.iloc[0]
    assert table["node"].tolist() == ["phone-line", "store"]
    assert (phone["Per 100 (95 %)"], phone["Last stop"], phone["Tries"], phone["How it failed"], phone["Lost"]) == ("10.0 (6.4–15.3)", "17", 31, "waiting 12, no answer 5", "45 min")
    assert (phone["Run by"], phone["Complaints go to"]) == ("Contact centre", "Customer insight")
    assert (table.iloc[1]["Last stop"], table.iloc[1]["Lost"], table.iloc[1]["Complaints go to"]) == ("<5", "–", "nobody else named")


def test_time_lost_is_told_only_where_enough_people_say_so(telecom):
    rows = [(f"p{i}", f"a{i}|w", 0, "phone", 1, "waiting", 10.0 * i) for i in range(1, 6)] + [("q", "b|w", 0, "chat", 1, "waiting", 90.0), ("r", "c|w", 0, "email", 1, "", None)]
    assert chain_tables.lost_by_node(attempts(*rows), telecom, 5).to_dict() == {"phone-line": 30.0}


def test_steps_are_first_tries_hand_offs_and_last_stops():
    table = chain_tables.steps_table(steps((6, "billing phone chat"), (9, "billing phone"), (4, "store phone")), str, 5)
    assert table[["source", "target", "What", "People"]].values.tolist() == [
        ["billing", "phone", chain_tables.TURNED_TO, 15], ["phone", "public", chain_tables.WENT_PUBLIC, 13],
        ["chat", "public", chain_tables.WENT_PUBLIC, 6], ["phone", "chat", chain_tables.HANDED_ON, 6]]


def test_the_commonest_chains_leave_out_where_they_began():
    table = chain_tables.paths(steps((6, "billing phone chat"), (9, "billing phone"), (9, "store phone"), (4, "store chat")), str, 5)
    assert table.values.tolist() == [["phone", 18], ["phone → chat", 6]]


def outcomes(**n) -> pd.DataFrame:
    names = [name for group in ending_words.GROUPS.values() for name in group]
    counts = [n.get(name.replace(" ", "_"), 0) for name in names]
    return pd.DataFrame({"outcome": names, "threads_n": counts, "people_n": counts})


def test_an_apology_is_counted_with_what_was_left_undone():
    found = ending_words.endings(outcomes(unanswered=10, apologised_only=20, deflected=30, answered=8, acted=25, confirmed=7), 5)
    assert ending_words.sentence(found) == (
        "Of 90 threads with a reply, 32 ended with something done and 50 with no more than an apology or a way to somebody else; 10 had no reply.")
    assert [found.part(group) for group in ending_words.GROUPS] == ["10, 10 % of all threads", "50, 56 %", "8, 9 %", "32, 36 %"] and found.done_of_replied() == "36 %"


def test_outcomes_of_few_people_are_masked_in_words_and_bars():
    found = ending_words.endings(outcomes(unanswered=44, deflected=44, acted=3), 5)
    drawn = figure(found, LIGHT)
    assert found.told(("acted",)) == "<5" and found.part("Something was done") == "<5"
    assert ending_words.sentence(found).startswith("Of about 50 threads")          # 47 beside 44 would tell of 3
    assert found.done_of_replied() == "<5"
    assert list(drawn.data[0].x) == [0, 44, 0, 2.5, 0] and "3" not in [note.text for note in drawn.layout.annotations]
    assert ending_words.sentence(ending_words.endings(outcomes(unanswered=30), 5)) == "None of 30 threads had a reply."
    assert ending_words.sentence(ending_words.endings(outcomes(unanswered=30, acted=2, deflected=2), 5)) == (
        "Fewer than 5 people had a reply, too few to tell of; 30 threads had none.")
    assert ending_words.sentence(ending_words.endings(outcomes(acted=3), 5)) == "Fewer than 5 people: how their threads ended is not told."


@pytest.mark.parametrize("values, is_answering, said", [
    (dict(outcome="deflected", answer_minutes=35.0, replies_n=1, came_back_n=2), True, "Ended: deflected, first answer after 35 min; came back twice"),
    (dict(outcome="acted", answer_minutes=None, action_minutes=240.0, replies_n=1), True, "Ended: acted; something done after 4 h"),
    (dict(outcome="unanswered"), True, "No reply"),
    (dict(outcome="unanswered"), False, None),
    (dict(outcome="unanswered", came_back_n=1), False, "Came back once")])
def test_a_card_tells_how_its_thread_ended_and_nothing_where_the_company_never_answers(values, is_answering, said):
    assert ending_words.ended(dict(answer_minutes=None, action_minutes=None, replies_n=0, came_back_n=0) | values, is_answering, is_ripe=True) == said


def test_a_thread_of_the_last_days_has_no_reply_yet():
    assert ending_words.ended(dict(outcome="unanswered", answer_minutes=None, action_minutes=None, replies_n=0, came_back_n=0), True, is_ripe=False) == "No reply yet"


def test_shares_beside_an_outcome_of_few_people_are_told_in_tens():
    found = ending_words.endings(outcomes(unanswered=216, apologised_only=44, answered=21, acted=5, confirmed=2), 5)
    assert [found.part(group) for group in ending_words.GROUPS] == ["216, 75 % of all threads", "44, about 60 %", "21, about 30 %", "about 10, about 10 %"]
    assert found.done_of_replied() == "about 10 %"


def test_the_hand_off_names_kinds_and_no_value():
    said = open_words.hand_off(["booking", "email"], "Pellamere")
    assert said.startswith("Your post shows your booking code and your e-mail address to everybody") and "(Pellamere)" in said
    assert open_words.card_line(["address"]) == "Holds a postal address where all can read. Move it to a private message."


def test_every_kind_that_is_redacted_has_a_name():
    everybody_signs_with = {"handle", "name", "query"}
    assert set(KINDS) - everybody_signs_with == set(open_words.KINDS)
