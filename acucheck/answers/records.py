"""One record of a list: the answers of one person, with a name of its own to find them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acucheck.answers.decoding import AsOf, PersonAnswers, read_record, unusable
from acucheck.errors import InvalidFile
from acucheck.located import Node, Origin, decoded, read_node
from acucheck.located.from_memory import quick_json
from acucheck.model.answers import Head
from acucheck.model.book import PLAN
from acucheck.names.vocabulary import Vocabulary

if TYPE_CHECKING:  # most lists are lines of JSON
    from acucheck.answers.tables import PeopleTable
    from acucheck.located.table import Row


def record(data: bytes, origin: Origin, otherwise: str, vocabulary: Vocabulary, as_of: AsOf) -> PersonAnswers:
    """The record in some JSON; it is called *otherwise* when it has no id. Raises InvalidAnswers."""
    root = None
    try:
        text = decoded(data, origin)
        found = _quick(text, origin, otherwise, vocabulary, as_of)
        if found is not None:
            return found
        root = _strict(text, origin)
        return _person_read(root, otherwise, vocabulary, as_of)
    except InvalidFile as error:
        raise unusable(error, root, vocabulary.book, Head(otherwise)) from None


def record_of_row(table: PeopleTable, row: Row, otherwise: str, vocabulary: Vocabulary, as_of: AsOf) -> PersonAnswers:
    """The record in one row of a table; it is called *otherwise* when it has no id. Raises InvalidAnswers."""
    root = None
    try:
        root = table.row_entries(row)
        return _person_read(root, otherwise, vocabulary, as_of)
    except InvalidFile as error:
        raise unusable(error, root, vocabulary.book, Head(otherwise)) from None


def _quick(text: str, origin: Origin, otherwise: str, vocabulary: Vocabulary, as_of: AsOf) -> PersonAnswers | None:
    """The record when nothing is wrong with it, else nothing: what is wrong needs the reader that knows places."""
    root = quick_json(text, origin)
    if root is None:
        return None
    try:
        return _person_read(root, otherwise, vocabulary, as_of)
    except InvalidFile:
        return None


def _strict(text: str, origin: Origin) -> Node:
    return read_node(text, origin, as_json=True) or Node("", origin, origin.line, origin.column)


def _person_read(root: Node, otherwise: str, vocabulary: Vocabulary, as_of: AsOf) -> PersonAnswers:
    found = read_record(root, vocabulary, as_of, Head(otherwise))
    if not found.given.keys() - {PLAN}:
        root.fail("no question is answered here, so there is nothing to check")
    return found
