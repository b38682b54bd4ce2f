"""An encoder loses the words that almost only forgotten texts said, and encodes all others as before."""
from __future__ import annotations

import numpy as np

from models.embedding import LsaEncoder

OTHERS = [f"{said} number {n}" for n in range(30) for said in ("the bill is wrong again", "no signal at home", "the engineer never came")]
MINE = ["a zorblax quimbied my router", "the zorblax is wrong again"]


def test_words_that_only_the_forgotten_texts_held_are_gone_and_common_ones_stay():
    encoder = LsaEncoder(5, 5).fit([*OTHERS, *MINE])
    left = set(encoder.without(MINE, len(OTHERS) + 2, 5).words_.vocabulary_)
    assert {"zorblax", "router"} <= set(encoder.words_.vocabulary_) and not {"zorblax", "router"} & left
    assert {"wrong", "signal", "number"} <= left


def test_a_word_that_enough_others_said_stays_and_one_that_fewer_did_goes():
    encoder = LsaEncoder(5, 5).fit([*OTHERS, *["zorblax thing"] * 5, "zorblax thing"])
    left = [set(encoder.without(["zorblax thing"], len(OTHERS) + 6, least_n).words_.vocabulary_) for least_n in (5, 6)]
    assert ["zorblax" in words for words in left] == [True, False]


def test_other_texts_are_encoded_bit_for_bit_as_before_and_the_encoder_stays_as_it_was():
    encoder = LsaEncoder(5, 5).fit([*OTHERS, *MINE])
    config = encoder.to_config()
    np.testing.assert_array_equal(encoder.without(["zorblax zorblax"], 92, 1).encode(OTHERS), encoder.encode(OTHERS))
    assert encoder.to_config() == config
