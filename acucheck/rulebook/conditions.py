"""Conditions: `{question: test}`, `{fact: yes}`, and `all`, `any`, `at-least` over them. There is no `not`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from acucheck.errors import InvalidFile
from acucheck.located import Node
from acucheck.located.node import unexpected
from acucheck.model.answers import NameKind
from acucheck.model.book import (
    Aftercare,
    AllOf,
    Alternative,
    AnswerKind,
    AnyOf,
    AtLeast,
    Between,
    Concept,
    Condition,
    FactHolds,
    Question,
    Source,
    Technique,
    Word,
    Wording,
)
from acucheck.model.ids import AftercareId, AlternativeId, QuestionId, SourceId, TechniqueId
from acucheck.rulebook import hints
from acucheck.rulebook.section_reading import unbroken
from acucheck.rulebook.small_parts import YES, items_of, optional

DAYS = 7
"""In a week: gestation is written in weeks and counted in days."""


class Scope(Struct, dict=True):
    """What an entry may refer to: all that stands before it. None marks an entry that is broken itself."""

    gating: bool = True  # only a gate may test the plan; facts and rules come after them
    sources: Mapping[SourceId, Source | None] = {}
    topics: Mapping[str, Wording | None] = {}
    concepts: dict[str, Mapping[str, Concept | None]] = {}
    techniques: Mapping[TechniqueId, Technique | None] = {}
    questions: dict[QuestionId, Question | None] = {}
    facts: dict[str, Condition | None] = {}
    aftercare: Mapping[AftercareId, Aftercare | None] = {}
    alternatives: Mapping[AlternativeId, Alternative | None] = {}

    @cached_property
    def technique_words(self) -> dict[str, frozenset[TechniqueId]]:
        """Every technique and group, with the techniques it stands for. Asked for once the techniques are all there."""
        words: dict[str, frozenset[TechniqueId]] = {each: frozenset({each}) for each in self.techniques}
        for technique_id, entry in unbroken(self.techniques).items():
            for group in entry.groups:
                words[group] = words.get(group, frozenset()) | {technique_id}
        return words

    def broken_questions(self) -> frozenset[QuestionId]:
        """The questions that could not be decoded."""
        return frozenset(question_id for question_id, entry in self.questions.items() if entry is None)

    def techniques_in(self, node: Node | None) -> frozenset[TechniqueId]:
        """What a list of techniques and groups stands for; nothing when there is no list."""
        words = self.technique_words
        return frozenset[TechniqueId]().union(*(item.one_of(words) for item in items_of(node)))

    def covered(self, kind: str) -> dict[str, frozenset[str]]:
        """Every concept of a kind, with itself and all that lies within it."""
        found: dict[str, frozenset[str]] = {}
        for concept_id, entry in self.concepts[kind].items():
            found[concept_id] = frozenset({concept_id})
            if entry is not None:
                found[concept_id] = entry.covers
        return found


def condition(node: Node, scope: Scope) -> Condition:
    """The condition written here. Raises InvalidFile, with no problem in it when it only refers to a broken entry."""
    pairs = node.pairs()
    if len(pairs) > 1:
        node.fail("one condition stands here at a time; put several under 'all:' or 'any:'")
    key, test = pairs[0]
    word = key.text()
    if word == "all":
        return AllOf(_sub_conditions(test, scope))
    if word == "any":
        return AnyOf(_sub_conditions(test, scope))
    if word == "at-least":
        return _at_least(test, scope)
    if word in scope.facts:
        return _fact_holds(word, test, scope)
    question_id = QuestionId(word)
    if question_id in scope.questions:
        return _question_test(question_id, test, scope)
    words = ["all", "any", "at-least", *scope.facts, *scope.questions]
    instead = hints.CONDITIONS.get(word, "")
    return key.fail(f"no question or fact before this has that name: {unexpected(key, words, instead)}")


def _sub_conditions(node: Node, scope: Scope) -> tuple[Condition, ...]:
    return tuple(condition(item, scope) for item in node.parts())


def _at_least(node: Node, scope: Scope) -> AtLeast:
    fields = node.fields(["count", "of"])
    parts = _sub_conditions(fields["of"], scope)
    count = fields["count"].whole()
    if not 1 <= count <= len(parts):
        fields["count"].fail(f"the count must lie between 1 and the {len(parts)} conditions listed")
    return AtLeast(count, parts)


def _fact_holds(fact_id: str, node: Node, scope: Scope) -> FactHolds:
    if scope.facts[fact_id] is None:
        raise InvalidFile([])
    node.one_of({YES: YES}, lambda _: "a fact is only looked for as 'yes'; there is no 'not'")
    return FactHolds(fact_id)


def _question_test(question_id: QuestionId, node: Node, scope: Scope) -> Word | Between:
    question = scope.questions[question_id]
    if question is None:
        raise InvalidFile([])
    words: Mapping[str, frozenset[str]]
    instead: Callable[[str], str] | None = None
    match question.kind:
        case AnswerKind.MANY | AnswerKind.ONE:
            words = {option: frozenset({option}) for option in question.options}
        case AnswerKind.NAMES if question.names is NameKind.MEDICINE:
            words = scope.covered("medicine")
            instead = hints.classes
        case AnswerKind.PLAN:
            if not scope.gating:
                node.fail("only 'if' can test the plan; a rule meets it through 'verdicts' and 'where'")
            words = scope.technique_words
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            return _number_between(question, node)
        case _:
            node.fail(f"the answer to {question_id!r} cannot be tested here; test the question it belongs to")
    wanted = [item.one_of(words, instead) for item in node.items()]
    return Word(question_id, frozenset().union(*wanted))


_NO_LIMITS = ("to", "above", "over", "under", "min", "max", "at-least", "until")
"""What people write in place of 'from' and 'below'."""


def _number_between(question: Question, node: Node) -> Between:
    if not node.is_mapping():
        node.fail(hints.NUMBERS)
    for key, _ in node.pairs():
        if key.content in _NO_LIMITS:
            key.fail(f"no entry here is called {key.shown()}; {hints.NUMBERS}")
    fields = node.fields([], ["from", "below"])
    low = optional(fields.get("from"), Node.number, -math.inf)
    high = optional(fields.get("below"), Node.number, math.inf)
    if question.kind is AnswerKind.GESTATION:
        low *= DAYS
        high *= DAYS
    if low >= high:
        fields["below"].fail("'below' must be more than 'from'")
    if low > question.high or high <= question.low:
        node.fail(f"no answer to {question.id!r} lies there; it goes from {question.low:g} to {question.high:g}")
    return Between(question.id, low, high)
