"""How often and how long: what the words near a contact say, not what was announced or what was late."""
import pytest

from models.attempts import tried
from models.conversation import Turn


def only(text: str):
    (attempt,) = tried([Turn(False, text)])
    return attempt


@pytest.mark.parametrize("text, n", [
    ("called", 1), ("called twice", 2), ("called 9 times", 9), ("phoned x3", 3), ("second e-mail", 2), ("3rd email about this", 3),
    ("no answer to my emails", 2),
    ("called again", 2), ("multiple calls", 3), ("4 dropped calls, no help", 4), ("had to make 63 calls", 63), ("called about flight 2817", 1),
    ("Called. Called back.", 2),
    ("dreimal angerufen", 3), ("llamé cuatro veces", 4), ("j'ai appelé deux fois", 2),
])
def test_how_often(text, n):
    assert only(text).n == n


@pytest.mark.parametrize("text, minutes", [
    ("on hold for 50 minutes", 50), ("on hold 2hrs", 120), ("1 1/2 hours on the phone", 90), ("on hold for an hour and 25 minutes", 85),
    ("emailed you 3 weeks ago, no reply", 21 * 1440),
    ("the hold time is 2 hours", None), ("expected wait time for an agent 57 minutes", None), ("a 2 hour hold time", None),
    ("called about my flight, 4 hours late", None),
    ("called you 3 weeks ago and was told nothing can be done", None), ("on hold", None),
])
def test_how_long(text, minutes):
    assert only(text).lost_minutes == minutes


@pytest.mark.parametrize("text", ["I was on hold for 50 minutes and then emailed twice", "on hold for 50 minutes, no reply to my emails"])
def test_a_time_and_a_count_belong_to_the_nearest_contact_of_their_clause(text):
    phone, email = tried([Turn(False, text)])
    assert (phone.n, phone.lost_minutes, email.n, email.lost_minutes) == (1, 50, 2, None)
