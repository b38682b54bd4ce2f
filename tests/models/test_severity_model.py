"""The severity model: learns what people said, hears no loudness, never reads a danger down."""
import numpy as np
import pytest

from models.severity_model import LEVELS, SeverityModel

TOLD = [("the app is slow", 1), ("the logo moved again", 1), ("charged me £20 twice", 2), ("two hours on hold", 2), ("lost my parcel for days", 2), ("bailiffs came to my door for your mistake", 3),
        ("a bailiff took my car over your bill", 3), ("no internet for 3 weeks", 3), ("my mother is 86 and her alarm is dead", 4), ("no ambulance could be called", 4)] * 3


@pytest.fixture(scope="module")
def model() -> SeverityModel:
    return SeverityModel(strength=3.0).fit(*zip(*TOLD, strict=True))


def test_what_people_said_is_learnt_beyond_the_signs(model):
    assert model.predict(["your bailiff is at the door"])[0] == 3 and model.predict(["the app moved"])[0] == 1


def test_a_loud_voice_moves_no_probability(model):
    calm, loud = model.predict_proba(["two hours on hold", "TWO HOURS ON HOLD!!!"])
    assert np.array_equal(calm, loud)


def test_a_danger_is_never_read_down(model):
    assert model.predict(["the app is slow and the exposed wires are dangerous"])[0] == 4


def test_probabilities_are_whole_and_nothing_in_is_nothing_out(model):
    assert np.allclose(model.predict_proba(["", "hm", "the app is slow"]).sum(axis=1), 1) and model.predict_proba([]).shape == (0, LEVELS) and model.predict([]).shape == (0,)


def test_a_model_read_back_says_the_same(model):
    again = SeverityModel.from_state(model.to_config(), model.to_arrays())
    texts = [text for text, _ in TOLD]
    assert np.array_equal(again.predict_proba(texts), model.predict_proba(texts))


@pytest.mark.parametrize("levels", [[1, 1], [1, 5], [-1, 2], [1]])
def test_severities_that_teach_nothing_are_refused(levels):
    with pytest.raises(ValueError, match="two kinds of 0 to 4 or more are needed"):
        SeverityModel().fit(["a", "b"], levels)
