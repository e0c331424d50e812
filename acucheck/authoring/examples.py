"""A rule book's own examples, run, and the checks that no rule holds for a healthy adult and that classes close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from acucheck import answers as answers_files
from acucheck.assess.engine import Conditions
from acucheck.assess.plan import Spot
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import Answer, Answers, BodyPlace, MatchStatus, Names, Places, Quantity, Ticks
from acucheck.model.book import AnswerKind, Question, Rule, RuleBook
from acucheck.model.ids import TechniqueId
from acucheck.model.levels import Level, Standing
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile
from acucheck.rulebook.notices import classes_without_a_time
from acucheck.rulebook.rule_demands import unearned_basis
from acucheck.rulebook.small_parts import LEVELS

_STANDINGS = {standing.word: standing for standing in Standing}
_AT = re.compile(r"(.+?) at\b *(.*)")

ExampleCell = tuple[TechniqueId, BodyPlace | None]
"""A technique, empty where it is not known, and where it is done; None where that is not said."""

DAY = date(2026, 1, 1)
"""The date that due dates in examples are counted from."""


def problems(file: RuleFile, vocabulary: Vocabulary) -> list[Problem]:
    """Every example that fails, and every rule that would alarm a healthy adult."""
    found = [*_alarms(file.book), *_never_closing(file), *_unearned(file.book)]
    for rule_id, examples in file.examples.items():
        rule = file.book.rules.get(rule_id)
        if rule is None:
            continue
        for example in examples:
            if not _rests_on_broken(example, file):
                found += _failures(rule, example, vocabulary)
    return found


def _rests_on_broken(example: Node, file: RuleFile) -> bool:
    """Whether an example may fail by what could not be decoded, which is a problem already."""
    answered = [key.content for key, _ in given_answers(example)]
    return file.shaken or not file.broken.isdisjoint(answered)


def given_answers(example: Node) -> Entries:
    """The answers of an example, as far as they can be told apart."""
    given = example.known_entry("given")
    if given is None:
        return []
    return given.known_pairs()


def healthy_adult(book: RuleBook) -> Answers:
    """The answers of somebody with nothing to report: every gate answered none, no, or as it says under `healthy`.

    A question that everybody is asked unless an earlier answer rules it out is answered unless one does.
    """
    told: Answers = {}
    for question in book.questions.values():
        if _is_gate(question) and Conditions(book, told).gate(question.id) is Standing.HOLDS:
            told = {**told, question.id: _healthy_words(question)}
    return told


def _is_gate(question: Question) -> bool:
    """Whether a question is for everybody, but for those whom an earlier answer spares it."""
    for_everybody = question.gate is None or question.ask_if_not_known
    return for_everybody and question.kind is not AnswerKind.PLAN


def _healthy_words(question: Question) -> Answer:
    match question.kind:
        case AnswerKind.NAMES:
            return Names()
        case AnswerKind.PLACES:
            return Places()
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            return Quantity(question.healthy, float(question.healthy))
        case AnswerKind.ONE:
            return Ticks(frozenset({question.healthy or "no"}))
        case _:
            return Ticks()


def _alarms(book: RuleBook) -> Iterator[Problem]:
    conditions = Conditions(book, healthy_adult(book))
    for rule in book.rules.values():
        if rule.when is None:
            continue
        standing = conditions.rule(rule.id)
        if standing is not Standing.FAILS:
            word = standing.word
            yield Problem(rule.place, f"{rule.id!r} {word} for a healthy adult, for whom every rule must fail")


def _unearned(book: RuleBook) -> Iterator[Problem]:
    for rule in book.rules.values():
        if reason := unearned_basis(rule, book.sources):
            yield Problem(rule.place, reason)


def _never_closing(file: RuleFile) -> Iterator[Problem]:
    """A problem for each class that a rule above `note` reads and that does not say how long it counts after a stop."""
    section = file.sections.get("medicine-classes")
    missing = classes_without_a_time(file.book)
    if section is None or not missing:
        return
    for key, _ in section.pairs():
        if key.content in missing:
            yield key.problem(
                f"how long {key.shown()} counts after a stop is not said; "
                "add 'after-stop: {time: 3 months, source: ...}' or 'time: lasting'"
            )


def _failures(rule: Rule, example: Node, vocabulary: Vocabulary) -> list[Problem]:
    found: list[Problem] = []
    try:
        fields = example.fields(["given", "expect"], ["cells"])
        expected = fields["expect"].one_of(_STANDINGS)
        given = answers_files.decode(fields["given"], vocabulary, DAY)
        conditions = Conditions(vocabulary.book, given)
        found += _wrong_standing(rule, fields["expect"], expected, conditions)
        if "cells" in fields:
            for key, node in fields["cells"].pairs():
                found += _wrong_cell(rule, key, node.one_of(LEVELS), conditions, vocabulary)
    except InvalidFile as error:
        found += error.problems
    return found


def _wrong_standing(rule: Rule, node: Node, expected: Standing, conditions: Conditions) -> Iterator[Problem]:
    standing = conditions.rule(rule.id)
    if standing is not expected:
        why = "".join(_uncertain_names(conditions.answers))
        yield node.problem(f"in this example {rule.id!r} {standing.word}, not {expected.word}{why}")


def _uncertain_names(answers: Answers) -> Iterator[str]:
    """The names in answers that do not simply count, which may be why an example fails."""
    lists = [answer for answer in answers.values() if isinstance(answer, Names)]
    for answer in lists:
        for name in answer.entries:
            if name.taken is not MatchStatus.RECOGNISED:
                yield f"; {name.typed!r} is {name.taken.value}"
            elif not name.concepts:
                yield f"; {name.typed!r} is known, of no class"


def _wrong_cell(
    rule: Rule, key: Node, expected: Level, conditions: Conditions, vocabulary: Vocabulary
) -> Iterator[Problem]:
    """A cell counts what this rule alone makes of it, as it stands."""
    technique, place = example_cell(key.text(), vocabulary)
    if not technique or (place is not None and not place.id):
        key.fail("no technique, point or region has this name; write 'technique' or 'technique at place'")
    level = conditions.level_by_rule(rule.id, Spot(technique, "", place))
    if level is not expected:
        yield key.problem(f"in this example {rule.id!r} gives {level.word}, not {expected.word}")


def example_cell(text: str, vocabulary: Vocabulary) -> ExampleCell:
    """The cell that an example calls `technique` or `technique at place`, each as far as it is known."""
    match = _AT.fullmatch(text)
    if match is None:
        return vocabulary.technique(text), None
    return vocabulary.technique(match[1]), vocabulary.places(match[2])[0]
