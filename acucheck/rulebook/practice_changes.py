"""What a practice changes in the core: a rule in any direction, with a reason; all else only to be stricter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.book import Concept, Condition, Question, Rule, RuleBook
from acucheck.model.difference import MILDER, STRICTER, Difference
from acucheck.model.ids import QuestionId, RuleId
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.entry_digests import rule_digest
from acucheck.rulebook.practice_decisions import Decision, decision, until_then
from acucheck.rulebook.practice_stricter import stricter_class, stricter_fact, stricter_question
from acucheck.rulebook.rule_differences import rule_differences, told
from acucheck.rulebook.rules import ENTRIES, decoded_entries, misplaced, missing_beside
from acucheck.rulebook.section_reading import SectionReading
from acucheck.rulebook.small_parts import one

BY_ENTRY = ("verdicts", "precautions", "positions")
"""Entries of a rule of which only those parts are replaced that the file names."""

AS_CHANGED = "-as-changed"
"""Behind the name of a rule that was changed, where the core's own counts beside it."""


NO_MILDER = "until then it counts as changed, which is no milder"


class Changed(Struct):
    """What the file changes, by section; *outdated* are decisions on what the core changed since."""

    names: list[str] = field(default_factory=list)
    rules: dict[RuleId, Rule] = field(default_factory=dict)
    questions: dict[QuestionId, Question] = field(default_factory=dict)
    facts: dict[str, Condition] = field(default_factory=dict)
    classes: dict[str, Concept] = field(default_factory=dict)
    examples: dict[RuleId, tuple[Node, ...]] = field(default_factory=dict)
    outdated: list[Problem] = field(default_factory=list)


def changes(reading: SectionReading, scope: Scope, core: RuleBook) -> Changed:
    """All that stands under `change`."""
    found = Changed()
    for key, node in reading.entries("change"):
        reading.note(partial(_read_change, key, node, scope, core, found))
    return found


def _read_change(key: Node, node: Node, scope: Scope, core: RuleBook, found: Changed) -> None:
    section, dot, name = key.text().partition(".")
    if not dot:
        _change_rule(key, node, scope, core, found)
        return
    named = Node(name, key.origin, key.line, key.column)
    match section:
        case "rules":
            _change_rule(named, node, scope, core, found)
        case "questions":
            decided, found.questions[QuestionId(name)] = stricter_question(named, node, scope, core)
            _note_decision(found, key, decided)
        case "facts":
            decided, found.facts[name] = stricter_fact(named, node, scope, core)
            _note_decision(found, key, decided)
        case "medicine-classes":
            decided, found.classes[name] = stricter_class(named, node, scope, core)
            _note_decision(found, key, decided)
        case _:
            key.fail(
                "rules can be changed by their names, and 'questions.NAME', 'facts.NAME' and 'medicine-classes.NAME' "
                "to be stricter; nothing else of the core can"
            )


def _note_decision(found: Changed, key: Node, decided: Decision) -> None:
    found.names.append(key.text())
    if decided.outdated:
        found.outdated.append(until_then(decided.outdated, NO_MILDER))


def _change_rule(key: Node, node: Node, scope: Scope, core: RuleBook, found: Changed) -> None:
    old = core.rules[_rule_id(key, core)]
    decided, rest = decision(key, node, rule_digest(old, core), f"the rule {old.id!r}")
    fields, problems = rest.known_fields([], [*ENTRIES, "examples"])
    examples = fields.pop("examples", None)
    entries, more = decoded_entries(fields, scope)
    problems += more
    if problems or len(entries) < len(fields):
        raise InvalidFile(problems)
    new = replace(old, place=key.place, **{name: _merged(name, value, old) for name, value in entries.items()})
    differences = rule_differences(old, new, core, core)
    problems += _wrong_with(key, old, new, differences, decided)
    if problems:
        raise InvalidFile(problems)
    found.names.append(old.id)
    milder = any(each.direction is MILDER for each in differences)
    if decided.outdated and milder:
        found.outdated.append(until_then(decided.outdated, "until then the rule counts both as it is and as changed"))
        new = replace(new, id=RuleId(old.id + AS_CHANGED))
    elif decided.outdated:
        found.outdated.append(until_then(decided.outdated, NO_MILDER))
    found.rules[new.id] = new
    if examples is not None:
        found.examples[new.id] = tuple(examples.parts())


def _rule_id(key: Node, core: RuleBook) -> RuleId:
    """The rule of that name. Raises InvalidFile where it is the name of something else, or of nothing."""
    name = key.text()
    sections: dict[str, set[str]] = {
        "questions": {*core.questions},
        "facts": {*core.facts},
        "medicine-classes": {*core.concepts["medicine"]},
    }
    for section, entries in sections.items():
        if name not in {*core.rules} and name in entries:
            key.fail(
                f"the core has no rule of this name; to change the entry of its {section} write '{section}.{name}'"
            )
    return one(key, core.rules)


def _merged(name: str, value: Any, old: Rule) -> object:  # noqa: ANN401 - whatever the entry holds
    """The entry of a rule with what the file has of it in place of what the core has."""
    match name:
        case "verdicts" | "precautions":
            return {**getattr(old, name), **value}
        case "positions":
            sources = {position.source for position in value}
            return (*(each for each in old.positions if each.source not in sources), *value)
        case _:
            return value


def _wrong_with(
    key: Node, old: Rule, new: Rule, differences: tuple[Difference, ...], decided: Decision
) -> Iterator[Problem]:
    """What a changed rule lacks, and what was decided that a practice cannot decide, or not without a name."""
    entries = asdict(new)
    yield from misplaced(key, {name.replace("_", "-"): key for name, value in entries.items() if value})
    yield from missing_beside(key, entries)
    if not differences:
        yield key.problem("nothing here differs from the core; take the entry out")
    milder = [each for each in differences if each.direction is MILDER]
    not_stricter = [each for each in differences if each.direction is not STRICTER]
    if old.urgent is not None and not_stricter:
        yield key.problem(
            f"this rule calls for help, so it can only become stricter: {_differences_listed(not_stricter)}"
        )
    elif milder and not decided.by:
        yield key.problem(
            f"this is milder than the core, so 'by' has to say who decided it: {_differences_listed(milder)}"
        )


def _differences_listed(differences: list[Difference]) -> str:
    return "; ".join(map(told, differences))
