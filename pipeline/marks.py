"""Keyed hashes by which something forgotten is known again without being kept: of a post, an author, the words of a text."""
from __future__ import annotations

import hmac
import re

from pipeline.duplicates import normalised

# Shorter texts are said by many people: forgetting one person must not silence the others.
WORDS_MIN = 8
_FORWARDED = re.compile(r"^(?:(?:rt|mt|via) )+")   # redaction took the handle that stood behind it


def of_post(post_id: str, secret: bytes) -> str:
    """post_id: "source:native id", as a post is stored under."""
    return _mark("post", post_id, secret)


def of_author(source: str, author: str, secret: bytes) -> str:
    """The same for a handle with or without @ and in any case; another one in each source."""
    return _mark("author", f"{source}\0{author.strip().lstrip('@').casefold()}", secret)


def of_words(text: str, secret: bytes) -> str:
    """The same for a repost with another mark of forwarding, handle, link or punctuation; "" for a text under WORDS_MIN words.

    text: as it is stored, redacted. In any source.
    """
    folded = _FORWARDED.sub("", normalised(text))
    return _mark("words", folded, secret) if folded.count(" ") + 1 >= WORDS_MIN else ""


def _mark(kind: str, value: str, secret: bytes) -> str:
    """Keyed, so that nobody without the secret can try handles or ids against it."""
    return hmac.digest(secret, f"tombstone\0{kind}\0{value}".encode("utf-8", "surrogatepass"), "sha256").hex()[:32]
