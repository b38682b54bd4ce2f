"""How threads end, in words: what was done, what was only said, and what neither. Pure; small counts masked."""
from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.chain_words import lasted
from dashboard.wording import count, few, number, share

GROUPS = {"No reply": ("unanswered",), "A reply, nothing done": ("apologised only", "deflected"), "Told something": ("answered",), "Something was done": ("acted", "confirmed")}
NO_REPLY, NOTHING_DONE, TOLD, DONE = GROUPS
REPLIED = (*GROUPS[NOTHING_DONE], *GROUPS[TOLD], *GROUPS[DONE])
"""An apology moves a thread nowhere: only what was done, and what the customer confirms, counts as help."""
MEANS = {"unanswered": "no reply", "apologised only": "sorry, thanks, a question", "deflected": "sent to another channel", "answered": "told something of this case",
         "acted": "something was done", "confirmed": "the customer says it is solved"}
KINDS = {"action": "action taken"}
"""Of replies, where the word alone says too little."""


@dataclass(frozen=True)
class Endings:
    """Threads, and people once a week, by how the threads ended. Nothing is told of fewer than `min_people` people."""

    threads_n: dict[str, int]
    people_n: dict[str, int]
    min_people: int

    @property
    def all_n(self) -> int:
        return sum(self.threads_n.values())

    @property
    def is_told(self) -> bool:
        return sum(self.people_n.values()) >= self.min_people

    @property
    def is_drawn(self) -> bool:
        """Whether so many people had a reply that it can be said what the replies did."""
        return sum(self.people_n[outcome] for outcome in REPLIED) >= self.min_people

    def n(self, outcomes: tuple[str, ...]) -> int:
        return sum(self.threads_n[outcome] for outcome in outcomes)

    def told(self, outcomes: tuple[str, ...]) -> str:
        """"120"; "<5" where fewer people are behind it; "about 120" where one of several is as small, so that nobody finds it by taking the others away."""
        people_n = sum(self.people_n[outcome] for outcome in outcomes)
        if people_n < self.min_people:
            return few(people_n, self.min_people)
        is_small = any(0 < self.people_n[outcome] < self.min_people for outcome in outcomes)
        return f"about {number(round(self.n(outcomes), -1))}" if is_small and len(outcomes) > 1 else number(self.n(outcomes))

    def part(self, group: str) -> str:
        """"120, 40 %": of the threads with a reply, and of all of them where there was none."""
        said, is_silent = self.told(GROUPS[group]), group == NO_REPLY
        if said.startswith("<") or said == "0":
            return said
        return f"{said}, {share(self.n(GROUPS[group]), self.all_n, 1)} of all threads" if is_silent else f"{said}, {self._of_replied(group, 1)}"

    def done_of_replied(self) -> str:
        """Of the threads with a reply, the share that ended with something done: "22 %"; few as they are told."""
        done = self.told(GROUPS[DONE])
        return done if done.startswith("<") else self._of_replied(DONE)

    def _of_replied(self, group: str, min_whole: int = 20) -> str:
        """In tens where an outcome is of few people: the exact share of a known count would tell how many."""
        n, of_n = self.n(GROUPS[group]), self.n(REPLIED)
        is_small = any(0 < self.people_n[outcome] < self.min_people for outcome in REPLIED)
        return f"about {10 * round(10 * n / of_n)} %" if is_small and n else share(n, of_n, min_whole)


def endings(frame: pd.DataFrame, min_people: int) -> Endings:
    """frame: of store.chains.outcomes."""
    by = frame.set_index("outcome")
    return Endings(by["threads_n"].to_dict(), by["people_n"].to_dict(), min_people)


def sentence(found: Endings) -> str:
    """What became of those who were heard, in a line."""
    if not found.all_n:
        return "No thread of a channel in which the company answers."
    if not found.is_told:
        return f"Fewer than {found.min_people} people: how their threads ended is not told."
    if not found.n(REPLIED):
        return f"None of {found.told(tuple(MEANS))} threads had a reply."
    if not found.is_drawn:
        return f"Fewer than {found.min_people} people had a reply, too few to tell of; {found.told(GROUPS[NO_REPLY])} threads had none."
    return (f"Of {found.told(REPLIED)} threads with a reply, {found.told(GROUPS[DONE])} ended with something done and {found.told(GROUPS[NOTHING_DONE])} with no more than an apology "
            f"or a way to somebody else; {found.told(GROUPS[NO_REPLY])} had no reply.")


def ended(thread: dict, is_answering: bool, is_ripe: bool) -> str | None:
    """One thread's end for its card: "Ended: deflected, first answer after 35 min; came back twice".

    thread: of store.chains.of_posts; is_answering: whether the company was seen to reply in its channel; is_ripe: whether it began so long ago that a reply is overdue.
    """
    said = []
    if is_answering or thread["replies_n"]:
        after = thread["answer_minutes"]
        said.append(_end(thread["outcome"], is_ripe) + (f", first answer after {lasted(after)}" if after is not None else ""))
        if thread["action_minutes"] is not None:
            said.append(f"something done after {lasted(thread['action_minutes'])}")
    if thread["came_back_n"]:
        said.append(f"came back {'once' if thread['came_back_n'] == 1 else 'twice' if thread['came_back_n'] == 2 else count(thread['came_back_n'], 'time')}")
    line = "; ".join(said)
    return line[:1].upper() + line[1:] if line else None


def _end(outcome: str, is_ripe: bool) -> str:
    return f"Ended: {outcome}" if outcome not in GROUPS[NO_REPLY] else "No reply" if is_ripe else "No reply yet"
