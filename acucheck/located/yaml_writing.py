"""Plain lists, mappings and text written as YAML that reads back the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

Tree: TypeAlias = "str | int | bool | Sequence[Tree] | Mapping[str, Tree] | None"


_ENDLESS = 1_000_000_000
"""Columns. A text that is folded reads like one that a reader of answers refuses: run on by mistake."""


def write_yaml(tree: Tree) -> str:
    """*tree* as YAML in the order given. Text that YAML would take for something else is quoted, on one line."""
    return yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice, since the reader refuses references, and each text on one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library declares it
        return True

    def process_scalar(self) -> None:
        """Only lists are wrapped: a text that goes on over several lines is refused by the reader of answers."""
        width, self.best_width = self.best_width, _ENDLESS
        super().process_scalar()
        self.best_width = width


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    is_one_line = text == "".join(text.splitlines())
    style = None if is_one_line else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
