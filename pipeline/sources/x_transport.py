"""How tweepy's calls reach X: every one timed out, of limited size, and to the address that the settings name."""
from __future__ import annotations

import json

import requests
import urllib3
from requests.adapters import HTTPAdapter

from pipeline.sources.body import Limits, TooLong, TooSlow, whole


class Broken(requests.RequestException):
    """An answer that came in part, too slowly or too long."""


Passing = (requests.ConnectionError, requests.Timeout, requests.JSONDecodeError, Broken)
"""What may be over at the next attempt."""

Final = (requests.exceptions.SSLError, requests.RequestException)
"""What will not."""

WholeAnswer = requests.Response
"""What tweepy is asked to return: with its headers, by which calls are paced."""


class Door(HTTPAdapter):
    """Mounted on tweepy's session: its host is a literal and it passes no time-out, so both are set here."""

    def __init__(self, address: str, limits: Limits) -> None:
        super().__init__()
        self.address, self.limits = address, limits

    def send(self, request: requests.PreparedRequest, stream: bool = False, **rest) -> requests.Response:
        request.url = self.address + request.path_url
        rest["timeout"] = (self.limits.connect_s, self.limits.read_s)
        response = super().send(request, stream=True, **rest)
        if not stream:
            try:
                response._content = self._whole(response)   # requests would wait for a body that drips for ever
            finally:
                response.close()
            response._content_consumed = True
            if response.status_code >= 400:
                _made_plain(response)
        return response

    def _whole(self, response: requests.Response) -> bytes:
        try:
            return whole(response.raw, self.limits)
        except (TooLong, TooSlow) as error:
            raise Broken(str(error)) from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise Broken(f"broke off ({type(error).__name__})") from None


def problem_of(response: requests.Response) -> dict[str, str]:
    """What an error says of itself: type, title, detail, message; "" where it says nothing."""
    try:
        found = response.json()
    except requests.JSONDecodeError:
        found = {}
    found = found if isinstance(found, dict) else {}
    errors = found.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    values = {"message": first.get("message"), **{name: found.get(name) for name in ("type", "title", "detail")}}
    return {name: value if isinstance(value, str) else "" for name, value in values.items()}


def kind_of(error: Exception) -> str:
    """What went wrong, without addresses: they hold the query."""
    return str(error) if isinstance(error, Broken) else type(error).__name__


def _made_plain(response: requests.Response) -> None:
    """tweepy falls over an error that is no object and over a reset that is no number: it gets them as it expects them."""
    if not response.headers.get("x-rate-limit-reset", "0").isdigit():
        del response.headers["x-rate-limit-reset"]
    problem = problem_of(response)
    message = [{"message": problem.pop("message")}] if problem["message"] else []
    response._content = json.dumps(problem | {"errors": message}).encode()


def mount(session: requests.Session, address: str, limits: Limits) -> None:
    """Make every call of a session go through a Door; no redirect is followed and no .netrc is read."""
    session.mount("https://", Door(address, limits))
    session.max_redirects = 0
    session.auth = _as_it_is


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
