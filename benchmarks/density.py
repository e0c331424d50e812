"""How dense code is, from its syntax trees, package beside package.

    python benchmarks/density.py acucheck SITE-PACKAGES/yamllint SITE-PACKAGES/httpx

A thermometer, not an aim: no line is made longer and no name stranger to please it. What it counts:

- nodes a line: all syntax nodes of a function's body by its lines of code, median and ninetieth percentile;
- comprehensions and conditional expressions in 1,000 lines of code, and comprehensions inside another;
- names of functions, methods and classes that are defined in two files or more;
- modules that share a base name, `__init__.py` and `__main__.py` apart.

A line of code is one that holds more than a comment; a docstring's lines count.
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}


@dataclass
class Density:
    """What was counted in one package."""

    modules: int = 0
    code_lines: int = 0
    nodes_a_line: list[float] = field(default_factory=list)  # one figure a function
    comprehensions: int = 0
    nested: int = 0
    conditionals: int = 0
    files_of_names: dict[str, set[Path]] = field(default_factory=lambda: defaultdict(set))
    base_names: Counter[str] = field(default_factory=Counter)

    def read(self, path: Path) -> None:
        """Counts one module."""
        source = path.read_text(encoding="utf-8")
        lines = code_lines(source)
        self.modules += 1
        self.code_lines += len(lines)
        if not path.name.startswith("__"):
            self.base_names[path.name] += 1
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, FUNCTIONS):
                self._read_function(node, lines)
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("__"):
                self.files_of_names[node.name].add(path)
            if isinstance(node, COMPREHENSIONS):
                self.comprehensions += 1
                self.nested += has_inner_comprehension(node)
            if isinstance(node, ast.IfExp):
                self.conditionals += 1

    def _read_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, lines: set[int]) -> None:
        body = range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)
        nodes = 0
        for statement in node.body:
            nodes += sum(1 for _ in ast.walk(statement))
        own_lines = lines.intersection(body)
        if own_lines:
            self.nodes_a_line.append(nodes / len(own_lines))

    def row(self, name: str) -> str:
        """A line of the table."""
        per_thousand = 1_000 / max(self.code_lines, 1)
        several = [name for name, files in self.files_of_names.items() if len(files) > 1]
        share = 100 * len(several) / max(len(self.files_of_names), 1)
        twice = [base for base, times in self.base_names.items() if times > 1]
        return (
            f"| {name} | {self.modules} | {self.code_lines:,} "
            f"| {share_of(self.nodes_a_line, 0.5):.1f} / {share_of(self.nodes_a_line, 0.9):.1f} "
            f"| {self.comprehensions * per_thousand:.0f} / {self.conditionals * per_thousand:.0f} "
            f"| {self.nested * per_thousand:.1f} | {share:.0f} % | {len(twice)} |"
        )


def code_lines(source: str) -> set[int]:
    """The numbers of the lines that hold more than a comment."""
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            found.update(range(token.start[0], token.end[0] + 1))
    return found


def has_inner_comprehension(node: ast.AST) -> bool:
    """Whether a comprehension holds another."""
    inner = (child for child in ast.walk(node) if child is not node)
    return any(isinstance(child, COMPREHENSIONS) for child in inner)


def share_of(figures: list[float], share: float) -> float:
    """The figure below which a *share* of them lies; 0 of none."""
    if not figures:
        return 0.0
    return sorted(figures)[int(len(figures) * share)]


def density(root: Path) -> Density:
    """Everything under *root*, counted."""
    counted = Density()
    for path in sorted(root.rglob("*.py")):
        counted.read(path)
    return counted


def main(roots: list[str]) -> None:
    """Prints a table of the packages under *roots*; of the first also each of its own packages."""
    print(
        "| package | modules | lines of code | nodes a line | comprehensions / conditionals | nested | twice | bases |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for root in map(Path, roots):
        print(density(root).row(root.name))
    own = Path(roots[0])
    for package in sorted(own.iterdir()):
        if (package / "__init__.py").is_file():
            print(density(package).row(f"{own.name}/{package.name}"))


if __name__ == "__main__":
    main(sys.argv[1:] or ["acucheck"])
