"""The text of one answer on one line."""

from __future__ import annotations

from acucheck.located import Node
from acucheck.located.visible import visible

SEVERAL = 2
"""Lines in a text of more than one."""


def one_line(node: Node) -> str:
    """The text of a node without white space to spare. Raises InvalidFile when it has several lines."""
    text = visible(node.text()).strip()
    if len(text.splitlines()) >= SEVERAL:
        node.fail("expected one line of text here, not several")
    if not text:
        node.fail("nothing that can be seen is written here; fill it in or take it out")
    return " ".join(text.split())
