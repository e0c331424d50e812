"""YAML text to nodes, from the parser's events.

Building the nodes here rather than with PyYAML's composer refuses aliases, tags and duplicate keys where they
stand, keeps the nesting bounded without recursion, and needs one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from acucheck.errors import InvalidFile, Place, Problem
from acucheck.located.node import DEEPEST, Node, Origin

PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_HALF = re.compile("[\ud800-\udfff]")


def parse_yaml(text: str, origin: Origin) -> Node | None:
    """The one document in *text*, or None when there is nothing but comments. Raises InvalidFile."""
    document: Node | None = None
    builder = _Builder(origin)
    for event in _events(text, origin):
        kind = type(event)
        if kind is yaml.DocumentStartEvent and document is not None:
            builder.refuse(event, "a second document starts here; keep to one, without '---'")
        document = builder.take(kind, event) or document
    if builder.problems:
        raise InvalidFile(builder.problems)
    if document is not None and document.content == "" and not builder.quoted_root:
        return None
    return document


def _events(text: str, origin: Origin) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=PARSER)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two for an escape such as \UFFFFFFFF
        mark = getattr(error, "problem_mark", None)
        place = Place(origin.name, mark.line + 1, mark.column + 1) if mark else Place(origin.name, 1, 1)
        raise InvalidFile([Problem(place, _sentence(text, place))]) from None


def _sentence(text: str, place: Place) -> str:
    """One sentence for every way YAML can be broken: the two parsers word it differently, and for programmers."""
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "this line is indented with a tab; use spaces"
    return "this cannot be read: a colon, quote, bracket or the indentation is wrong here or just above"


class _Builder:
    """Puts events together into nodes, innermost first."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.problems: list[Problem] = []
        self.quoted_root = False
        self.open: list[tuple[Node, bool, list[Node]]] = []  # node, is it a mapping, its parts so far

    def refuse(self, event: Any, message: str) -> NoReturn:
        raise InvalidFile([*self.problems, Problem(self._node(event).place, message)])

    def take(self, kind: type, event: Any) -> Node | None:
        """Takes one event; returns the document's node when it is complete."""
        if kind is yaml.ScalarEvent:
            self._check(event)
            self.quoted_root = bool(event.style) and not self.open  # plain is None or "", depending on the parser
            if event.style == '"' and _HALF.search(event.value):
                self.refuse(event, "there is half a character in this text (an unpaired \\u escape)")
            return self._add(self._node(event, event.value))
        if kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            self._check(event)
            if len(self.open) == DEEPEST:
                self.refuse(event, f"this is nested more than {DEEPEST} deep")
            self.open.append((self._node(event), kind is yaml.MappingStartEvent, []))
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            return self._close()
        elif kind is yaml.AliasEvent:
            self.refuse(event, "references with '*' are not used here; write it out, or put it in quotes")
        return None

    def _close(self) -> Node | None:
        node, mapping, parts = self.open.pop()
        node.content = self._pairs(parts) if mapping else parts
        return self._add(node)

    def _pairs(self, parts: list[Node]) -> list[tuple[Node, Node]] | None:
        first: dict[str, Node] = {}
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        for key, _ in pairs:
            if not isinstance(key.content, str):
                self.problems.append(key.problem("a name is needed in front of the colon here"))
                continue
            earlier = first.setdefault(key.content, key)
            if earlier is not key:
                self.problems.append(
                    key.problem(f"{key.shown()} stands here twice; it is already on line {earlier.line}")
                )
        return pairs or None

    def _add(self, node: Node) -> Node | None:
        if not self.open:
            return node
        self.open[-1][2].append(node)
        return None

    def _check(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(event, "names with '&' are not used here; take it out, or put it in quotes")
        if event.tag is not None:
            self.refuse(event, "tags with '!' are not used here; take it out, or put it in quotes")

    def _node(self, event: Any, content: str | None = None) -> Node:
        mark = event.start_mark
        return Node(content, self.origin, mark.line + 1, mark.column + 1)
