"""What was said of the person and changes nothing in the plan, to show that it was seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from acucheck.document.blocks import Lines
from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_names import as_said
from acucheck.logic import tests
from acucheck.model.answers import MatchStatus, Name, Ticks
from acucheck.model.book import AnswerPlace, RuleBook, Word, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience
from acucheck.model.report import Finding, QuestionState

_SEEN = {Audience.PRACTITIONER: ("Also seen", "{}"), Audience.PATIENT: ("Seen", "You also told: {}")}
"""What it stands behind, and the sentence."""


def also_seen(page: Page) -> Iterator[Lines]:
    """What none of the findings rests on."""
    if page.is_for_patient or not page.has_session:
        return
    lines = tuple(without_finding(page, [*page.report.findings, *page.report.unsure]))
    if lines:
        yield Lines(lines)


def without_finding(page: Page, told: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """What none of the findings that are *told* rests on, on one line."""
    rested_on = set(_rested_on(told))
    seen = dict.fromkeys([*_ticked_for_nothing(page, rested_on), *_named_for_nothing(page, rested_on)])
    if seen:
        label, sentence = _SEEN[page.audience]
        yield label, phrases.with_stop(sentence.format("; ".join(seen)))


def _rested_on(told: Iterable[Finding]) -> Iterator[str]:
    """The lines, as `question.line`, the names and the questions that findings rest on."""
    for finding in told:
        for because in finding.because:
            yield because.question
            for word in because.words:
                yield f"{because.question}.{word}"
            for name in because.names:
                yield name.typed
                yield from name.concepts
        for met in finding.limits:
            for item in met.limit.where:
                if isinstance(item, AnswerPlace):
                    yield item.question


def _ticked_for_nothing(page: Page, rested_on: set[str]) -> Iterator[str]:
    """The lines that everybody is asked about, by what they are called; not those that a name says better."""
    named: set[str] = set()
    for name in _recognised(page):
        named |= name.concepts
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        if question.gate is not None or entry.state is not QuestionState.ANSWERED:
            continue
        ticked = entry.answer.yes if isinstance(entry.answer, Ticks) else ()
        for line, label in question.options.items():
            concept = f"{question.id}.{line}"
            if line in ticked and concept not in named and _is_free_of(concept, rested_on, page.book):
                yield page.words(label)


def _named_for_nothing(page: Page, rested_on: set[str]) -> Iterator[str]:
    """The names that are known to a rule, as they were typed."""
    for name in _recognised(page):
        free = all(_is_free_of(concept, rested_on, page.book) for concept in name.concepts)
        if free and name.concepts and name.typed not in rested_on:
            yield as_said(name)


def _is_free_of(concept: str, rested_on: set[str], book: RuleBook) -> bool:
    """Whether neither a line or class, nor what is asked because of it, is something that a finding rests on."""
    if concept in rested_on:
        return False
    asked = _asked_because_of(book).get(concept, set())
    return rested_on.isdisjoint(asked)


@once_for_each
def _asked_because_of(book: RuleBook) -> dict[str, set[QuestionId]]:
    """A line, as `question.line`, or a class of medicine -> the questions that are asked because of it."""
    found: dict[str, set[QuestionId]] = {}
    for question in book.questions.values():
        if question.gate is None:
            continue
        for test in tests(question.gate, book.facts):
            words = test.words if isinstance(test, Word) else ()
            for word in words:
                for concept in (word, f"{test.question}.{word}"):
                    found.setdefault(concept, set()).add(question.id)
    return found


def _recognised(page: Page) -> list[Name]:
    """The names that are recognised for certain."""
    return [name for name in page.report.names if name.taken is MatchStatus.RECOGNISED]
