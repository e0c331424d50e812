"""What a practice changes in the core: a rule in any direction, with a reason; all else only to be stricter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.model.book import Concept, Condition, Question, Rule, RuleBook
from acucheck.model.difference import MILDER, STRICTER, Difference, Direction
from acucheck.model.ids import QuestionId, RuleId
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.entry_digests import rule_digest
from acucheck.rulebook.practice_decisions import Decision, decision, until_then
from acucheck.rulebook.practice_stricter import stricter_class, stricter_fact, stricter_question
from acucheck.rulebook.rule_demands import misplaced, missing_beside
from acucheck.rulebook.rule_differences import difference_in_words, rule_differences
from acucheck.rulebook.rules import ENTRIES, decoded_entries
from acucheck.rulebook.section_reading import SectionReading
from acucheck.rulebook.small_parts import known_id

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


def read_changes(reading: SectionReading, scope: Scope, core: RuleBook) -> Changed:
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
    new = replace(old, place=key.place, **_merged(entries, old))
    differences = rule_differences(old, new, core, core)
    problems += _wrong_with(key, old, new, differences, decided)
    if problems:
        raise InvalidFile(problems)
    found.names.append(old.id)
    if decided.outdated and _in_direction(MILDER, differences):
        found.outdated.append(until_then(decided.outdated, "until then the rule counts both as it is and as changed"))
        new = replace(new, id=RuleId(old.id + AS_CHANGED))
    elif decided.outdated:
        found.outdated.append(until_then(decided.outdated, NO_MILDER))
    found.rules[new.id] = new
    if examples is not None:
        found.examples[new.id] = tuple(examples.parts())


def _in_direction(direction: Direction, differences: Iterable[Difference]) -> list[Difference]:
    return [difference for difference in differences if difference.direction is direction]


def _rule_id(key: Node, core: RuleBook) -> RuleId:
    """The rule of that name. Raises InvalidFile where it is the name of something else, or of nothing."""
    name = key.text()
    sections: dict[str, Collection[str]] = {
        "questions": core.questions,
        "facts": core.facts,
        "medicine-classes": core.concepts["medicine"],
    }
    for section, entries in sections.items():
        if RuleId(name) not in core.rules and name in entries:
            key.fail(
                f"the core has no rule of this name; to change the entry of its {section} write '{section}.{name}'"
            )
    return known_id(key, core.rules)


def _merged(entries: Mapping[str, Any], old: Rule) -> dict[str, Any]:
    """The entries with what the core has in those of which a file replaces only the parts that it names."""
    merged = {**entries}
    for name in ("verdicts", "precautions"):
        if name in entries:
            merged[name] = {**getattr(old, name), **entries[name]}
    if "positions" in entries:
        sources = {position.source for position in entries["positions"]}
        kept = [position for position in old.positions if position.source not in sources]
        merged["positions"] = (*kept, *entries["positions"])
    return merged


def _wrong_with(
    key: Node, old: Rule, new: Rule, differences: tuple[Difference, ...], decided: Decision
) -> Iterator[Problem]:
    """What a changed rule lacks, and what was decided that a practice cannot decide, or not without a name."""
    entries = asdict(new)
    given = {name.replace("_", "-"): key for name, value in entries.items() if value}
    yield from misplaced(key, given)
    yield from missing_beside(key, entries)
    if not differences:
        yield key.problem("nothing here differs from the core; take the entry out")
    milder = _in_direction(MILDER, differences)
    not_stricter = [difference for difference in differences if difference.direction is not STRICTER]
    if old.urgent is not None and not_stricter:
        yield key.problem(
            f"this rule calls for help, so it can only become stricter: {_differences_listed(not_stricter)}"
        )
    elif milder and not decided.by:
        yield key.problem(
            f"this is milder than the core, so 'by' has to say who decided it: {_differences_listed(milder)}"
        )


def _differences_listed(differences: list[Difference]) -> str:
    return "; ".join(map(difference_in_words, differences))
