"""What `rules check` demands beside a sentence that a patient can say: that there is one, and that it can be said.

It is wanted wherever an answer has weight, which is where a rule above `note` reads it. A rule book from before loads
without, so a strict reading does not ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from acucheck import logic
from acucheck.errors import Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.book import AnswerKind, AnswerPlace, Concept, Question, Rule, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level
from acucheck.rulebook.rule_demands import all_levels
from acucheck.rulebook.sentence_check import no_sentence, section_entries, texts_side_by_side
from acucheck.rulebook.source import RuleFile

T = TypeVar("T", Question, Rule, Concept)

_FIRST_PERSON = re.compile(r"\b(I|[Mm]y|[Mm]e|[Mm]ine)\b")
_SECOND_PERSON = re.compile(r"\byours?\b|\byou\b", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[.?!] ")


def problems(file: RuleFile) -> Iterator[Problem]:
    """Every answer of weight of which nothing can be said, and every sentence that nobody would say of themselves."""
    read = logic.read_by_rules(file.book)
    limiting = _limiting(file.book)
    for key, entry, question in _written_entries(file, "questions", file.book.questions.values()):
        yield from _unsaid_options(question, read, key, entry)
        if _has_weight(question, read, limiting) and not question.say_answer:
            yield key.problem("what a person can say of the answer is not written; add 'say:' with a slot in it")
    yield from _unsaid_classes(file, read)
    for key, _, rule in _written_entries(file, "rules", file.book.rules.values()):
        if _is_silent(rule):
            yield key.problem("what a person can say of a place planned is not written; add 'say:' with {place} in it")
    for key, entry in section_entries(file.sections, "techniques"):
        if entry.known_entry("phrase") is None:
            yield key.problem("what this is called within a sentence is not written; add 'phrase:'")
    for said in _all_said(file):
        yield from _not_sayable(*said)


def _written_entries(file: RuleFile, section: str, decoded: Iterable[T]) -> list[tuple[Node, Node, T]]:
    """The entries of a section as they are written, each with what it was decoded to."""
    by_name = {str(each.id): each for each in decoded}
    found = []
    for key, entry in section_entries(file.sections, section):
        if key.content in by_name:
            found.append((key, entry, by_name[str(key.content)]))
    return found


def _unsaid_options(
    question: Question, read: Mapping[QuestionId, frozenset[str]], key: Node, entry: Node
) -> Iterator[Problem]:
    words = read.get(question.id, frozenset())
    written = {str(option.content): option for option, _ in _options(entry)}
    for word in question.options:
        if word in words and word not in question.say:
            place = written.get(word, key)
            yield place.problem(f"what a person can say of {word!r} is not written; add 'say:', a whole sentence")


def _options(entry: Node) -> Entries:
    """The options that are written out, each with what stands there; a yes and a no are not."""
    answer = entry.known_entry("answer")
    if answer is None:
        return []
    found: Entries = []
    for _, detail in answer.known_pairs():
        found += detail.known_pairs()
    return found


def _has_weight(question: Question, read: Mapping[QuestionId, frozenset[str]], limiting: frozenset[QuestionId]) -> bool:
    """Whether a question without options has answers that a rule above `note` reads, or names for a page to repeat."""
    match question.kind:
        case AnswerKind.PLACES:
            return question.id in limiting
        case AnswerKind.NUMBER | AnswerKind.GESTATION:
            return question.id in read
        case kind:
            return kind is AnswerKind.NAMES


def _limiting(book: RuleBook) -> frozenset[QuestionId]:
    """The questions whose answer is the place of a limit above `note`."""
    limits = chain.from_iterable(rule.limits for rule in book.rules.values())
    strict = [limit for limit in limits if max(limit.verdicts.values()) > Level.NOTE]
    places = chain.from_iterable(limit.where for limit in strict)
    return frozenset(place.question for place in places if isinstance(place, AnswerPlace))


def _unsaid_classes(file: RuleFile, read: Mapping[QuestionId, frozenset[str]]) -> Iterator[Problem]:
    words = frozenset[str]().union(*read.values())
    for key, _, found in _written_entries(file, "medicine-classes", file.book.concepts["medicine"].values()):
        if found.id in words and not found.say:
            yield key.problem("what a person who takes one can say is not written; add 'say:', a whole sentence")


def _is_silent(rule: Rule) -> bool:
    """Whether a rule for everybody limits something and gives nothing to say of it."""
    return rule.when is None and max(all_levels(rule)) > Level.NOTE and not rule.say


def _all_said(file: RuleFile) -> Iterator[tuple[str, Node]]:
    """Every sentence to be said, of questions and their options, classes of medicines, and rules, with its section."""
    for section in ("questions", "medicine-classes", "rules"):
        for _, entry in section_entries(file.sections, section):
            for said in _said_in(entry):
                yield section, said


def _said_in(entry: Node) -> Iterator[Node]:
    """The sentences to be said of an entry and of its options."""
    for several in texts_side_by_side(entry.known_entry("say")):
        yield from several
    for _, option in _options(entry):
        for several in texts_side_by_side(option.known_entry("say")):
            yield from several


def _not_sayable(section: str, said: Node) -> Iterator[Problem]:
    text = " ".join(str(said.content).split())
    yield from no_sentence(said)
    if _NEXT_SENTENCE.search(text):
        yield said.problem("one sentence is said of one thing; write one")
    of_oneself = bool(_FIRST_PERSON.search(text))
    if section == "rules":
        if of_oneself or _SECOND_PERSON.search(text):
            yield said.problem("whoever brings a person says this too; write it without 'I', 'my' and 'you'")
    elif not of_oneself or _SECOND_PERSON.search(text):
        yield said.problem("a person says this of themselves; write it with 'I' or 'my'")
