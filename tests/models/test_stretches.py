"""Numbers as people write them."""
import pytest

from models.stretches import number


@pytest.mark.parametrize("word, wanted", [("3", 3.0), ("1,200.50", 1200.5), ("1.200,50", 1200.5), ("7,50", 7.5), ("1,200", 1200.0), ("2nd", None), ("4g", None), ("word", None), ("", None)])
def test_a_number_is_read_and_an_ordinal_is_none(word, wanted):
    assert number(word) == wanted
