"""Where a rule book comes from: as it was decoded when acucheck was built, else strictly read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from acucheck.errors import Place, Problem
from acucheck.model.book import Rule, RuleBook
from acucheck.model.ids import RuleId
from acucheck.precompiled import unsealed

if TYPE_CHECKING:
    from acucheck.located import Node  # needs the parser


class RuleFile(Struct, frozen=True):
    """A rule book, and what only a check of the rules needs: examples and sections as nodes, and what is wrong."""

    book: RuleBook
    examples: Mapping[RuleId, tuple[Node, ...]]  # those that the rules carry
    sections: Mapping[str, Node]
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()  # questions that could not be decoded
    shaken: bool = False  # whether facts, techniques, classes or places could not be, so that examples may fail by that


def default_rules() -> Path:
    """The rule book that comes with acucheck: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "rules.yaml"
    if installed.exists():
        return installed
    return package.parent / "rules.yaml"


def rule_book(path: str | None = None) -> RuleBook:
    """The rule book at *path*, or the one that comes with acucheck. Raises InvalidRules with every problem."""
    if path is not None:
        return load(path).book
    shipped = default_rules()
    found = unsealed("rules", [shipped], RuleBook)
    if found is None:
        return load(str(shipped)).book
    return standing_in(found, str(shipped))


def load(path: str) -> RuleFile:
    """The rule book at *path*, strictly read. Raises InvalidRules with every problem, each at its place."""
    from acucheck.rulebook import loading

    return loading.load(path)


def standing_in(book: RuleBook, path: str) -> RuleBook:
    """*book* with its rules at their places in the file at *path*."""
    placed: dict[RuleId, Rule] = {}
    for rule_id, rule in book.rules.items():
        place = Place(path, rule.place.line, rule.place.column)
        placed[rule_id] = replace(rule, place=place)
    return replace(book, rules=placed)
