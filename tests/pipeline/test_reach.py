"""Who would be forgotten, and who served first, if followers decided."""
import pandas as pd

from pipeline.reach import forgotten, orders, served_first


def heard(touchpoints: dict[str, tuple[int, float, float]]) -> pd.DataFrame:
    """touchpoint -> people, harm of each, followers of each."""
    rows = [(f"{t}-{i}", f"{t}-{i}", t, f"t-{t}", "x", harm, 1, True, True, followers) for t, (n, harm, followers) in touchpoints.items() for i in range(n)]
    return pd.DataFrame(rows, columns=["post_id", "person", "touchpoint_id", "topic_id", "channel", "harm", "complaints_n", "is_touchpoint_vote", "is_topic_vote", "followers"])


def test_places_are_by_harm_and_people_beside_places_by_followers():
    found = orders(heard({"store": (10, 3, float("nan")), "chat": (10, 2, 50.0), "tv": (6, 1, 900.0)}), "touchpoint_id", 5)
    assert found.rows["id"].tolist() == ["store", "chat", "tv"] and found.rows["place_by_reach"].tolist() == [3, 2, 1]
    assert (found.people_n, found.known_n, found.moved_n, found.proof.ours_changed_n) == (26, 16, 2, 0)
    assert forgotten(found.rows)["id"].tolist() == ["store"] and served_first(found.rows)["id"].tolist() == ["tv"]


def test_few_people_and_what_is_left_out_have_no_place():
    found = orders(heard({"store": (10, 3, 1.0), "chat": (4, 2, 50.0), "tv": (9, 1, 1.0)}), "topic_id", 5, ("t-tv",))
    assert found.rows["id"].tolist() == ["t-store"]


def test_a_further_topic_counts_its_person_and_no_harm():
    rows = heard({"store": (6, 2, 1.0), "chat": (6, 2, 1.0)})
    more = rows[rows["touchpoint_id"] == "store"].assign(topic_id="t-chat", harm=4, complaints_n=0, is_touchpoint_vote=False)
    by_topic, by_touchpoint = (orders(pd.concat([rows, more]), column, 5).rows.set_index("id") for column in ("topic_id", "touchpoint_id"))
    assert by_topic.loc["t-chat", ["people_n", "harm"]].tolist() == [12, 2] and by_touchpoint.loc["store", "people_n"] == 6


def test_nobody_heard_has_no_order():
    found = orders(heard({}), "touchpoint_id", 5)
    assert found.rows.empty and found.proof.times == 0 and forgotten(found.rows).empty
