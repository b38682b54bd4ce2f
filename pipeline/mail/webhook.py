"""The letter as a message in a chat: what Slack and Teams take, and handing it to the address that the team gave."""
from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import CanaryError, UsageError
from pipeline.mail.facts_said import cut
from pipeline.mail.letter import Entry, Letter

FORMATS = ("slack", "teams")
MOST_TEXT_CHARS = 2900       # Slack takes 3,000 in a section
MOST_ENTRIES = 8             # a chat message is no mail: the rest is behind the link
_TIMEOUT_S = 20
_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})
_CARD = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-!|~<>"})


class NotTaken(CanaryError):
    """A chat did not take a message. is_known: it certainly is not there; else nobody knows."""

    def __init__(self, message: str, is_known: bool) -> None:
        super().__init__(message)
        self.is_known = is_known


def slack(letter: Letter) -> dict[str, Any]:
    """Blocks of Slack: words of the public can format nothing and mention nobody."""
    blocks = [_slack_section("\n".join(map(_slack_words, letter.lines)))]
    for title, entry in _entries(letter):
        link = f"<{entry.link}|{_slack_words(cut(entry.title, 150))}>"
        blocks.append(_slack_section(f"{_slack_words(title)}: {link}\n{_slack_words(entry.sentence)}"))
    blocks += [_slack_section("\n".join(map(_slack_words, letter.warnings)))] if letter.warnings else []
    blocks.append(_slack_section(f"<{letter.home}|{_slack_words(letter.open_words)}> · {_slack_words(letter.period)}"))
    return {"text": _slack_words(letter.subject), "blocks": [{"type": "header", "text": {"type": "plain_text", "text": cut(letter.title, 150), "emoji": False}}, *blocks]}


def teams(letter: Letter) -> dict[str, Any]:
    """A message with an adaptive card 1.4, as the workflows of Teams take it."""
    body = [_card_text(letter.title, size="Large", weight="Bolder"), *map(_card_text, letter.lines)]
    for title, entry in _entries(letter):
        body.append(_card_text(f"{title}: {entry.title}", weight="Bolder", separator=True))
        body.append(_card_text(entry.sentence))
    body += [_card_text(warning, isSubtle=True) for warning in letter.warnings]
    body.append(_card_text(letter.period, isSubtle=True))
    card = {"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4", "body": body,
            "actions": [{"type": "Action.OpenUrl", "title": letter.open_words, "url": letter.home}]}
    return {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}]}


def check(url: str) -> None:
    """Raises UsageError for what is no address; it is not repeated."""
    if urlsplit(url).scheme not in ("https", "http") or not urlsplit(url).netloc:
        raise UsageError("CANARY_WEEKLY_WEBHOOK is no address. Write the https address that the chat gave for its incoming messages.")


def post(url: str, payload: dict[str, Any], timeout_s: float = _TIMEOUT_S) -> None:
    """Hand a message to a chat's address. Raises NotTaken in words that do not repeat the address: it is a secret."""
    import requests

    check(url)
    try:
        answer = requests.post(url, json=payload, timeout=timeout_s, allow_redirects=False)
    except requests.RequestException as error:
        is_known = isinstance(error, (requests.ConnectTimeout, requests.exceptions.SSLError)) or "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)
        raise NotTaken(f"the chat did not take the message: {type(error).__name__}. See whether its address still holds and the network lets it through.", is_known) from None
    if not 200 <= answer.status_code < 300:
        raise NotTaken(f"the chat did not take the message: it answered {answer.status_code}. See whether its address still holds.", answer.status_code < 500)


def _entries(letter: Letter) -> list[tuple[str, Entry]]:
    return [(section.title, entry) for section in letter.sections for entry in section.entries][:MOST_ENTRIES]


def _slack_words(text: str) -> str:
    return text.translate(_SLACK)


def _slack_section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text if len(text) <= MOST_TEXT_CHARS else text[:MOST_TEXT_CHARS - 1] + "…"}}


def _card_text(text: str, **style: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text.translate(_CARD), "wrap": True} | style
