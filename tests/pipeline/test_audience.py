"""Who is on the list: added, brought from a file, removed, unsubscribed; nobody without a usable address, nobody twice."""
from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.mail import audience, unsubscribe
from pipeline.mail.recipient import Recipient, checked
from pipeline.sources.file import Row
from pipeline.store import recipients


def on_list(workspace) -> list[str]:
    return [one.recipient_id for one in audience.active(workspace)]


@pytest.mark.parametrize("address, said", [
    ("", "the address is missing"), ("ann", "the address has no @"), ("ann@", "no domain name"), ("ann@localhost", "no domain name"), ("ann@1.2.3.4", "no domain name"),
    ("ann b@example.com", "before the @"), ("ann@example.com\nBcc: eve@example.com", "before the @"), ("ann@example.com,bob@example.com", "before the @"),
    ("änn@example.com", "before the @"), ("<ann@example.com>", "before the @"), ("a" * 65 + "@example.com", "before the @"), ("ann@" + "a." * 130 + "com", "no domain name"),
])
def test_an_address_that_cannot_be_mailed_to_is_refused_without_being_repeated(address, said):
    with pytest.raises(UsageError, match=said) as error:
        checked(Recipient("ann", address))
    assert "example.com," not in str(error.value) and "eve" not in str(error.value)


@pytest.mark.parametrize("changed, said", [
    (dict(recipient_id="Ann Bär"), "a short name is needed"), (dict(recipient_id="webhook"), "a short name is needed"), (dict(name="Ann\r\nX: y"), "one line"),
    (dict(language="klingon"), "Allowed: en, de, fr, es"), (dict(zone="Mars/Crater"), "not an IANA time zone"), (dict(zone="../etc/passwd"), "not an IANA time zone"),
])
def test_whatever_could_begin_a_header_or_is_no_zone_or_language_is_refused(changed, said):
    with pytest.raises(UsageError, match=said):
        checked(Recipient(**(dict(recipient_id="ann", address="ann@example.com") | changed)))


def test_a_domain_with_an_umlaut_is_kept_as_mail_servers_know_it():
    assert checked(Recipient(" ann ", "Ann@Bücher.example ")).address == "Ann@xn--bcher-kva.example"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_a_kept_recipient_is_one_line_of_plain_letters(name, address):
    try:
        kept = checked(Recipient("ann", address, name))
    except UsageError:
        return
    assert kept.address.isascii() and kept.address.count("@") == 1 and not set(kept.address) & set(" \r\n,<>\"") and kept.name.isprintable() or not kept.name


def test_the_owner_is_written_as_the_touchpoints_name_it_and_an_unknown_one_is_refused(workspace, as_of):
    owner = workspace.taxonomy.touchpoints[0].owner
    audience.add(workspace, Recipient("ann", "ann@example.com", owner=owner.upper()), as_of)
    assert audience.active(workspace)[0].owner == owner
    with pytest.raises(UsageError, match="no touchpoint is owned by 'Nobody'. Owners: "):
        audience.add(workspace, Recipient("bob", "bob@example.com", owner="Nobody"), as_of)


def test_one_mailbox_gets_one_edition_once(workspace, as_of):
    audience.add(workspace, Recipient("ann", "ann@example.com"), as_of)
    with pytest.raises(UsageError, match="ann has that address and edition already"):
        audience.add(workspace, Recipient("boss", "ANN@example.com"), as_of)
    audience.add(workspace, Recipient("ann-own", "ann@example.com", owner=workspace.taxonomy.touchpoints[0].owner), as_of)
    assert on_list(workspace) == ["ann", "ann-own"]


def test_a_file_is_brought_in_row_by_row_and_a_bad_row_keeps_nobody_else_out(workspace, as_of):
    rows = [Row(1, {"id": "Ann", "E-Mail": "ann@example.com", "language": "de"}), Row(2, {"id": "bob", "E-Mail": "", "language": ""}),
            Row(3, {"id": "cem", "E-Mail": "cem@example.com", "language": ""}), Row(4, {}, "has 9 cells, the header 3")]
    columns = audience.columns_of(("id", "E-Mail", "language"), {})
    done = audience.bring(workspace, rows, columns, as_of)
    assert (done.added_n, [row_n for row_n, _ in done.unread]) == (2, [2, 4]) and done.unread[0][1].startswith("recipient bob: the address is missing")
    assert [(one.recipient_id, one.language, one.zone) for one in audience.active(workspace)] == [("ann", "de", "UTC"), ("cem", "en", "UTC")]
    again = audience.bring(workspace, rows, columns, as_of)
    assert (again.added_n, again.changed_n, again.known_n) == (0, 0, 2)
    with pytest.raises(UsageError, match="no column is called 'address'"):
        audience.columns_of(("id", "language"), {})


def test_who_unsubscribed_is_not_brought_back_by_a_file(workspace, as_of):
    ann = Recipient("ann", "ann@example.com")
    audience.add(workspace, ann, as_of)
    token = unsubscribe.token(workspace.secret, "ann", "ann@example.com")
    assert audience.leave(workspace, token, as_of) == audience.leave(workspace, token, as_of) == "ann"
    audience.add(workspace, Recipient("ann", "ann@example.com", "Ann"), as_of)
    assert on_list(workspace) == [] and recipients.every(workspace.store)[0]["state"] == "unsubscribed"
    audience.restore(workspace, "ann", as_of)
    assert on_list(workspace) == ["ann"]


@pytest.mark.parametrize("token", ["", "ann", "ann.", "zoe.0123", ".", "ann." + "0" * 32, "änn.ü"])
def test_a_link_that_nobody_was_given_unsubscribes_nobody(workspace, as_of, token):
    audience.add(workspace, Recipient("ann", "ann@example.com"), as_of)
    with pytest.raises(UsageError, match="belongs to nobody on the list now"):
        audience.leave(workspace, token, as_of)
    assert on_list(workspace) == ["ann"]


def test_the_link_of_an_old_address_does_not_unsubscribe_the_new_one(workspace, as_of):
    audience.add(workspace, Recipient("ann", "ann@example.com"), as_of)
    old = unsubscribe.token(workspace.secret, "ann", "ann@example.com")
    audience.add(workspace, Recipient("ann", "eve@example.com"), as_of)
    with pytest.raises(UsageError):
        audience.leave(workspace, old, as_of)


def test_nobody_is_put_back_beside_another_who_has_the_address_by_now(workspace, as_of):
    audience.add(workspace, Recipient("ann", "ann@example.com"), as_of)
    audience.remove(workspace, "ann", as_of)
    audience.add(workspace, Recipient("anna", "ann@example.com"), as_of + timedelta(days=1))
    with pytest.raises(UsageError, match="anna has that address and edition already"):
        audience.restore(workspace, "ann", as_of)
    with pytest.raises(UsageError, match="there is no recipient 'zoe'"):
        audience.remove(workspace, "zoe", as_of)
