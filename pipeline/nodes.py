"""The nodes of a chain that are no touchpoints: nobody knows where it began, a channel that no touchpoint answers, and where a chain ends."""
from __future__ import annotations

UNCLEAR, PUBLIC, DIRECT = "unclear", "public", "direct"
ENDS = (PUBLIC, DIRECT)
"""The public square, or a channel that the company alone reads: an e-mail, a phone note."""
_CHANNEL = "channel:"


def of_channel(channel: str) -> str:
    """The node of a channel that no touchpoint answers: "channel:phone"."""
    return f"{_CHANNEL}{channel}"


def is_touchpoint(node: str) -> bool:
    return node not in (UNCLEAR, *ENDS) and not node.startswith(_CHANNEL)


def channel_of(node: str) -> str | None:
    """"phone" of "channel:phone"; None of every other node."""
    return node.removeprefix(_CHANNEL) if node.startswith(_CHANNEL) else None
