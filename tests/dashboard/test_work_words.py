"""What the Workbench says of a question, of the fit and of a candidate, and whether sureness means what it says."""
import pandas as pd
from candidate import COMPARISON
from pytest import approx

from dashboard import reliability, work_words
from models.drift import Drift
from models.explaining import Explanation

NAMES = {"billing": "Billing", "app": "App"}


def test_the_headline_says_the_candidate_then_the_drift_then_the_questions():
    time_, fits, unknown = Drift(0.23, 0.1, 900, True), Drift(0.09, 0.1, 900, False), Drift(None, 0.1, 12, False)
    assert work_words.headline(40, time_, work_words.waits(1)) == "A candidate waits; 1 rule is not met."
    assert work_words.headline(40, time_, "") == "Time to retrain: 23 % of the last four weeks' complaints are far from every topic, 10 % when the topics were learned."
    assert work_words.headline(1, fits, "") == "The topics still fit; 1 question waits for a person."
    assert work_words.headline(0, unknown, "") == "No question is open; whether the topics still fit is not known yet."


def test_a_candidate_says_what_was_decided_since_it_was_trained():
    from dataclasses import replace

    said = work_words.candidate(replace(COMPARISON, decisions_n=3), [], "2 go on")
    assert said == ("m-new: 2 go on. 16 of 320 complaints (5 %) go to another topic. Every rule is met. "
                    "2 decisions were made since it was trained; they are laid over it all the same.")


def test_why_names_the_words_the_phrases_and_the_closest_descriptions():
    found = Explanation("billing", [("billing", 0.7)], [("charged", 1.2), ("twice", 0.4)], [("billing", "wrong bill"), ("gone", "x")], [("billing", 0.5), ("app", 0.1)])
    assert work_words.why(found, NAMES) == "“charged” and “twice” speak for Billing; telling phrase: “wrong bill” (Billing); closest descriptions: Billing and App."
    assert work_words.why(Explanation("app", [], [], [], []), NAMES) == "no word of it speaks for App alone."


def test_reliability_is_counted_in_bins_and_off_by_the_mean_distance():
    table = reliability.table([0.9, 0.9, 0.3, 0.3], [True, False, False, False])
    known = table.bins[table.bins["n"] > 0]
    assert known.round(6).values.tolist() == [[2, 0.3, 0], [2, 0.9, 0.5]] and table.error == approx(0.35) and table.answers_n == 4


def test_only_answers_that_the_model_has_not_learned_from_judge_it():
    rows = [dict(kind="touchpoint", posts=[post], value="app") for post in ("a", "b")] + [dict(kind="hide", posts=[], value="")]
    assert reliability.unlearned(rows, 1) == {"b": "app"} and reliability.unlearned(rows, 3) == {}


def test_few_answers_leave_the_plot_out():
    assert reliability.FEWEST_N == 50 and isinstance(reliability.table([0.5], [True]).bins, pd.DataFrame)
