"""`acucheck template` and `acucheck example`: answers files to start from."""

from __future__ import annotations

from pathlib import Path

from acucheck.answers.explanations import table_template
from acucheck.answers.template import template
from acucheck.cli.output import emit
from acucheck.errors import Misuse
from acucheck.located.node import did_you_mean
from acucheck.model.levels import Audience
from acucheck.rulebook import rule_book

PEOPLE = Path(__file__).resolve().parents[2] / "people"


def people() -> list[str]:
    """The names of the example people."""
    return sorted(path.stem for path in PEOPLE.glob("*.yaml"))


def print_template(audience: Audience, rules: str | None) -> None:
    """Prints an empty answers file for one person, with the questions in that reader's words. Raises InvalidRules."""
    emit(template(rule_book(rules), audience))


def print_table_template(audience: Audience, rules: str | None) -> None:
    """Prints the head of a table for many people, with a row that explains each column. Raises InvalidRules."""
    emit(table_template(rule_book(rules), audience))


def print_names() -> None:
    """Prints the names of the example people, one on a line."""
    emit("".join(f"{name}\n" for name in people()))


def print_person(name: str) -> None:
    """Prints the answers file of an example person. Raises Misuse when there is none of that name."""
    names = people()
    if name not in names:
        hint = did_you_mean(name, names)
        raise Misuse(f"There is no example {name!r}{hint}; there are {', '.join(names)}.")
    file = PEOPLE / f"{name}.yaml"
    emit(file.read_text(encoding="utf-8"))
