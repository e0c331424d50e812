"""The whole rule book, section by section in the order it is read; a broken entry does not hide the next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TypeVar

from acucheck.errors import InvalidFile, InvalidRules, Place, Problem, in_order
from acucheck.located import Node, Origin, each, read_node, read_text
from acucheck.located.node import Entries
from acucheck.model.book import Concept, Condition, Practice, Rule, RuleBook
from acucheck.model.ids import AftercareId, AlternativeId, QuestionId, RuleId, SourceId, TechniqueId
from acucheck.rulebook.aftercare_entries import aftercare, alternative, replacing
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.questions import question, settle
from acucheck.rulebook.rules import rule
from acucheck.rulebook.small_parts import (
    circles,
    concept,
    identifier,
    line,
    one_meaning,
    source,
    technique,
    with_covers,
    wording,
)
from acucheck.rulebook.source import RuleFile

K = TypeVar("K", bound=str)
T = TypeVar("T")

NEEDED = ("title", "version", "clinical-review", "practice", "sources", "topics", "techniques", "questions", "rules")
MAY_BE_ABSENT = ("medicine-classes", "regions", "hazards", "facts", "aftercare", "alternatives")

CONCEPTS = {"medicine": "medicine-classes", "region": "regions", "hazard": "hazards"}
"""Kind of concept -> the section it is listed in."""


def load(path: str) -> RuleFile:
    """The rule book at *path*. Raises InvalidRules with every problem, each at its place."""
    origin = Origin(path)
    try:
        text = read_text(path, origin)
        root = read_node(text, origin)
        if root is None:
            raise InvalidFile([Problem(Place(path, 1, 1), "the rule book is empty")])
        return _rule_file(root.fields(NEEDED, MAY_BE_ABSENT), sha256(text.encode()).hexdigest())
    except InvalidFile as error:
        raise InvalidRules("\n".join(map(str, in_order(error.problems)))) from None


def _rule_file(fields: dict[str, Node], digest: str) -> RuleFile:
    reading = _Reading(fields)
    scope = _scope(reading)
    decoded = reading.section("rules", RuleId, lambda key, node: rule(key, node, scope))
    head = reading.head(fields)
    reading.stop_if_broken()
    rules: dict[RuleId, Rule] = {}
    examples = {}
    for rule_id, entry in _whole(decoded).items():
        rules[rule_id], examples[rule_id] = entry
    book = RuleBook(
        title=head["title"],
        version=head["version"],
        clinical_review=head["clinical-review"],
        digest=digest,
        practice=_practice(fields["practice"]),
        sources=_whole(scope.sources),
        topics=_whole(scope.topics),
        concepts={kind: _whole(entries) for kind, entries in scope.concepts.items()},
        techniques=_whole(scope.techniques),
        questions=_whole(scope.questions),
        facts=_whole(scope.facts),
        rules=rules,
        aftercare=_whole(scope.aftercare),
        alternatives=_whole(scope.alternatives),
    )
    classes = {str(key.content): key.place for key, _ in reading.entries(CONCEPTS["medicine"])}
    return RuleFile(book, examples, classes, fields)


def _scope(reading: _Reading) -> Scope:
    """All that rules refer to. Notes what is wrong with it, and goes no further than where all would be faulted."""
    scope = Scope()
    scope.sources = reading.section("sources", SourceId, source)
    scope.topics = reading.section("topics", str, lambda _, node: wording(node))
    for kind, section in CONCEPTS.items():
        decoder = _concept_decoder(reading.entries(section), scope, with_stops=kind == "medicine")
        scope.concepts[kind] = with_covers(reading.section(section, str, decoder))
        within = {each: (entry.within,) for each, entry in scope.concepts[kind].items() if entry is not None}
        reading.problems += circles(
            reading.entries(section), within, "lies within itself, by way of what it lies within"
        )
    scope.techniques = reading.section("techniques", TechniqueId, technique)
    reading.problems += one_meaning(reading.entries("techniques"), scope.techniques)
    if None in scope.techniques.values():  # its groups are not known, so every mention of one would be faulted
        reading.stop_if_broken()
    reading.section("questions", QuestionId, lambda key, node: question(key, node, scope), into=scope.questions)
    reading.note(lambda: settle(reading.entries("questions"), scope))
    scope.gating = False
    reading.section("facts", str, lambda key, node: _fact(key, node, scope), into=scope.facts)
    scope.aftercare = reading.section("aftercare", AftercareId, lambda key, node: aftercare(key, node, scope))
    reading.problems += replacing(reading.entries("aftercare"), scope.aftercare)
    scope.alternatives = reading.section("alternatives", AlternativeId, lambda key, node: alternative(key, node, scope))
    return scope


class _Reading:
    """Sections decoded one after the other, keeping the problems of all of them."""

    def __init__(self, fields: dict[str, Node]) -> None:
        self.fields = fields
        self.problems: list[Problem] = []

    def entries(self, name: str) -> Entries:
        """The entries of a section. When they cannot be told apart, the reading ends: too much refers to them."""
        if name not in self.fields:
            return []
        try:
            return self.fields[name].pairs()
        except InvalidFile as error:
            raise InvalidFile([*self.problems, *error.problems]) from None

    def section(
        self,
        name: str,
        as_id: Callable[[str], K],
        decode: Callable[[Node, Node], T],
        into: dict[K, T | None] | None = None,
    ) -> dict[K, T | None]:
        """The entries of a section by their ids; None for a broken one, so that later mentions of it are not faulted.

        With *into*, each entry is there for the next one to refer to.
        """
        found: dict[K, T | None] = {} if into is None else into

        def one(key: Node, node: Node) -> None:
            try:
                found[as_id(identifier(key, of_source=name == "sources"))] = decode(key, node)
            except InvalidFile:
                found[as_id(str(key.content))] = None
                raise

        entries = self.entries(name)
        self.note(lambda: each(entries, one))
        return found

    def head(self, fields: dict[str, Node]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in ("title", "version", "clinical-review"):
            self.note(lambda name=name: found.setdefault(name, line(fields[name])))  # type: ignore[misc]
        self.note(lambda: _practice(fields["practice"]))
        return found

    def note(self, decode: Callable[[], object]) -> None:
        try:
            decode()
        except InvalidFile as error:
            self.problems += error.problems

    def stop_if_broken(self) -> None:
        if self.problems:
            raise InvalidFile(self.problems)


def _whole(entries: Mapping[K, T | None]) -> dict[K, T]:
    return {entry_id: entry for entry_id, entry in entries.items() if entry is not None}


def _fact(key: Node, node: Node, scope: Scope) -> Condition:
    if key.text() in scope.questions:
        key.fail(f"{key.shown()} is already a question; give the fact another name")
    return condition(node, scope)


def _concept_decoder(section: Entries, scope: Scope, *, with_stops: bool) -> Callable[[Node, Node], Concept]:
    names = [str(key.content) for key, _ in section]
    sources = scope.sources if with_stops else None

    def decode(key: Node, node: Node) -> Concept:
        if key.content in scope.concepts.get("region", ()):
            key.fail(f"{key.shown()} is already a region; give the hazard another name")
        return concept(key, node, names, sources)

    return decode


def _practice(node: Node) -> Practice:
    fields = node.fields(["emergency"], ["name", "phone"])

    def text(name: str) -> str:
        found = fields.get(name)
        return "" if found is None or found.content == "" else line(found)

    return Practice(name=text("name"), phone=text("phone"), emergency=line(fields["emergency"]))
