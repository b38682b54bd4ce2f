"""X's query language, as far as the tests ask: words, from:, conversation_id:, lang:, is:reply, OR, brackets, minus."""
from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r'[()]|-?[\w.]+:[\w.]+|-?"[^"]*"|-?[^\s()]+')


def matcher(query: str) -> Callable[[dict], bool]:
    """Whether a post of the fake server's is what a query asks for."""
    words = _WORD.findall(query)

    def any_of() -> Callable[[dict], bool]:
        parts = [all_of()]
        while words and words[0] == "OR":
            words.pop(0)
            parts.append(all_of())
        return parts[0] if len(parts) == 1 else lambda each: any(part(each) for part in parts)

    def all_of() -> Callable[[dict], bool]:
        parts = []
        while words and words[0] not in ("OR", ")"):
            parts.append(one())
        return lambda each: all(part(each) for part in parts)

    def one() -> Callable[[dict], bool]:
        word = words.pop(0)
        if word == "(":
            inner = any_of()
            words.pop(0)
            return inner
        if word.startswith("-"):
            wanted = _simple(word[1:])
            return lambda each: not wanted(each)
        return _simple(word)

    return any_of()


def _simple(word: str) -> Callable[[dict], bool]:
    name, _, value = word.partition(":")
    tests = {"from": lambda each: each["author"].lower() == value.lower(), "conversation_id": lambda each: each["conversation_id"] == value,
             "lang": lambda each: each["lang"] == value, "is": lambda each: value == "reply" and bool(each["reply_to"])}
    return tests[name] if value and name in tests else lambda each: word.strip('"').lower() in each["text"].lower()
