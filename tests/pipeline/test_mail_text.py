"""A mail's own words: without what it answers to and without its signature."""
from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.mail_text import own_words, read_mail, with_subject


def mail(text="No signal since Monday.", html="", **headers):
    made = EmailMessage()
    for name, value in ({"From": "Ada Example <Ada.Example@Mail.example>", "Subject": "No signal", "Message-ID": "<m1@mail.example>",
                         "Date": "Sun, 15 Nov 2026 09:30:00 +0100"} | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        made[name] = value
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made.as_bytes()


def test_a_mail_says_who_wrote_what_when():
    found = read_mail(mail(In_Reply_To="<m0@mail.example>"))
    assert (found.message_id, found.in_reply_to, found.sender, found.subject) == ("m1@mail.example", "m0@mail.example", "ada.example@mail.example", "No signal")
    assert (found.text, found.sent_at, found.is_automatic) == ("No signal since Monday.", datetime(2026, 11, 15, 8, 30, tzinfo=UTC), False)


def test_the_plain_part_is_preferred_and_html_read_where_there_is_none():
    assert read_mail(mail("plain", "<p>rich</p>")).text == "plain"
    assert read_mail(mail("", "<p>rich &amp; long</p><blockquote>old</blockquote>")).text == "rich & long"


def test_attachments_are_not_words():
    made = EmailMessage()
    made.set_content("see the bill")
    made.add_attachment("secret account 12345678", filename="bill.txt")
    assert read_mail(made.as_bytes()).text == "see the bill"


def test_encoded_subjects_and_unknown_charsets_are_read():
    raw = b"Subject: =?utf-8?q?Beschwerde_=C3=BCber_Geb=C3=BChr?=\nContent-Type: text/plain; charset=x-none\n\nGeb\xc3\xbchr"
    found = read_mail(raw)
    assert (found.subject, found.text) == ("Beschwerde über Gebühr", "Gebühr")


@pytest.mark.parametrize("history", [
    "On Fri, 13 Nov 2026 at 10:00, Acme Care <care@acme.example> wrote:\n> Sorry to hear",
    "On Fri, 13 Nov 2026 at 10:00, Acme Care\n<care@acme.example> wrote:\n> Sorry to hear",
    "Am 13.11.2026 um 10:00 schrieb Acme Care:\n> Das tut uns leid", "Le ven. 13 nov. 2026 à 10:00, Acme a écrit :\n> Désolé",
    "El vie, 13 nov 2026 a las 10:00, Acme escribió:\n> Lo sentimos", "-----Original Message-----\nFrom: Acme\nSorry",
    "________________________________\nFrom: Acme Care\nSent: Friday\nTo: Ada\nSubject: hello\n\nSorry",
    "From: Acme Care <care@acme.example>\nSent: Friday\nTo: Ada\nSubject: Re: hello\n\nSorry", "Von: Acme\nGesendet: Freitag\nAn: Ada\nBetreff: AW: hallo\n\nTut uns leid",
    "> Sorry to hear\n> that",
])
def test_quoted_history_is_cut(history):
    assert own_words(f"Still nothing works.\nNot even calls.\n\n{history}\n") == "Still nothing works.\nNot even calls."


@pytest.mark.parametrize("signature", [
    "-- \nAda Example\n020 7946 0000", "Kind regards,\nAda Example", "Mit freundlichen Grüßen\n\nAda Example\nBeispielweg 3", "Sent from my phone",
    "Cordialement,\nAda", "Ada Example", "ada", "Un saludo\nAda",
])
def test_a_signature_is_cut(signature):
    assert own_words(f"Nobody called me back.\n\n{signature}\n", "Ada Example") == "Nobody called me back."


def test_words_that_only_look_like_a_cut_stay():
    text = "Your agent wrote: wait. I waited.\nFrom: Leeds\nregards my bill, it is wrong\nOn Monday I called."
    assert own_words(text, "Ada Example") == text


def test_a_forwarded_complaint_keeps_what_it_forwards():
    text = "---------- Forwarded message ---------\nFrom: Ada <ada@mail.example>\nDate: Fri\nSubject: Bill\nTo: Acme\n\nYou charged me twice."
    assert own_words(text) == "You charged me twice."


@pytest.mark.parametrize("subject, whole", [
    ("Charged twice", "Charged twice\n\nbody"), ("Re: your bill", "body"), ("AW: Rechnung", "body"), ("Fwd: Charged twice", "Charged twice\n\nbody"), ("", "body"),
])
def test_the_subject_stands_above_unless_it_repeats_another(subject, whole):
    assert with_subject(subject, "body") == whole


@pytest.mark.parametrize("headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}])
def test_automatic_mails_are_known(headers):
    assert read_mail(mail(**headers)).is_automatic and not read_mail(mail(Auto_Submitted="no")).is_automatic


def test_a_mail_cut_off_in_its_attachment_keeps_its_words():
    made = EmailMessage()
    made.set_content("see the bill")
    made.add_attachment(b"\x00" * 5000, maintype="image", subtype="png", filename="bill.png")
    assert read_mail(made.as_bytes()[:1500]).text == "see the bill"


def test_mails_within_mails_without_end_do_not_break_the_reader():
    found = read_mail(b"From: ada@mail.example\nMessage-ID: <m1@x>\n" + b"Content-Type: message/rfc822\n\n" * 8000)
    assert (found.sender, found.message_id) == ("ada@mail.example", "m1@x")


@given(st.binary(max_size=400) | st.builds(
    lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"),
    st.lists(st.sampled_from(["From: =?utf-8?b?//8=?=", "Subject: =?x-none?q?=FF?=", "Date: Sun, 99 Nov 2026 99:99:99 +9999", "Message-ID: <", "", "\ud800",
                              "Content-Type: text/html; charset=\"\0\"", "Content-Type: multipart/mixed; boundary=b", "--b", "--b--", "Content-Transfer-Encoding: base64",
                              "Content-Type: message/rfc822", "> quoted", "On x wrote:", "-- ", "Kind regards", "<p>html</p>", "From: a", "Sent: b", "To: c"]), max_size=20)))
def test_no_bytes_break_the_reader_of_mails(raw):
    found = read_mail(raw)
    assert found.text == found.text.strip() and found.sender == found.sender.lower()


@given(st.text(alphabet=st.sampled_from("ab >-_:\nOnFrom wrote"), max_size=200), st.text(max_size=20))
def test_own_words_never_add_any(text, name):
    assert set(own_words(text, name).split()) <= set(text.replace(">", " ").split()) | set(text.split())
