"""The taxonomies we ship are sound, and a fault in anybody's own is named by its line."""
from __future__ import annotations

import pickle
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import TaxonomyError
from pipeline.taxonomy import FOLDER, MAX_BYTES, Stage, available, load_taxonomy

SMALL = """\
name: rail
title: Rail
stages:
  - {id: travel, name: Travel}
  - {id: help, name: Get help}
touchpoints:
  - id: train
    name: Train
    stage: travel
    description: The ride. It fails when the train is late.
    phrases: [late, Packed  Train, late]
    phrases_by_language: {de: [verspätung], fr: [retard, late]}
    owner: Operations
    hands_over_to: [phone-line]
    care_channel: false
  - id: phone-line
    name: Phone line
    stage: help
    description: Calling us. It fails when nobody answers.
    phrases: [on hold]
    owner: Contact centre
    hands_over_to: []
    care_channel: true
"""
FIELDS = "id, name, stage, description, phrases, owner, hands_over_to, care_channel"
TEXT = "Needed: a text, in quotes if it is a word like no or a number like 24."
CHECK = "Check indentation, colons, brackets and quotes there."
FAULTS = {
    "unknown stage": ("stage: travel", "stage: travle", "line 9: 'travle' in stage of touchpoint 'train' is not allowed. "
        "Did you mean 'travel'? Known: travel, help. Fix the spelling or add it."),
    "unknown hand-over": ("[phone-line]", "[fone]", "line 14: 'fone' in hands_over_to of touchpoint 'train' is not allowed. "
        "Known: phone-line. Fix the spelling or add it."),
    "hand-over to itself": ("[phone-line]", "[train]", "line 14: 'train' in hands_over_to of touchpoint 'train' is not allowed. "
        "Known: phone-line. Fix the spelling or add it."),
    "hand-over not a list": ("[phone-line]", "phone-line", "line 14: hands_over_to of touchpoint 'train' is 'phone-line'. "
        "Needed: a list (it may be empty)."),
    "id twice": ("id: phone-line", "id: train", "line 16: touchpoint id 'train' is already used on line 7. Rename or delete one."),
    "stage id twice": ("id: help", "id: travel", "line 5: stage id 'travel' is already used on line 4. Rename or delete one."),
    "id not kebab-case": ("id: train", "id: The_Train", "line 7: id of a touchpoint is 'The_Train'. "
        "Allowed: small letters, digits and single hyphens, such as 'the-train'."),
    "field missing": ("    owner: Operations\n", "", f"line 7: touchpoint 'train' has no 'owner'. Needed: {FIELDS}. Add it."),
    "field empty": ("owner: Operations", "owner:", f"line 13: owner of touchpoint 'train' is empty. {TEXT}"),
    "field blank": ("owner: Operations", "owner: ' '", f"line 13: owner of touchpoint 'train' is empty. {TEXT}"),
    "field unknown": ("owner: Operations", "ownr: Operations", "line 13: field 'ownr' of touchpoint is unknown. "
        f"Did you mean 'owner'? Known: {FIELDS}, phrases_by_language, channels, complaints_to. Fix or delete it."),
    "field twice": ("owner: Operations", "name: Operations", "line 13: field 'name' of touchpoint stands twice. Delete one."),
    "number for text": ("owner: Operations", "owner: 24", f"line 13: owner of touchpoint 'train' is '24' (a number). {TEXT}"),
    "list for text": ("title: Rail", "title: [Rail]", f"line 2: title is a list. {TEXT}"),
    "unstorable text": ("title: Rail", 'title: "R\\uD800"', f"line 2: title is 'R\\ud800'. {TEXT}"),
    "phrases empty": ("[on hold]", "[]", "line 20: phrases of touchpoint 'phone-line' is an empty list. Needed: a list of at least one."),
    "phrases no list": ("[on hold]", "on hold", "line 20: phrases of touchpoint 'phone-line' is 'on hold'. Needed: a list of at least one."),
    "phrase read as a flag": ("[on hold]", "[on hold, no]", "line 20: an entry of phrases of touchpoint 'phone-line' is "
        f"'no' (true or false). {TEXT}"),
    "flag not a flag": ("care_channel: true", "care_channel: maybe", "line 23: care_channel of touchpoint 'phone-line' is 'maybe'. "
        "Needed: true (phone line, chat, mail, social media) or false."),
    "tag forced on a flag": ("care_channel: true", "care_channel: !!bool maybe", "line 23: care_channel of touchpoint 'phone-line' is "
        "'maybe' (true or false). Needed: true (phone line, chat, mail, social media) or false."),
    "language unknown": ("{de:", "{german:", "line 12: a language in phrases_by_language of touchpoint 'train' is 'german'. "
        "Needed: two small letters such as es, each language once."),
    "language without phrases": ("[verspätung]", "", "line 12: 'de' in phrases_by_language of touchpoint 'train' is empty. "
        "Needed: a list of at least one."),
    "languages not named": ("{de: [verspätung], fr: [retard, late]}", "[retard]", "line 12: phrases_by_language of touchpoint 'train' "
        "is a list. Needed: lists by language, such as {es: [sin señal], de: [kein netz]}."),
    "not YAML": ("owner: Operations", "owner: a: b", f"line 13: not YAML: mapping values are not allowed here. {CHECK}"),
    "bracket left open": ("[on hold]", "[on hold", "line 21: not YAML: while parsing a flow sequence, expected ',' or ']', but got ':'. "
        f"{CHECK}"),
    "control character": ("Operations", "Oper\x07ations", "line 13: not YAML: character U+0007 is not allowed. Delete it."),
    "code in the file": ("title: Rail", "title: !!python/object/apply:os.getcwd []", f"line 2: title is an empty list. {TEXT}"),
}
WHOLE = {
    "empty": ("", f"own.yaml is empty. Needed: name, title, stages, touchpoints. Start from a file in {FOLDER}."),
    "only a comment": ("# soon\n", f"own.yaml is empty. Needed: name, title, stages, touchpoints. Start from a file in {FOLDER}."),
    "a text": ("hello", "own.yaml line 1: the file is 'hello'. Needed: the fields name, title, stages, touchpoints."),
    "no touchpoints": (SMALL.split("touchpoints:")[0] + "touchpoints: []\n",
        "own.yaml line 6: touchpoints is an empty list. Needed: a list of at least one."),
    "no touchpoints field": (SMALL.split("touchpoints:")[0],
        "own.yaml line 1: the file has no 'touchpoints'. Needed: name, title, stages, touchpoints. Add it."),
    "nested without end": ("[" * 200_000, "own.yaml: not YAML: it is nested too deep. Start from a file in " f"{FOLDER}."),
}


@pytest.fixture
def own(tmp_path):
    """Writes a taxonomy of one's own and gives its path."""
    def write(content: str | bytes):
        path = tmp_path / "own.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
    return write


@pytest.fixture(params=available())
def shipped(request):
    return load_taxonomy(request.param)


def test_five_taxonomies_are_shipped():
    assert available() == ("airline", "bank", "retail-and-delivery", "software", "telecom")


def test_a_shipped_taxonomy_is_named_like_its_file():
    assert tuple(load_taxonomy(name).name for name in available()) == available()


def test_a_shipped_taxonomy_has_12_to_25_touchpoints(shipped):
    assert 12 <= len(shipped.touchpoints) <= 25


def test_a_shipped_touchpoint_has_10_to_45_phrases_of_at_most_four_words(shipped):
    wrong = [t.id for t in shipped.touchpoints if not 10 <= len(t.phrases) <= 45]
    long = [phrase for t in shipped.touchpoints for phrase in t.all_phrases if len(phrase.split()) > 4]
    assert (wrong, long) == ([], [])


def test_no_shipped_phrase_points_to_more_than_two_touchpoints(shipped):
    counts = Counter(phrase for t in shipped.touchpoints for phrase in t.all_phrases)
    assert [phrase for phrase, n in counts.items() if n > 2] == []


def test_every_shipped_taxonomy_has_the_four_care_channels(shipped):
    care = {t.id for t in shipped.touchpoints if t.care_channel}
    assert care - {"ticket-support"} == {"phone-line", "chat", "e-mail-support", "social-care"}


def test_every_shipped_stage_has_touchpoints_and_every_touchpoint_hands_over(shipped):
    assert all(shipped.by_stage().values())
    assert [t.id for t in shipped.touchpoints if not t.hands_over_to] == []


def test_telecom_has_the_agreed_ids_and_speaks_four_languages():
    telecom = load_taxonomy("telecom")
    assert telecom.ids == tuple(
        "coverage-check store online-order delivery engineer-visit activation-and-porting home-broadband router-and-wifi home-phone "
        "mobile-network roaming tv-service app-and-login billing payments price-and-contract refunds-and-returns cancellation "
        "security-and-fraud phone-line chat e-mail-support social-care".split()
    )
    assert {tuple(t.phrases_by_language) for t in telecom.touchpoints} == {("es", "de", "fr")}
    assert min(len(p) for t in telecom.touchpoints for p in t.phrases_by_language.values()) >= 8


def test_a_file_becomes_stages_and_touchpoints(own):
    rail = load_taxonomy(own(SMALL))
    train = rail.touchpoint("train")
    assert (rail.name, rail.title, rail.ids) == ("rail", "Rail", ("train", "phone-line"))
    assert (train.stage, train.owner, train.hands_over_to, train.care_channel) == ("travel", "Operations", ("phone-line",), False)
    assert rail.by_stage() == {
        Stage("travel", "Travel"): (train,), Stage("help", "Get help"): (rail.touchpoint("phone-line"),)
    }


def test_phrases_are_lower_case_single_spaced_and_stand_once(own):
    train = load_taxonomy(own(SMALL)).touchpoint("train")
    assert train.phrases == ("late", "packed train")
    assert train.all_phrases == ("late", "packed train", "verspätung", "retard")


def test_a_stage_without_touchpoints_is_kept(own):
    rail = load_taxonomy(own(SMALL.replace("stage: help", "stage: travel")))
    assert rail.by_stage()[Stage("help", "Get help")] == ()


def test_a_taxonomy_can_be_hashed_and_pickled(own):
    rail = load_taxonomy(own(SMALL))
    assert hash(rail) == hash(pickle.loads(pickle.dumps(rail)))


def test_an_unknown_touchpoint_names_the_known_ones(own):
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(own(SMALL)).touchpoint("bus")
    assert str(caught.value) == "rail: touchpoint 'bus' is unknown. Known: train, phone-line."


@pytest.mark.parametrize("before, after, message", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_line(own, before, after, message):
    assert before in SMALL
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(own(SMALL.replace(before, after, 1)))
    assert str(caught.value) == f"own.yaml {message}"


@pytest.mark.parametrize("content, message", WHOLE.values(), ids=WHOLE)
def test_a_file_that_is_no_taxonomy_is_refused(own, content, message):
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(own(content))
    assert str(caught.value) == message


def test_a_byte_order_mark_is_no_fault_but_latin_1_is(own):
    assert load_taxonomy(own(b"\xef\xbb\xbf" + SMALL.encode())).name == "rail"
    with pytest.raises(TaxonomyError, match="own.yaml line 12: a character is not UTF-8. Save the file as UTF-8."):
        load_taxonomy(own(SMALL.encode("latin-1")))


def test_an_unknown_name_lists_the_known_ones(tmp_path):
    (tmp_path / "rail.yaml").write_text(SMALL)
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy("rial", tmp_path)
    assert str(caught.value) == (
        f"There is no taxonomy at {tmp_path / 'rial.yaml'}. Did you mean 'rail'? Known: rail. "
        "Give one of these names or the path of a .yaml file."
    )


def test_a_folder_and_a_huge_file_are_refused(tmp_path, own):
    with pytest.raises(TaxonomyError, match="cannot be read: Is a directory. Known: airline, bank"):
        load_taxonomy(tmp_path)
    with pytest.raises(TaxonomyError, match="is over 1,000,000 bytes, too large for a taxonomy"):
        load_taxonomy(own(b"#" * (MAX_BYTES + 1)))


def test_a_missing_folder_has_no_taxonomies(tmp_path):
    assert available(tmp_path / "nowhere") == ()


@settings(max_examples=300, deadline=None, database=None)
@given(content=st.binary(max_size=200) | st.text("[]{}:,-?&*!|>%@`\"'#\n\t \\a0~\x00\u2028", max_size=60).map(str.encode))
def test_arbitrary_bytes_raise_nothing_but_a_taxonomy_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "arbitrary.yaml"
    path.write_bytes(content)
    with pytest.raises(TaxonomyError):
        load_taxonomy(path)


@settings(max_examples=150, deadline=None, database=None)
@given(at=st.integers(0, len(SMALL)), cut=st.integers(0, 12), new=st.text(max_size=6) | st.sampled_from(["*a", "&a ", "!!set ", "'", "? "]))
def test_a_damaged_taxonomy_loads_or_raises_a_taxonomy_error(tmp_path_factory, at, cut, new):
    path = tmp_path_factory.getbasetemp() / "damaged.yaml"
    path.write_bytes((SMALL[:at] + new + SMALL[at + cut:]).encode("utf-8", "surrogatepass"))
    try:
        assert load_taxonomy(path).touchpoints
    except TaxonomyError as error:
        assert str(error).startswith("damaged.yaml")
