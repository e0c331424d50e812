"""One record of a list: the answers of one person, with a name of its own to find them by."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from acucheck.answers.reading import decode
from acucheck.errors import InvalidAnswers, InvalidFile
from acucheck.located import Node, Origin, decoded, read_node
from acucheck.located.plain import quick_json
from acucheck.model.answers import Answers
from acucheck.model.book import PLAN
from acucheck.names.vocabulary import Vocabulary

ID = "id"
"""The entry of a JSON line that names the record. It is no question."""

LONGEST_ID = 200
"""Characters."""


class Record(Struct, frozen=True):
    """The answers of one person, and what that record is called."""

    id: str
    answers: Answers


def record(data: bytes, origin: Origin, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record:
    """The record in one line of JSON; it is called *otherwise* when it has no id. Raises InvalidAnswers."""
    try:
        text = decoded(data, origin)
        return _quick(text, origin, otherwise, vocabulary, as_of) or _record(
            _strict(text, origin), otherwise, vocabulary, as_of
        )
    except InvalidFile as error:
        problems = sorted(set(error.problems), key=lambda problem: (problem.place, problem.message))
        raise InvalidAnswers("\n".join(str(problem) for problem in problems)) from None


def _quick(text: str, origin: Origin, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record | None:
    """The record when nothing is wrong with it, else nothing: what is wrong needs the reader that knows places."""
    root = quick_json(text, origin)
    if root is None:
        return None
    try:
        return _record(root, otherwise, vocabulary, as_of)
    except InvalidFile:
        return None


def _strict(text: str, origin: Origin) -> Node:
    return read_node(text, origin, as_json=True) or Node("", origin, origin.line, 1)


def _record(root: Node, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record:
    pairs = root.pairs()
    rest = [(key, node) for key, node in pairs if key.content != ID]
    called = next((_id(node) for key, node in pairs if key.content == ID), otherwise)
    found = decode(Node(rest, root.origin, root.line, root.column), vocabulary, as_of) if rest else {}
    if not found.keys() - {PLAN}:
        root.fail("no question is answered here, so there is nothing to check")
    return Record(called, found)


def _id(node: Node) -> str:
    text = node.text()
    if len(text) > LONGEST_ID:
        node.fail(f"this id has more than {LONGEST_ID} characters")
    return text
