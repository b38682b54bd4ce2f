"""Does a confidence mean what it says, and where does "unclear" begin?"""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calibration import calibration_error, reliability, sureness, temperature, threshold
from models.softmax import fit_softmax, sharpening, softmax

EVEN = np.linspace(0, 1, 201)


def test_a_bin_holds_its_choices_their_confidence_and_the_share_that_was_right():
    bins = reliability(np.array([0.05, 0.55, 0.59, 1.0]), np.array([False, True, False, True]))
    assert [(round(b.low, 1), b.n, b.confidence, b.accuracy) for b in bins if b.n] == [
        (0.0, 1, 0.05, 0.0), (0.5, 2, pytest.approx(0.57), 0.5), (0.9, 1, 1.0, 1.0)]


def test_the_error_is_the_mean_distance_of_confidence_and_accuracy():
    assert calibration_error(np.array([0.8] * 4 + [0.3]), np.array([True, True, True, False, False])) == pytest.approx((4 * 0.05 + 0.3) / 5)
    assert calibration_error(np.array([0.75] * 4), np.array([True, True, True, False])) == 0


def test_of_no_choices_nothing_is_said():
    assert np.isnan(calibration_error(np.zeros(0), np.zeros(0, bool))) and sureness(np.zeros(0)).tolist() == [0] * 201


def test_scores_that_are_too_sure_are_cooled_until_they_fit_and_their_order_stays():
    truth = np.array([0] * 70 + [1] * 30)
    scores = np.tile([2.0, 0.0], (100, 1))
    factor = temperature(scores, truth)
    assert softmax(factor * scores)[0, 0] == pytest.approx(0.7, abs=0.02) and factor > 0


def test_the_threshold_leaves_as_many_wrong_as_was_allowed():
    limit = threshold(EVEN, 0.3)
    assert limit == pytest.approx(0.4, abs=0.01) and 1 - EVEN[EVEN >= limit].mean() <= 0.3


def test_a_risk_of_one_links_all_and_a_risk_nobody_can_meet_links_the_surest():
    assert threshold(EVEN, 1.0) == 0 and threshold(EVEN / 2, 0.01) == 0.5


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50), st.floats(0, 1), st.floats(0, 1))
def test_more_risk_never_links_less(confidences, one, other):
    kept = sureness(np.array(confidences))
    assert threshold(kept, max(one, other)) <= threshold(kept, min(one, other))


def test_scores_are_made_as_sure_as_was_asked_sharper_or_flatter():
    scores = np.array([[0.1, 0.0, 0.0], [0.0, 0.2, 0.0]])
    for confidence in (0.35, 0.7):
        assert softmax(sharpening(scores, confidence) * scores).max(axis=1).mean() == pytest.approx(confidence, abs=1e-3)


def test_the_regression_finds_planted_scores_and_a_strong_ridge_leaves_the_offset_alone():
    rows = np.random.default_rng(0).normal(size=(4000, 2))
    wanted = softmax(rows @ np.array([[1.0, -1.0], [0.0, 0.5]]))
    found = fit_softmax(rows, wanted, np.ones(4000), 100.0)
    assert found[:, 0] - found[:, 1] == pytest.approx([2.0, -0.5], abs=0.02)
    assert np.abs(fit_softmax(rows, wanted, np.ones(4000), 1e-7, offset=np.zeros((4000, 2)))).max() < 1e-3
