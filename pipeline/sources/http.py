"""One call of a public service over HTTP: timed out, retried, paced, of limited size, its refusals in words. The one home of requests."""
from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import stamina
import urllib3

from pipeline.errors import LimitedError, SourceError
from pipeline.sources import body, secret_variable
from pipeline.sources.answers import at, list_at, text_at
from pipeline.sources.body import Refused

_AGENT = "Canary/0.1 (finds broken processes behind public complaints)"
_ATTEMPTS, _WAIT_MAX_S = 4, 20.0
_SAID_CHARS = 200
_UNSAID_WAIT_S = 900.0   # after a refusal that names no time: the longest window among the services asked here

logging.getLogger("stamina").addHandler(logging.NullHandler())   # its "retry scheduled" is for who set up logging, not for every terminal

Sleep = Callable[[float], None]
"""Waits so many seconds; time.sleep, but in tests."""


@dataclass(frozen=True)
class Limits(body.Limits):
    """patience_s: the longest wait for a rate limit within a run; beyond it the run stops and says until when."""

    whole_s: float = 120.0
    patience_s: float = 60.0
    rate_waits: int = 3


@dataclass(frozen=True)
class Answer:
    """What a service answered: its status, headers by lower-case name, and the value of its JSON."""

    status: int
    headers: Mapping[str, str]
    value: Any


class _Passing(SourceError):
    """A failure that may be over at the next attempt."""


class Api:
    """A service at `base_url`, called for the source `name`. Nothing of `authorization` gets into a message.

    secret_name: what a 401 asks to set right. calls_per_minute: what its documentation allows; 0: not said.
    """

    def __init__(self, name: str, base_url: str, authorization: str = "", secret_name: str = "token", calls_per_minute: float = 0,
                 limits: Limits = Limits(), sleep: Sleep = time.sleep) -> None:
        self.name, self.base_url, self.secret_name, self.limits = name, base_url, secret_name, limits
        self._authorization, self._sleep, self._free_at = authorization, sleep, 0.0
        self._apart_s = 60 / calls_per_minute if calls_per_minute else 0.0
        self._session = requests.Session()
        self._session.max_redirects = 3
        self._session.headers.update({"User-Agent": _AGENT, "Accept": "application/json"})
        self._session.auth = self._authorize   # set even without a token: else a .netrc would send one

    def get(self, path: str, params: Any = None) -> Any:
        """The JSON value at `path`. Raises SourceError (Refused for a 4xx) in words a person can act on."""
        return self.call("GET", path, params=params).value

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self.call("POST", path, json=body).value

    def call(self, method: str, path: str, **content: Any) -> Answer:
        for waits_left in range(self.limits.rate_waits, -1, -1):
            answer = self._retried(method, path, content)
            wait_s = wait_asked_s(answer.headers)
            if answer.status != 429 and (answer.status != 503 or wait_s is None):
                return self._accepted(answer, path)
            if wait_s is None or wait_s > self.limits.patience_s or not waits_left:
                break
            self._sleep(wait_s)
        raise self._limited(_moment(answer.headers.get("date", "")), wait_s)

    def _retried(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        for attempt in stamina.retry_context(on=_Passing, attempts=_ATTEMPTS, timeout=None, wait_initial=1.0, wait_max=_WAIT_MAX_S):
            with attempt:
                self._keep_pace()
                return self._once(method, path, content)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        limits = self.limits
        try:
            with self._session.request(method, self.base_url + path, timeout=(limits.connect_s, limits.read_s), stream=True, **content) as response:
                read = self._body(response)
                status, headers = response.status_code, {key.lower(): value for key, value in response.headers.items()}
        except requests.exceptions.SSLError:
            raise SourceError(f"{self.name}: {self.host} shows no valid certificate; nothing was sent.") from None
        except (requests.TooManyRedirects, requests.exceptions.InvalidURL):
            raise SourceError(f"{self.name}: {self.host} sends on and on to other addresses. Is its address right?") from None
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            raise _Passing(f"{self.name}: {self.host} did not answer within {limits.read_s:g} s.") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Passing(f"{self.name}: {self.host} cannot be reached or broke off ({type(error).__name__}).") from None
        value = _json(read)
        if status >= 500 and "retry-after" not in headers:
            raise _Passing(f"{self.name}: {self.host} has a failure of its own (it answers {status}). Try again later.")
        if status < 300 and value is _BROKEN:
            raise _Passing(f"{self.name}: {self.host} gave {len(read):,} bytes that are no whole JSON.")
        return Answer(status, headers, None if value is _BROKEN else value)

    def _body(self, response: requests.Response) -> bytes:
        try:
            return body.whole(response.raw, self.limits)
        except body.TooLong:
            raise SourceError(f"{self.name}: {self.host} answers with more than {self.limits.max_bytes:,} bytes; left unread.") from None
        except body.TooSlow:
            raise _Passing(f"{self.name}: {self.host} had not finished its answer after {self.limits.whole_s:g} s.") from None

    def _accepted(self, answer: Answer, path: str) -> Answer:
        if answer.status < 300:
            return answer
        said = self._unsecret(_said(answer.value))
        why = f" ({said})" if said else ""
        wrong = {401: f"does not accept the {self.secret_name.replace('_', ' ')}. Set {secret_variable(self.name, self.secret_name)} to a valid one",
                 403: f"does not allow this with this {self.secret_name.replace('_', ' ')}: its rights or the account's plan do not reach so far",
                 404: f"has nothing at {path}. Check the settings of [sources.{self.name}]"}
        words = wrong.get(answer.status, "refuses the question")
        raise Refused(f"{self.name}: {self.host} {words}. It answers {answer.status}{why}.", answer.status, said)

    def _limited(self, now: datetime | None, wait_s: float | None) -> SourceError:
        limited, then = f"{self.name}: rate limited by {self.host}", "What was read is stored; the next collection goes on from there"
        if now is None:
            return SourceError(f"{limited} {'for a time it does not say' if wait_s is None else f'for another {wait_s:,.0f} s'}. {then}.")
        until = now + timedelta(seconds=_UNSAID_WAIT_S if wait_s is None else wait_s)
        return LimitedError(f"{limited} until {until:%Y-%m-%d %H:%M:%S} UTC. {then}.", until)

    def _authorize(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._authorization:
            request.headers["Authorization"] = self._authorization
        return request

    def _keep_pace(self) -> None:
        now = time.monotonic()
        if now < self._free_at:
            self._sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + self._apart_s

    def _unsecret(self, text: str) -> str:
        token = self._authorization.partition(" ")[2]
        return text.replace(token, "[secret]") if token else text

    @property
    def host(self) -> str:
        return self.base_url.partition("://")[2].partition("/")[0]


def wait_asked_s(headers: Mapping[str, str]) -> float | None:
    """Seconds that a refusal asks to wait, out of its headers (lower case); None: it does not say.

    Retry-After (seconds or a date), RateLimit-Reset and X-RateLimit-Reset (seconds, a Unix time or ISO 8601). Times are
    read against the server's own Date: nobody's clock here is asked.
    """
    value = next((headers[name] for name in ("retry-after", "ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset") if headers.get(name)), "")
    try:
        seconds = float(value)
        if seconds < 1e9:
            return max(seconds, 0.0) if seconds == seconds else None
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        moment = _moment(value)
    now = _moment(headers.get("date", ""))
    return max((moment - now).total_seconds(), 0.0) if moment and now else None


def need_list(api: Api, value: Any, *path: str | int) -> list[Any]:
    """`list_at`, where the documentation promises a list: an answer without it must not be taken for "nothing is there".

    Raises SourceError.
    """
    if not isinstance(at(value, *path), list):
        raise SourceError(f"{api.name}: {api.host} answers, but not as documented. Is it under maintenance, or is its address another?")
    return list_at(value, *path)


_BROKEN = object()


def _json(read: bytes) -> Any:
    try:
        return json.loads(read)
    except (ValueError, RecursionError):
        return _BROKEN


def _said(value: Any) -> str:
    """The service's own words in an error, shortened."""
    paths = (("error_description",), ("message",), ("error", "message"), ("error",), ("detail",), ("description",), ("title",), ("errors", 0, "message"))
    return " ".join(next((text for path in paths if (text := text_at(value, *path))), "").split())[:_SAID_CHARS]


def _moment(value: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None
