"""The writer of YAML: each text stands on one line, and what stands twice is written twice."""

from __future__ import annotations

import yaml

_ENDLESS = 1_000_000_000
"""Columns. A text that is folded reads like one that a reader of answers refuses: run on by mistake."""


class YamlDumper(yaml.SafeDumper):
    """Writes what stands twice twice, since the reader refuses references, and each text on one line."""

    def represent(self, data: object) -> None:
        """Gives each entry of the whole a line of its own, however short all of them are."""
        node = self.represent_data(data)
        if isinstance(node, yaml.MappingNode):
            node.flow_style = False
        self.serialize(node)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library declares it
        """Always: the reader refuses references."""
        return True

    def process_scalar(self) -> None:
        """Only lists are wrapped: a text that goes on over several lines is refused by the reader of answers."""
        width, self.best_width = self.best_width, _ENDLESS
        super().process_scalar()
        self.best_width = width


def _represent_text(dumper: YamlDumper, text: str) -> yaml.ScalarNode:
    is_one_line = text == "".join(text.splitlines())
    style = None if is_one_line else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


YamlDumper.add_representer(str, _represent_text)
