"""One rule with all that it says, for people who write rules."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from acucheck.document.blocks import Block, Document, Heading, Lines
from acucheck.document.sections.about import source_text
from acucheck.document.wording import phrases
from acucheck.model.book import (
    AllOf,
    AnswerKind,
    AnswerPlace,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    FactHolds,
    Rule,
    RuleBook,
    Word,
    Wording,
)
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level

_Pairs = Iterator[tuple[str, str]]


def rule_page(rule: Rule, book: RuleBook, digest: str = "") -> Document:
    """The rule in both readings, with its verdicts in the words of the rule book; *digest* is that of the core's."""
    head = list(_head(rule, book))
    if digest:
        head.append(("Digest", f"of: {digest} (to change or silence this rule in a file of your own)"))
    blocks: list[Block] = [
        Lines(tuple(head)),
        Heading("VERDICTS"),
        Lines(tuple(_verdicts(rule))),
        Heading("WHAT IT SAYS"),
        Lines(tuple(_what_it_says(rule))),
        Heading("WHERE IT COMES FROM"),
        Lines(tuple(_ground(rule, book))),
    ]
    return Document(f"{rule.id} ({rule.place})", tuple(blocks))


def _head(rule: Rule, book: RuleBook) -> _Pairs:
    yield from _both("Title", rule.title)
    yield "Topic", book.topics[rule.topic].practitioner
    if rule.when is not None:
        yield "When", condition_in_words(rule.when, book)
    if rule.unless is not None:
        yield "Unless", condition_in_words(rule.unless, book)
    if rule.urgent is not None:
        yield "Urgent", rule.urgent.value
    if rule.if_not_known is not None:
        yield "If not known", rule.if_not_known.word


def _verdicts(rule: Rule) -> _Pairs:
    if rule.verdicts:
        yield "Everywhere", levels_in_words(rule.verdicts)
    for limit in rule.limits:
        where = phrases.joined(map(_limit_place, limit.where), "or")
        yield "Only at", f"{where}: {levels_in_words(limit.verdicts)}"


def _limit_place(item: str | AnswerPlace) -> str:
    """A place that a limit names, or the question that says where it is."""
    if isinstance(item, AnswerPlace):
        return f"where {item.question} says"
    return item


def levels_in_words(verdicts: Mapping[str, Level]) -> str:
    """Each technique or group with its level, in the words of the rule book."""
    named = [f"{key} {level.word}" for key, level in verdicts.items()]
    return ", ".join(named)


def _what_it_says(rule: Rule) -> _Pairs:
    yield from _both("Risk", rule.risk)
    for key, wordings in rule.precautions.items():
        for wording in wordings:
            yield from _both(f"Do ({key})", wording)
    if rule.until is not None:
        yield from _both("Not before", rule.until)
    if rule.ask_whom is not None:
        yield from _both("Ask first", rule.ask_whom)
    if rule.aftercare:
        yield "Aftercare", ", ".join(rule.aftercare)
    if rule.alternatives:
        yield "Alternatives", ", ".join(rule.alternatives)


def _ground(rule: Rule, book: RuleBook) -> _Pairs:
    yield "Basis", phrases.BASIS[rule.basis]
    for position in rule.positions:
        says = f": {position.says}" if position.says else ""
        yield "Position", f"{position.source} {position.level.word}{says}"
    if rule.chosen_because:
        yield "Chosen because", rule.chosen_because
    for name in rule.sources:
        yield "Source", f"{name}: {source_text(book.sources[name])}"


def _both(label: str, wording: Wording) -> _Pairs:
    """One line when both readers get the same sentence, else one for each."""
    if wording.practitioner == wording.patient:
        yield label, wording.patient
        return
    for audience, text in (("practitioner", wording.practitioner), ("patient", wording.patient)):
        if text:
            yield label, f"{audience}: {text}"


def condition_in_words(condition: Condition, book: RuleBook) -> str:
    """A condition as one line, in the words of the rule book."""
    match condition:
        case Word(question, words):
            roots = sorted(_roots(question, words, book))
            return f"{question}: {' or '.join(roots)}"
        case Between():
            return _span_tested(condition, book)
        case FactHolds(fact):
            return fact
        case AllOf(parts):
            return f"({_joined_by(' and ', parts, book)})"
        case AnyOf(parts):
            return f"({_joined_by(' or ', parts, book)})"
        case AtLeast(count, parts):
            return f"at least {count} of ({_joined_by(', ', parts, book)})"


def _joined_by(between: str, parts: Iterable[Condition], book: RuleBook) -> str:
    """The parts of a condition on one line, with a word between them."""
    words = [condition_in_words(part, book) for part in parts]
    return between.join(words)


def _span_tested(test: Between, book: RuleBook) -> str:
    """From where to where a number is tested: years, or whole weeks of gestation."""
    question = book.questions[test.question]
    unit = 7 if question.kind is AnswerKind.GESTATION else 1
    limits: list[str] = []
    if test.low != -math.inf:
        limits.append(f"from {test.low / unit:g}")
    if test.high != math.inf:
        limits.append(f"below {test.high / unit:g}")
    return f"{test.question}: {' '.join(limits)}"


def _roots(question: QuestionId, words: frozenset[str], book: RuleBook) -> frozenset[str]:
    """Without what a wider word among them covers."""
    if not book.questions[question].names:
        return words
    concepts = book.concepts["medicine"]
    return frozenset(word for word in words if concepts[word].within not in words)
