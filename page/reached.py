"""Which modules of a package can be imported from one script: by any `import` in it or in what it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path


def reached(package: Path, script: Path, named: Iterable[str] = ()) -> frozenset[Path]:
    """The files of the modules in the folder *package* that *script* reaches, or that the modules *named* reach."""
    files = {_name(path, package): path for path in package.rglob("*.py")}
    found: set[str] = set()
    waiting = [*named, *_imported(script)]
    while waiting:
        name = waiting.pop()
        if name in files and name not in found:
            found.add(name)
            waiting += [name.rpartition(".")[0], *_imported(files[name])]
    return frozenset(files[name] for name in found)


def _name(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _imported(path: Path) -> Iterator[str]:
    """The modules that may be imported in a file."""
    for statement in import_statements(path):
        names = [alias.name for alias in statement.names]
        if isinstance(statement, ast.Import):
            yield from names
        elif statement.module:
            yield statement.module
            yield from (f"{statement.module}.{name}" for name in names)


def import_statements(path: Path) -> Iterator[ast.Import | ast.ImportFrom]:
    """Each `import`, wherever in the file it stands, but for what only types need."""
    waiting: list[ast.AST] = [ast.parse(path.read_bytes())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif not _is_for_types(node):
            waiting += ast.iter_child_nodes(node)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
