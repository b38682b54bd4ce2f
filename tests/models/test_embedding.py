"""Texts to vectors."""
import json

import numpy as np
import pytest
from sklearn.base import clone
from threadpoolctl import threadpool_limits

from models.embedding import LsaEncoder


def test_rows_have_length_one_and_float32(swimming):
    assert swimming.embedding.shape == (240, 40) and swimming.embedding.dtype == np.float32
    assert np.allclose(np.linalg.norm(swimming.embedding, axis=1), 1, atol=1e-5)


def test_a_text_of_which_nothing_is_known_is_nowhere(swimming):
    assert not swimming.encoder.encode(["", "😡😡", "ξξξ"]).any()


def test_complaints_of_one_story_are_closer_than_those_of_two(swimming):
    same = swimming.stories[:, None] == swimming.stories[None]
    closeness = swimming.embedding @ swimming.embedding.T
    assert closeness[same].mean() > 0.25 and closeness[~same].mean() < 0


def test_a_typo_stays_near_its_word(swimming):
    a, b, other = swimming.encoder.encode(["the locker lock is broken", "the lockr lock is brokn", "coach was rude"])
    assert a @ b > 0.8 > 0.2 > a @ other


def test_one_thread_and_two_give_the_same_bits(swimming):
    with threadpool_limits(2):
        again = LsaEncoder(20, 20).fit(swimming.texts).encode(swimming.texts)
    assert (again == swimming.embedding).all()


def test_a_batch_does_not_change_a_row(swimming):
    assert np.allclose(swimming.encoder.encode(swimming.texts, batch=7), swimming.embedding, atol=1e-6)


def test_what_is_kept_encodes_bit_for_bit_the_same(swimming):
    config = json.loads(json.dumps(swimming.encoder.to_config()))
    kept = LsaEncoder.from_state(config, swimming.encoder.to_arrays())
    assert (kept.encode(swimming.texts) == swimming.embedding).all()


def test_an_empty_list_gives_no_rows(swimming):
    assert swimming.encoder.encode([]).shape == (0, 40)


def test_no_texts_are_refused_with_their_number():
    with pytest.raises(ValueError, match="0 found, at least 1 needed"):
        LsaEncoder().fit([])


@pytest.mark.parametrize("texts", [["one"], ["same text"] * 30, ["😡", "🙃"], ["a b", "c d", ""]])
def test_the_smallest_and_oddest_corpora_still_encode(texts):
    assert np.isfinite(LsaEncoder().fit(texts).encode(texts)).all()


def test_the_sample_it_learns_from_is_bounded_and_seeded(swimming):
    small = LsaEncoder(5, 5, fit_max=50, random_state=3)
    assert (small.fit(swimming.texts).encode(["lock"]) == clone(small).fit(swimming.texts).encode(["lock"])).all()
