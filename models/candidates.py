"""Phrases a topic could be called by: runs of 1-5 words that can stand alone."""
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from models.stopwords import FUNCTION_WORDS, STOPWORDS
from models.words import clauses, fold

LONGEST = 5
OPENERS = frozenset("no not never still on over without can't cannot won't didn't doesn't isn't wasn't hasn't "
                    "haven't couldn't wouldn't cant wont didnt doesnt isnt wasnt hasnt havent couldnt too".split())
CLOSERS = frozenset("up off out down back away again twice hours days weeks months".split())


def candidates(text: str, left_out: Collection[str] = frozenset()) -> list[tuple[str, str, tuple[str, str]]]:
    """(key, surface, context) of every phrase of a text that could stand alone as a label.

    key: folded words, under which inflections meet; surface: as written; context: the words before and after. A phrase opens
    with a content word or a word such as "no", "on", "didn't", and closes with a content word or a particle
    ("up", "off"); it holds no number and none of `left_out` (folded words: brand names).
    """
    return [candidate for said in clauses(text) for candidate in _in_clause(said, left_out)]


def _in_clause(said: list[str], left_out: Collection[str]) -> list[tuple[str, str, tuple[str, str]]]:
    found = []
    for start in (i for i, word in enumerate(said) if _may_open(word)):
        for end in range(start + 1, min(start + LONGEST, len(said)) + 1):
            run = said[start:end]
            if _is_out(run[-1], left_out):
                break
            if _may_close(run):
                context = said[start - 1] if start else "", said[end] if end < len(said) else ""
                found.append((" ".join(map(fold, run)), " ".join(run), context))
    return found


def keys(text: str, left_out: Collection[str] = frozenset()) -> list[str]:
    """The keys of a text's candidates, each once."""
    return list({key: None for key, _, _ in candidates(text, left_out)})


def _is_out(word: str, left_out: Collection[str]) -> bool:
    return word.isdigit() or any(c.isdigit() for c in word) or fold(word) in left_out


def _may_open(word: str) -> bool:
    return (word not in FUNCTION_WORDS and len(word) > 1) or word in OPENERS


def _may_close(run: list[str]) -> bool:
    telling = any(word not in STOPWORDS for word in run)
    return telling and len(run[-1]) > 1 and (run[-1] not in FUNCTION_WORDS or (run[-1] in CLOSERS and len(run) > 1))


def surfaces(texts: Sequence[str], wanted: Collection[str],
             left_out: Collection[str] = frozenset()) -> tuple[dict[str, str], dict[str, int]]:
    """For each wanted key its commonest wording, and between how many different neighbours it stands.

    The second counts pairs (word before, word after), and is 1 where either side is always the same: a phrase that
    people say stands in many places, a piece of one text that was copied does not.
    """
    wordings, contexts = defaultdict(Counter), defaultdict(set)
    for text in texts:
        for key, surface, context in candidates(text, left_out):
            if key in wanted:
                wordings[key][surface] += 1
                contexts[key].add(context)
    commonest = {key: min(count, key=lambda s: (-count[s], s)) for key, count in wordings.items()}
    return commonest, {key: _variety(contexts[key]) for key in commonest}


def _variety(contexts: set[tuple[str, str]]) -> int:
    before, after = zip(*contexts)
    return len(contexts) if min(len(set(before)), len(set(after))) > 1 else 1
