"""The parts of a JSON array one after the other, each as text with its place, however long the array is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[\]{},]|"', re.DOTALL)
_PIECE = 65_536
_MARK = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"


class Part(Struct, frozen=True):
    """One part of an array, or what is wrong where one should be; nothing of the array is read behind that."""

    data: bytes
    line: int
    column: int
    problem: str = ""


def array_parts(read: Callable[[int], bytes], longest: int) -> Iterator[Part]:
    """The parts of the array that *read* gives piece by piece. One of more than *longest* bytes is a problem."""
    array = _Array(read, longest)
    array.skip(1)
    more = array.next_byte() != b"]"
    while more:
        end = array.end_of_part()
        if end is None:
            yield array.next_part(
                0, f"the list ends here without its ']', or a part of it has more than {longest:,} bytes"
            )
            return
        yield array.next_part(end)
        array.skip(end)
        more = array.next_byte() == b","
        if more:
            array.skip(1)
            array.next_byte()
    array.skip(1)
    if array.next_byte():
        yield array.next_part(0, "nothing more is expected behind the list")


class _Array:
    """The array from where it has been read to; *text* begins there and is read on as far as is needed."""

    def __init__(self, read: Callable[[int], bytes], longest: int) -> None:
        self.read = read
        self.longest = longest
        self.text = read(_PIECE).removeprefix(_MARK)
        self.line = 1
        self.column = 1
        self.next_byte()

    def next_part(self, end: int, problem: str = "") -> Part:
        """What stands from here to *end*, with its place; *problem* says what is wrong with it."""
        return Part(self.text[:end].rstrip(_BLANK), self.line, self.column, problem)

    def next_byte(self) -> bytes:
        """What comes next behind white space; nothing at the end."""
        while True:
            self.skip(len(self.text) - len(self.text.lstrip(_BLANK)))
            if self.text or not self._read_more():
                return self.text[:1]

    def end_of_part(self) -> int | None:
        """Where the part ends that comes next: in front of a comma or bracket of the array itself."""
        depth = at = 0
        while True:
            token = _TOKEN.search(self.text, at)
            if token is None or token.group() == b'"':  # nothing more, or a text in quotes that goes on
                at = len(self.text)
                if token is not None:
                    at = token.start()
                if len(self.text) > self.longest or not self._read_more():
                    return None
                continue
            at = token.end()
            if depth == 0 and token.group() in {b",", b"]"}:
                return token.start()
            depth += _DEPTHS.get(token.group(), 0)

    def skip(self, count: int) -> None:
        """Goes on by *count* bytes."""
        gone = self.text[:count]
        self.text = self.text[count:]
        lines = gone.count(b"\n")
        if lines:
            self.line += lines
            self.column = 1
        on_this_line = gone[gone.rfind(b"\n") + 1 :]
        self.column += len(on_this_line.decode("utf-8", "replace"))

    def _read_more(self) -> bool:
        piece = self.read(_PIECE)
        self.text += piece
        return bool(piece)


_DEPTHS = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
