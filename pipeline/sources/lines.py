"""The lines of a text file: its encoding and key told by one reading, broken bytes and endless lines said, memory flat."""
from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import SourceError

_CHUNK = 1 << 20
_SHOWN_CHARS = 200
NOT_UTF_8 = "holds bytes that are not UTF-8"
_ESCAPED = re.compile("[\udc80-\udcff]")   # what a byte that is not UTF-8 is decoded to by "surrogateescape"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def too_long(max_row_bytes: int) -> str:
    return f"longer than {max_row_bytes:,} characters"


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def scan(path: Path) -> tuple[str, str]:
    """Read the whole file once, in pieces: its key, and its encoding.

    Without a mark it is UTF-8, unless more bytes are none than characters beyond ASCII are: then it is Windows-1252.
    A file of UTF-8 with a few broken bytes stays UTF-8: its other rows must not change.
    """
    digest, mark, read_n, good_n, bad_n = hashlib.sha256(), "", 0, 0, 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    try:
        with _open(path) as file:
            while chunk := file.read(_CHUNK):
                mark = mark or next((name for bom, name in _BOMS if not read_n and chunk.startswith(bom)), "")
                read_n += len(chunk)
                digest.update(chunk)
                good, bad = _beyond_ascii(decoder.decode(chunk))
                good_n, bad_n = good_n + good, bad_n + bad
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        reason = str(error).rstrip(".")
        raise SourceError(f"{path}: the gzip data break off after {read_n:,} bytes ({reason}). Copy the file again; nothing was stored.") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}.") from None
    if not read_n:
        raise SourceError(f"{path}: the file is empty. Export it anew; nothing was stored.")
    bad_n += len(decoder.decode(b"", final=True))
    return digest.hexdigest(), mark or ("cp1252" if bad_n > good_n else "utf-8")


def _beyond_ascii(text: str) -> tuple[int, int]:
    """How many characters are beyond ASCII, and how many bytes were none of UTF-8."""
    if text.isascii():
        return 0, 0
    whole_n = len(text.encode("utf-8", "ignore").decode())
    return whole_n - len(text.encode("ascii", "ignore")), len(text) - whole_n


class Lines:
    """Physical lines, decoded. One longer than the limit comes as its beginning, its rest is skipped unread.

    `problem` is the first of the lines since it was last set to "".
    """

    def __init__(self, path: Path, encoding: str, max_row_bytes: int) -> None:
        self.path, self.encoding, self.max_row_bytes, self.problem = path, encoding, max_row_bytes, ""

    def __iter__(self) -> Iterator[str]:
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        with _open(self.path) as file, io.TextIOWrapper(file, encoding=self.encoding, errors=errors, newline="") as text:
            while line := text.readline(self.max_row_bytes + 1):
                if len(line) > self.max_row_bytes and not line.endswith("\n"):
                    self.problem = too_long(self.max_row_bytes)
                    while (rest := text.readline(_CHUNK)) and not rest.endswith("\n"):
                        pass
                    line = line[:_SHOWN_CHARS].replace('"', "") + "\n"   # without its quotes it cannot swallow the next rows
                if not line.isascii() and _ESCAPED.search(line):
                    self.problem, line = self.problem or NOT_UTF_8, _ESCAPED.sub("\ufffd", line)
                yield line.replace("\0", "")


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter that splits the header most: comma, semicolon, tab or bar."""
    header = next(iter(Lines(path, encoding, _CHUNK)), "")
    return max(",;\t|", key=header.count)
