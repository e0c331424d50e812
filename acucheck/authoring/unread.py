"""What stands in a rule book and no rule reads: questions, lines, classes of medicine, hazards and sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from itertools import chain

from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.logic import tests
from acucheck.model.answers import NameKind
from acucheck.model.book import AnswerKind, AnswerPlace, Condition, RuleBook, Word
from acucheck.names import dictionary_index
from acucheck.names.entries import NameIndex
from acucheck.rulebook import RuleFile


def unread(file: RuleFile) -> Iterator[Problem]:
    """A problem for each entry that nothing reads, or that no name and no place can reach, at its place."""
    book = file.book
    looked_for = frozenset(_words_looked_for(book))
    for section, check in _CHECKS.items():
        wrong = check(book)
        for key, node in _section_entries(file, section):
            if key.content in wrong:
                yield key.problem(wrong[str(key.content)])
            elif section == "questions":
                yield from _unread_lines(key, node, looked_for)


def _section_entries(file: RuleFile, section: str) -> list[tuple[Node, Node]]:
    found = file.sections.get(section)
    if found is None:
        return []
    return found.known_pairs()


def _question_titles(book: RuleBook) -> Mapping[str, str]:
    read = {question_id for question_id, _ in _words_looked_for(book)}
    for item in _places_limited(book):
        if isinstance(item, AnswerPlace):
            read.add(item.question)
    found: dict[str, str] = {}
    for question in book.questions.values():
        free = question.kind in {AnswerKind.PLAN, AnswerKind.NAMES}
        if question.id not in read and not free:
            found[question.id] = "no rule reads the answer to this question; write a rule that does, or take it out"
    return found


def _places_limited(book: RuleBook) -> Iterator[str | AnswerPlace]:
    """Everything that limits of rules name."""
    for rule in book.rules.values():
        for limit in rule.limits:
            yield from limit.where


def _unread_lines(key: Node, node: Node, looked_for: Container[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each line of a list that no rule reads: ticked, it would come to nothing."""
    answer = node.known_entry("answer")
    lines = None if answer is None else answer.known_entry("many")
    if lines is None:
        return
    for line, _ in lines.known_pairs():
        if (key.content, line.content) not in looked_for:
            yield line.problem("no rule reads this line, so ticking it comes to nothing")


def _words_looked_for(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Each word of a question that a condition somewhere looks for, with the question; a number as an empty word."""
    for condition in _all_conditions(book):
        for test in tests(condition, book.facts):
            if isinstance(test, Word):
                for word in test.words:
                    yield test.question, word
            else:
                yield test.question, ""
    for question in book.questions.values():
        for past in question.past.values():
            if past.counts_as:
                asked, _, line = past.counts_as.partition(".")
                yield asked, line


def _all_conditions(book: RuleBook) -> Iterator[Condition]:
    for rule in book.rules.values():
        if rule.when is not None:
            yield rule.when
        if rule.unless is not None:
            yield rule.unless
    for question in book.questions.values():
        if question.gate is not None:
            yield question.gate
        yield from question.offered_if.values()
        yield from question.settled_by.values()


def _class_labels(book: RuleBook) -> Mapping[str, str]:
    medicine = book.concepts["medicine"]
    asked = {each.id for each in book.questions.values() if each.names is NameKind.MEDICINE}
    read = {word for question_id, word in _words_looked_for(book) if question_id in asked}
    named = _concepts(dictionary_index.medicines()) | _own_classes(book)
    found = {}
    for class_id, entry in medicine.items():
        if read.isdisjoint(entry.covers):
            found[class_id] = "no rule reads this class"
        elif named.isdisjoint(entry.covers):
            found[class_id] = "no name of a medicine is of this class, so nobody can be found to take one"
    return found


def _concepts(index: NameIndex) -> set[str]:
    found: set[str] = set()
    for known in index.values():
        for reading in known.readings:
            found.update(reading.concepts)
    return found


def _own_classes(book: RuleBook) -> set[str]:
    if book.own is None:
        return set()
    return {name.means for name in book.own.names if name.is_class}


def _hazard_labels(book: RuleBook) -> Mapping[str, str]:
    read = {*_places_limited(book), *_precaution_places(book), *_belonging_to_limbs(book)}
    lying = _lying_somewhere()
    hazards = book.concepts["hazard"]
    found = {}
    for hazard_id, entry in hazards.items():
        if read.isdisjoint(_upwards(hazard_id, book)):
            found[hazard_id] = "no rule reads this hazard"
        elif lying.isdisjoint(entry.covers):
            found[hazard_id] = "this hazard lies at no point and in no region, so no plan can meet it"
    return found


def _precaution_places(book: RuleBook) -> Iterator[str | AnswerPlace]:
    """Everything at which a precaution is taken."""
    for rule in book.rules.values():
        for precaution in chain(*rule.precautions.values()):
            yield from precaution.at


def _belonging_to_limbs(book: RuleBook) -> Iterator[str]:
    """Everything that a place named in an answer stands for as well."""
    for question in book.questions.values():
        yield from chain(*question.limbs.values())


def _upwards(hazard_id: str, book: RuleBook) -> set[str]:
    """A hazard and all that it lies within."""
    hazards = book.concepts["hazard"]
    return {name for name, entry in hazards.items() if hazard_id in entry.covers}


def _lying_somewhere() -> set[str]:
    points = dictionary_index.points()
    found: set[str] = set()
    for point in points.points.values():
        found.update(point.hazards)
    for part in points.parts.values():
        found.update(part.hazards)
    for region in dictionary_index.regions().values():
        found.update(region.hazards)
    return found


def _source_titles(book: RuleBook) -> Mapping[str, str]:
    uncited = book.sources.keys() - _citations(book)
    return dict.fromkeys(uncited, "nothing cites this source")


def _citations(book: RuleBook) -> Iterator[str]:
    """The source of everything that names one."""
    for rule in book.rules.values():
        yield from rule.sources
        for position in rule.positions:
            yield position.source
    for care in book.aftercare.values():
        yield from care.sources
    for alternative in book.alternatives.values():
        yield from alternative.sources
    for keeping in book.keeps.values():
        yield keeping.source
    yield from _cited_times(book)


def _cited_times(book: RuleBook) -> Iterator[str]:
    """The sources of how long classes count after a stop, and lines and names after they are over."""
    for medicine_class in book.concepts["medicine"].values():
        if medicine_class.after_stop is not None:
            yield medicine_class.after_stop.source
    for question in book.questions.values():
        for past in question.past.values():
            yield past.source
    for named in dictionary_index.lexicon().pasts:
        if named is not None:
            yield named.source


_CHECKS: Mapping[str, Callable[[RuleBook], Mapping[str, str]]] = {
    "questions": _question_titles,
    "medicine-classes": _class_labels,
    "hazards": _hazard_labels,
    "sources": _source_titles,
}
"""Section -> its entries that are wrong, each with what is wrong."""
