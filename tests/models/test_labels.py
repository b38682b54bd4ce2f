"""What a topic is called."""
import numpy as np
import pytest

from models.candidates import candidates, keys
from models.keyness import keyness
from models.labels import label_topics


@pytest.fixture(scope="module")
def named(swimming):
    labels = label_topics(swimming.texts, swimming.topics.labels_, 4, left_out=["Splash"])
    return {swimming.stories[swimming.topics.labels_ == topic][0]: labels[topic] for topic in range(4)}


def test_labels_are_phrases_people_wrote(named, swimming):
    spoken = " | ".join(swimming.texts).lower()
    assert all(part.lower() in spoken for label in named.values() for part in label.text.split(", "))


def test_labels_name_the_story(named):
    assert "lock" in named["broken lock"].text.lower() and "charged" in named["double charge"].text.lower()


def test_labels_are_unique_even_for_twin_topics():
    texts, topics = ["cold water in the pool", "cold pool water"] * 10, np.array([0, 1] * 10)
    first, second = label_topics(texts, topics, 2)
    assert first.text != second.text


def test_brands_handles_and_placeholders_never_name_a_topic():
    texts = ["Splash lost my towel @splash [phone]"] * 6 + ["nice queue at the door"] * 6
    labels = label_topics(texts, np.array([0] * 6 + [1] * 6), 2, left_out=["splash"])
    assert not any(word in f"{label.text} {label.keywords}".lower() for label in labels for word in ("splash", "phone", "["))


def test_one_text_copied_does_not_name_a_topic():
    dice = np.random.default_rng(0)
    own = [f"{a} cold water {b}" for a, b in dice.choice(["the", "such", "with", "and", "of", "in"], (40, 2))]
    copied = ["my zebra ate a violin"] * 12
    label = label_topics(own + copied + ["the coach was rude"] * 40, np.array([0] * 52 + [1] * 40), 2)[0]
    assert "cold water" in label.text.lower() and "zebra" not in label.text.lower()


def test_a_mixed_topic_says_so():
    label = label_topics(["wet towel here"] * 5 + ["loud music there"] * 5, np.array([0] * 5 + [1] * 5), 2, is_mixed=[True, False])[0]
    assert label.text.startswith("Mixed: ")


def test_a_topic_without_words_still_has_a_label():
    assert label_topics(["😡", "🙃"], np.array([0, 0]), 1)[0].text == "No common words"


@pytest.mark.parametrize(("text", "offered"), [
    ("engineer didn't turn up", "engineer didn't turn up"), ("on hold for hours", "on hold for hours"), ("no reply", "no reply"),
])
def test_phrases_may_open_with_a_denial_and_close_with_a_particle(text, offered):
    assert offered in {surface for _, surface, _ in candidates(text)}


def test_no_phrase_opens_or_closes_with_a_small_word():
    assert keys("the line and the") == ["lin"]


def test_keyness_is_the_log_likelihood_ratio():
    # 10 of 20 here, 10 of 180 there: 2 * sum(observed * ln(observed / expected)) over the four cells
    inside = np.array([[10.0], [10.0]])
    expected = 2 * (10 * np.log(10 / 2) + 10 * np.log(10 / 18) + 10 * np.log(10 / 18) + 170 * np.log(170 / 162))
    assert keyness(inside, np.array([20, 180]))[0, 0] == pytest.approx(expected)
