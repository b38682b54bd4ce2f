"""The week as one message to a channel, each week once: claimed like a mail, under the same lock, in the same book."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.errors import SettingsError
from pipeline.lock import only_one
from pipeline.mail import sending, webhook
from pipeline.mail.recipient import EVERYBODY, WEBHOOK
from pipeline.mail.smtp import Answer
from pipeline.store import mailings
from pipeline.store.mailings import FAILED, SENT, UNSURE, Claim
from pipeline.workspace import Workspace

ADDRESS = "CANARY_WEEKLY_WEBHOOK"
"""The variable that holds the address which the chat gave: whoever knows it can write there."""


def send(workspace: Workspace, week: date, message: Callable[[], Mapping[str, Any]], environment: Mapping[str, str], as_of: datetime,
         by: str = sending.CANARY, is_asked: bool = False) -> Answer | None:
    """Send the week's message once; again where a person asked. None where the channel has it. Raises SettingsError without an address."""
    if not (address := environment.get(ADDRESS, "")):
        raise SettingsError(f"{ADDRESS} is not set, and [weekly] webhook is: put the address that the chat gave into the environment, never into canary.toml.")
    webhook.check(address)
    with only_one(sending.lock_path(workspace), sending.WHAT, workspace.settings.weekly.wait_s):
        sending.close_claims(workspace, as_of)
        with workspace.store.read() as connection:
            claim = Claim(week, WEBHOOK, EVERYBODY, mailings.next_copy_n(connection, week, WEBHOOK) if is_asked else 1)
        content = dict(message())
        if not mailings.take(workspace.store, claim, "", by, as_of):
            return None
        answer = _handed_over(address, content, workspace.settings.weekly.timeout_s)
        with workspace.store.write() as connection:
            mailings.finish(connection, claim, answer.state, answer.note, as_of)
            workspace.store.touch(connection)
    return answer


def _handed_over(address: str, content: dict[str, Any], timeout_s: float) -> Answer:
    try:
        webhook.post(address, content, timeout_s)
    except webhook.NotTaken as error:
        return Answer(FAILED if error.is_known else UNSURE, str(error))
    return Answer(SENT, "the chat took it")
