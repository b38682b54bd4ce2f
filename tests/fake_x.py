"""A server that behaves as the documented X API does: windows, paging, limits, refusals, partial errors, broken and slow bodies."""
from __future__ import annotations

import hashlib
import json
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from x_query import matcher

AT = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
TOKEN = "AAAA-very-secret-token"
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)


def id_at(moment: datetime, number: int = 0) -> str:
    """The id of the number-th post of a millisecond."""
    return str((int((moment - _EPOCH) / timedelta(milliseconds=1)) << 22) + number)


def post(moment: datetime, text: str, author: str = "ann", number: int = 0, reply_to: dict | None = None, **more: object) -> dict:
    """A post as the server keeps it; it is given out in the spelling that is asked for."""
    own_id = id_at(moment, number)
    return {"id": own_id, "text": text, "author": author, "created_at": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "conversation_id": reply_to["conversation_id"] if reply_to else own_id, "reply_to": reply_to["id"] if reply_to else "", "lang": "en", **more}


@dataclass
class FakeX:
    """posts, in any order. faults: what the next requests get instead of an answer, in order ("" an ordinary one).

    limit_n, window_s: how many calls of a kind a window allows. too_soon_n, billed_n, requests: what was counted.
    spelling: tweet or post, the other one is refused. now: the server's clock.
    """

    posts: list[dict] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    limit_n: int = 450
    window_s: float = 900.0
    spelling: str = "tweet"
    now: Callable[[], datetime] = lambda: AT
    on_request: Callable[[int], None] = lambda number: None
    on_answer: Callable[[int], None] = lambda number: None
    gone: set[str] = field(default_factory=set)
    rules: list[dict] = field(default_factory=list)
    streamed: list[dict] = field(default_factory=list)
    token_age: int = 0                       # tokens of before this number are not taken any more
    requests: list[tuple[str, dict]] = field(default_factory=list)
    too_soon_n: int = 0
    billed_n: int = 0
    address: str = ""
    _windows: dict[str, tuple[float, int]] = field(default_factory=dict)
    _found: dict[tuple[str, int], list[dict]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def served(self) -> Iterator[FakeX]:
        handler = type("Handler", (_Handler,), {"x": self})
        server = _Server(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        self.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def counted(self, kind: str) -> tuple[dict[str, str], bool]:
        """The headers of the limits after one more call, and whether it was one too many."""
        with self._lock:
            now = self.now().timestamp()
            reset, used = self._windows.get(kind, (0.0, 0))
            if now >= reset:
                reset, used = float(int(now + self.window_s)), 0
            is_too_soon = used >= self.limit_n
            self.too_soon_n += is_too_soon
            self._windows[kind] = (reset, used + (not is_too_soon))
            left = self.limit_n - self._windows[kind][1]
            return {"x-rate-limit-limit": str(self.limit_n), "x-rate-limit-remaining": str(left), "x-rate-limit-reset": str(int(reset))}, is_too_soon

    def limited_until(self, kind: str) -> None:
        """Use the window of a kind up, as another program with the same token would."""
        self._windows[kind] = (self.now().timestamp() + self.window_s, self.limit_n)

    def found(self, asked: dict) -> list[dict]:
        """What a search asks for, newest first; it covers seven days and not the last half minute."""
        now, since, until = self.now(), int(asked.get("since_id", 0)), int(asked.get("until_id", 0))
        start = datetime.fromisoformat(asked["start_time"]) if "start_time" in asked else now - timedelta(days=7)
        lowest, highest = max(since + 1, int(id_at(start))), min(until or 1 << 80, int(id_at(now - timedelta(seconds=30))))
        found = self._matching(asked["query"])
        first = bisect_left(found, -highest + 1, key=lambda each: -int(each["id"]))
        last = bisect_left(found, -lowest + 1, key=lambda each: -int(each["id"]))
        return [each for each in found[first:last] if each["id"] not in self.gone]

    def _matching(self, query: str) -> list[dict]:
        """The posts of a query, newest first; looked for once as long as none is added."""
        key = (query, len(self.posts))
        if key not in self._found:
            matches = matcher(query)
            self._found[key] = sorted((each for each in self.posts if matches(each)), key=lambda each: -int(each["id"]))
        return self._found[key]

    def problem(self, asked: dict) -> str:
        """Why a search is refused, in the words of the documentation; "" when it is not."""
        edge = self.now() - timedelta(days=7)
        for name in ("since_id", "until_id"):
            if name in asked and int(asked[name]) < int(id_at(edge)):
                return f"Invalid '{name}':'{asked[name]}'. '{name}' must be a tweet id created after {edge:%Y-%m-%dT%H:%MZ}."
        if "start_time" in asked and datetime.fromisoformat(asked["start_time"]) < edge:
            return f"Invalid 'start_time':'{asked['start_time']}'. 'start_time' must be on or after {edge:%Y-%m-%dT%H:%MZ}."
        other = "post" if self.spelling == "tweet" else "tweet"
        if f"{other}.fields" in asked:
            return f"The query parameter [{other}.fields] is not one of [query,{self.spelling}.fields,since_id]"
        if not 10 <= int(asked.get("max_results", 10)) <= 100:
            return f"The `max_results` query parameter value [{asked['max_results']}] is not between 10 and 100"
        return ""

    def token(self, last_id: str, asked: dict) -> str:
        return f"{self.token_age}-{last_id}-{_digest(asked)}"

    def shown(self, each: dict) -> dict:
        """A post in the spelling of today; long ones with their beginning only in `text`."""
        tweet = self.spelling == "tweet"
        value = {"id": each["id"], "text": each["text"][:280], "author_id": author_id(each["author"]), "created_at": each["created_at"],
                 "conversation_id": each["conversation_id"], "lang": each["lang"],
                 "public_metrics": {"like_count": 2, "retweet_count" if tweet else "repost_count": 1},
                 "edit_history_tweet_ids" if tweet else "edit_history_post_ids": each.get("history", [each["id"]])}
        if each["reply_to"]:
            value["referenced_tweets" if tweet else "referenced_posts"] = [{"type": "replied_to", "id": each["reply_to"]}]
        if len(each["text"]) > 280:
            value["note_tweet" if tweet else "note_post"] = {"text": each["text"]}
        if each.get("withheld"):
            value["withheld"] = {"copyright": True, "country_codes": ["GB"]}
        return value


def author_id(author: str) -> str:
    return str(int(hashlib.sha256(author.encode()).hexdigest()[:12], 16))


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Clients that were killed in the middle are what it is for."""


class _Handler(BaseHTTPRequestHandler):
    x: FakeX
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        x, parts = self.x, urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        with x._lock:
            x.requests.append((parts.path, asked))
            number, fault = len(x.requests), x.faults.pop(0) if x.faults else ""
        x.on_request(number)
        headers, is_too_soon = x.counted(parts.path)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._give(401, {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}, headers)
        elif is_too_soon:
            self._give(429, {"title": "Too Many Requests", "type": "https://api.x.com/2/problems/rate-limit-exceeded", "detail": "Too Many Requests"}, headers)
        elif parts.path == "/2/tweets/search/stream/rules":
            self._rules()
        elif parts.path == "/2/tweets/search/stream" and not fault:
            self._stream()
        elif fault:
            _FAULTS[fault](self, parts.path, asked, headers)
        else:
            self._answer(parts.path, asked, headers)
        x.on_answer(number)

    do_POST = do_GET

    def _rules(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))) or b"{}")
        for rule in body.get("add", []):
            self.x.rules.append({"id": str(100 + len(self.x.rules)), **rule})
        deleted = body.get("delete", {}).get("ids", [])
        self.x.rules[:] = [rule for rule in self.x.rules if rule["id"] not in deleted]
        self._give(200, {"data": list(self.x.rules), "meta": {}}, {})

    def _stream(self) -> None:
        """What matches a rule, a line each, and an empty line; then the server closes."""
        self.send_response_only(200)
        self.send_header("connection", "close")
        self.end_headers()
        for each in self.x.streamed:
            if any(matcher(rule["value"])(each) for rule in self.x.rules):
                self.x.billed_n += 1
                self.wfile.write(json.dumps({"data": self.x.shown(each), "matching_rules": [{"id": "100", "tag": "canary"}]}).encode() + b"\r\n\r\n")
        self.close_connection = True

    def _answer(self, path: str, asked: dict, headers: dict, **more: object) -> None:
        status, value = self._value(path, asked)
        self._give(status, {**value, **more} if status == 200 else value, headers)

    def _value(self, path: str, asked: dict) -> tuple[int, dict]:
        x = self.x
        if path == "/2/tweets":
            wanted = asked["ids"].split(",")
            known = {each["id"]: each for each in x.posts if each["id"] not in x.gone}
            errors = [{"resource_id": each, "value": each, "resource_type": "tweet", "parameter": "ids", "title": "Not Found Error",
                       "detail": f"Could not find tweet with ids: [{each}].", "type": "https://api.twitter.com/2/problems/resource-not-found"}
                      for each in wanted if each not in known]
            data = [x.shown(known[each]) for each in wanted if each in known]
            x.billed_n += len(data)
            return 200, {**({"data": data} if data else {}), **({"errors": errors} if errors else {})}
        if path.startswith("/2/users/by/username/"):
            handle = path.rpartition("/")[2]
            known = [author for author in {each["author"] for each in x.posts} if author.lower() == handle.lower()]
            error = {"resource_type": "user", "resource_id": handle, "title": "Not Found Error", "type": "https://api.twitter.com/2/problems/resource-not-found"}
            return 200, {"data": {"id": author_id(known[0]), "name": "N", "username": known[0]}} if known else {"errors": [error]}
        if problem := x.problem(asked):
            return 400, {"errors": [{"message": problem, "parameters": {}}], "title": "Invalid Request", "detail": "One or more parameters to your request was invalid.",
                         "type": "https://api.twitter.com/2/problems/invalid-request"}
        found = x.found(asked)
        if path == "/2/tweets/counts/recent":
            x.billed_n += 1
            return 200, {"data": [], "meta": {f"total_{x.spelling}_count": len(found)}}
        return self._page(asked, found)

    def _page(self, asked: dict, found: list[dict]) -> tuple[int, dict]:
        x, size = self.x, int(asked.get("max_results", 10))
        if token := asked.get("next_token"):
            age, last_id, digest = token.split("-")
            if int(age) < x.token_age or digest != _digest(asked):
                return 400, {"errors": [{"message": f"Invalid 'next_token':'{token}'."}], "title": "Invalid Request", "type": "about:blank"}
            found = found[bisect_left(found, -int(last_id) + 1, key=lambda each: -int(each["id"])):]
        page = found[:size]
        meta = {"result_count": len(page)}
        if not page:
            return 200, {"meta": meta}
        meta |= {"newest_id": page[0]["id"], "oldest_id": page[-1]["id"]}
        if len(found) > size:
            meta["next_token"] = x.token(page[-1]["id"], asked)
        x.billed_n += len(page)
        return 200, {"data": [x.shown(each) for each in page], "meta": meta}

    def _give(self, status: int, value: object, headers: dict, sent: float = 1.0, pause_s: float = 0.0) -> None:
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response_only(status)
        for name, text in {"date": format_datetime(self.x.now(), usegmt=True), "content-type": "application/json", "content-length": str(len(body)), **headers}.items():
            self.send_header(name, text)
        self.end_headers()
        part = body[:int(len(body) * sent)]
        try:
            if pause_s:
                for at in range(len(part)):
                    self.wfile.write(part[at:at + 1])
                    self.wfile.flush()
                    time.sleep(pause_s)
            else:
                self.wfile.write(part)
        except OSError:
            pass
        if sent < 1:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def _limited(handler: _Handler, _path: str, _asked: dict, headers: dict, seconds: int = 300, **problem: str) -> None:
    reset = {"x-rate-limit-reset": str(int(handler.x.now().timestamp()) + seconds), "x-rate-limit-remaining": "0"}
    handler._give(429, {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank", **problem}, headers | reset)


def _status(status: int, detail: str = "", **headers: str) -> Callable:
    return lambda handler, path, asked, limits: handler._give(status, {"title": "Problem", "detail": detail, "type": "about:blank"}, limits | headers)


def _broken(handler: _Handler, path: str, asked: dict, headers: dict, **how: float) -> None:
    handler._give(200, handler._value(path, asked)[1], headers, **how)


_FAULTS: dict[str, Callable] = {
    "403": _status(403, "When authenticating requests to the X API v2 endpoints, you must use keys from an App attached to a Project."),
    "402": _status(402, "Your account has no credits."),
    "429": _limited,
    "429-bare": lambda handler, path, asked, limits: handler._give(429, {"title": "Too Many Requests"}, {}),
    "429-words": lambda handler, path, asked, limits: handler._give(429, ["Too Many Requests"], {"x-rate-limit-reset": "soon"}),
    "429-far": lambda *given: _limited(*given, seconds=10**9),
    "429-capped": lambda *given: _limited(*given, title="UsageCapExceeded", type="https://api.twitter.com/2/problems/usage-capped"),
    "500": _status(500, "Internal Server Error"),
    "503": _status(503, "Over capacity"),
    "503-after": _status(503, "Over capacity", **{"retry-after": "7"}),
    "500-null": lambda handler, path, asked, limits: handler._give(500, {"errors": None, "error": 5, "detail": 7}, limits),
    "html": lambda handler, path, asked, limits: handler._give(200, b"<html>maintenance</html>", limits),
    "list": lambda handler, path, asked, limits: handler._give(200, [1, 2], limits),
    "null": lambda handler, path, asked, limits: handler._give(200, {"data": None, "meta": {"result_count": 0}}, limits),
    "truncated": lambda *given: _broken(*given, sent=0.6),
    "drip": lambda *given: _broken(*given, pause_s=0.05),
    "hang": lambda handler, *_: time.sleep(3),
    "redirect": _status(302, **{"location": "https://example.com/2/tweets/search/recent"}),
    "partial": lambda handler, path, asked, limits: handler._answer(path, asked, limits, errors=[
        {"resource_type": "user", "resource_id": "77", "title": "Not Found Error", "detail": "Could not find user with id: [77].",
         "type": "https://api.twitter.com/2/problems/resource-not-found"},
        {"resource_type": "tweet", "resource_id": "1987", "title": "Authorization Error", "detail": "Sorry, you are not authorized to see the Tweet with id: [1987].",
         "type": "https://api.twitter.com/2/problems/not-authorized-for-resource"}]),
}


def _digest(asked: dict) -> str:
    return hashlib.sha256(json.dumps({name: asked[name] for name in ("query", "since_id", "start_time") if name in asked}).encode()).hexdigest()[:8]
