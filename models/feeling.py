"""How it was said, 0 to 4: calm, displeased, annoyed, angry, furious. A field of its own, beside what happened; nothing is ever ranked by it.

Read from exclamation marks, capitals, oaths, words of anger and faces. English and the common forms of Spanish, German and French.
Words that are quoted from others and the names of organisations count as any: it is a rough reading and is shown as one.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from models.words import fold

_STRONG = frozenset(fold(word) for word in """
disgusting disgusted disgrace disgraceful disgusts furious livid fuming outraged outrageous appalling appalled shambles pathetic shameful shame scum liars thieves robbers crooks criminals
scandalous despicable hate hated horrendous atrocious vile sickening infuriating enraged unforgivable worst
asqueroso vergüenza vergonzoso indignante indignada indignado furiosa furioso ladrones sinvergüenzas estafadores peor
unverschämt unverschämtheit frechheit wütend skandal schande betrüger abzocke widerlich ekelhaft
honte honteux honteuse scandaleux scandaleuse furieux furieuse voleurs escrocs arnaque inadmissible
""".split())
_MILD = frozenset(fold(word) for word in """
annoying annoyed annoys frustrating frustrated frustration disappointed disappointing unacceptable ridiculous joke awful terrible rubbish useless unhappy angry fed sick tired terrible hopeless
incompetent incompetence stupid idiots absurd poor dreadful ashamed
enfadado enfadada harto harta inaceptable decepcionado decepcionada ridículo horrible fatal pésimo inútil
ärgerlich genervt enttäuscht enttäuschend inakzeptabel lächerlich schlecht schrecklich sauer unfähig
énervé énervée déçu déçue inacceptable ridicule nul nulle lamentable marre agacé incompétents
""".split())
_OATHS = frozenset(fold(word) for word in """
fuck fucking fucked fuckers fucker wtf shit shitty bullshit shite crap bloody damn damned goddamn hell arse arsehole ass asshole bastard bastards bollocks wankers twats piss pissed
mierda joder coño puta puto cabrones gilipollas scheiße scheiss scheiß scheisse verdammt arschloch kacke merde putain bordel connards connard chier foutre
""".split())
_FACES = re.compile("[\U0001F620\U0001F621\U0001F624\U0001F92C\U0001F4A2\U0001F621\U0001F595\U0001F47F]")
_WORD = re.compile(r"[^\W\d_]+")
_SHOUTED_CHARS = 4       # shorter words in capitals are SIM, PAC, BBC
_SHOUTED_SHARE = 0.5     # of a text's longer words, from which all of it is shouted
_SHOUTED_WORDS = 2       # words in capitals amid others: that many are a raised voice


def feeling(text: str) -> int:
    """0–4. "" and what has no sign of feeling is 0."""
    words = _WORD.findall(text)
    folded = [fold(word.lower()) for word in words]
    strong, mild, oaths = (sum(word in kind for word in folded) for kind in (_STRONG, _MILD, _OATHS))
    long = [word for word in words if len(word) >= _SHOUTED_CHARS]
    shouted = [word for word in long if word.isupper()]
    is_shouted = len(long) > 3 and len(shouted) >= _SHOUTED_SHARE * len(long)
    marks = text.count("!")
    points = 2 * min(strong, 2) + min(mild, 2) + 2 * min(oaths, 2) + (1 if marks else 0) + (1 if marks >= 3 else 0)
    points += 2 if is_shouted else 1 if len(shouted) >= _SHOUTED_WORDS else 0
    points += 2 if _FACES.search(text) else 0
    return int(np.searchsorted((1, 2, 4, 6), points, side="right"))


def feelings(texts: Sequence[str]) -> np.ndarray:
    """(n,) int8, each 0–4."""
    return np.fromiter(map(feeling, texts), np.int8, len(texts))
