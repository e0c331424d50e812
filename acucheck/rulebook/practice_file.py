"""A practice's own file over the core: what it adds, changes and silences, as one rule book with all of the core in it.

Rules add. What the core has keeps its place and its name, and is changed or silenced only under those words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.model.book import AnswerKind, Practice, Question, Rule, RuleBook
from acucheck.model.ids import QuestionId, RuleId, SourceId
from acucheck.model.practice import PracticeFile
from acucheck.rulebook.conditions import Scope
from acucheck.rulebook.practice_changes import Changed, read_changes
from acucheck.rulebook.practice_decisions import taken_out
from acucheck.rulebook.practice_entry import own_practice
from acucheck.rulebook.practice_names import read_own_names
from acucheck.rulebook.practice_scope import core_scope, up_to
from acucheck.rulebook.practice_silences import read_silences
from acucheck.rulebook.practice_words import refused_in
from acucheck.rulebook.questions import decode_question, resolve_later_names
from acucheck.rulebook.rules import decode_rule, rules_and_examples
from acucheck.rulebook.section_reading import SectionReading, unbroken
from acucheck.rulebook.small_parts import decode_source, identifier, known_id
from acucheck.rulebook.source import RuleFile

T = TypeVar("T")

EXTENDS = "extends"
AFTER = "after"
CORE = "core"
NEEDED = (EXTENDS, "practice")
MAY_BE_ABSENT = ("sources", "names", "questions", "rules", "change", "silence")

_NOT_ASKED_TWICE = (AnswerKind.NAMES, AnswerKind.PLAN)
"""Kinds of answer that the core asks for, whole."""


def practice_file(root: Node, digest: str, core: RuleBook) -> RuleFile:
    """The rule book that the file *root* makes of *core*, with all that is wrong in the file.

    Raises InvalidFile where its sections cannot be told apart.
    """
    fields, problems = root.known_fields(NEEDED, MAY_BE_ABSENT)
    reading = SectionReading(fields)
    reading.problems += _with_known_sections(problems)
    reading.note(lambda: fields[EXTENDS].one_of({CORE: CORE}))
    practice = _practice(reading, core)
    scope = core_scope(core)
    _read_sources(reading, scope, core)
    _read_questions(reading, scope, core)
    names = read_own_names(reading, scope)
    rules, examples = rules_and_examples(
        reading.section("rules", RuleId, _new(core.rules, "rule", partial(decode_rule, scope=scope)))
    )
    changed = read_changes(reading, scope, core)
    quiet = read_silences(reading, core, changed.names)
    reading.problems += refused_in(fields)
    own = PracticeFile(
        name=practice.name,
        digest=digest,
        added=tuple(rules),
        questions=tuple(question_id for question_id in scope.questions if question_id not in core.questions),
        changed=tuple(changed.names),
        names=names,
        silences=quiet.silences,
        outdated=(*changed.outdated, *quiet.outdated),
    )
    merged = replace(_merged_book(core, scope, rules, changed), practice=practice, own=own)
    return RuleFile(
        book=_with_silences(merged, quiet.silences),
        examples={**examples, **changed.examples},
        sections=fields,
        problems=tuple(reading.problems),
        broken=scope.broken_questions(),
    )


def _with_known_sections(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with the names of sections, each with the names that there are."""
    known = ", ".join((*NEEDED, *MAY_BE_ABSENT))
    for problem in problems:
        yield Problem(problem.place, f"{problem.message}; a practice's own file has {known}")


def _practice(reading: SectionReading, core: RuleBook) -> Practice:
    """Whose file it is; as the core has it where that cannot be read."""
    node = reading.fields.get("practice")
    if node is None:
        return core.practice
    return reading.note(lambda: own_practice(node, core.practice)) or core.practice


def _new(core: Iterable[str], what: str, decode: Callable[[Node, Node], T]) -> Callable[[Node, Node], T]:
    """Decodes an entry of which the core has none by that name."""
    known = {*core}

    def decode_new(key: Node, node: Node) -> T:
        if key.content in known:
            key.fail(f"the core has a {what} {key.shown()} already; choose another name, or write it under 'change'")
        return decode(key, node)

    return decode_new


def _read_sources(reading: SectionReading, scope: Scope, core: RuleBook) -> None:
    scope.sources = {
        **reading.section("sources", SourceId, _new(core.sources, "source", decode_source)),
        **core.sources,
    }


def _read_questions(reading: SectionReading, scope: Scope, core: RuleBook) -> None:
    """Decodes the questions, each of which may refer to all that is asked before it, and puts them in their places."""
    section = reading.entries("questions")
    decode = _new([*core.questions, *core.facts], "question", partial(_placed_question, scope))
    for key, node in section:
        if reading.note(partial(decode, key, node)) is None:
            broken = QuestionId(str(key.content))
            scope.questions.setdefault(broken, None)  # so that later mentions of it are not faulted
    for key, node in section:
        question_id = QuestionId(str(key.content))
        if question_id not in core.questions and scope.questions[question_id] is not None:
            _, rest = taken_out(node, [AFTER])
            reading.note(partial(resolve_later_names, [(key, rest)], scope))
    scope.gating = False


def _placed_question(scope: Scope, key: Node, node: Node) -> Question:
    """A question, put behind the one that it names."""
    identifier(key)
    fields, rest = taken_out(node, [AFTER])
    if AFTER not in fields:
        node.fail("missing here: after; it names the question that this one is asked behind")
    before = up_to(known_id(fields[AFTER], scope.questions), scope, with_it=True)
    found = decode_question(key, rest, before)
    if found.kind in _NOT_ASKED_TWICE:
        key.fail("the core asks for the plan, medicines and conditions; put names of your own under 'names'")
    scope.questions = {**before.questions, found.id: found, **scope.questions}
    return found


def _merged_book(core: RuleBook, scope: Scope, added: Mapping[RuleId, Rule], changed: Changed) -> RuleBook:
    """The core with what is added to it and changed in it."""
    questions = unbroken({**scope.questions, **changed.questions})
    medicine = {**core.concepts["medicine"], **changed.classes}
    return replace(
        core,
        sources=unbroken(scope.sources),
        questions=questions,
        facts={**core.facts, **changed.facts},
        concepts={**core.concepts, "medicine": medicine},
        rules={**core.rules, **changed.rules, **added},
    )


def _with_silences(book: RuleBook, rule_ids: Collection[RuleId]) -> RuleBook:
    """*book* with these rules set apart from those that decide."""
    rules = {**book.rules}
    silenced = {rule_id: rules.pop(rule_id) for rule_id in rule_ids}
    return replace(book, rules=rules, silenced=silenced)
