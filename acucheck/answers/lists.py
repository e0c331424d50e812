"""An answer that is a list: its entries, and the words that stand for all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from acucheck.answers import fixed_words
from acucheck.answers.plain_text import SEVERAL, meaning, plain
from acucheck.located import Node

T = TypeVar("T")


def says(node: Node, *fixed: str) -> bool:
    """Whether a node is one of the words *fixed*, however it is written. Raises InvalidFile for an empty text."""
    text = node.content
    if not isinstance(text, str):
        return False
    return text in fixed or meaning(text or node.text()) in fixed


def list_entries(node: Node, decode: Callable[[Node], tuple[T, ...]]) -> tuple[tuple[T, ...], bool]:
    """The entries of a list of names or places, and whether it is complete. Raises InvalidFile."""
    if says(node, fixed_words.NONE):
        return (), True
    items = [node]
    if not node.is_mapping():
        items = lines_of(node.items())
    for item in items:
        if says(item, fixed_words.NONE):
            item.fail("'none' stands alone")
    entries: list[T] = []
    complete = True
    for item in items:
        if _is_not_sure(item):
            complete = False
        else:
            entries += decode(item)
    return tuple(entries), complete


def _is_not_sure(item: Node) -> bool:
    """Whether an item is "not sure" itself. Other words for it are kept as they were typed."""
    text = item.content
    if not isinstance(text, str) or len(text) < len(fixed_words.NOT_SURE):
        return False
    if text == fixed_words.NOT_SURE:
        return True
    return meaning(text) == plain(text) == fixed_words.NOT_SURE


def lines_of(items: list[Node]) -> list[Node]:
    """The items, and for a text of several lines each line: a "no" on one of them says nothing of the next."""
    found: list[Node] = []
    for item in items:
        if not item.is_text():
            found.append(item)
            continue
        lines = item.text().strip().splitlines()
        if len(lines) < SEVERAL:
            found.append(item)
        else:
            found += [item.holding(line) for line in lines if line.strip()]
    return found
