"""Ids that outlive a retraining."""
from models.identity import Match, match_topics


def test_a_renumbered_division_keeps_every_id():
    old = {"t-a": {1, 2, 3}, "t-b": {4, 5, 6}}
    assert match_topics(old, {0: {4, 5, 6}, 1: {1, 2, 3}}) == [Match("t-a", 1, 1.0), Match("t-b", 0, 1.0)]


def test_new_complaints_do_not_make_a_topic_look_changed():
    assert match_topics({"t-a": {1, 2}}, {0: {1, 2, 7, 8, 9, 10}, 1: {11}}) == [Match("t-a", 0, 1.0)]


def test_the_larger_half_of_a_split_keeps_the_id():
    assert match_topics({"t-a": {1, 2, 3, 4, 5}}, {0: {4, 5}, 1: {1, 2, 3}}) == [Match("t-a", 1, 0.6)]


def test_what_shares_too_little_is_born_anew():
    old = {"t-a": {1, 2, 3, 4}, "t-b": {5, 6, 7, 8}}
    assert match_topics(old, {0: {1, 5, 6, 7, 8, 2, 3}, 1: {4}}, kept_from=0.5) == [Match("t-b", 0, 4 / 7)]


def test_the_best_assignment_as_a_whole_wins():
    old = {"t-a": {1, 2, 3, 4}, "t-b": {5, 6}}
    new = {0: {1, 2, 5, 6}, 1: {3, 4}}
    assert match_topics(old, new) == [Match("t-a", 1, 0.5), Match("t-b", 0, 0.5)]


def test_nothing_before_means_nothing_carried():
    assert match_topics({}, {0: {1}}) == [] == match_topics({"t-a": {1}}, {})
