"""The complaint filter: trained on words of our own, the same from one run to the next, honest about what it cannot read."""
import json

import numpy as np
import pytest

from models.complaint import ComplaintFilter
from models.complaint_cues import NAMES, cues, named
from models.complaint_words import LISTS, entries
from models.words import terms
from pipeline.complaint_filter import training_set


@pytest.fixture(scope="module")
def fitted() -> ComplaintFilter:
    return training_set().fit()


@pytest.mark.parametrize("text", [
    "My washing machine arrived with a hole in the door and nobody answers",
    "how is it possible that my flight was moved three times and I learn it from a stranger",
    "thanks for losing my bag again, really great work",
    "WHERE IS MY ORDER???",
    "Mi maleta no ha llegado y nadie contesta",
    "Seit drei Tagen kein Internet, die Hotline ist tot",
    "Toujours pas remboursé, ça fait un mois",
    "[handle] you charged me twice, call me on [phone]",
])
def test_a_failure_is_a_complaint(fitted, text):
    assert fitted.predict_proba([text])[0] >= 0.5


@pytest.mark.parametrize("text", [
    "Thank you, your crew was wonderful today!",
    "What time do you open on Saturday?",
    "The company will build a new plant, it said on Monday.",
    "50% off everything this weekend, link in bio",
    "Muchas gracias, todo perfecto",
    "Super schnell geliefert, vielen Dank",
    "Merci à toute l'équipe, c'était parfait",
])
def test_praise_questions_news_and_offers_are_none(fitted, text):
    assert fitted.predict_proba([text])[0] < 0.4


def test_a_post_is_judged_alone_as_among_others(fitted):
    texts = ["no signal since Monday", "thanks a lot", "", "😡"]
    assert np.allclose(fitted.predict_proba(texts), [fitted.predict_proba([text])[0] for text in texts])


def test_handles_and_placeholders_say_nothing(fitted):
    plain, marked = fitted.predict_proba(["my parcel is lost", "[handle] my parcel is lost [phone]"])
    assert abs(plain - marked) < 0.02


def test_the_same_words_give_the_same_filter(fitted):
    assert np.array_equal(fitted.coef_, training_set().fit().coef_)


def test_a_filter_survives_being_kept(fitted):
    again = ComplaintFilter.from_state(json.loads(json.dumps(fitted.to_config())), fitted.to_arrays())
    texts = ["still waiting for my bag", "great flight", "¿dónde está mi paquete?"]
    assert np.array_equal(fitted.predict_proba(texts), again.predict_proba(texts))


def test_no_texts_give_no_probabilities(fitted):
    assert fitted.predict_proba([]).shape == (0,)


@pytest.mark.parametrize("wanted", [[True, True], [False, False], [True]])
def test_one_kind_of_example_is_refused(wanted):
    with pytest.raises(ValueError, match="both complaints and others are needed"):
        ComplaintFilter().fit(["a lost bag", "a found bag"], wanted)


def test_a_few_examples_are_enough_to_fit():
    assert ComplaintFilter().fit(["lost bag", "great flight"], [True, False]).predict_proba(["lost", "great"]).argmax() == 0


def test_a_denied_failure_and_a_denied_praise_are_told_apart():
    assert named("no problems at all")["denied failure"] == 1 and "failure" not in named("no problems at all")
    assert named("this is not helpful")["denied praise"] == 1 and "praise" not in named("this is not helpful")


def test_cues_of_nothing_have_their_columns():
    assert cues([], []).shape == (0, len(NAMES)) and cues([""], [terms("")]).sum() == 0


def test_every_entry_of_the_lists_can_be_found():
    assert not [entry for block in LISTS.values() for entry in entries(block) if not 1 <= len(terms(entry)) <= 3]
