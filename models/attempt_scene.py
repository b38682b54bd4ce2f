"""Where somebody was told so, when they do not say by whom: "asked for another seat, was told no" beside a gate or a counter was face to face."""
from __future__ import annotations

from collections.abc import Sequence

from models.phrasebook import Phrasebook
from models.sentences import Sentence

SCENE_REACH = 2    # sentences before and after what was said in which the place still stands
_PLACES = Phrasebook({"in person": """
gate/gates/counter/counters/desk/kiosk/airport/terminal/onboard/concourse/podium/tarmac/baggage/carousel, check/checking/checked in/bag/bags
boarding, boarded, on/the board/plane/aircraft, carry on/ons/on's, bag/drop drop/off, standby, flight attendant/attendants, overhead bin/bins, in line
exit row, middle/aisle/window seat/seats, on my/our/this/that flight, empty/open row/rows/seat/seats, get/got on the/my/our/an/a, to board
"""})
_SPOKEN = frozenset("agent agents employee employees staff attendant attendants manager supervisor lady woman man guy girl gentleman personnel asked".split())
_TOLD = Phrasebook({"told": "was/were/been/being/got/i'm told, told/tells me/us/no, asked told"})
_NOT_SPOKEN = frozenset("complaint complaints claim claims case complained contacted wrote written ticket report relations care service email emails number "
                        "reply replied response tweet tweeted".split())
_ELSEWHERE = frozenset("online website site app phone call called calling email emailed text texted message rang chat".split())


def is_face_to_face(words: Sequence[str], said: Sequence[Sentence], place: int) -> bool:
    """words: those of contact that does not say how, in the sentence at `place`. Were they spoken, and where people meet?"""
    is_spoken = not _SPOKEN.isdisjoint(words) or any(_TOLD.find(words))
    if not is_spoken or not _NOT_SPOKEN.isdisjoint(words) or not _ELSEWHERE.isdisjoint(said[place].words):
        return False
    near = said[max(0, place - SCENE_REACH):place + SCENE_REACH + 1]
    return any(any(_PLACES.find(sentence.words)) for sentence in near if _ELSEWHERE.isdisjoint(sentence.words))
