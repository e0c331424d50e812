"""Strict YAML and JSON with places: text becomes nodes, and nodes are decoded by the type that is wanted.

Nothing is guessed: every scalar keeps its text (`no` stays "no", `12:30` stays "12:30"), and whatever the rule
book and the answers have no use for (aliases, tags, duplicate keys) is refused where it stands.
"""

from acucheck.located.from_file import decoded, read_node, read_text
from acucheck.located.node import Node, Origin, decode_each

__all__ = ["Node", "Origin", "decode_each", "decoded", "read_node", "read_text"]
