"""The two texts to copy, word by word: what is known is said, why is not, and nobody can be told from them."""
from dataclasses import replace
from datetime import date

import pytest
from raised import NORTH

from dashboard.briefing import Situation, briefing, heads_up

NOW = Situation("App crashed", "App and login", "Digital product", "acknowledged", date(2026, 11, 5), date(2026, 11, 15), 77.0, 69.4, NORTH,
                ("Phone line", "Chat", "E-mail and letters"), ("Phone line",), 5)


def test_the_briefing_says_what_is_known_what_to_say_and_where_not_to_send_anybody():
    assert briefing(NOW) == """\
FRONT-LINE BRIEFING, 15 Nov 2026
App crashed

What is known
- 77 people have complained publicly of this since 5 Nov 2026, 69 more than is usual.
- Mostly hit: region North and app version 7.2 (83 % of the people beyond what is usual). Others can be hit too.
- Touchpoint: App and login. Owner: Digital product.
- Why it rose is not known. Do not guess.

What to tell the customer
- "You are not the only one. Others have told us the same, and your report helps."
- It has been taken on. Promise no date and no remedy: there is none yet.
- Note down: region and app version, and since when it has been so.

Where not to send them
- Phone line: people complain of it more than is usual.
- Nothing stands out at Chat and E-mail and letters."""


def test_the_heads_up_is_a_draft_without_a_count_to_be_checked_by_a_person():
    assert heads_up(NOW) == """\
DRAFT, NOT SENT. To be checked by the owner: is it still so, does it help, is there something to do?
To: customers with region North and app version 7.2 who have not written to us

Some of our customers with region North and app version 7.2 have told us about a problem since 5 Nov 2026: “App crashed”.
You may not notice anything. We write so that you do not have to find out by yourself.
It has been taken on and is being looked at.
If it happens to you, you can reach us here: Chat and E-mail and letters.
We will tell you when it is over."""


def test_few_people_are_not_counted_and_their_group_is_not_named():
    few = replace(NOW, observed_n=4.0, excess_n=3.0, drivers=[NORTH[0] | {"observed_n": 4.0}])
    assert "- <5 people have complained publicly of this since 5 Nov 2026, <5 more than is usual.\n- Too few people to tell who is hit." in briefing(few)
    assert not any(word in briefing(few) + heads_up(few) for word in ("North", "7.2", "region"))


def test_nothing_is_promised_while_nobody_has_taken_it_on():
    new = replace(NOW, state="new", touchpoint=None, owner="", drivers=[{"reason": "everywhere"}], failing=NOW.care)
    assert "- Nobody has taken it on yet. Promise nothing; pass it on." in briefing(new) and "it has no owner yet" in briefing(new)
    assert "- Nothing stands out: every group rose alike." in briefing(new) and "No care channel is free of it: solve it where they are." in briefing(new)
    assert "[Only once somebody has taken it on: what is being done.]" in heads_up(new) and "[where to reach us]" in heads_up(new)


@pytest.mark.parametrize("state", ["new", "acknowledged", "with a fix", "regressed"])
@pytest.mark.parametrize("drivers", [NORTH, [{"reason": "chance"}], []])
def test_no_text_says_why_it_rose(state, drivers):
    said = briefing(replace(NOW, state=state, drivers=drivers)) + heads_up(replace(NOW, state=state, drivers=drivers))
    assert not any(word in said.lower() for word in ("caused", "because", "due to", "follower", "likes"))
