"""JSON text to nodes. The standard library's reader keeps no places, so it is asked for each text in quotes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import NoReturn

from acucheck.errors import InvalidFile, Problem
from acucheck.located.characters import not_text, place_at
from acucheck.located.node import DEEPEST, Entries, Node, Origin

_NO_SPACE = re.compile(r"[^ \t\n\r]")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?(?![\w.])")
_CURLY = tuple("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb")
_WORDS = ("true", "false")
_TEXT = JSONDecoder()


def parse_json(text: str, origin: Origin) -> Node | None:
    """The one value in *text*, or None when it is blank; `true` and `false` keep their words. Raises InvalidFile."""
    reader = _JsonReader(text, origin)
    if not text.strip():
        return None
    node = reader.value(0)
    if reader.at < len(text):
        reader.fail("nothing more is expected here")
    return node


class _JsonReader:
    """Goes through the text from left to right; *at* is always past any white space."""

    def __init__(self, text: str, origin: Origin) -> None:
        self.text = text
        self.origin = origin
        self.at = 0
        self.line = origin.line
        self.line_start = 1 - origin.column
        self.go_on(0)

    def go_on(self, count: int) -> None:
        """Goes on by *count* characters and over white space, which is all that line ends can stand in."""
        start = self.at
        self.at = len(self.text)
        following = _NO_SPACE.search(self.text, start + count)
        if following is not None:
            self.at = following.start()
        lines = self.text.count("\n", start, self.at)
        if lines:
            self.line += lines
            self.line_start = self.text.rfind("\n", start, self.at) + 1

    def node(self) -> Node:
        """A node that begins here, still without a content."""
        return Node(None, self.origin, self.line, self.at - self.line_start + 1)

    def fail(self, message: str) -> NoReturn:
        """Raises InvalidFile with *message*, at the place where the reader stands."""
        raise InvalidFile([self.node().problem(message)]) from None

    def _refuse(self, message: str) -> NoReturn:
        """Fails with *message*, or with the quote of print that stands in place of a straight one."""
        met = self.text[self.at : self.at + 1]
        if met in _CURLY:
            self.fail(f'this quote is not a straight one (U+{ord(met):04X}); type "')
        self.fail(message)

    def value(self, depth: int) -> Node:
        """The value that begins here, which lies inside *depth* lists and mappings. Raises InvalidFile."""
        if depth > DEEPEST:
            self.fail(f"this is nested more than {DEEPEST} deep")
        node = self.node()
        match self.text[self.at : self.at + 1]:
            case "{":
                node.content = self._members(depth) or None
            case "[":
                node.content = self._elements(depth)
            case '"':
                node.content = self._string()
            case _:
                node.content = self._bare()
        return node

    def _members(self, depth: int) -> Entries:
        pairs: Entries = []
        first: dict[str, Node] = {}
        for _ in self._each_part("}"):
            key = self.node()
            name = self._string()
            key.content = name
            earlier = first.setdefault(name, key)
            if earlier is not key:
                key.fail(f"{key.shown()} stands here twice; it is already on line {earlier.line}")
            if not self.text.startswith(":", self.at):
                self.fail("expected a colon here")
            self.go_on(1)
            pairs.append((key, self.value(depth + 1)))
        return pairs

    def _elements(self, depth: int) -> list[Node]:
        return [self.value(depth + 1) for _ in self._each_part("]")]

    def _each_part(self, end: str) -> Iterator[None]:
        """Stops in front of each part; takes the brackets and commas itself."""
        self.go_on(1)
        if self.text.startswith(end, self.at):
            self.go_on(1)
            return
        while True:
            yield None
            if self.text.startswith(end, self.at):
                self.go_on(1)
                return
            if not self.text.startswith(",", self.at):
                self.fail(f"expected a comma or {end!r} here")
            self.go_on(1)

    def _string(self) -> str:
        if not self.text.startswith('"', self.at):
            self._refuse("expected a name in double quotes here")
        try:
            value, end = _TEXT.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            place = place_at(self.text, error.pos, self.origin)
            raise InvalidFile([Problem(place, "this text in quotes is not closed or not valid JSON")]) from None
        if wrong := not_text(value):
            self.fail(wrong[1])
        self.go_on(end - self.at)
        return str(value)

    def _bare(self) -> str:
        for word in _WORDS:
            if self.text.startswith(word, self.at):
                self.go_on(len(word))
                return word
        if self.text.startswith("null", self.at):
            self.fail('null is not an answer; write "not sure", or leave the entry out')
        number = _NUMBER.match(self.text, self.at)
        if not number:
            self._refuse("this is not valid JSON: expected a value here")
        self.go_on(len(number.group()))
        return number.group()
