"""The names of entries, as a phone or a word processor may have left them: `Age`, `pregnancy weeks`, `PLAN`."""

from __future__ import annotations

from acucheck.answers.file_head import HEAD
from acucheck.answers.plain_text import word_id
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.book import RuleBook, once_for_each


def known_name(typed: str, book: RuleBook) -> str:
    """The question, or the entry beside the questions, that *typed* names; as it was typed when it names none."""
    known = _known_names(book)
    if typed in known:
        return typed
    entry = word_id(typed)
    if entry in known:
        return entry
    return typed


@once_for_each
def _known_names(book: RuleBook) -> frozenset[object]:
    return frozenset([*book.questions, *HEAD])


def named_entries(root: Node, book: RuleBook) -> Entries:
    """The entries under *root*, each by the name that is known. Raises InvalidFile when one stands there twice."""
    pairs = root.pairs()
    if _known_names(book).issuperset([key.content for key, _ in pairs]):
        return pairs
    named: Entries = []
    first: dict[str, Node] = {}
    problems: list[Problem] = []
    for typed, node in pairs:
        key = typed.holding(known_name(str(typed.content), book))
        earlier = first.setdefault(str(key.content), key)
        if earlier is not key:
            problems.append(key.problem(f"{key.shown()} stands here twice; it is already on line {earlier.line}"))
        named.append((key, node))
    if problems:
        raise InvalidFile(problems)
    return named
