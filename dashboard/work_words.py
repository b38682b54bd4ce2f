"""What the Workbench says: questions, what the model says and why, and whether a model may be published. Pure; plain text, not Markdown."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.work_queue import MEMBER, NAME, TOPIC_LINK, TOUCHPOINT, Card, Choice
from dashboard.wording import count, listing, number, percent

if TYPE_CHECKING:
    from models.explaining import Explanation


def question(card: Card, label: str) -> str:
    return {
        TOPIC_LINK: f"Which touchpoint is “{label}” about?", NAME: f"Is “{label}” a good name for this topic?",
        MEMBER: f"Does this belong in “{label}”?", TOUCHPOINT: "Which touchpoint failed here?"}[card.kind]


def button(card: Card, choice: Choice) -> str:
    """The words on an answer."""
    if choice.kind == "rename":
        return "Keep this name"
    if choice.kind == "belongs":
        return f"Yes: {choice.label}" if choice.topic_id == card.topic_id else f"No: {choice.label}"
    return choice.label


def says(card: Card, topic, row: Mapping | None, names: Mapping[str, str]) -> str:
    """What the model says of a card. topic: a row of the table `topics`; row: the complaint, as of complaints.evidence."""
    if card.kind == MEMBER:
        return f"The model puts it there, {percent(row['topic_confidence'])} sure." if row else "Its complaint is gone."
    if card.kind == TOUCHPOINT:
        return f"The model says {_named(row['touchpoint_id'], names)}. Topic: “{topic.label}”." if row else "Its complaint is gone."
    size = count(topic.complaints_n, "complaint")
    if card.kind == NAME:
        return f"{size}. The model made this name out of their words; nobody has said that it is right."
    return f"{size}. The model says {_named(topic.touchpoint_id, names)}, {percent(topic.link_confidence)} sure. The answer holds for all of them."


def why(found: Explanation, names: Mapping[str, str], most: int = 3) -> str:
    """The words that carry a link, the telling phrases that were found, and the closest descriptions."""
    about = names.get(found.touchpoint_id, found.touchpoint_id)
    carried = [f"“{word}”" for word, _ in found.words][:most]
    phrases = [f"“{phrase}” ({names[t]})" for t, phrase in found.phrases if t in names][:most]
    closest = [names[t] for t, _ in found.closest if t in names][:most]
    said = [f"{listing(carried, most)} {'speaks' if len(carried) == 1 else 'speak'} for {about}" if carried else f"no word of it speaks for {about} alone"]
    said += [f"telling {'phrase' if len(phrases) == 1 else 'phrases'}: {listing(phrases, most)}"] if phrases else []
    said += [f"closest {'description' if len(closest) == 1 else 'descriptions'}: {listing(closest, most)}"] if closest else []
    return "; ".join(said) + "."


def _named(touchpoint_id: object, names: Mapping[str, str]) -> str:
    return names[touchpoint_id] if isinstance(touchpoint_id, str) and touchpoint_id in names else "that it is unclear"


def headline(questions_n: int, drifted, waiting: str) -> str:
    """The page's answer. drifted: of models.drift; waiting: what is said of a candidate, "" where none waits."""
    if waiting:
        return waiting
    if drifted is not None and drifted.is_time:
        return f"Time to retrain: {drift(drifted)}."
    asked = f"{count(questions_n, 'question waits', 'questions wait')} for a person" if questions_n else "no question is open"
    if drifted is None or drifted.share is None:
        return f"{asked[:1].upper()}{asked[1:]}; whether the topics still fit is not known yet."
    return f"The topics still fit; {asked}."


def waits(unmet_n: int) -> str:
    """Of a candidate that was compared."""
    return f"A candidate waits; {count(unmet_n, 'rule is', 'rules are')} not met." if unmet_n else "A candidate waits and meets every rule: read it and publish it."


def drift(found) -> str:
    if found.share is None:
        return f"only {count(found.complaints_n, 'complaint')} in the last four weeks: too few to say how many are far from every topic"
    return f"{percent(found.share)} of the last four weeks' complaints are far from every topic, {percent(found.usual)} when the topics were learned"


def candidate(comparison, found: Sequence, fates: str) -> str:
    """What would change, in two sentences."""
    unmet_n = sum(not rule.is_met for rule in found)
    rules = "Every rule is met." if not unmet_n else f"{count(unmet_n, 'rule is', 'rules are')} not met."
    new = comparison.decisions_n - comparison.learned_decisions_n
    since = f" {count(new, 'decision was', 'decisions were')} made since it was trained; they are laid over it all the same." if new > 0 else ""
    return (f"{comparison.version}: {fates}. {number(comparison.moved_n)} of {count(comparison.complaints_n, 'complaint')} ({percent(comparison.moved_share)}) "
            f"go to another topic. {rules}{since}")


def rule(found) -> str:
    """A rule of the gate with what was found."""
    return f"{found.name[:1].upper()}{found.name[1:]}: {found.words}."
