"""What a colleague types into a log or a list: kept without personal data, as posts are."""
from __future__ import annotations

from pipeline.redact import Redactor
from pipeline.workspace import Workspace


def plain(workspace: Workspace, words: str) -> str:
    """One line of the words, personal data replaced by what they are: [phone], [email] …"""
    settings = workspace.settings
    redactor = Redactor(settings.privacy.phone_regions, frozenset(settings.brand.handles))
    return " ".join(redactor.redact(words).text.split())
