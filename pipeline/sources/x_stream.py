"""X's filtered stream through tweepy: posts as they are made, for a while. What it misses, the next search brings.

The cursor does not move by it: a stream says nothing of what it left out. X bills a post once a UTC day, searched or streamed.
"""
from __future__ import annotations

import json
import logging
import queue
from collections.abc import Iterator
from typing import Any

import tweepy

from pipeline.errors import BudgetError, SourceError
from pipeline.sources import x_transport
from pipeline.sources.page import Allow
from pipeline.sources.x import X
from pipeline.sources.x_posts import FIELDS, Answer, read_answer

BATCH = 100          # posts that leave is asked for at once, and that a page holds at most
RULES = "rules"      # X counts calls for the rules by themselves
_QUIET_S = 1.0       # a page is stored when nothing came for so long

logging.getLogger("tweepy.streaming").setLevel(logging.CRITICAL)     # what goes wrong is told in words, once


class _Listener(tweepy.StreamingClient):
    """Puts lines in a queue until its leave is used up; tweepy would sleep and connect anew by itself, here it never does."""

    def __init__(self, token: str, address: str) -> None:
        super().__init__(token, return_type=x_transport.WholeAnswer, max_retries=0, daemon=True)
        x_transport.mount(self.session, address, x_transport.Limits())
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        self.left_n, self.connections_n, self.problem = 0, 0, ""

    def on_connect(self) -> None:
        self.connections_n += 1
        if self.connections_n > 1:
            self.disconnect()

    def on_data(self, raw_data: bytes) -> None:
        self.left_n -= 1
        self.lines.put(raw_data)
        if self.left_n <= 0:
            self.disconnect()

    def on_closed(self, response: Any) -> None:
        self.disconnect()

    def on_request_error(self, status_code: int) -> None:
        self.problem = f"it answers {status_code}"
        self.disconnect()

    def on_connection_error(self) -> None:
        self.problem = "it cannot be reached or broke off"
        self.disconnect()

    def on_exception(self, exception: Exception) -> None:
        self.problem = type(exception).__name__

    def on_disconnect(self) -> None:
        self.lines.put(None)


def listen(x: X, query: str, seconds: float, allow: Allow) -> Iterator[Answer]:
    """What the stream brings for `query` within so many seconds, in batches. Ends early when the budget does or X closes it.

    Raises SourceError in words when X refuses the rule or the stream.
    """
    listener = _Listener(x.token, x.address)
    _set_rule(x, listener, query, allow)
    allow(BATCH)
    listener.left_n, ends_at_s = BATCH, x.pace.elapsed_s() + seconds
    listener.filter(threaded=True, **_fields(x))
    try:
        is_on = True
        while is_on:
            lines, is_on = _batch(listener, ends_at_s - x.pace.elapsed_s())
            if lines:
                yield _read(x, lines)
                if is_on and not _top_up(listener, len(lines), allow):
                    is_on = False
            is_on = is_on and x.pace.elapsed_s() < ends_at_s
    finally:
        listener.disconnect()
    if listener.problem:
        raise SourceError(f"{x.name}: X's stream ended: {listener.problem}. Nothing is lost: the next collection searches for what it missed.")


def _set_rule(x: X, listener: _Listener, query: str, allow: Allow) -> None:
    """Make `query` the one rule of this source; rules of others with the same token stay."""
    tag = f"canary {x.name}"
    found = x.asked(RULES, allow, listener.get_rules)
    rules = [rule for rule in found.get("data") or [] if isinstance(rule, dict) and rule.get("tag") == tag] if isinstance(found, dict) else []
    if old := [str(rule["id"]) for rule in rules if rule.get("value") != query]:
        x.asked(RULES, allow, lambda: listener.delete_rules(old))
    if not any(rule.get("value") == query for rule in rules):
        answer = x.asked(RULES, allow, lambda: listener.add_rules(tweepy.StreamRule(query, tag)))
        if isinstance(answer, dict) and answer.get("errors"):
            raise SourceError(f"{x.name}: X does not take the query as a rule of its stream. Check the query, or set stream_s to 0.")


def _batch(listener: _Listener, seconds_left: float) -> tuple[list[bytes], bool]:
    """Lines until it is quiet, a page is full or the time is over; and whether the stream goes on."""
    lines: list[bytes] = []
    wait_s = max(seconds_left, 0.0)
    while len(lines) < BATCH:
        try:
            line = listener.lines.get(timeout=wait_s)
        except queue.Empty:
            return lines, True
        if line is None:
            return lines, False
        lines.append(line)
        wait_s = min(_QUIET_S, max(seconds_left, 0.0))
    return lines, True


def _top_up(listener: _Listener, used_n: int, allow: Allow) -> bool:
    """Leave for as many posts more as were stored; without it the stream ends before it is passed."""
    try:
        allow(used_n)
    except BudgetError:
        return False
    listener.left_n += used_n
    return True


def _read(x: X, lines: list[bytes]) -> Answer:
    posts, errors = [], []
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            continue      # the last line of a stream that broke off
        if isinstance(value, dict):
            posts += [value["data"]] if isinstance(value.get("data"), dict) else []
            errors += value["errors"] if isinstance(value.get("errors"), list) else []
    try:
        return read_answer({"data": posts, "errors": errors})
    except ValueError as error:
        raise SourceError(f"{x.name}: X's stream brought something else than posts: {error}.") from None


def _fields(x: X) -> dict[str, str]:
    return {"tweet_fields" if x.spelling == "tweet" else "post.fields": FIELDS[x.spelling]}
