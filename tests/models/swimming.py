"""A small made-up trade with known truth: complaints drawn from four stories, a taxonomy of three touchpoints."""
import random

STORIES = {
    "broken lock": ["the lock on my locker is broken", "locker lock jammed, could not open it", "broken lock, my clothes were stuck inside",
                    "key turned but the locker lock would not open"],
    "cold water": ["the pool water was freezing cold", "cold pool again, children were shivering in the water",
                   "water in the pool far too cold to swim", "heating of the pool water is off"],
    "rude coach": ["the coach was rude to my daughter", "rude swimming coach shouted at the class",
                   "coach insulted us in the lesson", "lesson ruined by a rude shouting coach"],
    "double charge": ["membership charged twice on my card", "charged double for the membership fee",
                      "card charged twice, no refund of the fee", "second membership payment taken from my card"],
}
TOUCHPOINT_OF = {"broken lock": "changing-room", "cold water": "pool", "rude coach": "lessons", "double charge": "payments"}
TOUCHPOINTS = [
    ("changing-room", "Lockers and showers. It fails when a locker or its lock is broken.", ["locker", "lock", "shower", "broken lock"]),
    ("pool", "The pool. It fails when the water is cold or dirty.", ["water", "pool", "cold water", "swim"]),
    ("lessons", "Swimming lessons. They fail when the coach is rude or late.", ["coach", "lesson", "rude coach", "class"]),
    ("payments", "Membership fees and cards. They fail when a card is charged twice.", ["charged twice", "membership", "card", "refund"]),
]
_OPENINGS = ["", "sorry but ", "on sunday ", "third time this year: ", "hi, ", "honestly "]
_ENDINGS = ["", ". Please do something", ". My brother saw it too", ", what a visit", ". We left early"]


def swimmers(n: int = 240, seed: int = 0) -> tuple[list[str], list[str]]:
    """n texts and the story of each."""
    dice, names = random.Random(seed), list(STORIES)
    stories = [names[i % len(names)] for i in range(n)]
    return [dice.choice(_OPENINGS) + dice.choice(STORIES[s]) + dice.choice(_ENDINGS) for s in stories], stories


def phrased(touchpoints: list[tuple], n: int, seed: int = 0) -> tuple[list[str], list[int]]:
    """n complaints that each say a telling phrase of one touchpoint, and the place of that touchpoint."""
    dice = random.Random(seed)
    truth = [i % len(touchpoints) for i in range(n)]
    return [f"{dice.choice(_OPENINGS)}{dice.choice(touchpoints[t][2])}{dice.choice(_ENDINGS)}" for t in truth], truth
