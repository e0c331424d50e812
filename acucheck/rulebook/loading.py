"""The whole rule book, section by section in the order it is read; a broken entry does not hide the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from acucheck.errors import InvalidFile, InvalidRules, Place, Problem, in_order
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.model.book import Aftercare, Concept, Condition, RuleBook
from acucheck.model.ids import AftercareId, AlternativeId, QuestionId, RuleId, SourceId, TechniqueId
from acucheck.rulebook.aftercare_entries import decode_aftercare, decode_alternative, replacing
from acucheck.rulebook.concept_entries import decode_concept, decode_technique, one_meaning, with_covers
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.practice_entry import NO_PRACTICE, decode_practice
from acucheck.rulebook.questions import decode_question, resolve_later_names
from acucheck.rulebook.rules import decode_rule, rules_and_examples
from acucheck.rulebook.section_reading import SectionReading, unbroken
from acucheck.rulebook.small_parts import circles, decode_keeping, decode_source, decode_wording, line, optional
from acucheck.rulebook.source import RuleFile, default_rules, rule_book

NEEDED = ("title", "version", "clinical-review", "practice", "sources", "topics", "techniques", "questions", "rules")
MEDICINE_CLASSES = "medicine-classes"
MAY_BE_ABSENT = ("keeps", MEDICINE_CLASSES, "regions", "hazards", "facts", "aftercare", "alternatives")

CONCEPTS = {"medicine": MEDICINE_CLASSES, "region": "regions", "hazard": "hazards"}
"""Kind of concept -> the section it is listed in."""


def load(path: str) -> RuleFile:
    """The rule book at *path*, or the practice's own file there over the core.

    Raises InvalidRules with every problem, each at its place.
    """
    file = read_rule_file(path)
    if isinstance(file, tuple):
        raise _invalid(file)
    problems = [*file.problems, *pretending(file, path)]
    if problems:
        raise _invalid(problems)
    return file


def _invalid(problems: Iterable[Problem]) -> InvalidRules:
    return InvalidRules("\n".join(map(str, in_order(problems))))


def pretending(file: RuleFile, path: str) -> Iterator[Problem]:
    """A problem where the book at *path* has the title of the core, is another file, and has not all of its rules."""
    if file.book.own is not None or Path(path).resolve() == default_rules().resolve():
        return
    from acucheck.rulebook.pretence import pretence

    if reason := pretence(file.book, rule_book()):
        yield file.sections["title"].problem(reason)


def read_rule_file(path: str, core: RuleBook | None = None) -> RuleFile | tuple[Problem, ...]:
    """What could be read of the rule book at *path*, with its problems; these alone where that is nothing.

    A practice's own file is read over *core*, or over the one that comes with acucheck.
    """
    origin = Origin(path)
    try:
        text = read_text(path, origin)
        root = read_node(text, origin)
        if root is None:
            return (Problem(Place(path, 1, 1), "the rule book is empty"),)
        digest = sha256(text.encode()).hexdigest()
        if root.is_mapping() and root.has_any(["extends"]):
            return _over_core(root, digest, core)
        return _rule_file(root.fields(NEEDED, MAY_BE_ABSENT), digest)
    except InvalidFile as error:
        return tuple(error.problems)


def _over_core(root: Node, digest: str, core: RuleBook | None) -> RuleFile:
    from acucheck.rulebook.practice_file import practice_file

    if core is None:
        core = rule_book()
    return practice_file(root, digest, core)


def _rule_file(fields: dict[str, Node], digest: str) -> RuleFile:
    reading = SectionReading(fields)
    scope = _scope(reading)
    rules, examples = rules_and_examples(reading.section("rules", RuleId, partial(decode_rule, scope=scope)))
    head = _book_head(reading)
    own = reading.note(lambda: decode_practice(fields["practice"]))
    decode = partial(decode_keeping, sources=scope.sources)
    keeps = reading.note(lambda: optional(fields.get("keeps"), decode, {}))
    book = RuleBook(
        title=head["title"],
        version=head["version"],
        clinical_review=head["clinical-review"],
        digest=digest,
        practice=own or NO_PRACTICE,
        sources=unbroken(scope.sources),
        topics=unbroken(scope.topics),
        concepts={kind: unbroken(entries) for kind, entries in scope.concepts.items()},
        techniques=unbroken(scope.techniques),
        questions=unbroken(scope.questions),
        facts=unbroken(scope.facts),
        rules=rules,
        aftercare=_replacing_what_is_there(unbroken(scope.aftercare)),
        alternatives=unbroken(scope.alternatives),
        keeps=keeps or {},
    )
    rests_on: list[object] = [*scope.facts.values(), *scope.techniques.values()]
    for entries in scope.concepts.values():
        rests_on += entries.values()
    shaken = None in rests_on
    return RuleFile(book, examples, fields, tuple(reading.problems), scope.broken_questions(), shaken)


def _replacing_what_is_there(entries: Mapping[AftercareId, Aftercare]) -> dict[AftercareId, Aftercare]:
    """Aftercare that replaces no entry that is broken."""
    found: dict[AftercareId, Aftercare] = {}
    for aftercare_id, entry in entries.items():
        there = [each for each in entry.replaces if each in entries]
        found[aftercare_id] = replace(entry, replaces=tuple(there))
    return found


def _book_head(reading: SectionReading) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("title", "version", "clinical-review"):
        found[name] = reading.note(partial(line, reading.fields[name])) or ""
    return found


def _scope(reading: SectionReading) -> Scope:
    """All that rules refer to. Notes what is wrong with it, and goes no further than where all would be faulted."""
    scope = Scope()
    scope.sources = reading.section("sources", SourceId, decode_source)
    scope.topics = reading.section("topics", str, lambda _, node: decode_wording(node))
    for kind, section in CONCEPTS.items():
        scope.concepts[kind] = _concepts_of_section(reading, section, scope)
    places = {**scope.concepts["region"], **scope.concepts["hazard"]}
    scope.techniques = reading.section("techniques", TechniqueId, lambda key, node: decode_technique(key, node, places))
    reading.problems += one_meaning(reading.entries("techniques"), scope.techniques)
    if None in scope.techniques.values():  # its groups are not known, so every mention of one would be faulted
        reading.stop()
    reading.section("questions", QuestionId, lambda key, node: decode_question(key, node, scope), into=scope.questions)
    reading.note(lambda: resolve_later_names(reading.entries("questions"), scope))
    scope.gating = False
    reading.section("facts", str, lambda key, node: _fact_condition(key, node, scope), into=scope.facts)
    scope.aftercare = reading.section("aftercare", AftercareId, lambda key, node: decode_aftercare(key, node, scope))
    reading.problems += replacing(reading.entries("aftercare"), scope.aftercare)
    scope.alternatives = reading.section(
        "alternatives", AlternativeId, lambda key, node: decode_alternative(key, node, scope)
    )
    return scope


def _concepts_of_section(reading: SectionReading, section: str, scope: Scope) -> dict[str, Concept | None]:
    """The concepts of a section. Notes each that comes back to itself by way of what it lies within."""
    entries = reading.entries(section)
    names = [str(key.content) for key, _ in entries]
    sources = None
    if section == MEDICINE_CLASSES:
        sources = scope.sources

    def named_concept(key: Node, node: Node) -> Concept:
        if key.content in scope.concepts.get("region", ()):
            key.fail(f"{key.shown()} is already a region; give the hazard another name")
        return decode_concept(key, node, names, sources)

    found = with_covers(reading.section(section, str, named_concept))
    around = {concept_id: [entry.within] for concept_id, entry in unbroken(found).items()}
    reading.problems += circles(entries, around, "lies within itself, by way of what it lies within")
    return found


def _fact_condition(key: Node, node: Node, scope: Scope) -> Condition:
    if key.text() in scope.questions:
        key.fail(f"{key.shown()} is already a question; give the fact another name")
    return condition(node, scope)
