"""Plain lists, mappings and text written as YAML that reads back the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Tree: TypeAlias = "str | int | bool | Sequence[Tree] | Mapping[str, Tree] | None"


def write_yaml(tree: Tree) -> str:
    """*tree* as YAML in the order given. Text that YAML would take for something else is quoted, on one line."""
    import yaml  # most commands write none

    from acucheck.located.yaml_dumper import YamlDumper

    return yaml.dump(tree, Dumper=YamlDumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)
