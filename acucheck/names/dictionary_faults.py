"""The kinds of faults that dictionaries have, each problem at its place: unknown words and names of two things."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from acucheck.errors import Place, Problem
from acucheck.located import Node
from acucheck.names import entries
from acucheck.names.dictionary import names
from acucheck.names.spelling import key

Owners = dict[str, str]
"""Spelling -> what it already stands for."""

WrittenName = tuple[str, Callable[[], Place]]
"""A name, and what tells where it begins: to look for that takes longer than to check a name, and few are wrong."""


def headings(section: Node) -> list[Node]:
    """What stands in front of each entry of a section."""
    return [heading for heading, _ in section.pairs()]


def keys_of(nodes: Iterable[Node]) -> set[str]:
    """What is written in some nodes, as `key` gives it."""
    return {key(node.text()) for node in nodes}


def unknown_words(nodes: Iterable[Node], known: Iterable[str], *, sided: bool = False) -> Iterator[Problem]:
    """A problem for each word that the rule book, or the dictionary itself, does not know."""
    known = set(known)
    for node in nodes:
        word = node.text()
        if sided:
            _, _, word = word.rpartition(" ")
        if word not in known:
            yield node.problem(f"there is no {word!r} in the rule book; correct it here or add it there")


def taken_names(
    written: Iterable[WrittenName], own: str, owners: Owners, but: Iterable[str] = (), shared: str = "\n"
) -> Iterator[Problem]:
    """A problem for each name that already stands for something else and is not declared to stand for both."""
    for name, place in written:
        spelling = key(name)
        if not spelling:
            yield Problem(place(), "a name is missing here; take the comma out")
            continue
        owner = owners.setdefault(spelling, own)
        may_share = owner.startswith(shared) and own.startswith(shared)
        if owner != own and spelling not in but and not may_share:
            yield Problem(place(), f"{name!r} already stands for {owner}; a name of two things has to be asked about")


def not_known(line: Node, known: Container[str], part: Callable[[str], str]) -> Iterator[Problem]:
    """A problem for each thing in a line that is not *known*."""
    for name, place in names_in(line):
        if key(part(name)) not in known:
            yield Problem(place(), f"{name!r} is not known; correct it, or add it to its dictionary")


def one_name(node: Node) -> list[WrittenName]:
    """The one name that a text is."""
    return [(node.text(), lambda: node.place)]


def names_in(line: Node) -> Iterator[WrittenName]:
    """Each name in a text of names."""
    for number, name in enumerate(names(line)):
        yield name, partial(_place_of_name, line, number)


def _place_of_name(line: Node, number: int) -> Place:
    """Where one of the names in a text of names begins. A name may be broken over two lines."""
    text, starts = _text_and_lines(entries.FOLDER / line.origin.name)
    begins = at = starts[line.line - 1] + line.column - 1
    for name in names(line)[: number + 1]:
        begins, at = _place_of_words(text, name, at)
    line_number = bisect_right(starts, begins)
    return Place(line.origin.name, line_number, begins - starts[line_number - 1] + 1)


def _place_of_words(text: str, name: str, at: int) -> tuple[int, int]:
    """Where the words of *name* begin and end in *text*, from *at* on."""
    begins = []
    for word in name.split():
        begins.append(text.find(word, at))
        at = begins[-1] + len(word)
    return (begins or [at])[0], at


@lru_cache(maxsize=1)
def _text_and_lines(path: Path) -> tuple[str, list[int]]:
    """A file's text, and where each of its lines begins."""
    text = path.read_text(encoding="utf-8")
    behind_line_ends = [match.end() for match in re.finditer("\n", text)]
    return text, [0, *behind_line_ends]
