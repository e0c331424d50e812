"""Rules: one risk each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.logic import Test, standing, tests
from acucheck.model.book import (
    SESSION,
    AnswerKind,
    AnswerPlace,
    Between,
    Condition,
    Limit,
    Position,
    Rule,
    Word,
)
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Basis, Level, Standing, Urgency
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.precaution_entries import decode_precautions
from acucheck.rulebook.rule_demands import misplaced, missing_beside
from acucheck.rulebook.rule_places import decode_places
from acucheck.rulebook.section_reading import unbroken
from acucheck.rulebook.small_parts import (
    decode_wording,
    known_id,
    known_ids,
    known_sources,
    level,
    line,
    member,
    optional,
    sentence_to_say,
)

NEEDED = ("topic", "title", "risk", "basis", "sources")
"""The entries of every rule."""


def decode_rule(key: Node, node: Node, scope: Scope) -> tuple[Rule, tuple[Node, ...]]:
    """The rule and, still as nodes, its examples. Raises InvalidFile with all that is wrong with it."""
    fields, problems = node.known_fields(NEEDED, [*ENTRIES, "examples"])
    examples = fields.pop("examples", None)
    entries, more = decoded_entries(fields, scope)
    missing = [*misplaced(key, fields)]
    if not missing:
        missing += missing_beside(key, {**_as_far_as_read(fields), **entries})
    problems += [*more, *missing]
    if problems or len(entries) < len(fields):
        raise InvalidFile(problems)
    found = Rule(id=RuleId(key.text()), place=key.place, **{**_NOTHING, **entries})
    return found, optional(examples, _example_nodes, ())


def _example_nodes(node: Node) -> tuple[Node, ...]:
    return tuple(node.parts())


def rules_and_examples(
    decoded: Mapping[RuleId, tuple[Rule, tuple[Node, ...]] | None],
) -> tuple[dict[RuleId, Rule], dict[RuleId, tuple[Node, ...]]]:
    """The rules that could be decoded, and their examples."""
    rules: dict[RuleId, Rule] = {}
    examples: dict[RuleId, tuple[Node, ...]] = {}
    for rule_id, entry in unbroken(decoded).items():
        rules[rule_id], examples[rule_id] = entry
    return rules, examples


def _as_far_as_read(fields: Mapping[str, Node]) -> dict[str, Any]:
    """What is not there, and `True` for a single thing that is written: it is there, whatever is wrong with it."""
    found = {**_NOTHING}
    for name in fields:
        if not isinstance(_NOTHING.get(attribute(name)), tuple | dict):
            found[attribute(name)] = True
    return found


def decoded_entries(fields: Mapping[str, Node], scope: Scope) -> tuple[dict[str, Any], list[Problem]]:
    """The entries of a rule as they are called in `Rule`, those that could be decoded, and what is wrong with others.

    One that only refers to what is broken itself is left out without a problem.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, node in fields.items():
        try:
            found[attribute(name)] = ENTRIES[name](node, scope)
        except InvalidFile as error:
            problems += error.problems
    return found, problems


def attribute(name: str) -> str:
    """What the entry of that *name* is called in `Rule`."""
    return name.replace("-", "_")


def _verdict_levels(node: Node, scope: Scope) -> dict[str, Level]:
    words = [SESSION, *scope.technique_words]
    return {known_id(key, words): level(value) for key, value in node.pairs()}


def _limit_entry(node: Node, scope: Scope) -> Limit:
    fields = node.fields(["where", "verdicts"])
    where = fields["where"]
    items = [where]
    if not where.is_mapping():
        items = where.items()
    found: list[str | AnswerPlace] = []
    for item in items:
        found += _decode_where(item, scope)
    return Limit(tuple(found), _verdict_levels(fields["verdicts"], scope))


def _decode_where(node: Node, scope: Scope) -> tuple[str | AnswerPlace, ...]:
    """A point, a range of them, a region, a hazard, or the place that an answer names."""
    if not node.is_mapping():
        return decode_places(node, scope)
    answer = node.fields(["answer"])["answer"]
    question_id = QuestionId(answer.text())
    if question_id in scope.questions and scope.questions[question_id] is None:
        raise InvalidFile([])
    asked = [each.id for each in unbroken(scope.questions).values() if each.kind is AnswerKind.PLACES]
    return (AnswerPlace(known_id(answer, asked)),)


def _unless(node: Node, scope: Scope) -> Condition:
    """An exception: clearing answers, with or without numbers beside them."""
    found = condition(node, scope)
    facts: Mapping[str, Condition] = unbroken(scope.facts)
    for test in tests(found, facts):
        if isinstance(test, Word) and not _is_clearing(test, scope):
            named = _place_of_answer(test)
            node.fail(f"an exception rests on clearing answers; {named} is not under 'clears' of its question")
    if standing(found, _by_numbers, facts) is Standing.HOLDS:
        node.fail("an exception cannot rest on numbers alone; add a question with 'clears'")
    return found


def _is_clearing(test: Word, scope: Scope) -> bool:
    asked = scope.questions[test.question]
    return asked is not None and test.words <= asked.clears


def _by_numbers(test: Test) -> Standing:
    """Every number where it is wanted, and no clearing answer."""
    if isinstance(test, Between):
        return Standing.HOLDS
    return Standing.FAILS


def _place_of_answer(test: Word) -> str:
    return f"{test.question}: {', '.join(sorted(test.words))}"


def _positions_of(node: Node, scope: Scope) -> Iterator[Position]:
    for key, value in node.pairs():
        fields = value.fields(["level"], ["says", "for"])
        yield Position(
            source=known_id(key, scope.sources),
            level=level(fields["level"]),
            says=optional(fields.get("says"), line, ""),
            techniques=scope.techniques_in(fields.get("for")),
        )


ENTRIES: Mapping[str, Callable[[Node, Scope], object]] = {
    "topic": lambda node, scope: known_id(node, scope.topics),
    "title": lambda node, _: decode_wording(node),
    "risk": lambda node, _: decode_wording(node),
    "when": condition,
    "unless": _unless,
    "verdicts": _verdict_levels,
    "limits": lambda node, scope: tuple(_limit_entry(item, scope) for item in node.parts()),
    "until": lambda node, _: decode_wording(node),
    "urgent": lambda node, _: member(node, Urgency),
    "if-not-known": lambda node, _: level(node),
    "ask-whom": lambda node, _: decode_wording(node),
    "ask-for": lambda node, _: sentence_to_say(node),
    "precautions": decode_precautions,
    "aftercare": lambda node, scope: known_ids(node, scope.aftercare),
    "alternatives": lambda node, scope: known_ids(node, scope.alternatives),
    "positions": lambda node, scope: tuple(_positions_of(node, scope)),
    "chosen-because": lambda node, _: line(node),
    "basis": lambda node, _: member(node, Basis),
    "sources": lambda node, scope: known_sources(node, scope.sources),
    "say": lambda node, _: sentence_to_say(node, "place"),
}
"""Each entry of a rule but its examples, with how it is decoded."""

_NOTHING: Mapping[str, Any] = {
    "when": None,
    "unless": None,
    "verdicts": {},
    "limits": (),
    "until": None,
    "urgent": None,
    "if_not_known": None,
    "ask_whom": None,
    "ask_for": "",
    "precautions": {},
    "aftercare": (),
    "alternatives": (),
    "positions": (),
    "chosen_because": "",
    "say": "",
}
"""What an entry comes to that is not there."""
