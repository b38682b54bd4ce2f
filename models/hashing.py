"""Texts to counts of hashed words, pairs of words and parts of words: no vocabulary to learn, keep or leak."""
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
import scipy.sparse as sp

from models.words import words

WORDS_MOST = 256       # of a text that are read: a longer one has said what it is about
PARTS = (3, 4, 5)      # characters in a part of a word, its edges marked by spaces


@lru_cache(maxsize=200_000)
def _word_hashes(word: str) -> np.ndarray:
    """The word's own hash, then those of its parts. Kept: a language uses few words often."""
    edged = f" {word} "
    parts = [crc32(b"#" + edged[i:i + n].encode()) for n in PARTS for i in range(len(edged) - n + 1)]
    return np.array([crc32(word.encode()), *parts], np.uint32)


def hashed_counts(texts: Sequence[str], buckets_n: int) -> sp.csr_matrix:
    """(n, buckets_n) float32: words and pairs count 1, the parts of a word together the root of their number.

    Each row is divided by the root of its words' number, so that long and short texts weigh alike in a regression.
    """
    by_word, word_hashes, pairs, words_n = _read(texts, buckets_n)
    counts = by_word @ _word_rows(word_hashes, buckets_n) + pairs
    scale = 1 / np.sqrt(np.maximum(words_n, 1)).astype(np.float32)
    return (sp.diags_array(scale) @ counts).tocsr()


def hashed_sums(texts: Sequence[str], weights: np.ndarray) -> np.ndarray:
    """As hashed_counts(texts, len(weights)) @ weights up to a factor a row, (n, d); each different word is summed up once."""
    by_word, word_hashes, pairs, _ = _read(texts, len(weights))
    return by_word @ (_word_rows(word_hashes, len(weights)) @ weights) + pairs @ weights


def _read(texts: Sequence[str], buckets_n: int) -> tuple[sp.csr_matrix, list[np.ndarray], sp.csr_matrix, np.ndarray]:
    """Words of each text (n, different words), the hashes of each different word, pairs (n, buckets_n), words of each text."""
    known: dict[str, int] = {}
    said, pairs, starts, pair_starts = [], [], [0], [0]
    for text in texts:
        found = words(text)[:WORDS_MOST]
        said.extend([known.setdefault(word, len(known)) for word in found])
        pairs.extend([crc32(f"{a} {b}".encode()) for a, b in zip(found, found[1:])])
        starts.append(len(said))
        pair_starts.append(len(pairs))
    by_word = _ones(np.array(said, np.int64), starts, len(known))
    by_pair = _ones(np.array(pairs, np.int64) % buckets_n, pair_starts, buckets_n)
    return by_word, [_word_hashes(word) for word in known], by_pair, np.diff(starts)


def _ones(columns: np.ndarray, starts: list[int], width: int) -> sp.csr_matrix:
    counts = sp.csr_matrix((np.ones(len(columns), np.float32), columns, np.array(starts)), shape=(len(starts) - 1, width))
    counts.sum_duplicates()
    return counts


def _word_rows(word_hashes: list[np.ndarray], buckets_n: int) -> sp.csr_matrix:
    """(different words, buckets_n): 1 for the word itself, 1 / root of their number for each of its parts."""
    sizes = np.array([len(hashes) for hashes in word_hashes], np.int64)
    values = np.repeat(1 / np.sqrt(np.maximum(sizes - 1, 1)), sizes).astype(np.float32)
    starts = np.r_[0, np.cumsum(sizes)]
    values[starts[:-1]] = 1
    columns = np.concatenate(word_hashes).astype(np.int64) % buckets_n if word_hashes else np.zeros(0, np.int64)
    rows = sp.csr_matrix((values, columns, starts), shape=(len(word_hashes), buckets_n))
    rows.sum_duplicates()
    return rows
