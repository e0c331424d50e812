"""One record of a list: the answers of one person, with a name of its own to find them by."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from acucheck.answers import words
from acucheck.answers.entry_names import named_entries
from acucheck.answers.file_head import label
from acucheck.answers.reading import decode
from acucheck.answers.tables import Table
from acucheck.errors import InvalidAnswers, InvalidFile
from acucheck.located import Node, Origin, decoded, read_node
from acucheck.located.plain import quick_json
from acucheck.located.table import Row
from acucheck.model.answers import Answers
from acucheck.model.book import PLAN
from acucheck.names.vocabulary import Vocabulary


class Record(Struct, frozen=True):
    """The answers of one person, and what that record is called."""

    id: str
    answers: Answers


def record(data: bytes, origin: Origin, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record:
    """The record in some JSON; it is called *otherwise* when it has no id. Raises InvalidAnswers."""
    try:
        text = decoded(data, origin)
        return _quick(text, origin, otherwise, vocabulary, as_of) or _record(
            _strict(text, origin), otherwise, vocabulary, as_of
        )
    except InvalidFile as error:
        raise _invalid(error) from None


def record_of_row(table: Table, row: Row, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record:
    """The record in one row of a table; it is called *otherwise* when it has no id. Raises InvalidAnswers."""
    try:
        return _record(table.entries(row), otherwise, vocabulary, as_of)
    except InvalidFile as error:
        raise _invalid(error) from None


def _invalid(error: InvalidFile) -> InvalidAnswers:
    problems = sorted(set(error.problems), key=lambda problem: (problem.place, problem.message))
    return InvalidAnswers("\n".join(str(problem) for problem in problems))


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
    return read_node(text, origin, as_json=True) or Node("", origin, origin.line, origin.column)


def _record(root: Node, otherwise: str, vocabulary: Vocabulary, as_of: date) -> Record:
    pairs = named_entries(root, vocabulary.book)
    called = next((label(node) for key, node in pairs if key.content == words.ID), otherwise)
    found = decode(Node(pairs, root.origin, root.line, root.column), vocabulary, as_of)
    if not found.keys() - {PLAN}:
        root.fail("no question is answered here, so there is nothing to check")
    return Record(called, found)
