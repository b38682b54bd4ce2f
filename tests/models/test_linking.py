"""Complaints to touchpoints, with nothing but a taxonomy."""
import json

import numpy as np
import pytest
from swimming import TOUCHPOINT_OF, TOUCHPOINTS, phrased

from models.embedding import LsaEncoder
from models.linking import TouchpointLinker, decide, with_topic
from pipeline.settings import ROOT, load_settings
from pipeline.taxonomy import load_taxonomy


def test_planted_stories_reach_their_touchpoint_without_a_label(swimming):
    said = np.array(swimming.linker.ids_)[swimming.proba.argmax(axis=1)]
    assert (said == [TOUCHPOINT_OF[story] for story in swimming.stories]).mean() == 1.0


def test_shares_are_probabilities(swimming):
    assert np.allclose(swimming.proba.sum(axis=1), 1, atol=1e-5) and swimming.proba.min() >= 0


def test_what_was_learnt_is_kept_with_its_weight(swimming):
    texts = swimming.texts * 3
    embedding = swimming.encoder.encode(texts)
    linker = TouchpointLinker(TOUCHPOINTS).fit(texts, embedding, swimming.encoder)
    kept = TouchpointLinker.from_state(json.loads(json.dumps(linker.to_config())), linker.to_arrays())
    assert kept.trust_.max() > 0 and (kept.predict_proba(texts, embedding) == linker.predict_proba(texts, embedding)).all()


def test_what_is_kept_links_bit_for_bit_the_same_without_an_encoder(swimming):
    config = json.loads(json.dumps(swimming.linker.to_config()))
    kept = TouchpointLinker.from_state(config, swimming.linker.to_arrays())
    assert (kept.predict_proba(swimming.texts, swimming.embedding) == swimming.proba).all()


def test_the_explanation_names_the_phrases_that_were_said(swimming):
    text = "the coach of the class was rude"
    why = swimming.linker.explain(text, swimming.encoder)
    assert why.phrases == [("lessons", "coach"), ("lessons", "class")]
    assert why.touchpoint_id == why.shares[0][0] == why.closest[0][0] == "lessons"


def test_a_phrase_counts_in_every_inflection(swimming):
    assert swimming.linker.phrases_.hits(["both lockers, two cards"]).sum() == 2


@pytest.mark.parametrize("n", [70, 150, 400])
def test_a_first_file_of_any_size_is_mostly_linked_and_mostly_right(n):
    touchpoints = [(t.id, t.description, t.all_phrases) for t in load_taxonomy("airline").touchpoints]
    texts, truth = phrased(touchpoints, n)
    encoder = LsaEncoder().fit(texts)
    embedding = encoder.encode(texts)
    linker = TouchpointLinker(touchpoints).fit(texts, embedding, encoder)
    chosen, _ = decide(linker.predict_proba(texts, embedding), linker.unclear_below(load_settings(ROOT).link.unclear_risk))
    assert (chosen >= 0).mean() >= 0.7 and (chosen == truth)[chosen >= 0].mean() >= 0.8


def test_what_was_learnt_counts_more_the_more_was_read(swimming):
    def weight(n):
        texts = (swimming.texts * 3)[:n]
        return TouchpointLinker(TOUCHPOINTS).fit(texts, swimming.encoder.encode(texts), swimming.encoder).trust_.max()
    assert [round(weight(n), 2) for n in (60, 300, 600)] == [0.0, 0.0, 0.5]


def test_a_rare_touchpoint_is_still_named():
    touchpoints = [(t.id, t.description, t.all_phrases) for t in load_taxonomy("airline").touchpoints]
    rare = [t[0] for t in touchpoints].index("baggage-damage")
    texts, truth = phrased(touchpoints, 2500)
    kept = [i for i, t in enumerate(truth) if t != rare or i < 200]
    texts, is_rare = [texts[i] for i in kept], np.array([truth[i] == rare for i in kept])
    encoder = LsaEncoder().fit(texts)
    embedding = encoder.encode(texts)
    proba = TouchpointLinker(touchpoints).fit(texts, embedding, encoder).predict_proba(texts, embedding)
    assert is_rare.sum() == 10 and (proba.argmax(axis=1) == rare)[is_rare].mean() >= 0.8


def test_few_texts_keep_the_first_guess(swimming):
    few, embedding = swimming.texts[:8], swimming.embedding[:8]
    linker = TouchpointLinker(TOUCHPOINTS).fit(few, embedding, swimming.encoder)
    assert (linker.predict_proba(few, embedding).argmax(1) == linker.first_guess(few, embedding).argmax(1)).all()


def test_no_texts_at_all_still_link(swimming):
    linker = TouchpointLinker(TOUCHPOINTS).fit([], swimming.embedding[:0], swimming.encoder)
    assert linker.predict_proba([], swimming.embedding[:0]).shape == (0, 4)
    assert linker.predict_proba(["cold pool"], swimming.encoder.encode(["cold pool"])).argmax() == 1


def test_one_touchpoint_is_no_choice(swimming):
    with pytest.raises(ValueError, match="2 touchpoints or more to choose from, found 1"):
        TouchpointLinker(TOUCHPOINTS[:1]).fit(swimming.texts, swimming.embedding, swimming.encoder)


def test_unclear_is_said_below_the_confidence():
    chosen, confidence = decide(np.array([[0.3, 0.7], [0.5, 0.5]]), unclear_below=0.6)
    assert chosen.tolist() == [1, -1] and confidence.tolist() == [0.7, 0.5]


def test_a_topic_lends_its_shares_only_to_its_own():
    both = with_topic(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 1.0]]), np.array([0, -1]))
    assert np.allclose(both, [[0.7, 0.3], [1.0, 0.0]])


def test_the_shares_handed_in_are_not_changed():
    own = np.array([[1.0, 0.0]])
    with_topic(own, np.array([[0.0, 1.0]]), np.array([0]))
    assert own.tolist() == [[1.0, 0.0]]
