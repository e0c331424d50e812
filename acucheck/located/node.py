"""A node of a file, and the few questions a decoder asks it. Each of them can fail at its own place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NoReturn, TypeAlias, TypeVar

from msgspec import Struct

from acucheck.errors import InvalidFile, Place, Problem

T = TypeVar("T")

DEEPEST = 40
"""How deep lists and entries may be nested. The rule book that comes with acucheck needs eight."""

_QUOTED = 60
_LISTED = 10
"""How many letters of a wrong word, and how many of the right ones, a message repeats."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class Origin(Struct, frozen=True):
    """Where a text comes from.

    A private one holds somebody's answers: what stands in it is never repeated in a message, and none of it is passed
    over by a reader.
    """

    name: str
    private: bool = False
    line: int = 1  # the one that the text begins on, where it is a part of the file
    column: int = 1  # likewise
    cell: str = ""  # the row and column, where the text is a cell of a table
    typed_columns: Mapping[int, tuple[int, ...]] = {}  # line -> where each of its characters stood before it was mended

    def place(self, line: int, column: int) -> Place:
        """The place that a person finds in the file, for one in the text that was read."""
        columns = self.typed_columns.get(line)
        if columns:
            column = columns[min(column, len(columns)) - 1]
        return Place(self.name, line, column, self.cell)


Entries: TypeAlias = "list[tuple[Node, Node]]"
"""The entries of a mapping, in order."""


class Node:
    """A scalar (its text), a list (nodes) or a mapping (pairs of nodes), and where it stands.

    A plain class: a rule book has some twenty thousand of them and is read at every start.
    """

    __slots__ = ("column", "content", "line", "origin")

    def __init__(
        self, content: str | list[Node] | list[tuple[Node, Node]] | None, origin: Origin, line: int, column: int
    ) -> None:
        self.content = content
        self.origin = origin
        self.line = line
        self.column = column

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.origin.place(self.line, self.column)

    def problem(self, message: str) -> Problem:
        """The problem that *message* tells of, at the place of this node."""
        return Problem(self.place, message)

    def fail(self, message: str) -> NoReturn:
        """Raises InvalidFile with *message*, at the place of this node."""
        raise InvalidFile([self.problem(message)])

    def holding(self, content: str | list[Node] | Entries | None) -> Node:
        """Another content at the place of this node."""
        return Node(content, self.origin, self.line, self.column)

    def shown(self) -> str:
        """The text as a message may quote it: not at all when it is private."""
        if self.origin.private or not isinstance(self.content, str):
            return "this"
        if len(self.content) > _QUOTED:
            return repr(f"{self.content[:_QUOTED]}...")
        return repr(self.content)

    def is_text(self) -> bool:
        """Whether it is a scalar."""
        return isinstance(self.content, str)

    def text(self) -> str:
        """The scalar's text, which is never empty. Raises InvalidFile for anything else."""
        if not isinstance(self.content, str):
            self.fail("expected one line of text here, not a list or further entries")
        if not self.content.strip():
            self.fail("nothing is written here; fill it in or take the line out")
        return self.content

    def items(self) -> list[Node]:
        """The parts of a list, or of one scalar as a list of one. Raises InvalidFile for a mapping or an empty list."""
        if self.is_text():
            return [self]
        return self.parts()

    def parts(self) -> list[Node]:
        """The parts of a list. Raises InvalidFile for anything else, and for one that is empty."""
        content = self.content
        if isinstance(content, str) or self.is_mapping():
            self.fail("expected a list here")
        if not content:
            self.fail("this list is empty; fill it in or take the line out")
        return [item for item in content if isinstance(item, Node)]

    def is_mapping(self) -> bool:
        """Whether it has entries, or is a mapping without any."""
        if isinstance(self.content, list):
            return bool(self.content) and isinstance(self.content[0], tuple)
        return self.content is None

    def pairs(self) -> Entries:
        """The entries of a mapping. Raises InvalidFile for anything else, and for one that is empty.

        The reader has already refused a key that stands twice.
        """
        if not self.is_mapping():
            self.fail("expected entries of the form 'name: value' here")
        if self.content is None:
            self.fail("there are no entries here; fill it in or take the line out")
        return [item for item in self.content if isinstance(item, tuple)]

    def known_pairs(self) -> Entries:
        """The entries, where this is a mapping that has any; else none."""
        if self.content is None or not self.is_mapping():
            return []
        return self.pairs()

    def known_entry(self, name: str) -> Node | None:
        """What stands behind *name*; None where there is no such entry, or this is no mapping."""
        for key, value in self.known_pairs():
            if key.content == name:
                return value
        return None

    def has_any(self, names: Collection[str]) -> bool:
        """Whether one of its entries is called so. Raises InvalidFile where it has no entries."""
        return any(key.content in names for key, _ in self.pairs())

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Node]:
        """The entries by name: all of *required*, any of *optional*. Raises InvalidFile for others and missing ones."""
        found, problems = self.known_fields(required, optional)
        if problems:
            raise InvalidFile(problems)
        return found

    def known_fields(
        self, required: Iterable[str], optional: Iterable[str] = ()
    ) -> tuple[dict[str, Node], list[Problem]]:
        """The entries by name as far as they are known, and what is wrong with their names."""
        required = list(required)
        known = [*required, *optional]
        problems = []
        found = {}
        for key, value in self.pairs():
            name = key.text()
            if name in known:
                found[name] = value
                continue
            hint = did_you_mean(name, known)
            if not hint and value.content == "":
                hint = "; a sentence with a comma needs quotes"
            problems.append(key.problem(f"no entry here is called {key.shown()}{hint}"))
        missing = [name for name in required if name not in found]
        if missing:
            problems.append(self.problem(f"missing here: {', '.join(missing)}"))
        return found, problems

    def one_of(self, words: Mapping[str, T], instead: Callable[[str], str] | None = None) -> T:
        """What this word stands for in *words*. Raises InvalidFile for one that is none of them.

        *instead* has what to write in place of such a word.
        """
        word = self.text()
        if word not in words:
            better = ""
            if instead is not None:
                better = instead(word)
            self.fail(unexpected(self, list(words), better))
        return words[word]

    def number(self) -> float:
        """A plain decimal number. Raises InvalidFile for anything else, `nan` and `inf` included."""
        text = self.text()
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            self.fail(f"expected a number, not {self.shown()}")
        return float(text)

    def whole(self) -> int:
        """A number without decimals. Raises InvalidFile for anything else."""
        number = self.number()
        if number != int(number):
            self.fail(f"expected a whole number, not {self.shown()}")
        return int(number)


def unexpected(node: Node, words: list[str], instead: str = "") -> str:
    """The sentence for a word that is none of *words*, with what to write *instead*."""
    if not words:
        return f"there is nothing that {node.shown()} could name here"
    hint = f"; {instead}"
    if not instead:
        hint = did_you_mean(str(node.content), words)
    wanted = ", ".join(words[:_LISTED])
    if len(words) > _LISTED:
        wanted += f" or {len(words) - _LISTED} others"
    if len(words) > 1:
        wanted = f"one of {wanted}"
    return f"expected {wanted}, not {node.shown()}{hint}"


def did_you_mean(word: str, words: list[str]) -> str:
    """The end of a sentence that names the one of *words* that is spelt most like *word*; nothing where none is."""
    from difflib import get_close_matches  # only a mistake pays for its import

    near = get_close_matches(word, words, n=1)
    if not near:
        return ""
    return f"; did you mean {near[0]!r}?"


def decode_each(entries: Iterable[tuple[Node, Node]], decode: Callable[[Node, Node], T]) -> dict[str, T]:
    """Every entry decoded, by name. Goes on after a bad one. Raises InvalidFile with the problems of all."""
    problems: list[Problem] = []
    decoded = {}
    for key, value in entries:
        try:
            decoded[key.text()] = decode(key, value)
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return decoded
