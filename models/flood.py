"""Posts of a topic by day, author and wording → floods (few people, many posts) and campaigns (many people, the same words)."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

_WINDOW_DAYS = 7
_LOUD_POSTS = 3            # of one person on one topic within the window: from here on it is not reporting, it is pressing
_FLOOD_POSTS = 15          # beyond one a person, within a stretch: fewer are somebody's bad week
_CAMPAIGN_PEOPLE = 10      # with the same words within the window: fewer are friends who forward
_HOLDS_SHARE = 0.5         # of a day's posts (0-1) that the loud or the copies must make up for the day to be theirs
_PAUSE_DAYS = 1            # other days within a stretch


@dataclass(frozen=True)
class Flood:
    """A stretch of days of a topic. kind: "flood" | "campaign". posts_n and people_n are of those who pressed or copied alone.

    others_n: posts of everybody else on the topic in the same days.
    """

    topic: str
    kind: str
    first: int
    last: int
    posts_n: int
    people_n: int
    others_n: int


def find_floods(posts: pd.DataFrame) -> list[Flood]:
    """What looks like a rise of a topic and is few people, or one text; by topic, floods before campaigns.

    posts: a row per post; topic, day (integer, complete days), author ("" or missing: nobody known), words (one value for all posts
    that say the same). From the store: complaints and the reposts of them; author = author_id, words = copy_of or else post_id,
    topic that of the complaint. A person is as the store knows them: one pseudonym a source.
    """
    loud, copies = _loud(posts), _copies(posts)
    found = []
    for topic in sorted(posts.loc[loud | copies, "topic"].unique()):
        own = posts["topic"] == topic
        found += _stretches(topic, "flood", posts[own], loud[own]) + _stretches(topic, "campaign", posts[own], copies[own])
    return [flood for flood in found if _is_worth_a_note(flood)]


def _loud(posts: pd.DataFrame) -> pd.Series:
    """Posts by somebody who wrote three or more on the topic within seven days."""
    return _many(posts, ["topic", "author"], _LOUD_POSTS) & _is_somebody(posts)


def _copies(posts: pd.DataFrame) -> pd.Series:
    """Posts whose words ten or more people used within seven days."""
    once = posts[_is_somebody(posts)].drop_duplicates(["topic", "words", "author"])
    said = _many(once, ["topic", "words"], _CAMPAIGN_PEOPLE)
    keys = pd.MultiIndex.from_frame(posts[["topic", "words"]])
    return pd.Series(keys.isin(pd.MultiIndex.from_frame(once.loc[said, ["topic", "words"]])), index=posts.index)


def _is_somebody(posts: pd.DataFrame) -> pd.Series:
    return posts["author"].fillna("") != ""


def _many(posts: pd.DataFrame, by: list[str], least: int) -> pd.Series:
    """Whether a post is one of `least` or more of its kind within some seven days."""
    if posts.empty:
        return pd.Series(False, index=posts.index, dtype=bool)
    day = posts["day"].to_numpy(dtype=np.int64)
    stride = day.max() - day.min() + 2 * _WINDOW_DAYS
    key = posts.groupby(by, dropna=False).ngroup().to_numpy(dtype=np.int64) * stride + day - day.min()
    ordered = np.sort(key)
    n_by_end = np.searchsorted(ordered, ordered, "right") - np.searchsorted(ordered, ordered - _WINDOW_DAYS, "right")
    ends = ordered[n_by_end >= least]
    is_many = np.searchsorted(ends, key + _WINDOW_DAYS - 1, "right") > np.searchsorted(ends, key, "left")
    return pd.Series(is_many, index=posts.index)


def _stretches(topic: str, kind: str, own: pd.DataFrame, is_theirs: pd.Series) -> list[Flood]:
    """Runs of days on which theirs are most of the topic's posts."""
    share = is_theirs.groupby(own["day"]).mean()
    runs: list[list[int]] = []
    for day in share.index[share >= _HOLDS_SHARE]:
        if runs and day - runs[-1][1] <= 1 + _PAUSE_DAYS:
            runs[-1][1] = int(day)
        else:
            runs.append([int(day), int(day)])
    return [_flood(topic, kind, run, own, is_theirs) for run in runs]


def _flood(topic: str, kind: str, run: list[int], own: pd.DataFrame, is_theirs: pd.Series) -> Flood:
    inside = own["day"].between(*run)
    theirs = own[inside & is_theirs]
    return Flood(str(topic), kind, run[0], run[1], len(theirs), theirs["author"].nunique(), int(inside.sum()) - len(theirs))


def _is_worth_a_note(flood: Flood) -> bool:
    if flood.kind == "campaign":
        return flood.people_n >= _CAMPAIGN_PEOPLE
    return flood.posts_n - flood.people_n >= _FLOOD_POSTS
