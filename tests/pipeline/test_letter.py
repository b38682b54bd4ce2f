"""The words of the Monday e-mail: exact in English, whole in every language, harmless whatever the public wrote."""
from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date

import pytest
from reported import APP, ENGINEERS, STORE, empty, example

from pipeline.mail.letter import MOST_SUBJECT_CHARS, Links, letter, subject, why_this
from pipeline.mail.recipient import LANGUAGES, Recipient
from pipeline.mail.wording import FOLDER, wording
from pipeline.report.snapshot import SECTIONS

LINKS = Links("https://canary.example.com/")


def catalogue(language: str) -> dict[str, str]:
    found = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    flat = {}
    for name, value in found.items():
        flat |= {f"{name}.{key}": each for key, each in value.items()} if isinstance(value, dict) else {name: value}
    return flat


def fields(text) -> set[str]:
    return set(re.findall(r"{(\w+)}", " ".join(text) if isinstance(text, list) else text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_facts(language):
    english, other = catalogue("en"), catalogue(language)
    assert list(other) == list(english)
    assert {key: fields(text) for key, text in other.items()} == {key: fields(text) for key, text in english.items()}


def test_the_three_lines_can_be_read_aloud():
    assert letter(example(), LINKS).lines == (
        "214 people complained, 34 more than in an average week of the four before.",
        "“App crashed on the bill page” rose above what is expected; “Waiting for the eSIM code” got worse; “Refunds are paid without a second approval” came back; "
        "complaints fell after the fix: “Engineers are booked from their real calendar”. 1 said before and unchanged: see the dashboard.",
        "Waiting for somebody to act: 22 topics; longest “<b>\"Staff\"</b> never saw a paper”, 13 weeks.")


def test_a_quiet_week_says_so_in_words_and_is_still_a_letter():
    said = letter(empty(), LINKS)
    assert said.subject == "[fictional sample] Week 46: nothing new" and said.sections == ()
    assert said.lines == ("Nobody was heard this week. Silence is unknown, not green.", "Nothing new stands out, and nothing that stood out moved.",
                          "Nothing waits for somebody to act.")


def test_an_entry_says_what_where_and_whose_it_is():
    entry = letter(example(), LINKS).sections[0].entries[0]
    assert (entry.title, entry.place, entry.sentence) == ("App crashed on the bill page", "App and login", "47 people this week, 13 expected. Up since 5 Nov.")
    assert entry.notes == ("Mostly 7.2 × North: 83 % of what is more than expected.", "Owner: Digital product")
    assert entry.quotes[1].words == "“the app crashes every time since the update”" and entry.quotes[1].origin == "x, 12 Nov"
    assert entry.link == "https://canary.example.com/signals?s=s-topic-t-008-20261108" and entry.answers == ()


def test_an_owner_gets_duties_first_and_answers_that_open_the_dashboard():
    said = letter(example(owner="Digital product"), LINKS)
    assert said.sections[0].key == "duties" and said.sections[0].entries[1].sentence == "Ship the fix, due 14 Dec."
    assert [link.rpartition("&")[2] for _, link in said.sections[1].entries[0].answers] == ["answer=acknowledge", "answer=until", "answer=not-mine"]


def test_few_people_are_never_a_number():
    said = letter(example(items=(replace(APP, people_n=None, is_few=True),)), LINKS)
    assert said.sections[0].entries[0].sentence.startswith("fewer than 5 people this week") and "fewer than 5 people" in said.subject
    assert said.rows[1].people == "<5" and said.rows[0].trend_alt.endswith("–, 14, 12, 17, 19, 0, <5, 16, 18, 21, 30, 47")


def test_a_subject_says_the_one_thing_in_one_short_line():
    assert subject(example(is_sample=False), wording("en")) == "New: App crashed on the bill page, 47 people (and 4 more)"
    long = example(items=(replace(APP, name="Refund " * 50 + "\r\nBcc: all@example.com"),))
    said = subject(long, wording("en"))
    assert len(said) <= MOST_SUBJECT_CHARS and "\n" not in said and said.endswith("Refund…, 47 people")


def test_what_needs_a_person_comes_before_what_went_well():
    fell = replace(APP, section="verified", item_id="fix:f-1", name="Fell")
    assert subject(example(items=(fell, STORE), is_sample=False), wording("en")).startswith("Nobody acts: ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_can_be_said_in_every_language(language, section):
    one = {"unacted": STORE, "verified": ENGINEERS, "no effect": ENGINEERS}.get(section, APP)
    item = replace(one, section=section, moved="state", state="an owner" if section == "unacted" else "acknowledged")
    for snapshot in (example(items=(item,)), example(items=(replace(item, people_n=None, expected_n=None),))):
        said = letter(snapshot, LINKS, language)
        assert "{" not in "".join([said.subject, *said.lines, *said.warnings, *(part for s in said.sections for e in s.entries for part in (e.sentence, *e.notes))])


def test_days_and_numbers_are_in_the_languages_manner():
    german, french = wording("de"), wording("fr")
    assert german.number(12345) == "12.345" and french.number(12345) == "12\u202f345" and german.number(4.5) == "4,5"
    assert german.say("items.over", since=german.day(date(2026, 11, 5), 2026)).endswith("Erhöht war es seit 5. Nov.")
    assert french.people(0, 5) == "0 personne" and wording("en").people(0, 5) == "0 people"


def test_the_time_of_making_is_told_in_the_readers_zone():
    assert letter(example(), LINKS, zone="Europe/Berlin").made.startswith("Made 16 Nov 2026 07:00 (Europe/Berlin) of data up to 15 Nov 2026.")


def test_why_it_came_is_said_and_a_hostile_name_is_one_line():
    assert why_this(Recipient("ann", "ann@example.com", "Ann", "")) == "You get this as Ann, everybody's edition."
    assert why_this(Recipient("ann", "ann@example.com", "Ann\u202e\nB", "Logistics")) == "You get this as Ann B, the edition of Logistics."


def test_beyond_what_a_screen_holds_the_rest_is_counted():
    items = tuple(replace(APP, item_id=f"signal:{n}", name=f"Topic {n}") for n in range(7))
    section = letter(example(items=items), LINKS).sections[0]
    assert len(section.entries) == 3 and section.more == "4 more in the dashboard."


def test_what_waits_and_is_not_listed_is_still_said():
    one = example(owner="Digital product", items=(), duties=(), facts={"waiting_n": 1})
    assert letter(one, LINKS).lines[2] == "Waiting for somebody to act: 1 topic, not listed here: see the dashboard."
    assert letter(example(facts={"waiting_n": 24}), LINKS).sections[-1].more == "23 more in the dashboard."
