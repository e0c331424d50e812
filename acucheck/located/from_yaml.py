"""YAML text to nodes, from the parser's events.

Building the nodes here rather than with PyYAML's composer refuses aliases, tags and duplicate keys where they
stand, keeps the nesting bounded without recursion, and needs one pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from acucheck.errors import InvalidFile, Problem
from acucheck.located.characters import not_text
from acucheck.located.node import DEEPEST, Entries, Node, Origin
from acucheck.located.verbatim import ANCHOR, DIRECTIVE, NO_NAME, REFERENCE, TAG, Verbatim, line_end_problem

PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(text: str, origin: Origin) -> Node | None:
    """The one document in *text*, or None when there is nothing but comments. Raises InvalidFile."""
    if origin.private and (problem := line_end_problem(text, origin)):
        raise InvalidFile([problem])
    try:
        return _document(text, _Builder(origin), PARSER)
    except yaml.YAMLError as error:
        raise InvalidFile([_parser_problem(error, text, origin)]) from None


def _parser_problem(error: yaml.YAMLError, text: str, origin: Origin) -> Problem:
    """What is wrong with *text*, as the parser in Python has it.

    The library in C words and places its errors otherwise from version to version, and gives up on deep nesting
    before it has told of any. Raises InvalidFile for what is refused before the parser in Python fails.
    """
    builder = _Builder(origin)
    try:
        _document(text, builder, yaml.BaseLoader)
    except yaml.YAMLError as better:
        error = better
    from acucheck.located import yaml_faults  # most texts have none

    return yaml_faults.fault(error, text, origin, builder.last)


def _document(text: str, builder: _Builder, parser: Any) -> Node | None:
    document: Node | None = None
    verbatim: Verbatim | None = None
    if builder.origin.private:
        verbatim = Verbatim(text, builder.origin)
    try:
        for event in _events(text, parser):
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                builder.check_start(event, document)
            document = builder.take_event(kind, event) or document
            if verbatim:
                verbatim.check_event(kind, event)
    except yaml.MarkedYAMLError as error:
        if verbatim and error.problem_mark:
            verbatim.check_before(error.problem_mark.index)
        raise
    if builder.problems:
        raise InvalidFile(builder.problems)
    if document is not None and document.content == "" and not builder.quoted_root:
        return None
    return document


def _events(text: str, parser: Any) -> Iterator[Any]:
    loader = parser(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except (ValueError, OverflowError):  # the parser in Python, for an escape such as \UFFFFFFFF
        from acucheck.located.yaml_faults import TOO_LARGE

        raise yaml.MarkedYAMLError(problem=TOO_LARGE, problem_mark=loader.get_mark()) from None
    finally:
        loader.dispose()


class _Builder:
    """Puts events together into nodes, innermost first."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.problems: list[Problem] = []
        self.quoted_root = False
        self.last: Any = None  # the event of the last scalar
        self.open: list[tuple[Node, bool, list[Node]]] = []  # node, is it a mapping, its parts so far

    def refuse(self, event: Any, message: str) -> NoReturn:
        """Raises InvalidFile with all problems so far and *message*, at the place of an event."""
        raise InvalidFile([*self.problems, Problem(self._node(event).place, message)])

    def check_start(self, event: Any, before: Node | None) -> None:
        """Raises InvalidFile for a document *before* this one, and for directives."""
        if before is not None:
            self.refuse(event, "a second document starts here; keep to one, without '---'")
        if event.version or event.tags:
            self.refuse(event, DIRECTIVE)

    def take_event(self, kind: type, event: Any) -> Node | None:
        """Takes one event; returns the document's node when it is complete."""
        if kind is yaml.ScalarEvent:
            self.last = event
            self._check_event(event)
            self.quoted_root = bool(event.style) and not self.open  # plain is None or "", depending on the parser
            if event.style == '"' and (wrong := not_text(event.value)):
                self.refuse(event, wrong[1])
            return self._add_node(self._node(event, event.value))
        if kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            self._check_event(event)
            if len(self.open) == DEEPEST:
                self.refuse(event, f"this is nested more than {DEEPEST} deep")
            self.open.append((self._node(event), kind is yaml.MappingStartEvent, []))
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            return self._close_node()
        elif kind is yaml.AliasEvent:
            self.refuse(event, REFERENCE)
        return None

    def _close_node(self) -> Node | None:
        node, mapping, parts = self.open.pop()
        node.content = parts
        if mapping:
            node.content = self._pairs(parts)
        return self._add_node(node)

    def _pairs(self, parts: list[Node]) -> Entries | None:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        names = {key.content for key, _ in pairs if isinstance(key.content, str)}
        if len(names) < len(pairs):
            self._note_wrong_names(pairs)
        return pairs or None

    def _note_wrong_names(self, pairs: Entries) -> None:
        """Notes each name that is none, and each that stands there twice."""
        first: dict[str, Node] = {}
        for key, _ in pairs:
            if not isinstance(key.content, str):
                self.problems.append(key.problem(NO_NAME))
                continue
            earlier = first.setdefault(key.content, key)
            if earlier is not key:
                twice = f"{key.shown()} stands here twice; it is already on line {earlier.line}"
                self.problems.append(key.problem(twice))

    def _add_node(self, node: Node) -> Node | None:
        if not self.open:
            return node
        self.open[-1][2].append(node)
        return None

    def _check_event(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(event, ANCHOR)
        if event.tag is not None:
            self.refuse(event, TAG)

    def _node(self, event: Any, content: str | None = None) -> Node:
        mark = event.start_mark
        return Node(content, self.origin, mark.line + 1, mark.column + 1)
