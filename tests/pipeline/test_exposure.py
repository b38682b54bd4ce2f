"""exposure.csv: what it may say, and every fault named by its line."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import exposure
from pipeline.errors import ExposureError
from pipeline.sample import FOLDER
from pipeline.settings import ROOT
from pipeline.taxonomy import load_taxonomy

TOUCHPOINTS, ATTRIBUTES = ("store", "billing"), ("region", "product")


def parse(text: str) -> exposure.Exposure:
    return exposure.parse(text, TOUCHPOINTS, ATTRIBUTES)


def test_a_row_counts_the_customers_of_the_group_that_its_cells_name():
    found = parse("region,touchpoint,customers\nNorth,,100\nSouth,,50\n,store,120\n")
    assert found.columns == ("region", "touchpoint") and found.by("region") == {"North": 100, "South": 50} and found.by("touchpoint") == {"store": 120}


def test_groups_of_two_columns_are_added_up_by_each():
    found = parse("region,channel,customers\nNorth,x,10\nNorth,e-mail,30\nSouth,x,5\n")
    assert found.by("region") == {"North": 40, "South": 5} and found.by("channel") == {"x": 15, "e-mail": 30}


def test_a_count_of_its_own_goes_before_a_sum():
    assert parse("region,channel,customers\nNorth,x,10\nNorth,,90\n").by("region") == {"North": 90}


def test_customers_are_never_added_up_over_touchpoints_of_which_each_uses_many():
    found = parse("region,touchpoint,customers\nNorth,store,10\nNorth,billing,90\n")
    assert found.by("region") == {} and found.by("touchpoint") == {"store": 10, "billing": 90} and found.columns == ("touchpoint",)


@pytest.mark.parametrize("text, said", [
    ("", "exposure.csv is empty. Its first line names the columns"),
    ("region,people\nNorth,3\n", "line 1: no column is called customers. Found: 'region, people'"),
    ("country,customers\nUK,3\n", "line 1: column 'country' is unknown. Known: customers, touchpoint, channel, 'region', 'product'"),
    ("region,region,customers\nN,N,3\n", "a column is named twice"),
    ("region,customers\n", "names columns and no customers"),
    ("region,customers\nNorth,12,000\n", "line 2: 3 cells, the first line names 2 columns"),
    ("region,customers\nNorth,-3\n", "line 2: customers is '-3'; needed: a whole number such as 12000"),
    ("region,customers\nNorth,12.5\nSouth,many\n", "line 2: customers is '12.5'; needed: a whole number such as 12000, without signs; line 3: customers is 'many'"),
    ("region,customers\n,3\n", "line 2: names no group"),
    ("touchpoint,customers\nstor,3\n", "line 2: touchpoint 'stor' is unknown. Known: store, billing"),
    ("region,customers\n\nNorth,3\nNorth,4\n", "line 4: its group is counted in a line above already"),
    ("region,customers\n" + "North,x\n" * 9, "and 4 more"),
    ('region,customers\n"North,3\n', "cannot be read as CSV"),
])
def test_a_fault_says_its_line_what_was_found_and_what_is_allowed(text, said):
    with pytest.raises(ExposureError) as raised:
        parse(text)
    assert said in str(raised.value)


def test_a_file_that_is_none_of_ours_is_refused(tmp_path):
    path = tmp_path / "exposure.csv"
    assert exposure.read(path, TOUCHPOINTS, ATTRIBUTES) is None
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExposureError, match="not UTF-8"):
        exposure.read(path, TOUCHPOINTS, ATTRIBUTES)
    path.write_bytes(b"region,customers\n" + b"x" * exposure.MAX_BYTES)
    with pytest.raises(ExposureError, match="over 1,000,000 bytes"):
        exposure.read(path, TOUCHPOINTS, ATTRIBUTES)
    path.unlink()
    path.mkdir()
    with pytest.raises(ExposureError, match="cannot be read"):
        exposure.read(path, TOUCHPOINTS, ATTRIBUTES)


@given(st.text(alphabet=st.sampled_from('regioncustmersNorth,0123456789\n"\'\r\x00\t;é '), max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        found = parse(text)
    except ExposureError as error:
        assert str(error).startswith("exposure.csv") and "\n" not in str(error)
    else:
        assert all(n >= 0 for n in found.customers.values()) and found.customers


@given(st.dictionaries(st.tuples(st.sampled_from(["", "North", "South"]), st.sampled_from(["", "x", "e-mail"])), st.integers(0, 10**9), min_size=1))
def test_what_is_written_is_what_is_read(groups):
    wanted = {group: n for group, n in groups.items() if any(group)}
    text = "customers,region,channel\n" + "".join(f"{n},{region},{channel}\n" for (region, channel), n in wanted.items())
    if not wanted:
        return
    found = parse(text)
    assert {(dict(g).get("region", ""), dict(g).get("channel", "")): n for g, n in found.customers.items()} == wanted
    alone = {region: n for (region, channel), n in wanted.items() if region and not channel}
    assert not alone or found.by("region") == alone


def test_the_example_of_the_page_and_the_docs_and_the_file_of_the_sample_are_read():
    assert exposure.parse(exposure.EXAMPLE, ("store",), ("region",)).by("region") == {"North": 96000, "South": 88000}
    assert exposure.EXAMPLE in (ROOT / "docs" / "fairness.md").read_text(encoding="utf-8")
    ids = load_taxonomy("telecom").ids
    assert exposure.read(FOLDER / exposure.FILE_NAME, ids, ("region", "product", "app_version")).columns == ("region", "channel", "touchpoint")
