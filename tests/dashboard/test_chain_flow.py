"""Chains of many people become one flow, and the flow is laid out: who is counted where, what is folded, what touches what."""
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.chain_chart import sankey
from dashboard.chain_flow import OTHERS, Link, flow
from dashboard.chain_layout import laid_out, polygon
from dashboard.look import LIGHT
from pipeline.store.tried import STEP_COLUMNS


def steps(*chains: tuple[int, str]) -> pd.DataFrame:
    """(people, "billing phone chat") each: steps up to the public square, every chain a person of its own."""
    rows = []
    for i, (people_n, passed) in enumerate(chains):
        nodes = [*passed.split(), "public"]
        for person in range(people_n):
            rows += [(f"p{i}-{person}", f"a{i}-{person}|w", n, one, other, 1, "") for n, (one, other) in enumerate(zip(nodes, nodes[1:]))]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS))


def test_a_chain_of_one_try_is_two_links():
    found = flow(steps((6, "billing phone")), 5)
    assert found.links == (Link(0, "billing", 1, "phone", 6), Link(1, "phone", 2, "public", 6))
    assert found.nodes == {(0, "billing"): 6, (1, "phone"): 6, (2, "public"): 6} and found.folded_n == 0


def test_who_stops_early_goes_past_the_columns_of_those_who_went_on():
    found = flow(steps((6, "billing phone"), (5, "billing phone chat")), 5)
    assert Link(1, "phone", 3, "public", 6) in found.links and Link(2, "chat", 3, "public", 5) in found.links
    assert found.nodes[1, "phone"] == 11


def test_a_place_where_it_began_for_too_few_is_one_of_the_others_and_the_channel_stays_whole():
    found = flow(steps((9, "billing phone"), (3, "store phone"), (4, "delivery phone")), 5)
    assert found.nodes == {(0, "billing"): 9, (0, OTHERS): 7, (1, "phone"): 16, (2, "public"): 16}


def test_a_rare_step_of_a_frequent_place_is_folded_so_that_no_link_tells_of_few():
    found = flow(steps((9, "billing phone"), (2, "billing chat"), (9, "store chat")), 5)
    assert min(link.people_n for link in found.links) >= 5 and ("billing", "chat") not in {(link.source, link.target) for link in found.links}
    assert found.folded_n == 2 and found.nodes[1, "chat"] == 11


def test_only_the_largest_are_drawn_and_the_rest_are_others():
    found = flow(steps(*((20 - i, f"place{i} phone") for i in range(10))), 5, most=7)
    assert [node for column, node in sorted(found.nodes) if column == 0] == [OTHERS, *(f"place{i}" for i in range(7))]
    assert found.nodes[0, OTHERS] == 13 + 12 + 11


def test_one_person_counts_once_however_many_threads():
    frame = steps((6, "billing phone"))
    assert flow(pd.concat([frame, frame.assign(post_id=frame["post_id"] + "b")]), 5).nodes[1, "phone"] == 6


def test_a_fourth_try_has_no_column_and_breaks_nothing():
    found = flow(steps((6, "billing phone chat phone chat phone")), 5)
    assert found.columns_n == 5 and found.nodes[4, "public"] == 6


def test_a_column_that_hardly_anybody_reaches_is_not_drawn():
    assert flow(steps((900, "billing phone"), (6, "billing phone chat")), 5).columns_n == 3


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 40), st.lists(st.sampled_from("a b c d e f g h i j".split()), min_size=1, max_size=5).map(" ".join)), min_size=1, max_size=12))
def test_no_chains_at_all_show_a_link_of_few_and_nodes_never_lie_on_each_other(chains):
    found = flow(steps(*chains), 5)
    assert all(link.people_n >= 5 and link.to_column > link.column for link in found.links)
    if not found.links:
        return
    layout = laid_out(found)
    for column in range(found.columns_n):
        edges = sorted((place.top_px, place.top_px + place.thick_px) for place in layout.places if place.column == column)
        assert all(bottom <= top + 1e-6 for (_, bottom), (top, _) in zip(edges, edges[1:]))
        assert not edges or edges[0][0] >= 0 and edges[-1][1] <= layout.height_px
    assert set(layout.ribbons) == set(found.links)


def test_a_ribbon_is_as_thick_all_along_as_it_has_people():
    layout = laid_out(flow(steps((6, "billing phone"), (12, "billing chat")), 5))
    (points, thick_px), (_, thicker_px) = (layout.ribbons[link] for link in sorted(layout.ribbons, key=lambda link: link.people_n)[::3])
    xs, ys = polygon(points, thick_px)
    half = len(xs) // 2
    assert thicker_px == pytest.approx(2 * thick_px)
    assert [round(low - up, 6) for up, low in zip(ys[:half], ys[half:][::-1])] == [round(thick_px, 6)] * half


def test_every_ribbon_can_be_hit_save_those_of_the_others():
    figure = sankey(flow(steps((9, "billing phone"), (3, "store phone"), (4, "delivery phone")), 5), str, None, LIGHT)
    hit = next(trace for trace in figure.data if trace.customdata is not None)
    assert set(hit.customdata) == {"billing>phone", "phone>public", ""}
    assert "<b>billing → phone</b><br>9 people · click to read them" in hit.hovertext and "<b>others → phone</b><br>7 people" in hit.hovertext


def test_the_chosen_step_alone_has_the_colour_of_the_brand():
    figure = sankey(flow(steps((9, "billing phone")), 5), str, ("billing", "phone"), LIGHT)
    assert [trace.fillcolor == "#F2B705" for trace in figure.data if trace.fill].count(True) == 1


def test_names_from_outside_are_no_tags():
    figure = sankey(flow(steps((9, "billing phone")), 5), lambda node: f"<b>{node}", None, LIGHT)
    assert any("&lt;b&gt;phone" in note.text for note in figure.layout.annotations)
