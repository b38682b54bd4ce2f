"""May this be decided? Every rule with the sentence that says what is wrong, with which earlier decision it collides, and what to do. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.decisions.kinds import (
    APART, BELONGS, COMPLAINT, HIDE, KINDS, LINK, MERGE, NO, OF_ONE_COMPLAINT, OF_TOPICS, RENAME, SEVERITY, SPLIT, TOUCHPOINT, YES, Row, answer, in_words,
    pair, question, topics_named,
)
from pipeline.decisions.overlay import ACTIVE, ENDED, Said, said
from pipeline.errors import UsageError
from pipeline.records import TOO_SHORT

LABEL_CHARS = 80
_SEVERITIES = ("0", "1", "2", "3", "4")
_COMPLAINT, _OTHER = "complaint", "other"


@dataclass(frozen=True)
class Known:
    """What there is. topics: id -> label, state; posts: id -> kind, topic_id of the posts that are named; decisions: those that hold, oldest first.

    members_n: complaints in the topic that is to be split.
    """

    topics: Mapping[str, Mapping[str, Any]]
    posts: Mapping[str, Mapping[str, Any]]
    touchpoints: Sequence[str]
    decisions: Sequence[Row]
    members_n: int = 0


@dataclass(frozen=True)
class Accepted:
    """same: the decision that says this very thing already; replaces: older answers to the same question, which hold no longer."""

    same: Row | None = None
    replaces: tuple[Row, ...] = ()


def check(row: Row, known: Known) -> Accepted:
    """Raises UsageError with the first rule that a new decision breaks."""
    for rule in (_shape, _names_topics, _names_complaints, _value):
        if wrong := rule(row, known):
            raise UsageError(wrong)
    older = [each for each in known.decisions if question(each) == question(row) and question(row) is not None]
    if same := next((each for each in older if answer(each) == answer(row)), None):
        return Accepted(same)
    older += [each for each in known.decisions if _is_moot(each, row)]
    check_collisions(row, known, [each for each in known.decisions if each not in older])
    return Accepted(None, tuple(older))


def check_collisions(row: Row, known: Known, left: Sequence[Row]) -> None:
    """Raises UsageError where a decision contradicts those that are `left`."""
    for rule in (_label_is_free, _is_not_apart):
        if wrong := rule(row, known, left):
            raise UsageError(wrong)


def check_undo(row: Row, known: Known) -> None:
    """Raises UsageError where others rest on it: a topic that a split made is named by them."""
    if row["kind"] == SPLIT:
        resting = [each for each in known.decisions if each["decision_id"] != row["decision_id"] and row["value"] in topics_named(each)]
        if resting:
            raise UsageError(f"decision {row['decision_id']} made {row['value']}, and {' and '.join(map(named, resting[:5]))} "
                             f"{'rests' if len(resting) == 1 else 'rest'} on it. Undo {'that' if len(resting) == 1 else 'those'} first.")


def named(row: Row) -> str:
    """How an earlier decision is called: decision 3 (t-001 goes into t-002, Ann, 12 Nov 2026)."""
    who = f"{row['by']}, " if row["by"] else ""
    return f"decision {row['decision_id']} ({in_words(row)}, {who}{row['made_at']:%-d %b %Y})"


def _shape(row: Row, known: Known) -> str:
    kind, posts_n = row["kind"], len(row["posts"])
    if kind not in KINDS:
        return f"'{kind}' is no kind of decision. Known: {', '.join(KINDS)}."
    if kind in (*OF_TOPICS, BELONGS) and not row["topic_id"]:
        return f"{kind}: name a topic. `topics` lists them."
    if kind in OF_ONE_COMPLAINT and posts_n != 1:
        return f"{kind}: one complaint is needed, {posts_n} were named."
    if kind == SPLIT and not posts_n:
        return f"{kind} {row['topic_id']}: name the complaints that are another topic, or look at the parts that are proposed first."
    if kind == APART and not ((posts_n == 2 and not row["topic_id"]) or (not posts_n and row["topic_id"] and row["value"])):
        return f"{kind}: two topics or two complaints are needed."
    return ""


def _names_topics(row: Row, known: Known) -> str:
    if row["kind"] == APART and not row["posts"] and row["topic_id"] == row["value"]:
        return f"{row['topic_id']} cannot be kept apart from itself. Name two topics."
    if row["kind"] == MERGE and row["topic_id"] == row["value"]:
        return f"{row['topic_id']} cannot go into itself. Name another topic: `topics` lists them."
    old = topics_named(row)[:1] if row["kind"] == SPLIT else topics_named(row)
    wrong = next((said for topic in old if (said := _no_topic(topic, known))), "")
    if not wrong and row["kind"] == SPLIT and row["value"] in known.topics and known.topics[row["value"]]["state"] != ENDED:
        return f"{row['value']} is a topic already. Leave the new topic's id out: the next free one is taken."
    return wrong


def _no_topic(topic: str, known: Known) -> str:
    if topic == TOO_SHORT:
        return f"{topic} holds complaints that are too short to tell: nothing can be decided of it as a topic. Place its complaints one by one."
    listed = [name for name, row in sorted(known.topics.items()) if row["state"] != ENDED and name != TOO_SHORT]
    if topic not in known.topics:
        return f"there is no topic '{topic}'. Known: {', '.join(listed[:20]) or 'none yet'}{' …' if len(listed) > 20 else ''}. `topics` lists them."
    if known.topics[topic]["state"] != ENDED:
        return ""
    merge = next((row for row in known.decisions if row["kind"] == MERGE and row["topic_id"] == topic), None)
    if merge:
        return f"{topic} went into {merge['value']} by {named(merge)}. Say it of {merge['value']}, or undo decision {merge['decision_id']} first."
    return f"{topic} has ended: no complaint is counted in it any more. Name a topic that `topics` lists as active."


def _names_complaints(row: Row, known: Known) -> str:
    for post in row["posts"]:
        kind = (known.posts.get(post) or {"kind": ""})["kind"]
        if kind == "":
            return f"there is no post '{post}' in this workspace. `export complaints` has their ids."
        if row["kind"] == COMPLAINT:
            if kind not in (_COMPLAINT, _OTHER):
                return f"{post} is {_KINDS.get(kind, 'not looked at yet')}: whether it is a complaint is not asked of it."
        elif kind != _COMPLAINT:
            return f"{post} is no complaint, it is {_KINDS.get(kind, 'not looked at yet')}: nothing is counted for it. Say first that it is one."
    if row["kind"] == APART and row["posts"] and row["posts"][0] == row["posts"][1]:
        return f"{row['posts'][0]} cannot be kept apart from itself. Name two complaints."
    if len(set(row["posts"])) < len(row["posts"]):
        return f"{row['kind']}: a complaint is named twice."
    if row["kind"] == SPLIT:
        return _not_in(row, known)
    return ""


_KINDS = {_OTHER: "something else", "repost": "a repost", "follow-up": "a follow-up in a thread", "company": "a reply of the company"}


def _not_in(row: Row, known: Known) -> str:
    """What is decided anew, by a redo or a replay, may have moved since: then the complaints come from where they are."""
    strangers = [] if row["detail"] else [post for post in row["posts"] if known.posts[post]["topic_id"] != row["topic_id"]]
    if strangers:
        at = known.posts[strangers[0]]["topic_id"] or "no topic"
        return f"{strangers[0]} is in {at}, not in {row['topic_id']}: {len(strangers)} of the {len(row['posts'])} complaints cannot be split off from it."
    if len(row["posts"]) >= known.members_n:
        return f"these are all complaints of {row['topic_id']}: nothing would be left in it. Rename it instead."
    return ""


def _value(row: Row, known: Known) -> str:
    kind, value = row["kind"], row["value"]
    if kind in (LINK, TOUCHPOINT) and value not in known.touchpoints:
        return f"there is no touchpoint '{value}'. Known: {', '.join(known.touchpoints)}. Fix the spelling, or add it to touchpoints.yaml."
    if kind == COMPLAINT and value not in (YES, NO):
        return f"'{value}' is no answer. Say yes or no: is it a complaint?"
    if kind == SEVERITY and value not in _SEVERITIES:
        return f"'{value}' is no severity. Say 0 (none), 1 (annoyance), 2 (cost or lost time), 3 (serious loss) or 4 (safety or a vulnerable person)."
    if kind == RENAME and not value.strip():
        return f"{row['topic_id']}: a label is needed, a few words that say what went wrong."
    if kind == RENAME and len(value) > LABEL_CHARS:
        return f"{row['topic_id']}: the label has {len(value)} characters, {LABEL_CHARS} are allowed."
    return ""


def _is_moot(older: Row, row: Row) -> bool:
    """What was said of a post as a complaint holds no longer when it is none, nor a place when a newer one is given."""
    return row["kind"] == COMPLAINT and row["value"] == NO and older["kind"] in (BELONGS, TOUCHPOINT, SEVERITY) and older["posts"][0] == row["posts"][0]


def _label_is_free(row: Row, known: Known, left: Sequence[Row]) -> str:
    if row["kind"] != RENAME:
        return ""
    merged = {each["topic_id"] for each in left if each["kind"] == MERGE}
    for topic, other in known.topics.items():
        is_there = other["state"] != ENDED or topic in merged
        if is_there and topic != row["topic_id"] and other["label"].casefold() == row["value"].strip().casefold():
            return f"the label \"{other['label']}\" is taken by {topic}. Choose another, or merge the two: `topics merge {row['topic_id']} {topic}`."
    return ""


def _is_not_apart(row: Row, known: Known, left: Sequence[Row]) -> str:
    """Do two that are kept apart come together by this, or are two that are together kept apart?"""
    after = said([*left, row])
    for each in (*left, row):
        if each["kind"] in (APART, SPLIT) and (topic := _together(each, after)):
            if each is row:
                earlier = _joined_by(row, left)
                return f"they are in one topic, {topic}, by {earlier[0]}. Undo decision {earlier[1]} first, then keep them apart."
            return (f"this would bring together in {topic} what {named(each)} keeps apart. "
                    f"Undo decision {each['decision_id']} first if that is no longer so.")
    return ""


def _together(row: Row, found: Said) -> str | None:
    """The topic in which people's decisions put both of a pair."""
    if row["kind"] == APART and row["posts"]:
        first, second = (found.places.get(post) for post in row["posts"])
    else:
        first, second = (found.final(topic) for topic in ((row["topic_id"], row["value"]) if row["kind"] == SPLIT else pair(row)))
    return first if first is not None and first == second else None


def _joined_by(row: Row, left: Sequence[Row]) -> tuple[str, int]:
    """The decision without which the two of a pair were not together, as words and as a number."""
    for each in reversed(left):
        if not _together(row, said([*(other for other in left if other is not each), row])):
            return named(each), each["decision_id"]
    return named(left[-1]), left[-1]["decision_id"]


