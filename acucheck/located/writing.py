"""Plain lists, mappings and text written as YAML that reads back the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml

Tree: TypeAlias = "str | int | bool | Sequence[Tree] | Mapping[str, Tree] | None"


def write_yaml(tree: Tree) -> str:
    """*tree* as YAML in the order given. Text that YAML would take for something else is quoted."""
    return yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: the reader refuses references."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as the library declares it
        return True
