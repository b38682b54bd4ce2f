"""X's JSON → rows, whichever of its two spellings it comes in. Pure."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

FIELDS = {
    "tweet": "author_id,conversation_id,created_at,edit_history_tweet_ids,lang,note_tweet,public_metrics,referenced_tweets,withheld",
    "post": "author_id,conversation_id,created_at,edit_history_post_ids,lang,note_post,public_metrics,referenced_posts,withheld",
}
"""What is asked for, in the spelling before August 2026 and in the one after."""

_X_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_GONE = ("resource-not-found", "not-authorized-for-resource", "resource-unavailable")


@dataclass(frozen=True)
class Answer:
    """What one answer holds. billed_n: posts in it; newest_id, oldest_id, token: "" where there is none."""

    rows: tuple[Mapping[str, str], ...] = ()
    billed_n: int = 0
    newest_id: str = ""
    oldest_id: str = ""
    token: str = ""
    gone: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()


def read_answer(value: Any, handle: str = "") -> Answer:
    """An answer of search or lookup. `handle`: whose posts these are known to be, "" where it was not asked for.

    Raises ValueError when it is not one: `data` may be missing or null (nothing found), but never of another shape.
    """
    if not isinstance(value, dict):
        raise ValueError("no object")
    data = value.get("data") or []
    if not isinstance(data, list) or not all(isinstance(post, dict) and str(post.get("id", "")).isdigit() for post in data):
        raise ValueError("its data are no list of posts")
    meta = value.get("meta") if isinstance(value.get("meta"), dict) else {}
    ids = [str(each) for each in sorted(int(post["id"]) + bool(post.get("withheld")) for post in data)]     # no cursor names what is to be gone
    gone, problems = _errors(value.get("errors"))
    withheld = tuple(_first_id(post) for post in data if post.get("withheld"))
    return Answer(
        rows=tuple(_row(post, handle) for post in data if not post.get("withheld") and not _referenced(post, "retweeted", "reposted")),
        billed_n=len(data), newest_id=ids[-1] if ids else "", oldest_id=ids[0] if ids else "", token=str(meta.get("next_token") or ""),
        gone=(*gone, *withheld), problems=problems, ids=frozenset(ids))


def moment_of(post_id: str) -> datetime:
    """When a post was made: X's ids hold it, in milliseconds since its own epoch."""
    return _X_EPOCH + timedelta(milliseconds=int(post_id) >> 22)


def _row(post: Mapping[str, Any], handle: str) -> Mapping[str, str]:
    post_id, first_id = str(post["id"]), _first_id(post)
    metrics = post.get("public_metrics") if isinstance(post.get("public_metrics"), dict) else {}
    language = str(post.get("lang") or "")
    is_edited = first_id != post_id
    return {
        "post_id": first_id,
        "posted_at": moment_of(first_id).isoformat() if is_edited or not post.get("created_at") else str(post["created_at"]),
        "edited_at": moment_of(post_id).isoformat() if is_edited else "",
        "text": _text(post),
        "author": handle or str(post.get("author_id") or ""),
        "language": language if len(language) == 2 else "",        # und, qme, zxx …: X could not tell
        "url": f"https://x.com/i/status/{post_id}",
        "in_reply_to": _referenced(post, "replied_to"),
        "conversation": str(post.get("conversation_id") or ""),
        "likes": _count(metrics, "like_count"),
        "reposts": _count(metrics, "retweet_count", "repost_count"),
    }


def _text(post: Mapping[str, Any]) -> str:
    """A long post's whole text; its `text` is only the beginning."""
    for name in ("note_post", "note_tweet"):
        note = post.get(name)
        if isinstance(note, dict) and note.get("text"):
            return str(note["text"])
    return str(post.get("text") or "")


def _first_id(post: Mapping[str, Any]) -> str:
    """An edit has a new id; a post is known by its first."""
    history = post.get("edit_history_post_ids") or post.get("edit_history_tweet_ids")
    ids = [str(each) for each in history if str(each).isdigit()] if isinstance(history, list) else []
    return min(ids, key=int) if ids else str(post["id"])


def _referenced(post: Mapping[str, Any], *kinds: str) -> str:
    references = post.get("referenced_posts") or post.get("referenced_tweets")
    found = [each for each in references if isinstance(each, dict) and each.get("type") in kinds] if isinstance(references, list) else []
    return str(found[0].get("id") or "") if found else ""


def _count(metrics: Mapping[str, Any], *names: str) -> str:
    return next((str(metrics[name]) for name in names if isinstance(metrics.get(name), int) and metrics[name] >= 0), "")


def _errors(errors: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Partial errors inside an answer: ids of posts that are gone; and the others, counted, without what they quote."""
    found: Sequence[Mapping[str, Any]] = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
    gone = [each for each in found if each.get("resource_type") in ("tweet", "post") and str(each.get("type", "")).rpartition("/")[2] in _GONE]
    ids = (str(each.get("resource_id") or each.get("value") or "") for each in gone)
    others = Counter(f"{each.get('title') or 'unnamed error'} ({each.get('resource_type') or 'unknown'})"[:80] for each in found if each not in gone)
    return tuple(each for each in ids if each.isdigit()), tuple(f"{n} × {words}" for words, n in others.items())
