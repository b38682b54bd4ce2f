"""What a person does on the Outbox page: who is on the list, another copy, a mail that arrived after all, leaving the list."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from dashboard import load_outbox, outbox_words, who
from dashboard.view import View
from dashboard.wording import plain
from pipeline.errors import CanaryError
from pipeline.mail import audience, deliver, sending
from pipeline.mail.outbox import SENDING, Line
from pipeline.mail.recipient import LANGUAGES, WEBHOOK, Recipient
from pipeline.store.mailings import UNSURE

_SAID = "outbox_said"
_NAMELESS = "Say your name first: it stands beside what you decide."


def said() -> None:
    """What the last click did, once."""
    if words := st.session_state.pop(_SAID, None):
        st.success(plain(words, 300))


def send_again(view: View, monday: date, lines: Sequence[Line]) -> None:
    names = [line.recipient_id for line in lines if line.list_state == "active" and line.state != SENDING or line.recipient_id == WEBHOOK]
    if not names or load_outbox.snapshot(view, monday) is None:
        return
    with st.popover("Send again …", icon=":material/forward_to_inbox:", key="outbox_again"), st.form("outbox_again_form", border=False):
        st.caption("One more copy for one recipient, whatever became of the first. It is noted with your name.")
        chosen = st.selectbox("To whom", names, format_func=lambda name: _named(name, lines), key="outbox_again_to")
        name = who.name("outbox_again")
        if st.form_submit_button("Send this copy", type="primary", key="outbox_do_again"):
            _do(name, lambda: _sent(view, monday, chosen, name))


def arrived(view: View, monday: date, lines: Sequence[Line]) -> None:
    names = [line.recipient_id for line in lines if line.state == UNSURE]
    if not names:
        return
    with st.popover("It arrived …", icon=":material/mark_email_read:", key="outbox_arrived"), st.form("outbox_arrived_form", border=False):
        st.caption("Ask the recipient. Said once, the mail counts as sent.")
        chosen = st.selectbox("Whose", names, key="outbox_arrived_whose")
        name = who.name("outbox_arrived")
        if st.form_submit_button("It arrived", type="primary", key="outbox_do_arrived"):
            _do(name, lambda: _done(sending.settle(view.workspace, monday, chosen, name, view.as_of), f"{chosen}: counts as sent."))


def add(view: View) -> None:
    owners = view.workspace.taxonomy.owners
    with st.popover("Add or change …", icon=":material/person_add:", key="outbox_add"), st.form("outbox_add_form", border=False):
        name = st.text_input("Short name", key="outbox_add_name", max_chars=40, placeholder="ann", help="Small letters, digits, dots and hyphens. The same name again changes what is known.")
        address = st.text_input("Address", key="outbox_add_address", max_chars=254, placeholder="ann@example.com")
        called = st.text_input("Name beside the address (optional)", key="outbox_add_called", max_chars=100)
        owner = st.selectbox("Edition", ["", *owners], format_func=lambda o: f"Only what {o} owns" if o else "Everybody's", key="outbox_add_owner")
        language = st.selectbox("Language", LANGUAGES, format_func=lambda code: outbox_words.LANGUAGES[code], key="outbox_add_language")
        zone = st.text_input("Times told in", view.workspace.settings.workspace.zone, key="outbox_add_zone", max_chars=60)
        if st.form_submit_button("Put on the list", type="primary", key="outbox_do_add"):
            made = Recipient(name or "", address or "", called or "", owner or "", language, zone or "")
            _try(lambda: _added(view, made))


def remove(view: View, listed: Sequence[dict]) -> None:
    _choose(view, [row["recipient_id"] for row in listed if row["state"] == "active"], "Remove …", ":material/person_remove:", "Take off the list",
            lambda name: _done(audience.remove(view.workspace, name, view.as_of), f"{name} is off the list."))


def restore(view: View, listed: Sequence[dict]) -> None:
    _choose(view, [row["recipient_id"] for row in listed if row["state"] != "active"], "Put back …", ":material/undo:", "Put back on the list",
            lambda name: _done(audience.restore(view.workspace, name, view.as_of), f"{name} is on the list again."))


def leave(view: View, token: str) -> None:
    """Where the link of a mail leads: opening it changes nothing, the button does, and it can be taken back."""
    try:
        row = audience.of_token(view.workspace, token)
    except CanaryError as error:
        st.title("This link unsubscribes nobody.", anchor=False)
        return st.info(plain(error, 300))
    name, is_on = row["recipient_id"], row["state"] == "active"
    st.title(plain(f"Stop the Monday e-mail to {name}?" if is_on else f"{name} gets no Monday e-mail."), anchor=False)
    st.caption("From the next sending on. What was sent before stays." if is_on else "Taken back, the next one comes again.")
    if st.button("Unsubscribe" if is_on else "Take it back", type="primary", key=f"outbox_leave_{row['state']}"):
        _try(lambda: audience.leave(view.workspace, token, view.as_of) if is_on else audience.restore(view.workspace, name, view.as_of))


def _choose(view: View, names: Sequence[str], label: str, icon: str, button: str, change: Callable[[str], None]) -> None:
    if not names:
        return
    key = f"outbox_{button.lower().replace(' ', '_')}"
    with st.popover(label, icon=icon, key=key), st.form(f"{key}_form", border=False):
        chosen = st.selectbox("Whom", names, key=f"{key}_who")
        if st.form_submit_button(button, type="primary", key=f"{key}_do"):
            _try(lambda: change(chosen))


def _added(view: View, made: Recipient) -> None:
    """Who was removed or has unsubscribed stays so until they are put back."""
    audience.add(view.workspace, made, view.as_of)
    name = made.recipient_id.strip()
    is_on = name in {one.recipient_id for one in audience.active(view.workspace)}
    st.session_state[_SAID] = f"{name} is on the list." if is_on else f"{name} is still off the list: “Put back …” brings them back."


def _sent(view: View, monday: date, recipient_id: str, name: str) -> None:
    snapshot = load_outbox.snapshot(view, monday)
    with st.spinner("Sending …"):
        answer = deliver.again(view.workspace, snapshot, recipient_id, view.as_of, os.environ, time.sleep, name)
    st.session_state[_SAID] = f"{recipient_id}: {outbox_words.STATES[answer.state]}. {answer.note}"


def _named(name: str, lines: Sequence[Line]) -> str:
    return f"{name} ({next(outbox_words.STATES[line.state] for line in lines if line.recipient_id == name)})"


def _done(_result: object, words: str) -> None:
    st.session_state[_SAID] = words


def _do(name: str, change: Callable[[], object]) -> None:
    if not name:
        return st.error(_NAMELESS)
    return _try(change)


def _try(change: Callable[[], object]) -> None:
    """Make the change and draw the page anew; what is wrong is said in place."""
    try:
        change()
    except CanaryError as error:
        return st.error(plain(error, 400))
    st.rerun()
