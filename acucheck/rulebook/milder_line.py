"""The lines of a list beside which a graver one stands, so that a name alone does not tell which of the two is so."""

from __future__ import annotations

from collections.abc import Collection

from acucheck.located import Node
from acucheck.model.book import Milder
from acucheck.rulebook.small_parts import items_of, known_id, line


def milder_lines(node: Node | None, options: Collection[str]) -> dict[str, Milder]:
    """Each such line with the graver one. Raises InvalidFile for what is no line of the list, or both at once."""
    if node is None:
        return {}
    found: dict[str, Milder] = {}
    for key, value in node.pairs():
        fields = value.fields(["than"], ["said-by"])
        milder = known_id(key, options)
        graver = known_id(fields["than"], options)
        if milder == graver:
            fields["than"].fail("a line cannot be milder than itself")
        words = map(line, items_of(fields.get("said-by")))
        found[milder] = Milder(graver, frozenset(words))
    return found
