"""The link by which somebody leaves the list: a keyed hash, so that nobody can write it for somebody else. Pure."""
from __future__ import annotations

import hmac

_HASH_CHARS = 32


def token(secret: bytes, recipient_id: str, address: str) -> str:
    """ann.3f… : the short name and a hash of it with the address; of another address it is another one."""
    said = f"unsubscribe\0{recipient_id}\0{address.casefold()}".encode("utf-8", "replace")
    return f"{recipient_id}.{hmac.digest(secret, said, 'sha256').hex()[:_HASH_CHARS]}"


def named(found: str) -> str:
    """The short name that a token begins with, whether or not it is true."""
    return found.rpartition(".")[0]


def is_of(secret: bytes, found: str, recipient_id: str, address: str) -> bool:
    return hmac.compare_digest(found.encode("utf-8", "replace"), token(secret, recipient_id, address).encode())
