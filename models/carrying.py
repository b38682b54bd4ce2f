"""Topics that go on: the published division is the start, and only what must move does."""
from dataclasses import dataclass, replace

import numpy as np

from models.constraints import Before, obeying
from models.granularity import best_fit
from models.kmeans import means_of
from models.newborn import Ground, newborns

STEPS = 10        # rounds of placing and re-centring
STAY = 0.08       # cosine by which another topic must be closer before a complaint leaves its own
FEWEST = 3        # complaints below which a topic that nothing hangs on ends
HELD_FROM = 0.9   # of a topic's complaints that its centre alone would keep; below, it gets a second and a third
WORTH = 0.03      # of them that one more centre must win back
MOST_PARTS = 3


@dataclass(frozen=True)
class Division:
    """Complaints divided: labels (n,) topic 0..k-1, -1 none; parts (c, f) centres, length 1; part_of (c,) the topic of
    each; before (k,) position in Before.ids that a topic goes on, -1: born."""
    labels: np.ndarray
    parts: np.ndarray
    part_of: np.ndarray
    before: np.ndarray


def closest(closeness: np.ndarray, part_of: np.ndarray, k: int) -> np.ndarray:
    """(n, c) closeness to centres -> (n, k) to topics: that of a topic's closest centre; -1 for one without any."""
    if len(part_of) == k and (part_of == np.arange(k)).all():
        return closeness
    best = np.full((len(closeness), k), -1, closeness.dtype)
    for part, topic in enumerate(part_of):
        np.maximum(best[:, topic], closeness[:, part], out=best[:, topic])
    return best


def staying(closeness: np.ndarray, present: np.ndarray) -> np.ndarray:
    """(n, k) with STAY added where a complaint is now; present: (n,) topic, negative for none."""
    has = np.flatnonzero(present >= 0)
    held = closeness.copy()
    held[has, present[has]] += STAY
    return held


def carry(rows: np.ndarray, before: Before, random_state: int = 0) -> Division:
    """rows: (n, f), length 1, of the complaints of `before`, oldest first. Every topic of it goes on that has complaints or must not
    end; a topic that no single centre holds together, as a merged one, gets up to three; what began lately is born."""
    present, m = _present(before), len(before.ids)
    cuts = _cuts(rows, present, m, random_state)
    labels, pieces = present, _pieces(rows, present, cuts, random_state)
    for _ in range(STEPS):
        parts, there = means_of(rows, pieces, sum(cuts))
        part_of = np.repeat(np.arange(m), cuts)[there]
        closeness = rows @ parts.T
        moved = obeying(staying(closest(closeness, part_of, m), present), before)
        pieces = _own_piece(closeness, part_of, there, moved)
        if (moved == labels).all():
            break
        labels = moved
    return with_born(rows, _ended(rows, Division(labels, parts, part_of, np.arange(m)), before), before, random_state)


def _present(before: Before) -> np.ndarray:
    return np.where(before.pinned >= 0, before.pinned, before.topics)


def _own_piece(closeness: np.ndarray, part_of: np.ndarray, there: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(n,) the closest of its topic's own centres; -1 for a complaint in no topic."""
    return np.where(labels >= 0, there[np.where(part_of == labels[:, None], closeness, -2).argmax(axis=1)], -1)


def _cuts(rows: np.ndarray, labels: np.ndarray, m: int, random_state: int) -> list[int]:
    """How many centres each topic needs (1-3) so that its complaints are closest to one of them."""
    parts, there = means_of(rows, labels, m)
    others = rows @ parts.T
    cuts = [1] * m
    for topic in range(m):
        own = np.flatnonzero(labels == topic)
        rival = np.where(there == topic, -1, others[own]).max(axis=1, initial=-1)
        held = float((others[own][:, there == topic] >= rival[:, None]).mean()) if len(own) else 1.0
        for cut in range(2, MOST_PARTS + 1):
            if held >= HELD_FROM or len(own) < 2 * cut:
                break
            centres = best_fit(rows[own], cut, 2, random_state)[1]
            better = float(((rows[own] @ centres.T).max(axis=1) >= rival).mean())
            if better < held + WORTH:
                break
            held, cuts[topic] = better, cut
    return cuts


def _pieces(rows: np.ndarray, labels: np.ndarray, cuts: list[int], random_state: int) -> np.ndarray:
    """(n,) the number of the centre that each complaint is a member of, those of topic 0 first; -1 for none."""
    firsts, pieces = np.cumsum([0, *cuts]), np.full(len(rows), -1)
    for topic, cut in enumerate(cuts):
        own = labels == topic
        pieces[own] = firsts[topic] + (best_fit(rows[own], cut, 2, random_state)[0] if cut > 1 else 0)
    return pieces


def _ended(rows: np.ndarray, found: Division, before: Before) -> Division:
    """Without the topics that hold next to nothing; what was in them goes to the closest of the others."""
    size = np.bincount(found.labels[found.labels >= 0], minlength=len(found.before))
    anchored = {*before.kept, *before.pinned.tolist()}
    stays = np.array([n >= FEWEST or topic in anchored for topic, n in enumerate(size)], bool)
    if stays.all() or not stays.any():
        return found
    closeness = closest(rows @ found.parts.T, found.part_of, len(stays))
    closeness[:, ~stays] = -np.inf
    labels = obeying(staying(closeness, np.where(stays[found.labels], found.labels, -1)), before)
    number = np.cumsum(stays) - 1
    kept = stays[found.part_of]
    return Division(np.where(labels >= 0, number[labels], -1), found.parts[kept], number[found.part_of[kept]], np.flatnonzero(stays))


def first(rows: np.ndarray, centres: np.ndarray, before: Before, random_state: int = 0) -> Division:
    """A first division: complaints (n, f), oldest first, at the closest of some centres (k, f); what began lately is born;
    and the topics that must not end, without complaints."""
    free = Before((), np.full(len(rows), -1), np.full(len(rows), -1), before.apart)
    labels = obeying(rows @ centres.T, free)
    there = np.unique(labels[labels >= 0])
    number = np.full(len(centres) + 1, -1)
    number[there] = np.arange(len(there))
    found = Division(number[labels], centres[there], np.arange(len(there)), np.full(len(there), -1))
    found = with_born(rows, found, free, random_state)
    kept = sorted({*before.kept})
    return Division(found.labels, found.parts, found.part_of, np.r_[found.before, np.array(kept, int)])


def with_born(rows: np.ndarray, found: Division, before: Before, random_state: int) -> Division:
    """The division with the topics that began lately, see newborns(); the other centres move out of their way."""
    k, present, before = len(found.before), _place(found, _present(before)), replace(before, pinned=_place(found, before.pinned))
    is_fixed = (before.pinned >= 0) | np.isin(before.topics, before.kept)
    is_fixed[[i for pair in before.apart for i in pair]] = True
    held = np.where((present >= 0) & (found.labels >= 0), np.float32(STAY), np.float32(0))
    born = newborns(Ground(rows, found.labels, present < 0, is_fixed, held), k, random_state)
    if not born:
        return found
    labels, part_of = found.labels.copy(), np.r_[found.part_of, k + np.arange(len(born))]
    for topic, members in enumerate(born, start=k):
        labels[members] = topic
    closeness = np.pad(rows @ found.parts.T, ((0, 0), (0, len(born))), constant_values=-1)
    parts, there = means_of(rows, _own_piece(closeness, part_of, np.arange(len(part_of)), labels), len(part_of))
    part_of = part_of[there]
    labels = obeying(staying(closest(rows @ parts.T, part_of, k + len(born)), present), before)
    return Division(labels, parts, part_of, np.r_[found.before, np.full(len(born), -1)])


def _place(found: Division, topics: np.ndarray) -> np.ndarray:
    """Topics as Before counts them -> as the division does; -1 for none and for one that ended."""
    place = np.full(max(found.before.max(initial=-1), topics.max(initial=-1)) + 2, -1)
    place[found.before[found.before >= 0]] = np.flatnonzero(found.before >= 0)
    return place[topics]
