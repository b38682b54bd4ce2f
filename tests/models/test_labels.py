"""What a topic is called."""
import numpy as np
import pytest

from models.candidates import candidates
from models.keyness import keyness, variety_of
from models.labels import label_topics
from models.spoken import language, spoken


@pytest.fixture(scope="module")
def named(swimming):
    labels = label_topics(swimming.texts, swimming.topics.labels_, 4, left_out=["Splash"])
    return {swimming.stories[swimming.topics.labels_ == topic][0]: labels[topic] for topic in range(4)}


def test_labels_are_phrases_people_wrote(named, swimming):
    complaints = " | ".join(swimming.texts).lower()
    assert all(part.lower() in complaints for label in named.values() for part in label.text.split(", "))


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


def test_a_topic_of_nothing_but_emoji_says_that_it_is_mixed():
    assert label_topics(["😡", "🙃"], np.array([0, 0]), 1)[0].text == "Mixed: several things"


def test_a_mixed_topic_without_a_strong_phrase_is_called_by_its_touchpoint():
    texts, topics = ["wet towel here", "odd smell", "too loud"] * 4, np.zeros(12, int)
    assert label_topics(texts, topics, 1, is_mixed=[True], touchpoints=["Pool"])[0].text == "Pool: several things"


@pytest.mark.parametrize("name, text", [("Pool", "Pool: cold water again, and more"), (None, "Cold water again, and more")])
def test_a_mixed_topic_says_where_it_is_and_that_its_clause_is_one_of_many(name, text):
    texts, topics = ["cold water in here"] * 3 + ["cold water again"] * 3 + ["the coach was rude"] * 6, np.array([0] * 6 + [1] * 6)
    assert label_topics(texts, topics, 2, is_mixed=[True, False], touchpoints=[name, None])[0].text == text


def test_topics_without_words_still_differ():
    assert [label.text for label in label_topics(["😡", "🙃"], np.array([0, 1]), 2)] == ["Mixed: several things", "Mixed: several things (2)"]


def test_no_complaints_give_no_words():
    assert label_topics([], np.array([], int), 1)[0].text == "Mixed: several things"


def test_identical_texts_are_called_by_what_they_say():
    label = label_topics(["my locker key broke"] * 9 + ["the soup was cold"] * 9, np.array([0] * 9 + [1] * 9), 2)
    assert [one.text for one in label] == ["Locker key broke", "Soup was cold"]


def test_labels_have_two_to_seven_words(named):
    assert all(2 <= len(label.text.split()) <= 7 for label in named.values())


def test_german_topics_are_named_in_german_with_its_capitals():
    texts = ["Seit Tagen ist die Leitung tot", "Bei mir ist die Leitung tot", "Hallo, die Leitung ist wieder tot", "die Leitung tot, und das oft"]
    others = ["the parcel never came", "where is my parcel", "parcel lost again", "no parcel yet"]
    assert label_topics(texts * 3 + others * 3, np.array([0] * 12 + [1] * 12), 2)[0].text in {"Leitung tot", "Leitung ist wieder tot"}


def test_the_same_complaints_in_another_order_get_the_same_labels(swimming):
    forwards = label_topics(swimming.texts, swimming.topics.labels_, 4)
    assert [label.text for label in label_topics(swimming.texts[::-1], swimming.topics.labels_[::-1], 4)] == [label.text for label in forwards]


@pytest.mark.parametrize(("said", "offered"), [
    ("the engineer didn't turn up", "engineer didn't turn up"), ("i was charged twice", "charged twice"), ("still on hold for hours", "still on hold for hours"),
    ("app and it crashes", None), ("why would my card be declined", None), ("how long is the transfer", None), ("change the the pin", None),
])
def test_a_label_is_a_stretch_that_can_stand_alone(said, offered):
    runs = {" ".join(run) for run in candidates(tuple(said.split()))}
    assert offered in runs if offered else not runs


def test_no_label_leaves_out_the_word_that_denies_it():
    runs = candidates(tuple("i am just not that happy with the service provided".split()))
    assert all("not" in run for run in runs if "happy" in run)


@pytest.mark.parametrize("text", ["ask @sam_k please", "call [phone] now", "it is 42 now", "see https://x.example/a now", "that damn now", "Splash is now"])
def test_nothing_is_quoted_across_what_may_not_be_said(text):
    assert all(len(one.words) <= 2 and not {"sam", "phone", "42", "damn", "splash"} & set(one.words) for one in spoken(text, {"splash"}))


@pytest.mark.parametrize(("text", "spoken_in"), [("Die Leitung ist tot", "de"), ("no tengo internet desde ayer", "es"), ("je n'ai pas de réseau", "fr"), ("app crashes", "en")])
def test_the_language_is_that_of_the_small_words(text, spoken_in):
    assert language(spoken(text)) == spoken_in


def test_copies_with_a_word_changed_are_one_clause():
    copies = [frozenset({"ends", "contract", "price", month}) for month in ("june", "july", "may")]
    assert variety_of("ends", copies, 5) == 1


def test_keyness_is_the_log_likelihood_ratio():
    # 10 of 20 here, 10 of 180 there: 2 * sum(observed * ln(observed / expected)) over the four cells
    inside = np.array([[10.0], [10.0]])
    expected = 2 * (10 * np.log(10 / 2) + 10 * np.log(10 / 18) + 10 * np.log(10 / 18) + 170 * np.log(170 / 162))
    assert keyness(inside, np.array([20, 180]))[0, 0] == pytest.approx(expected)


TEXTS, TOPICS = ["cold water again"] * 5 + ["freezing cold pool"] * 4 + ["rude coach here"] * 6, np.array([0] * 9 + [1] * 6)


@pytest.mark.parametrize(("old", "now"), [
    ("Cold water again", "Cold water again"),          # five of nine say so, as many as say the new one
    ("Broken lock", "Freezing cold pool"),                   # nobody does
    ("Rude coach", "Freezing cold pool"),                    # others do
    ("Cold water again, and more", "Freezing cold pool"),          # it is not mixed any more
    (None, "Freezing cold pool")])
def test_a_label_stays_while_it_still_fits(old, now):
    assert label_topics(TEXTS, TOPICS, 2, keep=[old, None])[0].text == now


def test_a_kept_label_is_not_given_to_another_topic():
    first = label_topics(TEXTS, TOPICS, 2)[1].text
    swapped = label_topics(TEXTS, 1 - TOPICS, 2, keep=[first, None])
    assert swapped[0].text == first and swapped[1].text.lower() != first.lower()


def test_a_label_that_names_the_brand_does_not_stay():
    assert label_topics(TEXTS, TOPICS, 2, ["water"], keep=["Cold water again", None])[0].text == "Freezing cold pool"
