"""A frozen week as mails: what readers of one edition, language and zone share is written once, the rest for each recipient."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from pipeline.mail import envelope, unsubscribe, webhook
from pipeline.mail.calendar import calendar
from pipeline.mail.compose import Mail, pattern, report_page
from pipeline.mail.letter import Letter, Links, letter, why_this
from pipeline.mail.recipient import Recipient
from pipeline.report import weeks
from pipeline.report.as_json import to_json
from pipeline.report.editions import for_owner
from pipeline.report.snapshot import Snapshot
from pipeline.workspace import Workspace

NO_BASE_URL = "http://localhost:8501"
"""Where links lead while [weekly] base_url is empty: to a dashboard on the reader's own machine."""


@dataclass
class Writer:
    """sent_at: stands as the mails' date."""

    workspace: Workspace
    snapshot: Snapshot
    sent_at: datetime
    _patterns: dict[tuple[str, str, str], Mail] = field(default_factory=dict)

    def __call__(self, recipient: Recipient, copy_n: int = 1) -> EmailMessage:
        """The mail that leaves: the same recipient and copy make the same one at every time."""
        return envelope.message(self.mail(recipient), self._envelope(recipient, copy_n))

    def mail(self, recipient: Recipient) -> Mail:
        """What it says."""
        key = (recipient.owner, recipient.language, recipient.zone)
        if key not in self._patterns:
            self._patterns[key] = pattern(self.letter(recipient))
        return self._patterns[key].fill(why_this(recipient), self._leave_url(recipient))

    def letter(self, recipient: Recipient) -> Letter:
        """The recipient's edition in their language."""
        return letter(for_owner(self.snapshot, recipient.owner), self.links, recipient.language, recipient.zone)

    def files(self, recipient: Recipient) -> dict[str, bytes]:
        """The week to keep, file or print: name → content. The facts as JSON, the report as one HTML file, the mail as HTML and text, what is due as a calendar."""
        week, mail = self.snapshot.week, self.mail(recipient)
        return {
            f"{week}.json": to_json(self.snapshot).encode(), f"{week}-report.html": report_page(self.letter(recipient)).encode(),
            f"{week}-mail.html": mail.html.encode(), f"{week}.txt": mail.text.encode(), f"{week}.ics": calendar(self.snapshot, self.links, recipient.language)}

    def channel(self) -> dict[str, Any]:
        """The message to the channel that [weekly] webhook names."""
        return {"slack": webhook.slack, "teams": webhook.teams}[self.workspace.settings.weekly.webhook](self.letter(Recipient("channel", "", zone=self.snapshot.zone)))

    @property
    def links(self) -> Links:
        return Links(self.workspace.settings.weekly.base_url or NO_BASE_URL)

    def _leave_url(self, recipient: Recipient) -> str:
        return self.links.to(f"outbox?unsubscribe={self._token(recipient)}")

    def _token(self, recipient: Recipient) -> str:
        return unsubscribe.token(self.workspace.secret, recipient.recipient_id, recipient.address)

    def _envelope(self, recipient: Recipient, copy_n: int) -> envelope.Envelope:
        weekly = self.workspace.settings.weekly
        name = envelope.message_id(self.workspace.secret, weekly, weeks.parse(self.snapshot.week), recipient, copy_n)
        return envelope.Envelope(
            weekly.sender or "Canary <canary@localhost.invalid>", recipient, name, self.sent_at, weekly.reply_to,
            self._leave_url(recipient), weekly.unsubscribe_to or parseaddr(weekly.sender)[1], self._token(recipient), weekly.one_click_url)
