"""What stands in a rule book and no rule reads: questions, lines, classes of medicine, hazards and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

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
    for section, check in _CHECKS.items():
        wrong = check(book)
        for key, node in _section_entries(file, section):
            if key.content in wrong:
                yield key.problem(wrong[str(key.content)])
            elif section == "questions":
                yield from _unread_lines(key, node, book)


def _section_entries(file: RuleFile, section: str) -> list[tuple[Node, Node]]:
    found = file.sections.get(section)
    return found.pairs() if found is not None and found.is_mapping() and found.content else []


def _question_titles(book: RuleBook) -> Mapping[str, str]:
    read = {question_id for question_id, _ in _words_read(book)}
    read |= {item.question for rule in book.rules.values() for limit in rule.limits for item in limit.where
             if isinstance(item, AnswerPlace)}  # fmt: skip
    free = (AnswerKind.PLAN, AnswerKind.NAMES)
    return {
        question.id: "no rule reads the answer to this question; write a rule that does, or take it out"
        for question in book.questions.values()
        if question.id not in read and question.kind not in free
    }


def _unread_lines(key: Node, node: Node, book: RuleBook) -> Iterator[Problem]:
    """A problem for each line of a list that no rule reads: ticked, it would come to nothing."""
    question = next((each for each in book.questions.values() if each.id == key.content), None)
    if question is None or question.kind is not AnswerKind.MANY:
        return
    read = {word for question_id, word in _words_read(book) if question_id == question.id}
    answer = next(value for name, value in node.pairs() if name.content == "answer")
    for line, _ in answer.pairs()[0][1].pairs():
        if line.content not in read:
            yield line.problem("no rule reads this line, so ticking it comes to nothing")


def _words_read(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Each word of a question that a condition somewhere looks for, with the question; a number as an empty word."""
    for condition in _all_conditions(book):
        for test in tests(condition, book.facts):
            yield from ((test.question, word) for word in (test.words if isinstance(test, Word) else [""]))
    for question in book.questions.values():
        for past in question.past.values():
            if past.counts_as:
                asked, _, line = past.counts_as.partition(".")
                yield asked, line


def _all_conditions(book: RuleBook) -> Iterator[Condition]:
    for rule in book.rules.values():
        yield from (condition for condition in (rule.when, rule.unless) if condition is not None)
    for question in book.questions.values():
        yield from [question.gate] if question.gate is not None else []
        yield from question.offered_if.values()
        yield from question.settled_by.values()


def _class_labels(book: RuleBook) -> Mapping[str, str]:
    medicine = book.concepts["medicine"]
    asked = {each.id for each in book.questions.values() if each.names is NameKind.MEDICINE}
    read = {word for question_id, word in _words_read(book) if question_id in asked}
    named = _concepts(dictionary_index.medicines()) | _own_classes(book)
    found = {}
    for class_id, entry in medicine.items():
        if read.isdisjoint(entry.covers):
            found[class_id] = "no rule reads this class"
        elif named.isdisjoint(entry.covers):
            found[class_id] = "no name of a medicine is of this class, so nobody can be found to take one"
    return found


def _concepts(index: NameIndex) -> set[str]:
    return {concept for known in index.values() for reading in known.readings for concept in reading.concepts}


def _own_classes(book: RuleBook) -> set[str]:
    return {name.means for name in book.own.names if name.is_class} if book.own is not None else set()


def _hazard_labels(book: RuleBook) -> Mapping[str, str]:
    limits = [limit for rule in book.rules.values() for limit in rule.limits]
    read = {item for limit in limits for item in limit.where if isinstance(item, str)}
    read |= {
        place for rule in book.rules.values() for each in rule.precautions.values() for one in each for place in one.at
    }
    lying = _lying_somewhere()
    hazards = book.concepts["hazard"]
    found = {}
    for hazard_id, entry in hazards.items():
        if read.isdisjoint(_upwards(hazard_id, book)):
            found[hazard_id] = "no rule reads this hazard"
        elif lying.isdisjoint(entry.covers):
            found[hazard_id] = "this hazard lies at no point and in no region, so no plan can meet it"
    return found


def _upwards(hazard_id: str, book: RuleBook) -> set[str]:
    """A hazard and all that it lies within."""
    hazards = book.concepts["hazard"]
    return {name for name, entry in hazards.items() if hazard_id in entry.covers}


def _lying_somewhere() -> set[str]:
    points = dictionary_index.points()
    places: list[Iterable[str]] = [point.hazards for point in points.points.values()]
    places += [part.hazards for part in points.parts.values()]
    places += [region.hazards for region in dictionary_index.regions().values()]
    return {hazard for hazards in places for hazard in hazards}


def _source_titles(book: RuleBook) -> Mapping[str, str]:
    cited = {name for rule in book.rules.values() for name in rule.sources}
    cited |= {position.source for rule in book.rules.values() for position in rule.positions}
    cited |= {name for entry in book.aftercare.values() for name in entry.sources}
    cited |= {name for entry in book.alternatives.values() for name in entry.sources}
    cited |= {entry.after_stop.source for entry in book.concepts["medicine"].values() if entry.after_stop is not None}
    cited |= {past.source for question in book.questions.values() for past in question.past.values()}
    cited |= {past.source for past in dictionary_index.lexicon().past.values() if past is not None}
    cited |= {keeping.source for keeping in book.keeps.values()}
    return {source_id: "nothing cites this source" for source_id in book.sources if source_id not in cited}


_CHECKS: Mapping[str, Callable[[RuleBook], Mapping[str, str]]] = {
    "questions": _question_titles,
    "medicine-classes": _class_labels,
    "hazards": _hazard_labels,
    "sources": _source_titles,
}
"""Section -> its entries that are wrong, each with what is wrong."""
