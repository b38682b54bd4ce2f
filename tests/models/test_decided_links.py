"""What people decided corrects the link: few decisions help, none hurts, and nobody can break it."""
import json

import numpy as np
import pytest
from swimming import STORIES, TOUCHPOINTS, swimmers

from models.correcting import FEWEST_TO_COOL, learn_correction
from models.linking import TouchpointLinker

HALLS = ("the north hall was closed again", "north hall shut without a word", "closed hall, the north one, no notice")
LESSONS = [touchpoint[0] for touchpoint in TOUCHPOINTS].index("lessons")


@pytest.fixture(scope="module")
def with_halls(swimming):
    """Swimmers and 60 complaints about a hall of which the taxonomy knows nothing: (texts, embedding, is it about the hall)."""
    others, _ = swimmers(240, seed=1)
    texts = others + [f"{opening} {HALLS[i % 3]}" for i in range(20) for opening in ("hi,", "sorry but", "honestly")]
    return texts, swimming.encoder.encode(texts), np.arange(len(texts)) >= len(others)


def fitted(swimming, with_halls, decided):
    texts, embedding, _ = with_halls
    return TouchpointLinker(TOUCHPOINTS).fit(texts, embedding, swimming.encoder, decided)


def said_of_halls(with_halls, n: int, touchpoint: int = LESSONS) -> np.ndarray:
    is_hall = with_halls[2]
    decided = np.full(len(is_hall), -1)
    decided[np.flatnonzero(is_hall)[:n]] = touchpoint
    return decided


def share_of_lessons(swimming, with_halls, n: int) -> float:
    texts, embedding, is_hall = with_halls
    proba = fitted(swimming, with_halls, said_of_halls(with_halls, n)).predict_proba(texts, embedding)
    unseen = is_hall & (said_of_halls(with_halls, n) < 0)
    return float((proba[unseen].argmax(axis=1) == LESSONS).mean())


def test_a_few_decisions_teach_what_no_description_says_and_each_more(swimming, with_halls):
    shares = [share_of_lessons(swimming, with_halls, n) for n in (0, 3, 20)]
    assert shares == sorted(shares) and shares[0] < 0.3 and shares[1] > 0.5 and shares[2] == 1.0


def test_what_nobody_decided_about_stays_as_it_was(swimming, with_halls):
    texts, embedding, is_hall = with_halls
    before, after = (fitted(swimming, with_halls, said_of_halls(with_halls, n)).predict_proba(texts, embedding) for n in (0, 10))
    assert (before.argmax(axis=1) == after.argmax(axis=1))[~is_hall].all()


def test_nothing_decided_is_bit_for_bit_the_link_without_decisions(swimming, with_halls):
    texts, embedding, _ = with_halls
    one, other = (fitted(swimming, with_halls, decided).predict_proba(texts, embedding) for decided in (None, np.full(len(texts), -1)))
    assert (one == other).all()


def test_the_same_said_of_everything_moves_all_and_breaks_nothing(swimming, with_halls):
    texts, embedding, _ = with_halls
    proba = fitted(swimming, with_halls, np.full(len(texts), LESSONS)).predict_proba(texts, embedding)
    assert (proba.argmax(axis=1) == LESSONS).mean() > 0.7 and np.allclose(proba.sum(axis=1), 1, atol=1e-5)


def test_a_word_about_the_topic_weighs_less_than_one_about_the_complaint(swimming, with_halls):
    texts, embedding, is_hall = with_halls
    def share(weight):
        linker = TouchpointLinker(TOUCHPOINTS).fit(texts, embedding, swimming.encoder, said_of_halls(with_halls, 10), np.full(len(texts), weight))
        return linker.predict_proba(texts, embedding)[is_hall, LESSONS].mean()
    assert share(0.1) < share(1.0)


def test_learnt_decisions_are_kept_with_the_model(swimming, with_halls):
    texts, embedding, _ = with_halls
    linker = fitted(swimming, with_halls, said_of_halls(with_halls, 60))
    kept = TouchpointLinker.from_state(json.loads(json.dumps(linker.to_config())), linker.to_arrays())
    assert (kept.predict_proba(texts, embedding) == linker.predict_proba(texts, embedding)).all()
    assert kept.unclear_below(0.3) == linker.unclear_below(0.3) and kept.decided_n_ == 60


def test_decisions_about_touchpoints_that_are_not_there_are_refused(swimming, with_halls):
    with pytest.raises(ValueError, match="up to touchpoint 4 found; 300 complaints and touchpoints 0 to 3"):
        fitted(swimming, with_halls, said_of_halls(with_halls, 5, touchpoint=4))


def test_fifty_decisions_tell_how_sure_a_link_may_be():
    shares = np.tile([0.95, 0.05], (100, 1))
    decided = np.array([0, 0, 1] * 33 + [0])
    features = np.random.default_rng(0).normal(size=(100, 3)) / 10
    sure = [learn_correction(shares[:n], features[:n], decided[:n], np.ones(n)).apply(shares, features).max(axis=1).mean()
            for n in (FEWEST_TO_COOL - 1, 100)]
    assert 0.6 < sure[1] < sure[0] - 0.05


def test_the_words_that_carry_a_link_are_named_as_they_were_written(swimming):
    why = swimming.linker.explain("Membership CHARGED twice, and what a lovely day", swimming.encoder)
    assert why.touchpoint_id == "payments" and {word for word, _ in why.words} & {"Membership", "CHARGED"}
    assert "lovely" not in dict(why.words) and all(weight > 0 for _, weight in why.words)


def test_a_link_can_be_explained_for_another_touchpoint_than_the_likeliest(swimming):
    text = STORIES["cold water"][0] + ", and the coach was rude"
    assert dict(swimming.linker.explain(text, swimming.encoder, "lessons").words).keys() & {"coach", "rude"}


@pytest.mark.parametrize("text", ["", "!!! ???", "the and of", "😀 <script>", "water " * 3000])
def test_any_text_can_be_explained(swimming, text):
    assert len(swimming.linker.explain(text, swimming.encoder).shares) == 4
