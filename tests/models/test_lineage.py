"""What became of each topic."""
from models.lineage import Fate, lineage


def test_topics_that_go_on_say_how_many_of_their_complaints_stayed():
    assert lineage(["t-1"] * 4, ["t-1"] * 3 + ["t-2"], ["t-1", "t-2"], ["t-1", "t-2"]) == [Fate("t-1", "kept", None, 0.75), Fate("t-2", "kept", None, None)]


def test_a_topic_most_of_which_went_into_one_other_was_merged_into_it():
    assert lineage(["t-1"] * 4 + ["t-2"], ["t-2"] * 3 + ["t-3", "t-2"], ["t-1", "t-2"], ["t-2", "t-3"])[0] == Fate("t-1", "merged", "t-2", 0.75)


def test_a_topic_that_went_everywhere_ended():
    assert lineage(["t-1"] * 5, ["t-2", "t-2", "t-3", None, "t-4"], ["t-1", "t-2"], ["t-2", "t-3", "t-4"])[0] == Fate("t-1", "ended", "t-2", 0.4)


def test_a_topic_out_of_another_was_split_from_it():
    assert lineage(["t-1"] * 5, ["t-1"] * 3 + ["t-2"] * 2, ["t-1"], ["t-1", "t-2"])[1] == Fate("t-2", "split", "t-1", 1.0)


def test_a_topic_of_new_complaints_is_born():
    assert lineage([None] * 5 + ["t-1"] * 2, ["t-2"] * 6 + ["t-1"], ["t-1"], ["t-1", "t-2"])[1] == Fate("t-2", "born")


def test_first_topics_are_all_born():
    assert lineage([None] * 2, ["t-1", "t-2"], [], ["t-1", "t-2"]) == [Fate("t-1", "born"), Fate("t-2", "born")]


def test_a_forgotten_topic_without_complaints_ended():
    assert lineage([], [], ["t-1"], []) == [Fate("t-1", "ended")]
