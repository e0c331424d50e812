"""A tree made here as nodes, so that it is decoded with the same strictness as a file."""

from __future__ import annotations

from collections.abc import Mapping

from acucheck.located.node import Node, Origin
from acucheck.located.yaml_writing import Tree


def node_of(tree: Tree, origin: Origin) -> Node:
    """Text, lists and mappings as nodes. Numbers and truth values are not among them: a file holds them as text."""
    if isinstance(tree, str):
        return Node(tree, origin, 1, 1)
    if isinstance(tree, Mapping):
        pairs = [(Node(name, origin, 1, 1), node_of(value, origin)) for name, value in tree.items()]
        return Node(pairs or None, origin, 1, 1)
    if isinstance(tree, list | tuple):
        return Node([node_of(item, origin) for item in tree], origin, 1, 1)
    raise TypeError(f"{type(tree).__name__} is not written in an answers file")
