"""Calls of X through tweepy, its one home: timed out, retried, paced, its refusals in words."""
from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import stamina
import tweepy

from pipeline.errors import LimitedError, SourceError
from pipeline.sources import secret_variable, x_transport
from pipeline.sources.body import Refused
from pipeline.sources.pace import Pace
from pipeline.sources.page import Allow
from pipeline.sources.x_posts import FIELDS, Answer, read_answer

SEARCH, LOOKUP, COUNT, USER = "search", "lookup", "count", "user"   # X counts the calls of each by itself
_ATTEMPTS, _WAIT_MAX_S, _RATE_WAITS = 4, 20.0, 3
_SAID_CHARS = 200
_POSTS_A_USER = 2
_CAPPED_S = 3600.0   # a used-up account is asked again after an hour

logging.getLogger("tweepy.client").setLevel(logging.ERROR)   # below that it writes every header, and so the token, to the log
logging.getLogger("stamina").setLevel(logging.ERROR)         # a retry is no news: what stays wrong is told in words


class _Passing(SourceError):
    """A failure that may be over at the next attempt, not before `wait_s` where X says so."""

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class X:
    """X at `address`, asked for the source `name`. The bearer token gets into no message, repr or log."""

    def __init__(self, name: str, token: str, address: str, pace: Pace, limits: x_transport.Limits = x_transport.Limits()) -> None:
        self.name, self.token, self.address, self.pace, self.spelling = name, token, address, pace, "tweet"
        self._client = tweepy.Client(token, return_type=x_transport.WholeAnswer, wait_on_rate_limit=False)
        x_transport.mount(self._client.session, address, limits)

    def search(self, query: str, posts_n: int, allow: Allow, handle: str = "", **where: str) -> Answer:
        """A page of recent search; where: since_id or start_time, until_id, next_token. Billed for at most `posts_n` posts."""
        allow(posts_n)
        return self._read(SEARCH, allow, handle, lambda fields: self._client.search_recent_tweets(query, max_results=posts_n, **where, **fields))

    def lookup(self, ids: list[str], allow: Allow) -> Answer:
        """Posts by their ids, at most 100; those that are not public any more are named as gone."""
        allow(len(ids))
        return self._read(LOOKUP, allow, "", lambda fields: self._client.get_tweets(ids, **fields))

    def count(self, query: str, allow: Allow, **where: str) -> int:
        """How many posts a search would bring; the call costs as much as one post."""
        allow(1)
        value = self.asked(COUNT, allow, lambda: self._client.get_recent_tweets_count(query, granularity="day", **where))
        meta = value.get("meta") if isinstance(value, dict) else None
        counts = [meta[name] for name in ("total_post_count", "total_tweet_count") if isinstance(meta, dict) and isinstance(meta.get(name), int)]
        if not counts:
            raise SourceError(f"{self.name}: X's count holds no number. Try again later.")
        return counts[0]

    def author_of(self, handle: str, allow: Allow) -> str:
        """The number that X knows an author by; "" when it knows none of this handle (any more). Costs as much as two posts."""
        allow(_POSTS_A_USER)
        value = self.asked(USER, allow, lambda: self._client.get_user(username=handle))
        found = value.get("data") if isinstance(value, dict) else None
        number = str(found.get("id") or "") if isinstance(found, dict) else ""
        return number if number.isdigit() else ""

    def _read(self, kind: str, allow: Allow, handle: str, ask: Callable[[Mapping[str, str]], Any]) -> Answer:
        """Ask in the spelling that was understood last, and in the other one when that is refused."""
        try:
            value = self.asked(kind, allow, lambda: ask(self._fields()))
        except Refused as error:
            if error.status != 400 or f"{self.spelling}.fields" not in error.said:
                raise
            self.spelling = "post" if self.spelling == "tweet" else "tweet"
            allow(0)
            value = self.asked(kind, allow, lambda: ask(self._fields()))
        try:
            return read_answer(value, handle)
        except ValueError as error:
            raise SourceError(f"{self.name}: X answered with something else than posts: {error}. Nothing of it was stored; try again later.") from None

    def _fields(self) -> dict[str, str]:
        return {"tweet_fields" if self.spelling == "tweet" else "post.fields": FIELDS[self.spelling]}

    def asked(self, kind: str, allow: Allow, ask: Callable[[], Any]) -> Any:
        """The JSON of an answer. A 429 is waited for where that is short, else it is a LimitedError with its time."""
        for _ in range(_RATE_WAITS):
            try:
                return self._retried(kind, allow, ask)
            except tweepy.TooManyRequests as error:
                self._refused_for_now(kind, error)
                allow(0)
        self.pace.longest_wait_s = 0.0
        self.pace.wait(kind)
        raise SourceError(f"{self.name}: X says again and again that it was asked too often. Try again later.")

    def _retried(self, kind: str, allow: Allow, ask: Callable[[], Any]) -> Any:
        for attempt in stamina.retry_context(on=_when_again, attempts=_ATTEMPTS, timeout=None, wait_initial=1.0, wait_max=_WAIT_MAX_S):
            with attempt:
                if attempt.num > 1:
                    allow(0)
                self.pace.wait(kind)
                return self._once(kind, ask)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, kind: str, ask: Callable[[], Any]) -> Any:
        try:
            response = ask()
            self.pace.heard(kind, response.headers)
            return response.json()
        except tweepy.TooManyRequests:
            raise
        except tweepy.HTTPException as error:
            self.pace.heard(kind, error.response.headers)
            raise self._in_words(error) from None
        except x_transport.Passing as error:
            raise _Passing(f"{self.name}: X cannot be reached or gave no whole answer ({x_transport.kind_of(error)}). Try again later.") from None
        except x_transport.Final as error:
            raise SourceError(f"{self.name}: X cannot be asked ({x_transport.kind_of(error)}). Check its address and this machine's certificates.") from None

    def _refused_for_now(self, kind: str, error: tweepy.TooManyRequests) -> None:
        if x_transport.problem_of(error.response)["type"].endswith("usage-capped"):
            self.pace.heard(kind, {"date": error.response.headers.get("date", ""), "retry-after": str(_CAPPED_S)}, is_refused=True)
            raise LimitedError(f"{self.name}: the account's cap of posts or its spending limit is used up; raise it in X's console. "
                               "It is asked again in an hour.", self.pace.limits[kind].resets_at)
        self.pace.heard(kind, error.response.headers, is_refused=True)

    def _in_words(self, error: tweepy.HTTPException) -> SourceError:
        status, said = error.response.status_code, _said(x_transport.problem_of(error.response))
        if status >= 500:
            after = error.response.headers.get("retry-after", "")
            return _Passing(f"{self.name}: X has a failure of its own (it answers {status}). Try again later.", float(after) if after.isdigit() else None)
        variable = secret_variable(self.name, "bearer_token")
        wrong = {
            400: f"does not understand the question. Check the query of [sources.{self.name}]",
            401: f"does not accept the bearer token. Set {variable} to a valid one",
            402: "asks for credits: the account has none left. Buy some in X's console",
            403: "does not allow this with this bearer token: the app's access level does not reach so far. Look at its plan in X's console",
            404: f"has no such call. Check the address of [sources.{self.name}]",
        }
        return Refused(f"{self.name}: X {wrong.get(status, 'refuses the call')}. It answers {status}" + (f" ({said})." if said else "."), status, said)


def _when_again(error: Exception) -> bool | float:
    """For stamina: whether, and where X says so when, to try again."""
    if not isinstance(error, _Passing):
        return False
    return True if error.wait_s is None else min(error.wait_s, 60.0)


def _said(problem: Mapping[str, str]) -> str:
    return " ".join((problem["message"] or problem["detail"] or problem["title"]).split())[:_SAID_CHARS]
