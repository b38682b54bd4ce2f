"""A student of hashed words imitates a teacher; a blend weighs it by how well it knows the texts."""
import json

import numpy as np
import pytest

from models.blending import MOST_WEIGHT, BlendedEncoder, student_weight
from models.embedding import LsaEncoder
from models.hashing import hashed_counts, hashed_sums
from models.student import Student, ridge_weights

STRANGE = ["😡 🙃", "", "quzzle vorpal brane"]


@pytest.fixture(scope="module")
def taught(swimming) -> Student:
    """Taught by the LSA of the swimming bath, as if that were a large encoder."""
    return Student(16, 2 ** 10).fit(swimming.texts, swimming.embedding)


@pytest.fixture(scope="module")
def blend(swimming, taught) -> BlendedEncoder:
    return BlendedEncoder(taught, 10, 10).fit(swimming.texts)


def test_a_word_a_pair_and_the_parts_of_a_word_are_counted_by_bucket():
    row = hashed_counts(["Lost bag", "lost BAG lost bag"], 2 ** 20)
    assert row.shape == (2, 2 ** 20) and np.isclose(sorted(row[0].data)[-3:], 1 / np.sqrt(2)).all()
    parts_of_lost, parts_of_bag = 2 + 3 + 4, 1 + 2 + 3   # of " lost " and " bag ", 5, 4 and 3 characters long
    assert row[0].nnz == 2 + 1 + parts_of_lost + parts_of_bag


def test_the_sum_by_word_is_the_sum_by_bucket(swimming):
    weights = np.random.default_rng(0).normal(size=(64, 3)).astype(np.float32)
    words_n = np.array([4, 1, 1])
    by_word = hashed_sums(["the lock is broken", "lock", "coach"], weights)
    by_bucket = hashed_counts(["the lock is broken", "lock", "coach"], 64) @ weights * np.sqrt(words_n)[:, None]
    np.testing.assert_allclose(by_word, by_bucket, atol=1e-4)


def test_ridge_finds_the_weights_that_solve_the_normal_equations():
    counts = hashed_counts(["a lock", "a coach", "cold water", "the water is cold"], 8)
    targets = np.eye(4, dtype=np.float32)
    dense = counts.toarray()
    exact = np.linalg.solve(dense.T @ dense + np.eye(8), dense.T @ targets)
    np.testing.assert_allclose(ridge_weights(counts, targets, 1.0, steps=30), exact, atol=1e-3)


def test_a_student_brings_together_what_its_teacher_does(swimming, taught):
    known = taught.encode(swimming.texts)
    same = swimming.stories[:, None] == swimming.stories[None]
    assert known.shape == (240, 16) and known.dtype == np.float32
    assert (known @ known.T)[same].mean() > 0.25 > 0 > (known @ known.T)[~same].mean()


def test_a_student_speaks_louder_of_what_it_knows(swimming, taught):
    assert taught.loudness(swimming.texts) > 2 * taught.loudness(STRANGE)
    assert taught.loudness([]) == 0


def test_what_a_student_is_kept_as_is_bytes_and_encodes_the_same(swimming, taught):
    kept = Student.from_state(json.loads(json.dumps(taught.to_config())), taught.to_arrays())
    assert kept.weights_.dtype == np.int8 and (kept.encode(swimming.texts) == taught.encode(swimming.texts)).all()


def test_a_taught_student_forgets_what_almost_only_forgotten_texts_said(swimming):
    student = Student(8, 2 ** 14).fit([*swimming.texts, "zorblax quimbied"], np.vstack([swimming.embedding, swimming.embedding[:1]]))
    left = student.without(["zorblax quimbied"], 5)
    assert student.encode(["zorblax"]).any() and not left.encode(["zorblax"]).any()
    assert np.allclose(left.encode(swimming.texts[:20]), student.encode(swimming.texts[:20]), atol=0.2)


def test_a_student_of_public_texts_has_nothing_to_forget(taught):
    public = Student.from_state(taught.to_config(), taught.to_arrays() | {"held_n": taught.held_n_[:0]})
    assert public.without(["the lock"], 5) is public


def test_texts_without_their_vectors_are_refused():
    with pytest.raises(ValueError, match="found 1 texts and 0 vectors"):
        Student().fit(["one"], np.zeros((0, 4)))


def test_the_weight_of_a_student_follows_its_loudness_and_ends_at_four():
    assert student_weight(0.0) == 0 and 0.6 < student_weight(0.55) < 0.9 and student_weight(0.9) == MOST_WEIGHT


def test_a_blend_keeps_length_one_and_zero_where_nothing_is_known(swimming, blend):
    rows = blend.encode([*swimming.texts, *STRANGE[:2]])
    assert np.allclose(np.linalg.norm(rows[:240], axis=1), 1, atol=1e-5) and not rows[240:].any()
    assert blend.encode([]).shape == (0, rows.shape[1])


def test_a_blend_comes_back_bit_for_bit(swimming, blend):
    kept = BlendedEncoder.from_state(json.loads(json.dumps(blend.to_config())), blend.to_arrays())
    assert (kept.encode(swimming.texts) == blend.encode(swimming.texts)).all()


def test_a_blend_forgets_with_both_its_parts(swimming, blend):
    left = blend.without(["zorblax"], 240, 5)
    assert "zorblax" not in left.lsa_.words_.vocabulary_ and left.mean_ is blend.mean_


def test_any_encoder_with_an_encode_can_stand_in_for_the_student(swimming):
    foreign = BlendedEncoder(LsaEncoder(20, 20).fit(swimming.texts), 10, 10).fit(swimming.texts)
    kept = BlendedEncoder.from_state(foreign.to_config(), foreign.to_arrays(), foreign.base)
    assert foreign.weight_ == 2.0 and (kept.encode(swimming.texts) == foreign.encode(swimming.texts)).all()
